"""Project, ProjectState, Promise, Conflict: what entities makes of the events of all documents."""

from __future__ import annotations

from dataclasses import dataclass

from mapapp.contracts.vocabulary import Clock, Evidence, Light, ProjectKind, Stage


@dataclass(frozen=True, slots=True)
class Project:
    """One undertaking under one canonical name, with every event that speaks of it.

    `zones` are by text (or registry), each with its evidence in `zone_evidence` at the same index; zones by geometry
    belong to its Placement. `event_ids` are in order of year, stage rank, document and offset. `certain` if any of its events is.
    `phases` are the surface names that are parts of it (一期, 北园), in order of first mention.
    """

    project_id: str
    name: str
    aliases: tuple[str, ...]
    district: str
    zones: tuple[str, ...]
    zone_evidence: tuple[Evidence, ...]
    places: tuple[str, ...]
    event_ids: tuple[str, ...]
    certain: bool
    phases: tuple[str, ...] = ()
    reviewed: bool = False
    note: str = ""
    kind: ProjectKind = ProjectKind.WORKS


@dataclass(frozen=True, slots=True)
class ProjectState:
    """Where a project stands as of a year on one clock.

    `year` is the year of the event the state rests on; when it is before `as_of` the state is carried forward and
    the screen says 截至as_of，最近一次报告year.
    """

    project_id: str
    as_of: int
    clock: Clock
    stage: Stage
    year: int
    event_id: str

    @property
    def carried(self) -> bool:
        """Say whether the state is older than the year asked for."""
        return self.year < self.as_of


@dataclass(frozen=True, slots=True)
class Promise:
    """A planned event and what became of it.

    `delay_years` is the outcome's year minus the promised year, None without outcome or where the stage had been
    reached before it was promised. `rule` names the rule of the light, `reason` says it with its numbers in one
    Chinese sentence. `covered_by` are later documents that speak of the project or its subject area. `slipped_to` are the promise ids of the same project that moved this target later.
    """

    promise_id: str
    project_id: str
    event_id: str
    stage: Stage
    year: int
    light: Light
    rule: str
    reason: str
    outcome_event_id: str | None = None
    outcome_stage: Stage | None = None
    outcome_year: int | None = None
    delay_years: int | None = None
    covered_by: tuple[str, ...] = ()
    slipped_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records that cannot both be right: stage, year, amount or zone disagree, or a stage goes backwards."""

    conflict_id: str
    project_id: str
    field: str
    event_ids: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class MergeSuggestion:
    """Two projects that may be one; never merged silently."""

    project_ids: tuple[str, str]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator followed through documents and years.

    `indicator_ids` are in order of period, kind and document. `breaks` are indices into it where unit or definition
    changed against the one before.
    """

    series_id: str
    name: str
    region: str
    unit: str | None
    indicator_ids: tuple[str, ...]
    breaks: tuple[int, ...] = ()
