"""Apply reviewed decisions to what the rules read: keep, put right, take out, put in."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mapapp.contracts import Document, Indicator, Problem, ProjectEvent, Severity
from mapapp.entities.names import fold_name
from mapapp.entities.record_fields import change_record, make_record, read_fields
from mapapp.entities.reviews import Decision

REVIEW_RULE: Final = "review"
_DONE: Final = {"accept": "accepted", "correct": "corrected", "add": "added"}


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A document's text without white space, and where each character stood."""

    text: str
    offsets: tuple[int, ...]

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Give the stored half-open offsets of every occurrence of a quote, white space not counting."""
        wanted, found, at = re.sub(r"\s+", "", quote), [], -1
        while wanted and (at := self.text.find(wanted, at + 1)) >= 0:
            found.append((self.offsets[at], self.offsets[at + len(wanted) - 1] + 1))
        return found


def _squeeze(text: str) -> _Squeezed:
    """Drop white space and remember the offsets."""
    offsets = tuple(index for index, char in enumerate(text) if not char.isspace())
    return _Squeezed("".join(text[index] for index in offsets), offsets)


def apply_reviews(
    documents: Sequence[Document],
    events: Iterable[ProjectEvent],
    indicators: Iterable[Indicator],
    decisions: Sequence[Decision],
) -> tuple[tuple[ProjectEvent, ...], tuple[Indicator, ...], tuple[Problem, ...]]:
    """Apply every decision to the record it means, in the order given.

    A record is meant when it lies on an occurrence of the quote, has the name and every field of `was`. What cannot
    be applied is a Problem 待复核: the quote is gone, or the record to accept or correct is no longer read. A rejected
    record that is no longer read, and an added one that the rules now read by themselves, need no reminder. Records
    come back in order of document and place, so later rooms see one order whatever was reviewed.
    """
    by_hash = {document.sha256: document for document in documents}
    squeezed = {document.sha256: _squeeze(document.text) for document in documents}
    books = {"event": _Book(tuple(events)), "indicator": _Book(tuple(indicators))}
    problems: list[Problem] = []
    strangers: Counter[str] = Counter()
    for decision in decisions:
        document = by_hash.get(decision.document)
        if document is None:
            strangers[decision.document] += 1
            continue
        places = squeezed[decision.document].find(decision.quote)
        if not places:
            problems.append(_stale(decision, document, "引文已不在文件中"))
            continue
        fault = _apply(books[decision.kind], decision, document, places)
        if fault:
            problems.append(_stale(decision, document, fault))
    for digest, count in sorted(strangers.items()):
        where = f"seeds/reviews（文件 {digest[:12]}…）"
        message = f"待复核：{count} 条复核意见所依据的文件不在库中，或内容已变"
        problems.append(Problem("review-stale", Severity.WARNING, where, message, "放回原文件，或对新文件重新复核"))
    order = {document.id: index for index, document in enumerate(documents)}
    found_events = [record for record in books["event"].records() if isinstance(record, ProjectEvent)]
    found_indicators = [record for record in books["indicator"].records() if isinstance(record, Indicator)]
    return (
        tuple(sorted(found_events, key=lambda e: (order.get(e.doc, len(order)), e.start, e.end, e.name, e.stage.rank))),
        tuple(sorted(found_indicators, key=lambda i: (order.get(i.doc, len(order)), i.start, i.end, i.name, i.period))),
        tuple(problems),
    )


class _Book:
    """The records of one kind while decisions are applied; a decided record is not decided twice."""

    def __init__(self, records: Sequence[ProjectEvent] | Sequence[Indicator]) -> None:
        self._records: list[ProjectEvent | Indicator | None] = []
        self._by_doc: dict[str, list[int]] = {}
        for record in records:
            self.add(record)

    def records(self) -> list[ProjectEvent | Indicator]:
        """Give what is left."""
        return [record for record in self._records if record is not None]

    def find(self, doc: str, places: Sequence[tuple[int, int]], wanted: Mapping[str, object]) -> int | None:
        """Give the first undecided record on one of the places that has all wanted fields."""
        for index in self._by_doc.get(doc, ()):
            record = self._records[index]
            if record is None or record.reviewed or not _lies_on(record, places):
                continue
            if all(_same(getattr(record, key, None), value) for key, value in wanted.items()):
                return index
        return None

    def get(self, index: int) -> ProjectEvent | Indicator:
        """Give one record."""
        record = self._records[index]
        assert record is not None, "a taken-out record is never found"
        return record

    def put(self, index: int, record: ProjectEvent | Indicator | None) -> None:
        """Replace or take out one record."""
        self._records[index] = record

    def add(self, record: ProjectEvent | Indicator) -> None:
        """Put a new record in."""
        self._by_doc.setdefault(record.doc, []).append(len(self._records))
        self._records.append(record)


def _lies_on(record: ProjectEvent | Indicator, places: Sequence[tuple[int, int]]) -> bool:
    """Say whether a record's text touches one of the places."""
    pieces = record.spans or ((record.start, record.end),)
    return any(start < right and left < end for start, end in pieces for left, right in places)


def _same(have: object, want: object) -> bool:
    """Compare a field with a JSON value; names by their folded form."""
    if isinstance(have, str) and isinstance(want, str):
        return have == want or fold_name(have) == fold_name(want)
    if isinstance(have, tuple):
        return isinstance(want, list) and list(have) == want
    if isinstance(have, str) and isinstance(want, int):
        return have == str(want)
    return have == want


def _apply(book: _Book, decision: Decision, document: Document, places: Sequence[tuple[int, int]]) -> str:
    """Apply one decision; a string says why it cannot be."""
    try:
        values = read_fields(decision.kind, decision.set)
    except (TypeError, ValueError, KeyError) as error:
        return f"set 里的内容不合格式（{error}）"
    if decision.decision == "add":
        return _add(book, decision, document, places, values)
    index = book.find(document.id, places, {"name": decision.name, **decision.was})
    if index is None:
        if decision.decision == "reject":
            return ""
        if decision.decision == "correct" and _already_right(book, decision, document, places):
            return ""
        return "规则已不再读出这条记录"
    if decision.decision == "reject":
        book.put(index, None)
        return ""
    record = book.get(index)
    note = f"{decision.reviewer}{decision.date}：{decision.reason}"
    values |= {"reviewed": _DONE[decision.decision], "reasons": (*record.reasons, note)}
    book.put(index, change_record(record, values))
    return ""


def _already_right(book: _Book, decision: Decision, document: Document, places: Sequence[tuple[int, int]]) -> bool:
    """Say whether the rules by now read what the correction wanted, and mark it accepted."""
    index = book.find(document.id, places, {"name": decision.name, **decision.was, **_plain(decision.set)})
    if index is None:
        return False
    book.put(index, change_record(book.get(index), {"reviewed": "accepted"}))
    return True


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    """Keep the fields of a decision that a record can be compared by before it is linked."""
    return {key: value for key, value in values.items() if key not in ("canonical", "amount", "occurrence", "quote")}


def _add(
    book: _Book,
    decision: Decision,
    document: Document,
    places: Sequence[tuple[int, int]],
    values: dict[str, object],
) -> str:
    """Put in a record the rules miss; one they read by now is only marked."""
    key = ("stage", "modality") if decision.kind == "event" else ("value_text", "period", "value_kind")
    wanted = {"name": decision.name, **{name: decision.set[name] for name in key if name in decision.set}}
    index = book.find(document.id, places, wanted)
    note = f"{decision.reviewer}{decision.date}：{decision.reason}"
    if index is not None:
        values |= {"reviewed": "added", "reasons": (*book.get(index).reasons, note)}
        book.put(index, change_record(book.get(index), values))
        return ""
    nth = decision.set.get("occurrence", 0)
    start, end = places[nth if isinstance(nth, int) and 0 <= nth < len(places) else 0]
    span = document.span(start, end)
    told = (decision.document, decision.quote, decision.name, *(str(decision.set.get(name)) for name in key), str(nth))
    digest = hashlib.sha256("|".join(told).encode()).hexdigest()[:10]
    common: dict[str, object] = {
        **{"doc": document.id, "start": start, "end": end, "quote": span.quote, "name": decision.name},
        **{"rule": REVIEW_RULE, "reviewed": "added", "reasons": (note,), "spans": ((start, end),)},
        **{"event_id": f"{document.id}-r{digest}", "indicator_id": f"{document.id}-r{digest}"},
    }
    home: dict[str, object] = {"district": document.district, "region": document.district}
    record = make_record(decision.kind, home | values | common)
    if record is None:
        return "新增记录缺少必需的内容"
    book.add(record)
    return ""


def _stale(decision: Decision, document: Document, fault: str) -> Problem:
    """Say which decision waits for a person, and why."""
    return Problem(
        "review-stale",
        Severity.WARNING,
        decision.where,
        f"待复核：“{decision.name}”（{document.short_title or document.id}）{fault}",
        "对照原文重新复核这一条",
        doc=document.id,
    )
