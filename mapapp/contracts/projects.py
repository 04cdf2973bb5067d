"""Project, ProjectState, Promise, Conflict: what entities makes of the events of all documents."""

from __future__ import annotations

from dataclasses import dataclass

from mapapp.contracts.vocabulary import Clock, Doubt, Evidence, Looked, ProjectKind, Stage, Verdict


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
    looked: Looked = Looked.RULES
    signed: str = ""
    note: str = ""
    kind: ProjectKind = ProjectKind.WORKS
    kind_reason: str = ""


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
        """Whether the state is older than the year asked for."""
        return self.year < self.as_of


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of what is known of a date, and the sentence it rests on; quote is that event's own."""

    year: int
    doc: str
    event_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A planned event and what the documents prove about it.

    The year in which the stage is reached lies after the end of `not_before` and not after `not_after`; the verdict
    follows from these and the promised `year` alone. `reason` says it in one Chinese sentence with its quotes. `doubt`
    is there exactly when the verdict is unverified; `covered_by` are the later documents that speak of the project or
    of its zone in that year. `furthest` is the event of the furthest stage reported, `moved_to` the newest year a later
    document promises instead, `slipped_to` the promises that do so. An intention has no end point and no bounds.
    """

    promise_id: str
    project_id: str
    event_id: str
    stage: Stage
    year: int
    verdict: Verdict
    reason: str
    not_before: Bound | None = None
    not_after: Bound | None = None
    doubt: Doubt | None = None
    furthest: str | None = None
    moved_to: int | None = None
    covered_by: tuple[str, ...] = ()
    slipped_to: tuple[str, ...] = ()

    @property
    def delay_years(self) -> tuple[int, int] | None:
        """Return the least and the most years of delay that are proven; None unless the verdict is late.

        Reached after the end of 2023 and by 2025, promised for 2023: one to two years.
        """
        if self.verdict is not Verdict.LATE or self.not_before is None or self.not_after is None:
            return None
        return self.not_before.year + 1 - self.year, self.not_after.year - self.year


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
