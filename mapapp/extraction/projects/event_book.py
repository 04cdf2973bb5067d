"""ProjectEvents with ids that depend on their own words only, each statement kept once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from mapapp import settings
from mapapp.contracts.records import Amount, ProjectEvent
from mapapp.contracts.text import Document
from mapapp.contracts.vocabulary import Evidence, FoundBy, Modality, Polarity, Stage, YearBasis

Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What a record says, before its id is known; fields as in ProjectEvent.

    `spans` are stored pieces, the first of which is quoted; `told_in` the words of the statement, by which one printed
    twice is known.
    """

    spans: Pieces
    told_in: str
    name: str
    canonical: str
    stage: Stage
    modality: Modality
    year: int | None
    basis: YearBasis
    zones: tuple[str, ...]
    evidence: Evidence | None
    places: tuple[str, ...]
    rule: str
    confidence: float
    reasons: tuple[str, ...]
    certain: bool | None = None
    amount: Amount | None = None
    polarity: Polarity = Polarity.PLANNED
    moved_to: int | None = None
    found_by: FoundBy = FoundBy.RULES


class EventBook:
    """Collects the events of one document, in the order they are added."""

    def __init__(self, document: Document) -> None:
        """Begin an empty book."""
        self._document = document
        self._events: list[ProjectEvent] = []
        self._seen: set[tuple[str, str, str, int | None, str]] = set()
        self._counts: dict[str, int] = {}

    def add(self, telling: Telling) -> None:
        """Add a record; the same statement printed twice is recorded once."""
        document = self._document
        first, last = telling.spans[0]
        quote = document.text[first:last]
        identity = f"{document.id}|{quote}|{telling.name}|{telling.stage.value}"
        self._counts[identity] = self._counts.get(identity, 0) + 1
        key = (telling.name, telling.stage.value, telling.modality.value, telling.year, telling.told_in)
        if key in self._seen:
            return
        self._seen.add(key)
        digest = hashlib.sha256(f"{identity}|{self._counts[identity]}".encode()).hexdigest()
        certain = telling.confidence >= settings.CERTAIN_FROM if telling.certain is None else telling.certain
        self._events.append(
            ProjectEvent(
                event_id=f"{document.id}-{digest[:12]}",
                doc=document.id,
                start=first,
                end=last,
                quote=quote,
                name=telling.name,
                stage=telling.stage,
                modality=telling.modality,
                year=telling.year,
                year_basis=telling.basis,
                zones=telling.zones,
                zone_evidence=telling.evidence,
                places=telling.places,
                district=document.district,
                certain=certain,
                rule=telling.rule,
                confidence=telling.confidence,
                reasons=telling.reasons,
                amount=telling.amount,
                canonical=telling.canonical,
                spans=telling.spans if len(telling.spans) > 1 else (),
                polarity=telling.polarity,
                moved_to=telling.moved_to,
                found_by=telling.found_by,
            )
        )

    def events(self) -> tuple[ProjectEvent, ...]:
        """Return the events in the order they were added."""
        return tuple(self._events)
