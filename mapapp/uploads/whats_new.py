"""What new documents would change: the Atlas as it is, beside the Atlas with them laid over. Nothing is stored for it.

Records are known by their ids, which the other documents keep; projects by the records they share, since a new document may
give a project a fuller name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mapapp.contracts import Atlas, Indicator, Modality, Polarity, Project, ProjectEvent, Stage, Verdict

# A verdict that says something; the others wait for a document.
DECIDED: Final = frozenset({Verdict.KEPT, Verdict.REACHED, Verdict.LATE, Verdict.OVERDUE})


class News(StrEnum):
    """What a document says of a project, what wants to be looked at first comes first."""

    CONTRADICTED = "contradicted"
    MOVED_ON = "moved_on"
    PROMISED_AGAIN = "promised_again"
    FIRST_SEEN = "first_seen"
    NAMED_AGAIN = "named_again"


@dataclass(frozen=True, slots=True)
class PromiseAgain:
    """A stage promised before and now again; `before` and `now` are years, the same or another."""

    stage: Stage
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class ProjectNews:
    """What new documents say of one project; ids are those of the new Atlas.

    `known_as` are the names it has in the present Atlas (several when the new documents join them), `event_ids` the new
    records. `stage_before` and `stage_after` are the furthest reported stages with their years.
    """

    project_id: str
    known_as: tuple[str, ...]
    kinds: tuple[News, ...]
    event_ids: tuple[str, ...]
    stage_before: tuple[Stage, int | None] | None
    stage_after: tuple[Stage, int | None] | None
    promised_again: tuple[PromiseAgain, ...]
    conflict_ids: tuple[str, ...]
    placed: bool


@dataclass(frozen=True, slots=True)
class VerdictNews:
    """An older promise on which the new documents change the verdict."""

    promise_id: str
    was: Verdict
    now: Verdict

    @property
    def settles(self) -> bool:
        """Whether the documents now say what became of it; otherwise it only fell due."""
        return self.now in DECIDED


@dataclass(frozen=True, slots=True)
class FigureNews:
    """A new figure and, where its series has one, the older figure to read it against."""

    indicator_id: str
    older_id: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Namesake:
    """A name of the new documents that may mean a project known already."""

    new_id: str
    known_id: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatsNew:
    """Everything new documents would change; ids are those of the new Atlas."""

    projects: tuple[ProjectNews, ...]
    verdicts: tuple[VerdictNews, ...]
    figures: tuple[FigureNews, ...]
    namesakes: tuple[Namesake, ...]

    def of(self, kind: News) -> tuple[ProjectNews, ...]:
        """Return the projects of which the new documents say this."""
        return tuple(project for project in self.projects if kind in project.kinds)

    @property
    def unplaced(self) -> tuple[ProjectNews, ...]:
        """Return the projects that stand nowhere on the map."""
        return tuple(project for project in self.projects if not project.placed)


def compare_atlases(before: Atlas, after: Atlas, new_docs: Iterable[str]) -> WhatsNew:
    """Return what the documents `new_docs` of `after` bring that `before` does not have.

    Parameters
    ----------
    before
        The Atlas as it is shown.
    after
        The same with the new documents laid over it.
    new_docs
        Their document ids.

    Returns
    -------
    WhatsNew
        Projects in the order of `after`; what is contradicted, moved on or promised again rests on records of both sides.
    """
    docs = frozenset(new_docs)
    projects = [project for project in after.projects if any(event.doc in docs for event in after.events_of(project))]
    told = tuple(_project_news(before, after, project, docs) for project in projects)
    return WhatsNew(told, _verdict_news(before, after), _figure_news(after, docs), _namesakes(before, after, told))


def _project_news(before: Atlas, after: Atlas, project: Project, docs: frozenset[str]) -> ProjectNews:
    """Return what the new documents say of one project."""
    events = after.events_of(project)
    new = [event for event in events if event.doc in docs]
    old = [event for event in events if event.doc not in docs]
    conflicts = tuple(
        conflict.conflict_id
        for conflict in after.conflicts
        if conflict.project_id == project.project_id
        and any(after.event_by_id[event_id].doc in docs for event_id in conflict.event_ids)
    )
    stage_before, stage_after = _furthest(old), _furthest(events)
    again = _promised_again(old, new)
    moved_on = stage_after is not None and (stage_before is None or stage_after[0].rank > stage_before[0].rank)
    found = {
        News.CONTRADICTED: bool(conflicts),
        News.MOVED_ON: bool(old) and moved_on,
        News.PROMISED_AGAIN: bool(again),
        News.FIRST_SEEN: not old,
    }
    kinds = tuple(kind for kind in News if found.get(kind)) or (News.NAMED_AGAIN,)
    placement = after.placement_by_project.get(project.project_id)
    return ProjectNews(
        project_id=project.project_id,
        known_as=_known_as(before, old),
        kinds=kinds,
        event_ids=tuple(event.event_id for event in new),
        stage_before=stage_before,
        stage_after=stage_after,
        promised_again=again,
        conflict_ids=conflicts,
        placed=not project.kind.counts_on_map or (placement is not None and placement.mapped),
    )


def _known_as(before: Atlas, old: Sequence[ProjectEvent]) -> tuple[str, ...]:
    """Return the names under which older records stand in the present Atlas."""
    ids = (before.event_by_id[event.event_id].project_id for event in old if event.event_id in before.event_by_id)
    return tuple(dict.fromkeys(before.project_by_id[key].name for key in ids if key in before.project_by_id))


def _furthest(events: Iterable[ProjectEvent]) -> tuple[Stage, int | None] | None:
    """Return the furthest stage reported and its first year; None where nothing is reported."""
    reported = [event for event in events if event.modality is Modality.REPORTED]
    if not reported:
        return None
    best = min(reported, key=lambda event: (-event.stage.rank, event.year is None, event.year or 0))
    return best.stage, best.year


def _promised_again(old: Iterable[ProjectEvent], new: Iterable[ProjectEvent]) -> tuple[PromiseAgain, ...]:
    """Return the stages promised before and now again, against the newest promise before."""
    before: dict[Stage, int] = {}
    for event in old:
        if event.polarity is Polarity.PLANNED and event.year is not None:
            before[event.stage] = max(event.year, before.get(event.stage, event.year))
    found = {
        PromiseAgain(event.stage, before[event.stage], event.year)
        for event in new
        if event.polarity is Polarity.PLANNED and event.year is not None and event.stage in before
    }
    return tuple(sorted(found, key=lambda again: (again.stage.rank, again.now)))


def _verdict_news(before: Atlas, after: Atlas) -> tuple[VerdictNews, ...]:
    """Return the promises of both sides whose verdict is another, settled ones first."""
    was = {promise.event_id: promise.verdict for promise in before.promises}
    found = [
        VerdictNews(promise.promise_id, was[promise.event_id], promise.verdict)
        for promise in after.promises
        if was.get(promise.event_id, promise.verdict) is not promise.verdict
    ]
    return tuple(sorted(found, key=lambda news: not news.settles))


def _figure_news(after: Atlas, docs: frozenset[str]) -> tuple[FigureNews, ...]:
    """Return the new figures, those that differ from an older one of the same period first."""
    found = []
    for series in after.series:
        figures = [after.indicator_by_id[key] for key in series.indicator_ids]
        older = [figure for figure in figures if figure.doc not in docs]
        found += [_figure(figure, older) for figure in figures if figure.doc in docs]
    seen = {news.indicator_id for news in found}
    found += [FigureNews(i.indicator_id) for i in after.indicators if i.doc in docs and i.indicator_id not in seen]
    return tuple(sorted(found, key=lambda news: (not news.differs, not news.older_id)))


def _figure(new: Indicator, older: Sequence[Indicator]) -> FigureNews:
    """Return a figure against the older one of its own period and kind, else against the last before it."""
    same = [other for other in older if (other.period, other.value_kind) == (new.period, new.value_kind)]
    if same:
        other = same[-1]
        return FigureNews(new.indicator_id, other.indicator_id, differs=_value(other) != _value(new))
    earlier = [other for other in older if other.period < new.period]
    return FigureNews(new.indicator_id, earlier[-1].indicator_id if earlier else "")


def _value(figure: Indicator) -> tuple[object, ...]:
    """Return what a figure says, for comparing."""
    if figure.value is None and figure.value_low is None:
        return (figure.value_text,)
    return figure.value, figure.value_low, figure.value_high, figure.unit


def _namesakes(before: Atlas, after: Atlas, told: Sequence[ProjectNews]) -> tuple[Namesake, ...]:
    """Return the likely pairs of a project first seen and one known already."""
    first = {news.project_id for news in told if News.FIRST_SEEN in news.kinds}
    found = []
    for suggestion in after.merge_suggestions:
        one, two = suggestion.project_ids
        if (one in first) == (two in first):
            continue
        new, known = (one, two) if one in first else (two, one)
        if any(event.event_id in before.event_by_id for event in after.events_of(after.project_by_id[known])):
            found.append(Namesake(new, known, suggestion.score, suggestion.reasons))
    return tuple(found)
