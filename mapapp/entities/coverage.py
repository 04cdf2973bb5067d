"""Which document speaks about which zone and year: what decides between "not done" and "not known"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mapapp.contracts import Document, Modality, ProjectEvent
from mapapp.entities.timelines import years_of
from mapapp.workspace import active

# A yearly review looks back one year and still names what the year before left unfinished; the silence of a review of
# 2025 says nothing about a start promised for 2021.
SILENCE_SPEAKS_YEARS: Final = 1


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much one document says about one zone in one year. `zone_id` is "" for records without a zone."""

    doc: str
    zone_id: str
    year: int
    reported: int
    planned: int


def document_coverage(events: Iterable[ProjectEvent], documents: Iterable[Document]) -> tuple[Coverage, ...]:
    """Count reported and planned events per document, zone and year.

    Zones overlap, so an event counts in each of its zones and rows must not be added up. Rows are in order of the
    documents, then zones as the app shows them, then year; events without a year are left out.
    """
    order = [document.id for document in documents]
    counts: Counter[tuple[str, str, int, Modality]] = Counter()
    for event in events:
        if event.year is None:
            continue
        for zone in event.zones or ("",):
            counts[(event.doc, zone, event.year, event.modality)] += 1
    keys = {(doc, zone, year) for doc, zone, year, _ in counts if doc in order}
    return tuple(
        Coverage(
            doc, zone, year, counts[(doc, zone, year, Modality.REPORTED)], counts[(doc, zone, year, Modality.PLANNED)]
        )
        for doc, zone, year in sorted(
            keys, key=lambda key: (order.index(key[0]), (*active().headline_zones, "").index(key[1]), key[2])
        )
    )


def covering_documents(
    zones: Sequence[str], year: int, after: int, coverage: Sequence[Coverage], documents: Iterable[Document]
) -> tuple[str, ...]:
    """Name the documents of a year later than `after` that report on one of the zones for `year` or the year after.

    A document that only plans does not cover: its silence says nothing about what was done.
    """
    years = years_of(documents)
    found = {
        row.doc
        for row in coverage
        if row.zone_id in zones
        and row.reported
        and 0 <= row.year - year <= SILENCE_SPEAKS_YEARS
        and years.get(row.doc, after) > after
    }
    return tuple(doc for doc in years if doc in found)
