"""Where a project stood in a year, on both clocks, and its phases on lanes of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mapapp.contracts import Clock, Document, Modality, Polarity, Project, ProjectEvent, ProjectState
from mapapp.entities.linking.project_names import fold_name


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of a project's timeline: the whole (name "") or one of its phases, events in order of year and stage."""

    name: str
    event_ids: tuple[str, ...]


def years_of(documents: Iterable[Document]) -> dict[str, int]:
    """Return the year each document speaks for; a document without a year is left out."""
    return {document.id: document.year for document in documents if document.year is not None}


def lane_of(event: ProjectEvent, project: Project) -> str:
    """Return the phase an event speaks of, "" for the whole project. The longest phase name that ends its name wins."""
    name = fold_name(event.name)
    if name == fold_name(project.name):
        return ""
    for phase in sorted(project.phases, key=lambda phase: (-len(phase), phase)):
        if fold_name(phase) in name:
            return phase
    return ""


def build_lanes(project: Project, events: Mapping[str, ProjectEvent]) -> tuple[Lane, ...]:
    """Sort a project's events into lanes: the whole first, then phases in order of first mention; no empty lane."""
    lanes: dict[str, list[str]] = {name: [] for name in ("", *project.phases)}
    for event_id in project.event_ids:
        lanes[lane_of(events[event_id], project)].append(event_id)
    return tuple(Lane(name, tuple(ids)) for name, ids in lanes.items() if ids)


def state_as_of(
    events: Sequence[ProjectEvent], documents: Iterable[Document], as_of: int, clock: Clock
) -> ProjectState | None:
    """Return where a project stands as of a year; None when nothing had been said.

    Parameters
    ----------
    events
        Of one project.
    documents
        Those known.
    as_of : int
        The year, its end included.
    clock : Clock
        已发生: the furthest stage reported for a year up to `as_of`, by any document; its latest report gives the year.
        当时承诺: only documents of a year up to `as_of` speak. Among what they said would happen by then, the furthest
        stage, dated by the newest document that says so; if all they said lies ahead, the nearest target.
    """
    chosen = _happened(events, as_of) if clock is Clock.HAPPENED else _promised(events, years_of(documents), as_of)
    if chosen is None or chosen.year is None:
        return None
    return ProjectState(chosen.project_id, as_of, clock, chosen.stage, chosen.year, chosen.event_id)


def _happened(events: Sequence[ProjectEvent], as_of: int) -> ProjectEvent | None:
    """Choose the report the state rests on."""
    reports = [
        event
        for event in events
        if event.modality is Modality.REPORTED and event.year is not None and event.year <= as_of
    ]
    return max(reports, key=lambda event: (event.stage.rank, event.year or 0, event.doc, -event.start), default=None)


def _promised(events: Sequence[ProjectEvent], years: Mapping[str, int], as_of: int) -> ProjectEvent | None:
    """Choose the promise the state rests on."""
    known = [
        event
        for event in events
        if event.polarity is Polarity.PLANNED and event.year is not None and years.get(event.doc, as_of + 1) <= as_of
    ]
    due = [event for event in known if (event.year or 0) <= as_of]
    if due:
        return max(
            due, key=lambda event: (event.stage.rank, years[event.doc], event.year or 0, event.doc, -event.start)
        )
    return min(known, key=lambda event: (event.year or 0, -event.stage.rank, event.doc, event.start), default=None)
