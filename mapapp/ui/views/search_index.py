"""What the search box looks through in the browser: every name, place and quoted sentence, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Final

from mapapp.contracts import Atlas, Project, ProjectEvent
from mapapp.layers.labels import short_town
from mapapp.recent_results import RecentResults
from mapapp.selection import fold, zones_of
from mapapp.ui.views.search import pinyin_of

_ROWS: Final[RecentResults[list[Any]]] = RecentResults()
# A name as it is written, its pinyin and the initials of it.
Spelling = list[str]


def build_search_index(atlas: Atlas) -> dict[str, Any]:
    """Return what can be found; projects stand in Atlas order, and everything else names them by their number there.

    `projects` are [id, spellings, places, [[quote, "doc@start-end"], …]], `areas` are [focus, spellings, projects],
    `places` are [spellings, projects], `documents` are titles by id.
    """
    projects = []
    within: dict[str, list[int]] = {}
    mentioned: dict[str, list[int]] = {}
    for number, project in enumerate(atlas.projects):
        events = tuple(atlas.events_of(project))
        projects.append(_ROWS.get(project.project_id, (project, events), partial(_row, project, events)))
        for place in dict.fromkeys(project.places):
            mentioned.setdefault(place, []).append(number)
        placement = atlas.placement_by_project.get(project.project_id)
        towns = [f"town:{short_town(placement.town)}"] if placement is not None and placement.town else []
        for area in (f"district:{project.district}", *towns, *(f"zone:{zone}" for zone in zones_of(atlas, project))):
            within.setdefault(area, []).append(number)
    areas = [[focus, _spellings(names), within.get(key, [])] for key, focus, names in _areas(atlas)]
    own = {name for _, _, names in _areas(atlas) for name in names}
    places = [[_spellings((place,)), numbers] for place, numbers in mentioned.items() if place not in own]
    titles = {document.id: document.title or document.name for document in atlas.documents}
    return {"projects": projects, "areas": areas, "places": places, "documents": titles}


def _row(project: Project, events: Sequence[ProjectEvent]) -> list[Any]:
    """Return what can be found of one project."""
    quotes = {event.quote: f"{event.doc}@{event.start}-{event.end}" for event in reversed(events)}
    names = dict.fromkeys((project.name, *project.aliases))
    return [project.project_id, _spellings(names), list(project.places), [list(item) for item in quotes.items()]]


def _areas(atlas: Atlas) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """List zones, towns and districts: the key projects are counted by, the focus that opens it, its names."""
    for zone in atlas.geodata.zones:
        yield f"zone:{zone.zone_id}", f"zone:{zone.zone_id}", tuple(dict.fromkeys((zone.name, zone.zone_id)))
    for item in atlas.geodata.layer("towns"):
        short = short_town(item.name)
        yield f"town:{short}", f"town:{item.name}", tuple(dict.fromkeys((item.name, short)))
    for item in atlas.geodata.layer("districts"):
        yield f"district:{item.name}", f"district:{item.name}", (item.name,)


def _spellings(names: Iterable[str]) -> list[Spelling]:
    """Return each name with its pinyin and initials."""
    return [[name, *pinyin_of(fold(name))] for name in names]
