"""The tables of an export: which records a selection gives to each, as rows and as features with a geometry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Atlas, ProjectEvent, Promise, Selected, Zone
from mapapp.errors import ExportError
from mapapp.exports.document_names import document_names, with_document_names
from mapapp.exports.label_points import point_cells, wkt_of
from mapapp.exports.rows import Row, event_row, indicator_row, project_row, promise_row, source_row, zone_row

Progress = Callable[[int, int], None]

DEFAULT_TABLE = "projects"

# The tables whose rows have a place of their own or their project's.
PLACED_TABLES = ("projects", "events", "promises", "zones")


@dataclass(frozen=True, slots=True)
class TableKind:
    """One table: its name in calls, its name in the dictionary, its Chinese name, the field that identifies a row."""

    name: str
    entry: str
    term: str
    key: str


TABLES: dict[str, TableKind] = {
    kind.name: kind
    for kind in (
        TableKind("projects", "project", "项目", "project_id"),
        TableKind("events", "event", "进展", "event_id"),
        TableKind("promises", "promise", "承诺", "promise_id"),
        TableKind("indicators", "indicator", "指标", "indicator_id"),
        TableKind("zones", "zone", "片区", "zone_id"),
        TableKind("sources", "source", "文件", "doc"),
    )
}


def table_kind(name: str) -> TableKind:
    """Look a table up.

    Raises ExportError for a table we do not have.
    """
    if name not in TABLES:
        raise ExportError(f"没有“{name[:20]}”这张表；可选：{'、'.join(TABLES)}")
    return TABLES[name]


def count_rows(atlas: Atlas, selected: Selected, name: str) -> int:
    """Count the rows a table will have, without making them."""
    counts = {
        "projects": len(selected.projects),
        "events": len(selected.events),
        "promises": len(selected.promises),
        "indicators": len(selected.indicators),
        "zones": len(zones_shown(atlas, selected)),
        "sources": len(atlas.documents),
    }
    return counts[table_kind(name).name]


def table_rows(atlas: Atlas, selected: Selected, name: str) -> Iterator[Row]:
    """Return the rows of a table one after another, in Atlas order."""
    return with_document_names(_table_rows(atlas, selected, name), document_names(atlas.documents))


def _table_rows(atlas: Atlas, selected: Selected, name: str) -> Iterator[Row]:
    """Return the rows of a table with the documents' own ids."""
    match table_kind(name).name:
        case "projects":
            yield from _projects(atlas, selected)
        case "events":
            yield from map(event_row, selected.events)
        case "promises":
            yield from (promise_row(atlas, promise) for promise in selected.promises)
        case "indicators":
            yield from map(indicator_row, selected.indicators)
        case "zones":
            yield from (zone_row(zone, selected) for zone in zones_shown(atlas, selected))
        case _:
            yield from map(source_row, atlas.documents)


def table_features(
    atlas: Atlas, selected: Selected, name: str, *, progress: Progress | None = None
) -> Iterator[tuple[BaseGeometry | None, Row]]:
    """Return (geometry, row) pairs: events and promises stand where their project stands; figures and documents nowhere.

    `progress(done, total)` is called after each row.
    """
    total = count_rows(atlas, selected, name)
    geometry_of = _geometry_finder(atlas, name)
    for done, row in enumerate(table_rows(atlas, selected, name), start=1):
        yield geometry_of(row), row
        if progress is not None:
            progress(done, total)


def flat_features(
    atlas: Atlas,
    selected: Selected,
    name: str,
    *,
    wkt: bool = False,
    progress: Progress | None = None,
    points: dict[str, Row] | None = None,
) -> Iterator[tuple[BaseGeometry | None, Row]]:
    """Return (geometry, row) pairs whose rows also hold the label point of their place, as every flat table does.

    With `wkt` they hold the place as text too. `points` keeps what was found for projects and zones from one table to
    the next.
    """
    points = {} if points is None else points
    placed = name in PLACED_TABLES
    for geometry, row in table_features(atlas, selected, name, progress=progress):
        if placed:
            key = row["zone_id"] if name == "zones" else row["project_id"]
            if key not in points:
                placement = None if name == "zones" else atlas.placement_by_project.get(key)
                points[key] = point_cells(geometry, placement.precision.value if placement is not None else None)
                if wkt:
                    points[key]["wkt"] = wkt_of(geometry)
            row = {**row, **points[key]}  # noqa: PLW2901 - the row is extended, not replaced
        yield geometry, row


def zones_shown(atlas: Atlas, selected: Selected) -> tuple[Zone, ...]:
    """Return the zones a selection asks for, all of them when it asks for none."""
    asked = dict(selected.filters).get("zone", "")
    return tuple(zone for zone in atlas.geodata.zones if not asked or zone.zone_id in asked.split(","))


def drawn_geometry(atlas: Atlas, project_id: str) -> BaseGeometry | None:
    """Return the geometry a project has on the map, None when it counts as unmapped: so a file counts as the screen does."""
    placement = atlas.placement_by_project.get(project_id)
    return placement.geometry if placement is not None and placement.mapped else None


def _projects(atlas: Atlas, selected: Selected) -> Iterator[Row]:
    """Return the selected projects with the events and promises of the selection."""
    events: defaultdict[str, list[ProjectEvent]] = defaultdict(list)
    for event in selected.events:
        events[event.project_id].append(event)
    promises: defaultdict[str, list[Promise]] = defaultdict(list)
    for promise in selected.promises:
        promises[promise.project_id].append(promise)
    for project in selected.projects:
        key = project.project_id
        yield project_row(atlas, project, selected.states[key], events[key], promises[key])


def _geometry_finder(atlas: Atlas, name: str) -> Callable[[Row], BaseGeometry | None]:
    """Return the function that finds the geometry of a table's row."""
    if name == "zones":
        outlines = {zone.zone_id: zone.geometry for zone in atlas.geodata.zones}
        return lambda row: outlines[row["zone_id"]]
    if name in {"projects", "events", "promises"}:
        return lambda row: drawn_geometry(atlas, row["project_id"])
    return lambda _: None
