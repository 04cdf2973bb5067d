"""Selected: the answer to a Selection, which the screen draws and every export writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mapapp.contracts.projects import Project, ProjectState, Promise
from mapapp.contracts.records import Indicator, ProjectEvent
from mapapp.contracts.vocabulary import Clock


@dataclass(frozen=True, slots=True)
class Selected:
    """Everything that belongs to a selection, in Atlas order.

    `states[project_id]` is None where no document reports (or promises) a stage by `as_of`; `zones[project_id]` are
    the zones by text or by geometry. `filters` are the conditions as plain strings, for the file to say how it was
    filtered. mapped + unmapped == total == len(projects). `apart` are projects that answer everything else but are of a
    kind that does not count on the map (honours, services, plans) and was not asked for. `nowhere` counts projects that answer everything
    else but have no place, where the selection asks for those within an area: nobody can say whether they lie in it.
    """

    as_of: int
    clock: Clock
    filters: tuple[tuple[str, str], ...]
    projects: tuple[Project, ...]
    states: Mapping[str, ProjectState | None]
    zones: Mapping[str, tuple[str, ...]]
    events: tuple[ProjectEvent, ...]
    promises: tuple[Promise, ...]
    indicators: tuple[Indicator, ...]
    mapped: int
    unmapped: int
    apart: tuple[Project, ...] = ()
    nowhere: int = 0

    @property
    def total(self) -> int:
        """Count the projects: mapped plus unmapped, nothing lost."""
        return self.mapped + self.unmapped

    def year_of(self, project: Project) -> int:
        """Return the year of a project's stage, 0 where none is told."""
        state = self.states.get(project.project_id)
        return 0 if state is None else state.year
