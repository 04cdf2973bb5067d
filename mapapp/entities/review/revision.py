"""Apply reviewed decisions to what the rules read: keep, put right, take out, put in."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts import Document, Indicator, Looked, Problem, ProjectEvent, Severity
from mapapp.entities.linking.project_names import fold_name
from mapapp.entities.review.decisions import Decision
from mapapp.entities.review.record_fields import change_record, make_record, read_fields
from mapapp.entities.review.review_book import Places, ReviewBook, squeeze

REVIEW_RULE: Final = "review"
# What the decisions that come with the product name as their reviewer: nobody in an office has signed these.
PROOFREADER: Final = Looked.PROOFREAD.term
_DONE: Final = {"accept": "accepted", "correct": "corrected", "add": "added"}
# What tells two records of one name in one sentence apart.
_KEYS: Final = {"event": ("stage", "modality"), "indicator": ("value_text", "period", "value_kind")}


@dataclass(frozen=True, slots=True)
class _Task:
    """One decision whose quote stands in a document, with its places and typed values."""

    decision: Decision
    document: Document
    places: Places
    values: dict[str, object]

    @property
    def note(self) -> str:
        """Return who decided, when and why, for the record's reasons."""
        return f"{self.decision.reviewer}{self.decision.date}：{self.decision.reason}"

    @property
    def looked(self) -> dict[str, object]:
        """Return who has looked: the project's proof-reading, or a person with name and date."""
        if self.decision.reviewer == PROOFREADER:
            return {"looked": Looked.PROOFREAD, "signed": ""}
        return {"looked": Looked.SIGNED, "signed": f"{self.decision.reviewer} {self.decision.date}"}


def apply_reviews(
    documents: Sequence[Document],
    events: Iterable[ProjectEvent],
    indicators: Iterable[Indicator],
    decisions: Sequence[Decision],
) -> tuple[tuple[ProjectEvent, ...], tuple[Indicator, ...], tuple[Problem, ...]]:
    """Apply every decision to the record it means.

    A record is meant when it lies on an occurrence of the quote, has the name and every field of `was`. Where the
    rules have changed since, an acceptance or correction falls to the only undecided record of that sentence it can
    mean: by name for an event, by printed value for a figure. What then cannot be applied is a Problem 待复核: the
    quote is gone, or the record to accept or correct is no longer read. A rejected record that is no longer read, and
    an added one that the rules now read by themselves, need no reminder. Where a person looked at a record, a canonical
    name that the rules guessed is dropped, so that one found there afterwards is a reviewer's. Records come back in
    order of document and place.
    """
    read = tuple(events)
    guessed = {event.event_id: event.canonical for event in read}
    bare = [replace(event, canonical="") for event in read]
    revised, figures, problems = _revise(documents, bare, tuple(indicators), decisions)
    unseen = (event if event.reviewed else replace(event, canonical=guessed[event.event_id]) for event in revised)
    return tuple(unseen), figures, problems


def _revise(
    documents: Sequence[Document],
    events: Sequence[ProjectEvent],
    indicators: Sequence[Indicator],
    decisions: Sequence[Decision],
) -> tuple[tuple[ProjectEvent, ...], tuple[Indicator, ...], tuple[Problem, ...]]:
    """Apply decisions in their three rounds; a record nobody speaks of stays the very same object."""
    books = {"event": ReviewBook(events), "indicator": ReviewBook(indicators)}
    problems: list[Problem] = []
    tasks = _locate(documents, decisions, problems)
    # Exact matches first, so that a loose one cannot take a record another decision names; additions last.
    open_tasks = [task for task in tasks if task.decision.decision != "add"]
    open_tasks = [task for task in open_tasks if not _apply_exact(books[task.decision.kind], task)]
    problems.extend(
        _stale(task.decision, task.document, "规则已不再读出这条记录")
        for task in open_tasks
        if not _apply_loose(books[task.decision.kind], task)
    )
    problems.extend(
        _stale(task.decision, task.document, "新增记录缺少必需的内容")
        for task in tasks
        if task.decision.decision == "add" and not _add(books[task.decision.kind], task)
    )
    order = {document.id: index for index, document in enumerate(documents)}
    found_events = [record for record in books["event"].records() if isinstance(record, ProjectEvent)]
    found_indicators = [record for record in books["indicator"].records() if isinstance(record, Indicator)]
    return (
        tuple(sorted(found_events, key=lambda e: (order.get(e.doc, len(order)), e.start, e.end, e.name, e.stage.rank))),
        tuple(sorted(found_indicators, key=lambda i: (order.get(i.doc, len(order)), i.start, i.end, i.name, i.period))),
        tuple(problems),
    )


def review_again(
    documents: Sequence[Document],
    events: Iterable[ProjectEvent],
    indicators: Iterable[Indicator],
    decisions: Sequence[Decision],
) -> tuple[tuple[ProjectEvent, ...], tuple[Indicator, ...], tuple[Problem, ...]]:
    """Apply later decisions to records as earlier decisions left them: the later word counts.

    Records nobody speaks of again keep the mark of their first review.
    """
    events, indicators = tuple(events), tuple(indicators)
    problems: tuple[Problem, ...] = ()
    for round_ in _rounds(decisions):
        events, indicators, found = _revise(documents, events, indicators, round_)
        problems += found
    return events, indicators, problems


def _rounds(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """Return decisions in rounds: what speaks of a record as an earlier one left it comes after that one."""
    rounds: list[list[Decision]] = []
    made: dict[tuple[str, str, object], int] = {}
    for decision in decisions:
        number = made.get((decision.document, decision.kind, decision.name), 0)
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(decision)
        if decision.decision in ("correct", "add"):
            made[decision.document, decision.kind, decision.set.get("name", decision.name)] = number + 1
    return rounds


def _locate(documents: Sequence[Document], decisions: Sequence[Decision], problems: list[Problem]) -> list[_Task]:
    """Find the quote of every decision and type its values; what fails becomes a Problem."""
    by_hash = {document.sha256: document for document in documents}
    spoken = {decision.document for decision in decisions}
    squeezed = {digest: squeeze(document.text) for digest, document in by_hash.items() if digest in spoken}
    strangers: Counter[str] = Counter()
    tasks = []
    for decision in decisions:
        document = by_hash.get(decision.document)
        if document is None:
            strangers[decision.document] += 1
            continue
        places = squeezed[decision.document].find(decision.quote)
        if not places:
            problems.append(_stale(decision, document, "引文已不在文件中"))
            continue
        try:
            values = read_fields(decision.kind, decision.set)
            read_fields(decision.kind, decision.was)
        except (TypeError, ValueError, KeyError) as error:
            problems.append(_stale(decision, document, f"set 或 was 里的内容不合格式（{error}）"))
            continue
        tasks.append(_Task(decision, document, places, values))
    for digest, count in sorted(strangers.items()):
        where = f"seeds/reviews（文件 {digest[:12]}…）"
        message = f"待复核：{count} 条复核意见所依据的文件不在库中，或内容已变"
        problems.append(Problem("review-stale", Severity.WARNING, where, message, "放回原文件，或对新文件重新复核"))
    return tasks


def _apply_exact(book: ReviewBook, task: _Task) -> bool:
    """Apply a decision to the record it names; False if there is none."""
    decision = task.decision
    index = book.find(task.document.id, task.places, {"name": decision.name, **decision.was})
    if index is None:
        return decision.decision == "reject"
    _decide(book, index, task)
    return True


def _apply_loose(book: ReviewBook, task: _Task) -> bool:
    """Apply an acceptance or correction to the only record it can mean, where the rules have changed since.

    An event is known by the old or the corrected name, or a near name with the same stage; a figure by its printed
    value, as rules change how figures are called. What the reviewer saw and left alone (`was`) is put back as well.
    """
    decision = task.decision
    names = [name for name in (decision.name, decision.set.get("name")) if isinstance(name, str)]
    tries: list[tuple[list[str], dict[str, object]]] = [(names, dict(decision.was))]
    if decision.kind == "indicator" and "value_text" in decision.was:
        printed = {"value_text": decision.was["value_text"]}
        tries = [([], dict(decision.was)), ([], printed)]
    for wanted_names, wanted in tries:
        index = book.find_only(task.document.id, task.places, wanted_names, wanted)
        if index is not None:
            _decide(book, index, replace(task, values=read_fields(decision.kind, decision.was) | task.values))
            return True
    return False


def _decide(book: ReviewBook, index: int, task: _Task) -> None:
    """Carry one decision out on one record."""
    if task.decision.decision == "reject":
        book.put(index, None)
        return
    record = book.get(index)
    done: dict[str, object] = {"reviewed": _DONE[task.decision.decision], "reasons": (*record.reasons, task.note)}
    if isinstance(record, ProjectEvent) and "name" in task.values and _guessed_from_name(record):
        done = {"canonical": "", **done}
    book.put(index, change_record(record, done | task.values | task.looked))


def _guessed_from_name(event: ProjectEvent) -> bool:
    """Whether an event's canonical name is one the rules made of the printed name that a person now corrects."""
    return event.looked is Looked.RULES and fold_name(event.name) in fold_name(event.canonical)


def _add(book: ReviewBook, task: _Task) -> bool:
    """Put in a record the rules miss; one they read by now is only put right and marked."""
    decision, document = task.decision, task.document
    keys = _KEYS[decision.kind]
    wanted = {"name": decision.name, **{key: decision.set[key] for key in keys if key in decision.set}}
    index = book.find(document.id, task.places, wanted)
    if index is not None:
        _decide(book, index, task)
        return True
    nth = decision.set.get("occurrence", 0)
    start, end = task.places[nth if isinstance(nth, int) and 0 <= nth < len(task.places) else 0]
    # Two institutes may get one thing in one sentence (两大高校专业化孵化平台): the canonical name tells them apart.
    fields = (str(decision.set.get(key)) for key in (*keys, "canonical"))
    told = (decision.document, decision.quote, decision.name, str(nth), *fields)
    record_id = f"{document.id}-r{hashlib.sha256('|'.join(told).encode()).hexdigest()[:10]}"
    home: dict[str, object] = {"district": document.district, "region": document.district}
    common: dict[str, object] = {
        **{"doc": document.id, "start": start, "end": end, "quote": document.span(start, end).quote},
        **{"name": decision.name, "rule": REVIEW_RULE, "reviewed": "added", "reasons": (task.note,)},
        **{"spans": ((start, end),), "event_id": record_id, "indicator_id": record_id},
    }
    record = make_record(decision.kind, home | task.values | common | task.looked)
    if record is None:
        return False
    book.put(book.add(record), record)
    return True


def _stale(decision: Decision, document: Document, fault: str) -> Problem:
    """Return which decision waits for a person, and why."""
    return Problem(
        "review-stale",
        Severity.WARNING,
        decision.where,
        f"待复核：“{decision.name}”（{document.short_title or document.id}）{fault}",
        "对照原文重新复核这一条",
        doc=document.id,
    )
