"""Records that cannot both be right: stage, year, amount or zone disagree, or a stage goes backwards."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Final

from mapapp.contracts import Conflict, Document, Evidence, Modality, Project, ProjectEvent, Stage, YearBasis
from mapapp.entities.timelines import lane_of
from mapapp.entities.verdicts import contradictions
from mapapp.open_workspace import active
from mapapp.recent_results import RecentResults

_LIBRARY: Final[RecentResults[tuple[Document, ...]]] = RecentResults()
_FOUND: Final[RecentResults[tuple[Conflict, ...]]] = RecentResults()
_MILESTONES: Final = (Stage.STARTED, Stage.TOPPED_OUT, Stage.COMPLETED, Stage.OPERATING)


def find_conflicts(
    projects: Sequence[Project], events: Iterable[ProjectEvent], documents: Sequence[Document]
) -> tuple[Conflict, ...]:
    """Find contradictions within each project, lane by lane, in order of project and field.

    bounds: a promised stage is reported for one year and shown not reached at the end of that or a later year.

    backwards: a later year reports a lower stage than 封顶 or beyond. stage: for one year one document reports at
    most 在建, another 建成 or beyond. year: two documents date one milestone differently, both in their own words.
    amount: one sum printed with two values. zone: two texts name zones that do not touch.
    """
    by_id = {event.event_id: event for event in events}
    documents = tuple(documents)
    library, agreeing = _LIBRARY.get("documents", documents, lambda: documents), active().agreeing
    found: dict[Conflict, None] = {}
    for project in projects:
        mine = tuple(by_id[event_id] for event_id in project.event_ids)
        make = partial(_of_project, project, mine, library)
        found |= dict.fromkeys(_FOUND.get(project.project_id, (project, mine, library, agreeing), make))
    return tuple(found)


def _of_project(project: Project, mine: Sequence[ProjectEvent], documents: Sequence[Document]) -> tuple[Conflict, ...]:
    """Find the contradictions within one project."""
    found: list[Conflict] = []
    lanes: dict[str, list[ProjectEvent]] = defaultdict(list)
    for event in mine:
        lanes[lane_of(event, project)].append(event)
    for lane in lanes.values():
        found.extend(_make(project, *fault) for fault in _within_lane(lane))
    found.extend(_make(project, *fault) for fault in _zones(mine))
    said = {frozenset(conflict.event_ids) for conflict in found}
    found.extend(
        _make(project, *fault)
        for fault in _bounds(project, mine, documents)
        if frozenset((fault[1].event_id, fault[2].event_id)) not in said
    )
    return tuple(found)


def _bounds(
    project: Project, mine: Sequence[ProjectEvent], documents: Sequence[Document]
) -> Iterator[tuple[str, ProjectEvent, ProjectEvent, str]]:
    """Return the pairs of sentences that bound one date from the wrong sides."""
    events = {event.event_id: event for event in mine}
    for _, reached, missed in contradictions((project,), mine, documents):
        first, second = events[reached.event_id], events[missed.event_id]
        message = f"{reached.year}年已报告{first.stage.term}，另一处却说明{missed.year}年底尚未达到；请核对两处原文"
        yield "bounds", first, second, message


def _within_lane(events: Sequence[ProjectEvent]) -> Iterator[tuple[str, ProjectEvent, ProjectEvent, str]]:
    """Compare all pairs of one lane."""
    for first, second in combinations(events, 2):
        if first.year is None or second.year is None:
            continue
        early, late = (first, second) if first.year <= second.year else (second, first)
        if first.modality is second.modality is Modality.REPORTED:
            yield from _reports(early, late)
        yield from _amounts(early, late)


def _reports(early: ProjectEvent, late: ProjectEvent) -> Iterator[tuple[str, ProjectEvent, ProjectEvent, str]]:
    """Compare two reports of one lane, the earlier year first."""
    if early.year != late.year and early.stage.rank >= Stage.TOPPED_OUT.rank > late.stage.rank:
        yield (
            "backwards",
            early,
            late,
            f"{early.year}年已报告{early.stage.term}，{late.year}年却报告{late.stage.term}；请核对是否为新的一期",
        )
    if early.doc == late.doc:
        return
    low, high = sorted((early, late), key=lambda event: event.stage.rank)
    if early.year == late.year and low.stage.rank <= Stage.BUILDING.rank and high.stage.rank >= Stage.COMPLETED.rank:
        yield "stage", low, high, f"同为{early.year}年，一份文件报告{low.stage.term}，另一份报告{high.stage.term}"
    own_words = early.year_basis is late.year_basis is YearBasis.SENTENCE
    if early.year != late.year and early.stage is late.stage and early.stage in _MILESTONES and own_words:
        yield "year", early, late, f"{early.stage.term}一说{early.year}年，一说{late.year}年"


def _amounts(early: ProjectEvent, late: ProjectEvent) -> Iterator[tuple[str, ProjectEvent, ProjectEvent, str]]:
    """Compare the sums printed with two mentions."""
    a, b = early.amount, late.amount
    if a and b and a.unit == b.unit and a.what == b.what and a.value != b.value:
        yield "amount", early, late, f"{a.what}一处作{a.value:g}{a.unit}，一处作{b.value:g}{b.unit}"


def _zones(events: Sequence[ProjectEvent]) -> Iterator[tuple[str, ProjectEvent, ProjectEvent, str]]:
    """Compare the zones that texts of different documents name."""
    told = [event for event in events if event.zone_evidence in (Evidence.TEXT, Evidence.PLACE) and event.zones]
    for first, second in combinations(told, 2):
        if first.doc == second.doc or first.district != second.district:
            continue
        agreeing = active().agreeing
        touching = any(a == b or frozenset({a, b}) in agreeing for a in first.zones for b in second.zones)
        if not touching:
            yield "zone", first, second, f"片区一处作{'、'.join(first.zones)}，一处作{'、'.join(second.zones)}"


def _make(project: Project, field: str, first: ProjectEvent, second: ProjectEvent, message: str) -> Conflict:
    """Make the record; the id depends on what disagrees, not on order."""
    ids = (first.event_id, second.event_id)
    digest = hashlib.sha256("|".join((project.project_id, field, *sorted(ids))).encode()).hexdigest()
    return Conflict(f"c-{digest[:10]}", project.project_id, field, ids, f"{project.name}：{message}")
