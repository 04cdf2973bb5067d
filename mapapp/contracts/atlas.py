"""Atlas: everything the app knows, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field

from mapapp.contracts.places import Geodata, Placement
from mapapp.contracts.problems import Problem
from mapapp.contracts.projects import Conflict, MergeSuggestion, Project, Promise, Series
from mapapp.contracts.records import Indicator, ProjectEvent
from mapapp.contracts.text import Document

__all__ = ["Atlas", "Problem"]


@dataclass(frozen=True, slots=True)
class Atlas:
    """All documents, records, projects, places and problems, in stable order; same inputs, same Atlas.

    `inputs` maps each input file (relative path) to its sha256. `told` holds, for each year a document was issued for,
    the promises as the documents up to that year tell them: what the promise clock shows. The dictionaries are look-ups by id over the tuples.
    """

    version: str
    documents: tuple[Document, ...]
    events: tuple[ProjectEvent, ...]
    indicators: tuple[Indicator, ...]
    projects: tuple[Project, ...]
    promises: tuple[Promise, ...]
    conflicts: tuple[Conflict, ...]
    merge_suggestions: tuple[MergeSuggestion, ...]
    series: tuple[Series, ...]
    geodata: Geodata
    placements: tuple[Placement, ...]
    problems: tuple[Problem, ...]
    inputs: tuple[tuple[str, str], ...]
    told: tuple[tuple[int, tuple[Promise, ...]], ...] = ()
    document_by_id: dict[str, Document] = field(init=False, repr=False, compare=False)
    event_by_id: dict[str, ProjectEvent] = field(init=False, repr=False, compare=False)
    indicator_by_id: dict[str, Indicator] = field(init=False, repr=False, compare=False)
    project_by_id: dict[str, Project] = field(init=False, repr=False, compare=False)
    placement_by_project: dict[str, Placement] = field(init=False, repr=False, compare=False)
    promises_by_project: dict[str, tuple[Promise, ...]] = field(init=False, repr=False, compare=False)
    told_by_year: dict[int, dict[str, tuple[Promise, ...]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Build the look-ups once."""
        put = object.__setattr__
        put(self, "document_by_id", {document.id: document for document in self.documents})
        put(self, "event_by_id", {event.event_id: event for event in self.events})
        put(self, "indicator_by_id", {indicator.indicator_id: indicator for indicator in self.indicators})
        put(self, "project_by_id", {project.project_id: project for project in self.projects})
        put(self, "placement_by_project", {placement.project_id: placement for placement in self.placements})
        put(self, "promises_by_project", _by_project(self.promises))
        put(self, "told_by_year", {year: _by_project(promises) for year, promises in self.told})

    def events_of(self, project: Project) -> tuple[ProjectEvent, ...]:
        """Return the events of a project in its own order."""
        return tuple(self.event_by_id[event_id] for event_id in project.event_ids)


def _by_project(promises: tuple[Promise, ...]) -> dict[str, tuple[Promise, ...]]:
    """Group promises by project, order kept."""
    grouped: dict[str, list[Promise]] = {}
    for promise in promises:
        grouped.setdefault(promise.project_id, []).append(promise)
    return {key: tuple(items) for key, items in grouped.items()}
