"""What the documents prove about every promise: a verdict from the interval and the promised year, and nothing else.

| verdict | condition, tried in this order |
|---|---|
| intention | the clause has no end point (commitments.toml) |
| kept | U <= D |
| late | L >= D and U known: the delay is an interval |
| reached | U known, L < D < U: whether in time is not known |
| overdue | L >= D and U unknown |
| not_due | D is not over |
| unverified | else, with why |

L: the latest year-end at which the stage is shown not reached; U: the earliest year for which it is reported; D: the
promised year (intervals.py). The rule of docs/decisions/promise-lights.md.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from mapapp.contracts import (
    Bound,
    Document,
    DocumentCoverage,
    Doubt,
    Polarity,
    Project,
    ProjectEvent,
    Promise,
    Verdict,
)
from mapapp.entities.commitments import end_point_of
from mapapp.entities.coverage import Coverage, document_coverage, reviewing_documents
from mapapp.entities.intervals import Interval, ProjectEvidence, bound_date, gather_evidence
from mapapp.entities.verdict_reasons import Findings, explain
from mapapp.recent_results import RecentResults

# The years in which one asks, each with the documents known by then.
Asked = tuple[tuple[int, tuple[Document, ...]], ...]
_ASKED: Final[RecentResults[Asked]] = RecentResults()
_JUDGED: Final[RecentResults[tuple[tuple[Promise, ...], ...]]] = RecentResults()


@dataclass(frozen=True, slots=True)
class _Question:
    """What judging one project needs: its evidence, the documents, which of them review what, and the year of asking."""

    evidence: ProjectEvidence
    documents: tuple[Document, ...]
    reviewed: tuple[Coverage, ...]
    now: int


def decide(not_before: int | None, not_after: int | None, due: int, now: int) -> Verdict:
    """Return the verdict that follows from the bounds, the promised year and the year in which one asks.

    >>> decide(None, 2024, 2024, 2026), decide(2024, None, 2024, 2026), decide(2020, 2025, 2021, 2026)
    (<Verdict.KEPT: 'kept'>, <Verdict.OVERDUE: 'overdue'>, <Verdict.REACHED: 'reached'>)
    """
    if not_after is not None and not_after <= due:
        return Verdict.KEPT
    shown_missed = not_before is not None and not_before >= due
    if not_after is not None:
        return Verdict.LATE if shown_missed else Verdict.REACHED
    if shown_missed:
        return Verdict.OVERDUE
    return Verdict.NOT_DUE if due >= now else Verdict.UNVERIFIED


def judge_promises(
    projects: Sequence[Project],
    events: Iterable[ProjectEvent],
    documents: Iterable[Document],
    *,
    now: int | None = None,
) -> tuple[Promise, ...]:
    """Judge every planned event that has a year, in order of project, year and document.

    Parameters
    ----------
    projects, events, documents
        Of one workspace, linked; an event of a document that is not given is not known.
    now : int, optional
        The year in which one asks: a promise is due when its year is over before it. Without it the year of the newest
        document.

    Returns
    -------
    tuple of Promise
        Intentions among them. Ids depend on project, document, name, stage and year, not on order.
    """
    events, documents = tuple(events), tuple(documents)
    if now is None:
        now = max((document.year for document in documents if document.year is not None), default=0)
    judged = _judge_projects(projects, events, documents, ((now, documents),))
    return tuple(promise for (promises,) in judged for promise in promises)


def judge_as_told(
    projects: Sequence[Project],
    events: Iterable[ProjectEvent],
    documents: Iterable[Document],
    *,
    now: int | None = None,
) -> tuple[tuple[int, tuple[Promise, ...]], ...]:
    """Judge every promise once for each year from the first document's to `now`, knowing only the documents up to it.

    This is what the promise clock shows: nothing in it comes from a later document, neither promise nor outcome.
    """
    events, documents = tuple(events), tuple(documents)
    years = [document.year for document in documents if document.year is not None]
    if not years:
        return ()
    last = max(years) if now is None else now
    asked = tuple(
        (year, tuple(document for document in documents if document.year is not None and document.year <= year))
        for year in range(min(years), last + 1)
    )
    judged = list(_judge_projects(projects, events, documents, asked))
    return tuple(
        (year, tuple(promise for by_year in judged for promise in by_year[number]))
        for number, (year, _) in enumerate(asked)
    )


def _judge_projects(
    projects: Sequence[Project], events: Sequence[ProjectEvent], documents: tuple[Document, ...], asked: Asked
) -> Iterator[tuple[tuple[Promise, ...], ...]]:
    """Return for each project its promises as judged each time one asks, those of a project nobody touched from before."""
    by_id = {event.event_id: event for event in events}
    reviewed = tuple(row for row in document_coverage(by_id.values(), documents) if row.reviewed)
    asked = _ASKED.get("asked", asked, lambda: asked)
    for project in projects:
        mine = tuple(by_id[event_id] for event_id in project.event_ids if event_id in by_id)
        due = {year for _, year in promised_events(mine)}
        if not due:
            yield ((),) * len(asked)
            continue
        zones = project.zones
        rows = tuple(row for row in reviewed if row.year in due and (not zones or row.zone_id in zones))
        make = partial(_judge_project, project, mine, rows, asked)
        yield _JUDGED.get((project.project_id, len(asked)), (project, mine, rows, asked), make)


def _judge_project(
    project: Project, events: Sequence[ProjectEvent], reviewed: Sequence[Coverage], asked: Asked
) -> tuple[tuple[Promise, ...], ...]:
    """Judge the promises of one project each time one asks, knowing the documents of that time alone."""
    judged = []
    for now, documents in asked:
        known = {document.id for document in documents}
        by_id = {event.event_id: event for event in events if event.doc in known}
        rows = tuple(row for row in reviewed if row.doc in known)
        question = _Question(gather_evidence(project, by_id, documents), documents, rows, now)
        promises = [_judge(question, event, due) for event, due in promised_events(question.evidence.events)]
        judged.append(tuple(_chain_slips(_number_twins(promises), question.evidence)))
    return tuple(judged)


def promised_events(events: Iterable[ProjectEvent]) -> Iterator[tuple[ProjectEvent, int]]:
    """Return every event that promises something, with the promised year; a stage put off promises its new year."""
    for event in events:
        if event.polarity is Polarity.PLANNED and event.year:
            yield event, event.year
        elif event.polarity is Polarity.NOT_REACHED and event.moved_to:
            yield event, event.moved_to


def contradictions(
    projects: Sequence[Project], events: Iterable[ProjectEvent], documents: Sequence[Document]
) -> Iterator[tuple[Project, Bound, Bound]]:
    """Give, for each commitment, the reached and the not reached that cannot both hold, if there are such."""
    by_id = {event.event_id: event for event in events}
    for project in projects:
        evidence = gather_evidence(project, by_id, documents)
        for event, due in promised_events(evidence.events):
            if end_point_of(event) is None:
                continue
            interval = bound_date(evidence, event, due)
            if interval.not_after is not None and interval.contradicted:
                yield project, interval.not_after, interval.contradicted[0]
            if interval.own_reports:
                yield project, interval.own_reports[0], Bound(due - 1, event.doc, event.event_id, event.quote)


def _judge(question: _Question, event: ProjectEvent, due: int) -> Promise:
    """Judge one planned event."""
    evidence = question.evidence
    promise = Promise(
        promise_id=_promise_id(evidence.project.project_id, event, due),
        project_id=evidence.project.project_id,
        event_id=event.event_id,
        stage=event.stage,
        year=due,
        verdict=Verdict.INTENTION,
        reason="",
    )
    interval, furthest, moved_to = Interval(None, None), None, None
    doubt: Doubt | None = None
    naming: tuple[str, ...] = ()
    reviews: tuple[Coverage, ...] = ()
    if end_point_of(event) is not None:
        interval = bound_date(evidence, event, due)
        verdict = decide(
            interval.not_before.year if interval.not_before else None,
            interval.not_after.year if interval.not_after else None,
            due,
            question.now,
        )
        naming = _naming_documents(evidence, event, due)
        reviews = _reviews(question, event, due)
        if verdict is Verdict.UNVERIFIED:
            doubt = _doubt(question, event, due, naming, reviews)
        furthest, moved_to = _furthest(evidence, event), _moved_to(evidence, event, due)
        promise = replace(promise, verdict=verdict, not_before=interval.not_before, not_after=interval.not_after)
    covering = {*naming, *(row.doc for row in reviews)}
    promise = replace(
        promise,
        doubt=doubt,
        furthest=furthest.event_id if furthest else None,
        moved_to=moved_to,
        covered_by=tuple(document.id for document in question.documents if document.id in covering),
    )
    findings = Findings(event, evidence, question.documents, interval, furthest, naming, reviews)
    return replace(promise, reason=explain(promise, findings))


def _doubt(
    question: _Question, event: ProjectEvent, due: int, naming: Sequence[str], reviews: Sequence[Coverage]
) -> Doubt:
    """Return why nothing decides a promise that is due."""
    if naming:
        return Doubt.UNDECIDED
    if reviews:
        full = any(row.completeness is DocumentCoverage.FULL for row in reviews)
        return Doubt.NOT_NAMED if full else Doubt.ABRIDGED
    later = any(year > due for doc, year in question.evidence.issued.items() if doc != event.doc)
    return Doubt.NOT_REVIEWED if later else Doubt.NO_LATER


def _naming_documents(evidence: ProjectEvidence, event: ProjectEvent, due: int) -> tuple[str, ...]:
    """Return the documents issued after the promised year, other than the promising one, that speak of the project."""
    docs = {other.doc for other in evidence.events}
    return tuple(doc for doc, year in evidence.issued.items() if doc in docs and year > due and doc != event.doc)


def _reviews(question: _Question, event: ProjectEvent, due: int) -> tuple[Coverage, ...]:
    """Return the rows of later documents of the district that review the promised year in one of the project's zones."""
    districts = {document.id: document.district for document in question.documents}
    home = districts.get(event.doc, "")
    return tuple(
        row
        for row in reviewing_documents(question.evidence.project.zones, due, question.reviewed)
        if row.doc != event.doc and districts.get(row.doc, "") == home
    )


def _furthest(evidence: ProjectEvidence, event: ProjectEvent) -> ProjectEvent | None:
    """Return the furthest stage reported in the promise's lane, in any year."""
    lane = evidence.lanes[event.event_id]
    reports = [
        other
        for other in evidence.events
        if other.polarity is Polarity.HAPPENED and evidence.lanes[other.event_id] == lane
    ]
    return max(reports, key=lambda other: (other.stage.rank, other.year or 0, other.doc, -other.start), default=None)


def _later_promises(evidence: ProjectEvidence, event: ProjectEvent, due: int) -> list[tuple[ProjectEvent, int]]:
    """Return the later documents' dated commitments to the same stage of the same lane in a later year."""
    issued = evidence.issued.get(event.doc, 0)
    return [
        (other, year)
        for other, year in promised_events(evidence.events)
        if other.stage is event.stage
        and year > due
        and evidence.lanes[other.event_id] == evidence.lanes[event.event_id]
        and (evidence.issued.get(other.doc, 0) > issued or other.polarity is Polarity.NOT_REACHED)
        and end_point_of(other) is not None
    ]


def _moved_to(evidence: ProjectEvidence, event: ProjectEvent, due: int) -> int | None:
    """Return the newest year promised instead, as the newest document that says so has it."""
    later = _later_promises(evidence, event, due)
    newest = max(later, key=lambda found: (evidence.issued.get(found[0].doc, 0), found[1]), default=None)
    return newest[1] if newest else None


def _chain_slips(promises: Sequence[Promise], evidence: ProjectEvidence) -> list[Promise]:
    """Link each commitment not kept to the later ones that move it; the chain 2023→2024→2025 is read by following ids."""
    events = {event.event_id: event for event in evidence.events}
    by_event = {promise.event_id: promise.promise_id for promise in promises}
    linked = []
    for promise in promises:
        slipped: list[str] = []
        if promise.verdict not in {Verdict.KEPT, Verdict.INTENTION}:
            later = _later_promises(evidence, events[promise.event_id], promise.year)
            slipped = [by_event[other.event_id] for other, _ in later if other.event_id in by_event]
        linked.append(replace(promise, slipped_to=tuple(dict.fromkeys(slipped))) if slipped else promise)
    return linked


def _promise_id(project_id: str, event: ProjectEvent, due: int) -> str:
    """Return an id that survives new rules as long as document, name, stage and year stay."""
    name = "".join(event.name.split())
    text = f"{project_id}|{event.doc}|{name}|{event.stage.value}|{due}"
    return f"m-{hashlib.sha256(text.encode()).hexdigest()[:10]}"


def _number_twins(promises: Sequence[Promise]) -> list[Promise]:
    """Return the promises, those a document makes twice in the same words numbered: -2, -3 in order of the text."""
    seen: dict[str, int] = defaultdict(int)
    numbered = []
    for promise in promises:
        seen[promise.promise_id] += 1
        count = seen[promise.promise_id]
        numbered.append(promise if count == 1 else replace(promise, promise_id=f"{promise.promise_id}-{count}"))
    return numbered


def count_verdicts(promises: Iterable[Promise]) -> Mapping[Verdict, int]:
    """Count promises per verdict, in the order of the vocabulary, none left out."""
    counts = dict.fromkeys(Verdict, 0)
    for promise in promises:
        counts[promise.verdict] += 1
    return counts
