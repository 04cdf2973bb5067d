"""Indicator records: spans cut from the stored text, ids that do not move, a figure said twice kept once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from mapapp.contracts.records import Indicator
from mapapp.contracts.text import Document
from mapapp.contracts.vocabulary import Comparator, ValueKind


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """What a record says, before its place in the stored text is known; fields as in Indicator."""

    name: str
    region: str
    period: str
    kind: ValueKind
    value: float | None
    low: float | None
    high: float | None
    value_text: str
    unit: str
    comparator: Comparator
    certain: bool
    rule: str
    confidence: float
    reasons: tuple[str, ...]
    table: bool
    nature: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """Return what two records must share to be the same figure, besides their names."""
        value = self.value_text if self.value is None else str(self.value)
        return (self.region, self.period, str(self.kind), value, self.unit)


class RecordBook:
    """Collects the records of one document."""

    def __init__(self, document: Document) -> None:
        """Begin an empty book."""
        self._document = document
        self._records: list[Indicator] = []
        self._names: dict[tuple[str, ...], list[str]] = {}

    def add(self, claim: IndicatorDraft, start: int, end: int) -> None:
        """Add a claim that rests on view characters [start, end); one already said in prose is left out."""
        if not claim.name or start >= end or (not claim.table and self._already(claim)):
            return
        spans = self._document.view.stored_spans(start, end)
        first = self._document.span(*spans[0])
        words = (self._document.id, str(first.start), str(first.end), claim.name, *claim.said)
        digest = hashlib.sha256("\x1f".join(words).encode()).hexdigest()
        self._records.append(
            Indicator(
                indicator_id=f"i-{self._document.id}-{digest[:12]}",
                doc=self._document.id,
                start=first.start,
                end=first.end,
                quote=first.quote,
                name=claim.name,
                region=claim.region,
                period=claim.period,
                value_kind=claim.kind,
                value=claim.value,
                value_text=claim.value_text,
                unit=claim.unit or None,
                comparator=claim.comparator,
                certain=claim.certain,
                rule=claim.rule,
                value_low=claim.low,
                value_high=claim.high,
                nature=claim.nature or None,
                table=claim.table,
                confidence=round(claim.confidence, 2),
                reasons=claim.reasons,
                spans=spans if len(spans) > 1 else (),
            )
        )

    def records(self) -> tuple[Indicator, ...]:
        """Return the records in the order of the stored text."""
        return tuple(sorted(self._records, key=lambda record: (record.start, record.end)))

    def _already(self, claim: IndicatorDraft) -> bool:
        names = self._names.setdefault(claim.said, [])
        if any(_same_name(claim.name, other) for other in names):
            return True
        names.append(claim.name)
        return False


def _same_name(name: str, other: str) -> bool:
    """Whether two names of one value mean one figure: equal, or one holds the other and is long enough to tell."""
    short, long = sorted((name, other), key=len)
    return name == other or (len(short) >= 5 and short in long)
