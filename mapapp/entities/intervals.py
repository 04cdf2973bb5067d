"""What the documents prove about the year in which a stage is reached: an interval with a sentence at each end.

The year T lies in (not_before, not_after]: not reached at the end of the one, reached by the end of the other. Only
what a text says moves an end; that a text does not speak of a project moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mapapp.contracts import Bound, Document, DocumentCoverage, Modality, Polarity, Project, ProjectEvent, Stage
from mapapp.entities.commitments import SOFT_STAGES, end_point_of, says_work_goes_on
from mapapp.entities.timelines import lane_of, years_of

FINISHED: Final = frozenset({Stage.COMPLETED, Stage.OPERATING})

# What a text that leaves things out still says by naming a lower stage: building and topped out are not finished.
# That it tells of a start, or of completion, leaves open what followed.
_SPEAKS_ABRIDGED: Final = frozenset({Stage.BUILDING, Stage.TOPPED_OUT})


@dataclass(frozen=True, slots=True)
class Interval:
    """What is known of one date.

    `contradicted` are lower ends at or after the upper one (largest year first); `own_reports` what the promising
    document itself reports of the promised stage: by promising it, it says that this is something else, or one of the
    two is misread. Neither moves an end; both are conflicts.
    """

    not_before: Bound | None
    not_after: Bound | None
    contradicted: tuple[Bound, ...] = ()
    own_reports: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectEvidence:
    """The events of one project with their lanes, and what their documents are.

    `issued` is the year each document speaks for, `coverage` how complete it is.
    """

    project: Project
    events: tuple[ProjectEvent, ...]
    lanes: Mapping[str, str]
    issued: Mapping[str, int]
    coverage: Mapping[str, DocumentCoverage]


def gather_evidence(
    project: Project, events: Mapping[str, ProjectEvent], documents: Sequence[Document]
) -> ProjectEvidence:
    """Return the events of a project that stand in the given documents, each in its lane."""
    coverage = {document.id: document.coverage for document in documents}
    mine = tuple(
        events[event_id] for event_id in project.event_ids if event_id in events and events[event_id].doc in coverage
    )
    lanes = {event.event_id: lane_of(event, project) for event in mine}
    return ProjectEvidence(project, mine, lanes, years_of(documents), coverage)


def bound_date(evidence: ProjectEvidence, promise: ProjectEvent, due: int) -> Interval:
    """Return what is known of the year in which the promised stage is reached in the promise's lane.

    Parameters
    ----------
    evidence : ProjectEvidence
        Events and documents known on the chosen clock; the promise is one of the events.
    promise : ProjectEvent
        The commitment; its stage and lane are asked about.
    due : int
        The promised year; a project given up is not reached by then.
    """
    reports = sorted(_upper_bounds(evidence, promise), key=_earliest)
    upper = next((found for found in reports if found[1].doc != promise.doc), None)
    lower = sorted(_lower_bounds(evidence, promise, due), key=_latest)
    not_after = _bound(*upper) if upper else None
    usable = [found for found in lower if not_after is None or found[0] < not_after.year]
    contradicted = [found for found in lower if not_after is not None and found[0] >= not_after.year]
    return Interval(
        not_before=_bound(*usable[0]) if usable else None,
        not_after=not_after,
        contradicted=tuple(_bound(*found) for found in contradicted),
        own_reports=tuple(_bound(*found) for found in reports if found[1].doc == promise.doc),
    )


def _bound(year: int, event: ProjectEvent) -> Bound:
    """Make a bound out of a year and the event that proves it."""
    return Bound(year, event.doc, event.event_id, event.quote)


def _earliest(found: tuple[int, ProjectEvent]) -> tuple[object, ...]:
    """Order upper bounds: the earliest year, a certain record, the stage nearest to the promised one."""
    year, event = found
    return year, not event.certain, event.stage.rank, event.doc, event.start


def _latest(found: tuple[int, ProjectEvent]) -> tuple[object, ...]:
    """Order lower bounds: the latest year, then what says it outright, then reports, then plans."""
    year, event = found
    strength = {Polarity.NOT_REACHED: 0, Polarity.CANCELLED: 0, Polarity.HAPPENED: 1}.get(event.polarity, 2)
    return -year, strength, event.doc, event.start


def _upper_bounds(evidence: ProjectEvidence, promise: ProjectEvent) -> Iterator[tuple[int, ProjectEvent]]:
    """Return every report that shows the promised stage of the promised thing, with its year.

    A report without a year of its own is true at least when its document was issued.
    """
    for event in evidence.events:
        if event.polarity is not Polarity.HAPPENED or not _shows_reached(evidence, promise, event):
            continue
        year = event.year if event.year is not None else evidence.issued.get(event.doc)
        if year is not None:
            yield year, event


def _shows_reached(evidence: ProjectEvidence, promise: ProjectEvent, report: ProjectEvent) -> bool:
    """Whether a report shows the promised stage.

    A part begun is the whole begun; the whole finished is a named piece (南园) finished, not a numbered phase, since
    the whole may mean the first; one finished part is no finished whole. Of a soft stage only the same paper counts.
    """
    if report.stage.rank < promise.stage.rank:
        return False
    if report.stage is promise.stage and report.stage in SOFT_STAGES and end_point_of(report) != end_point_of(promise):
        return False
    promised, told = evidence.lanes[promise.event_id], evidence.lanes[report.event_id]
    if promised == told:
        return True
    if not promised:
        return promise.stage.rank <= Stage.BUILDING.rank
    return not told and not promised.endswith("期") and report.stage in FINISHED


def _lower_bounds(evidence: ProjectEvidence, promise: ProjectEvent, due: int) -> Iterator[tuple[int, ProjectEvent]]:
    """Return every sentence that shows the promised stage not reached, with the year at whose end it was not.

    A doubtful record accuses nobody: two careful readers must agree that the text says so.
    """
    for event in _furthest_told(evidence):
        if _lane_bounds(evidence, promise, event) and _report_excludes(evidence, promise, event):
            yield event.year or 0, event
    for event in evidence.events:
        if not event.certain and event is not promise:
            continue
        if not _lane_bounds(evidence, promise, event):
            continue
        if event.polarity is Polarity.PLANNED and _plan_excludes(promise, event):
            issued = evidence.issued.get(event.doc)
            years = [year for year in (issued, event.year) if year is not None]
            if issued is not None:
                yield min(years) - 1, event
        elif event.polarity is Polarity.NOT_REACHED and event.stage.rank <= promise.stage.rank and event.year:
            yield event.year, event
        elif event.polarity is Polarity.CANCELLED and _same_lane(evidence, promise, event):
            said = event.year or evidence.issued.get(event.doc)
            if said is not None:
                yield max(said, due), event


def _same_lane(evidence: ProjectEvidence, promise: ProjectEvent, event: ProjectEvent) -> bool:
    """Whether two events speak of the same part; that one part is given up says nothing of the whole."""
    return evidence.lanes[promise.event_id] == evidence.lanes[event.event_id]


def _furthest_told(evidence: ProjectEvidence) -> Iterable[ProjectEvent]:
    """Return the furthest report of each document for each lane and year: what it says of that year's end."""
    furthest: dict[tuple[str, str, int], ProjectEvent] = {}
    for event in evidence.events:
        if event.modality is not Modality.REPORTED or event.year is None:
            continue
        key = (event.doc, evidence.lanes[event.event_id], event.year)
        known = furthest.get(key)
        if known is None or (event.stage.rank, event.certain) > (known.stage.rank, known.certain):
            furthest[key] = event
    return [event for event in furthest.values() if event.certain]


def _lane_bounds(evidence: ProjectEvidence, promise: ProjectEvent, event: ProjectEvent) -> bool:
    """Whether what is said of the event's lane bounds the promise's: its own, or a part where the whole's completion is asked.

    A numbered phase bounds the whole only if it was known when the whole was promised; a second phase that nobody had
    promised does not make the first one late.
    """
    promised, told = evidence.lanes[promise.event_id], evidence.lanes[event.event_id]
    if promised == told:
        return True
    if promised or promise.stage is not Stage.COMPLETED or event.stage.rank > Stage.COMPLETED.rank:
        return False
    if not told.endswith("期"):
        return True
    issued = evidence.issued.get(promise.doc, 0)
    return any(
        evidence.lanes[other.event_id] == told and evidence.issued.get(other.doc, issued + 1) <= issued
        for other in evidence.events
    )


def _report_excludes(evidence: ProjectEvidence, promise: ProjectEvent, report: ProjectEvent) -> bool:
    """Whether the furthest stage a document reports for a year shows that the promised one was not reached by its end."""
    if report.stage.rank >= promise.stage.rank:
        return False
    if evidence.coverage[report.doc] is not DocumentCoverage.FULL and report.stage not in _SPEAKS_ABRIDGED:
        return False
    return report.stage is not Stage.BUILDING or says_work_goes_on(report.quote)


def _plan_excludes(promise: ProjectEvent, plan: ProjectEvent) -> bool:
    """Whether a plan shows that the promised stage was still to come.

    A milestone planned is a milestone not reached, and so is everything after it. Building work to be done shows only
    that the thing is not finished; preparations to be finished, that it is not begun. To think about it shows nothing.
    """
    if plan.stage in SOFT_STAGES and plan.stage is promise.stage:
        end = end_point_of(plan)
        return end is not None and end == end_point_of(promise)
    if plan.stage.rank > promise.stage.rank:
        return False
    if plan.stage is Stage.BUILDING:
        return promise.stage in FINISHED and says_work_goes_on(plan.quote)
    if plan.stage is Stage.PREPARED:
        return promise.stage in FINISHED or end_point_of(plan) is not None
    return plan.stage is not Stage.PLANNED
