"""Which document reviews which zone and year, and how completely: what decides whom one could ask, never a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mapapp.contracts import Document, DocumentCoverage, Modality, ProjectEvent
from mapapp.open_workspace import active


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much one document says about one zone in one year; `zone_id` is "" for records without a zone.

    `reviewed`: the document looks back on that year as a whole, so it is the place where one would look.
    """

    doc: str
    zone_id: str
    year: int
    reported: int
    planned: int
    completeness: DocumentCoverage = DocumentCoverage.FULL
    reviewed: bool = False


def document_coverage(events: Iterable[ProjectEvent], documents: Iterable[Document]) -> tuple[Coverage, ...]:
    """Count reported and planned events per document, zone and year.

    Zones overlap, so an event counts in each of its zones and rows must not be added up. Rows are in order of the
    documents, then zones as the app shows them, then year; events without a year are left out.
    """
    documents = tuple(documents)
    by_id = {document.id: document for document in documents}
    order = list(by_id)
    counts: Counter[tuple[str, str, int, Modality]] = Counter()
    for event in events:
        if event.year is None:
            continue
        for zone in event.zones or ("",):
            counts[(event.doc, zone, event.year, event.modality)] += 1
    keys = {(doc, zone, year) for doc, zone, year, _ in counts if doc in by_id}
    zone_order = (*active().headline_zones, "")
    rows = []
    for doc, zone, year in sorted(keys, key=lambda key: (order.index(key[0]), zone_order.index(key[1]), key[2])):
        reported = counts[(doc, zone, year, Modality.REPORTED)]
        rows.append(
            Coverage(
                doc=doc,
                zone_id=zone,
                year=year,
                reported=reported,
                planned=counts[(doc, zone, year, Modality.PLANNED)],
                completeness=by_id[doc].coverage,
                reviewed=reported > 0 and reviews_year(by_id[doc], year),
            )
        )
    return tuple(rows)


def reviews_year(document: Document, year: int) -> bool:
    """Whether a document looks back on a year; one whose years are not known reviews the year before its own."""
    if document.reviewed_years is not None:
        return document.reviewed_years[0] <= year <= document.reviewed_years[1]
    return document.reviews is not None and document.reviews == year


def reviewing_documents(zones: Sequence[str], year: int, coverage: Sequence[Coverage]) -> tuple[Coverage, ...]:
    """Return the rows of documents that review a year and report on one of the zones for it; without zones, on anything."""
    return tuple(row for row in coverage if row.reviewed and row.year == year and (not zones or row.zone_id in zones))


def best_review(zone_id: str, year: int, coverage: Sequence[Coverage]) -> DocumentCoverage | None:
    """Return how completely a zone's year is reviewed by the best document at hand, None if by none."""
    found = [row.completeness for row in reviewing_documents((zone_id,), year, coverage)]
    return min(found, key=lambda kind: kind.rank, default=None)
