"""Answers to what the documents leave open: a sentence with its source, kept as a decision and read like a document.

A filled row of the list that was sent round becomes a decision `answer` on the promise's own quote: `was` holds the
stage, `set` the polarity, the year and the new year, `reason` the source, `date` its date, `reviewer` who filled it in.
The answers of a year form one more document of the library, so that a verdict resting on one shows its sentence.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts import (
    Answer,
    Document,
    DocumentCoverage,
    DocumentKind,
    JsonValue,
    Looked,
    Modality,
    Polarity,
    Problem,
    ProjectEvent,
    Section,
    SectionMode,
    Severity,
    TextView,
    YearBasis,
)
from mapapp.entities.review.decisions import Decision

ANSWER: Final = "answer"
ANSWER_RULE: Final = "answer"


@dataclass(frozen=True, slots=True)
class _Told:
    """One answer that found its promise."""

    decision: Decision
    event: ProjectEvent
    polarity: Polarity
    year: int | None
    moved_to: int | None

    @property
    def said_in(self) -> int:
        """Return the year in which it was said."""
        return int(self.decision.date[:4])

    @property
    def sentence(self) -> str:
        """Return the answer as one sentence with its source."""
        name, term = self.event.canonical or self.event.name, self.event.stage.term
        match self.polarity:
            case Polarity.HAPPENED:
                words = f"{name}于{self.year}年{term}，此前未{term}"
            case Polarity.CANCELLED:
                words = f"{name}已取消"
            case _:
                words = f"{name}截至{self.decision.date}尚未{term}"
                words += f"，改到{self.moved_to}年" if self.moved_to else ""
        return f"{words}（依据：{self.decision.reason}；{self.decision.date}，{self.decision.reviewer}填写）"


def answer_decision(answer: Answer, event: ProjectEvent, document: Document) -> dict[str, JsonValue]:
    """Return an answer as a line of decisions, bound to the promise's quote in its document."""
    values: dict[str, JsonValue] = {"polarity": answer.polarity.value}
    values |= {"year": answer.year} if answer.year is not None else {}
    values |= {"moved_to": answer.moved_to} if answer.moved_to is not None else {}
    return {
        "decision": ANSWER,
        "document": document.sha256,
        "kind": "event",
        "quote": event.quote,
        "name": event.name,
        "was": {"stage": event.stage.value},
        "set": values,
        "reviewer": answer.who,
        "date": answer.on.isoformat(),
        "reason": answer.source,
    }


def split_answers(decisions: Iterable[Decision]) -> tuple[list[Decision], list[Decision]]:
    """Return the answers and the other decisions, each in order."""
    answers: list[Decision] = []
    others: list[Decision] = []
    for decision in decisions:
        (answers if decision.decision == ANSWER else others).append(decision)
    return answers, others


def apply_answers(
    documents: Sequence[Document], events: Sequence[ProjectEvent], answers: Sequence[Decision]
) -> tuple[tuple[Document, ...], tuple[ProjectEvent, ...], tuple[Problem, ...]]:
    """Return the library with the answers as further documents, their events, and what no longer finds its promise.

    The last answer to a promise counts. One that says the year of a stage also says that it was not reached the year
    before; one that says not reached speaks of the year before its date.
    """
    problems: list[Problem] = []
    last: dict[tuple[str, str, str], _Told] = {}
    for decision in answers:
        told = _find(documents, events, decision)
        if isinstance(told, str):
            message = f"待复核：“{decision.name}”的核实答复{told}"
            problems.append(Problem("review-stale", Severity.WARNING, decision.where, message, "对照承诺原文重新核实"))
            continue
        last[told.event.doc, told.event.event_id, told.event.stage.value] = told
    added_documents, added_events = [], []
    by_book: dict[tuple[str, int], list[_Told]] = defaultdict(list)
    for told in last.values():
        by_book[told.event.district, told.said_in].append(told)
    several = len({district for district, _ in by_book}) > 1
    for (district, year), group in sorted(by_book.items(), key=lambda item: (item[0][1], item[0][0])):
        name = f"answers-{year}-{district}" if several else f"answers-{year}"
        document, found = _make_document(name, district if several else "", year, group)
        added_documents.append(document)
        added_events.extend(found)
    return (*documents, *added_documents), (*events, *added_events), tuple(problems)


def _find(documents: Sequence[Document], events: Sequence[ProjectEvent], decision: Decision) -> _Told | str:
    """Find the promise an answer means; a string says why there is none."""
    document = next((item for item in documents if item.sha256 == decision.document), None)
    if document is None:
        return "所指的承诺文件不在库中"
    quote = "".join(decision.quote.split())
    event = next(
        (
            item
            for item in events
            if item.doc == document.id
            and "".join(item.quote.split()) == quote
            and item.name == decision.name
            and item.stage.value == decision.was.get("stage", item.stage.value)
            and item.modality is Modality.PLANNED
        ),
        None,
    )
    if event is None:
        return "所指的承诺已不再读出"
    year, moved_to = decision.set.get("year"), decision.set.get("moved_to")
    whole = all(value is None or type(value) is int for value in (year, moved_to))
    known = {member.value: member for member in Polarity if member is not Polarity.PLANNED}
    polarity = known.get(str(decision.set.get("polarity")))
    if polarity is None or not whole or (polarity is Polarity.HAPPENED and year is None):
        return "的 set 写得不合格式（polarity、year、moved_to）"
    return _Told(
        decision,
        event,
        polarity,
        year if isinstance(year, int) else None,
        moved_to if isinstance(moved_to, int) else None,
    )


def _make_document(name: str, district: str, year: int, group: Sequence[_Told]) -> tuple[Document, list[ProjectEvent]]:
    """Make the document that holds a year's answers, a sentence a line, and the events its sentences tell."""
    ordered = sorted(group, key=lambda told: (told.decision.date, told.sentence))
    lines, events, at = [], [], 0
    for number, told in enumerate(ordered):
        line = told.sentence
        events += _events(name, number, told, at, line)
        lines.append(line)
        at += len(line) + 1
    text = "\n".join(lines)
    title = f"{district}{year}年核实答复"
    document = Document(
        id=name,
        name=f"{name}.txt",
        title=title,
        district=ordered[0].event.district,
        kind=DocumentKind.OTHER,
        year=year,
        issued=ordered[-1].decision.date,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        view=TextView(text, tuple(range(len(text)))),
        sections=(Section(0, len(text), (), SectionMode.REVIEW, None),),
        short_title=title,
        coverage=DocumentCoverage.PRESS,
    )
    return document, events


def _events(doc: str, number: int, told: _Told, at: int, line: str) -> list[ProjectEvent]:
    """Return what one answer says: the stage reached and not reached before, or not reached, or given up."""
    said = told.said_in
    polarity = told.polarity
    year = told.year if polarity is Polarity.HAPPENED else said - 1 if polarity is Polarity.NOT_REACHED else said
    first = replace(
        told.event,
        event_id=f"{doc}-{number:04}",
        doc=doc,
        start=at,
        end=at + len(line),
        quote=line,
        spans=((at, at + len(line)),),
        modality=Modality.REPORTED if polarity is Polarity.HAPPENED else Modality.PLANNED,
        polarity=polarity,
        year=year,
        year_basis=YearBasis.SENTENCE,
        moved_to=told.moved_to,
        amount=None,
        certain=True,
        rule=ANSWER_RULE,
        confidence=1.0,
        reasons=(f"{told.decision.reviewer}{told.decision.date}：{told.decision.reason}",),
        reviewed="added",
        looked=Looked.SIGNED,
        signed=f"{told.decision.reviewer} {told.decision.date}",
    )
    if polarity is not Polarity.HAPPENED or year is None:
        return [first]
    before = replace(
        first,
        event_id=f"{doc}-{number:04}-before",
        modality=Modality.PLANNED,
        polarity=Polarity.NOT_REACHED,
        year=year - 1,
        moved_to=None,
    )
    return [first, before]
