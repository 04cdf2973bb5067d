"""What is served: every table of a selection, projects also by kind of geometry, held in memory and indexed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely

from mapapp.contracts import Atlas, Selected
from mapapp.exports.dictionary import data_dictionary
from mapapp.exports.flat_columns import Cell, FlatColumn, columns_of, flat
from mapapp.exports.geojson import clean_geometries
from mapapp.exports.geometry_layers import AREAS, LAYER_TERMS, LINES, POINTS, REGIONS, Features, sort_by_dimension
from mapapp.exports.tables import TABLES, TableKind, flat_features
from mapapp.service.date_ranges import Period, period_of, span_of

# The field of each table that says when: what `datetime` asks for.
TIME_FIELDS = {
    "projects": "year",
    "events": "year",
    "promises": "promised_year",
    "indicators": "period",
    "zones": "as_of",
    "sources": "year",
}

# The kind of geometry of each collection that has one kind only, as schemas name it.
_AREA_FORMAT = "geometry-polygon-or-multipolygon"
GEOMETRY_FORMATS = {
    "projects_points": "geometry-point-or-multipoint",
    "projects_lines": "geometry-linestring-or-multilinestring",
    "projects_regions": _AREA_FORMAT,
    "zones": _AREA_FORMAT,
}


@dataclass(frozen=True)
class ServedCollection:
    """The rows served under one name: a table, or the part of one that has one kind of geometry.

    `geometries` are lon, lat (EPSG:4326) or None, one for each of `rows`, which are flat.
    """

    name: str
    kind: TableKind
    title: str
    description: str
    columns: tuple[FlatColumn, ...]
    geometries: np.ndarray
    rows: tuple[dict[str, Cell], ...]
    column_by_name: dict[str, FlatColumn] = field(init=False)
    index_by_id: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Index columns and rows once."""
        object.__setattr__(self, "column_by_name", {column.name: column for column in self.columns})
        ids = {str(row[self.kind.key]): index for index, row in enumerate(self.rows)}
        object.__setattr__(self, "index_by_id", ids)

    @property
    def time_field(self) -> str:
        """Return the name of the field that says when."""
        return TIME_FIELDS[self.kind.name]

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Return the spatial index of the geometries."""
        return shapely.STRtree(self.geometries)

    @cached_property
    def periods(self) -> tuple[Period | None, ...]:
        """Return when each row is of, None where it does not say."""
        return tuple(period_of(row[self.time_field]) for row in self.rows)

    @cached_property
    def bbox(self) -> list[float] | None:
        """Return west, south, east, north in degrees of all rows that have a place, None when none has."""
        placed = self.geometries[[geometry is not None for geometry in self.geometries]]
        return [float(value) for value in shapely.total_bounds(placed)] if len(placed) else None

    @cached_property
    def interval(self) -> list[str] | None:
        """Return the first and last moment any row speaks of, None when none says."""
        return span_of(self.periods)

    @property
    def geometry_format(self) -> str:
        """Return the kind of geometry its features have, as schemas name it."""
        return GEOMETRY_FORMATS.get(self.name, "geometry-any")


def served_collections(atlas: Atlas, selected: Selected) -> dict[str, ServedCollection]:
    """Return every collection by name: the six tables, and projects again as points, lines, areas and regions.

    Many clients take one kind of geometry for a layer.
    """
    return {one.name: one for one in _collections(atlas, selected)}


def _collections(atlas: Atlas, selected: Selected) -> Iterator[ServedCollection]:
    """Return the collections one after another."""
    when = f"截至{selected.as_of}年（{selected.clock.term}）。"
    for name, kind in TABLES.items():
        features = [(geometry, row) for geometry, row in flat_features(atlas, selected, name)]
        yield _collection(name, kind, kind.term, when, features)
        if name == "projects":
            layers = sort_by_dimension(features)
            for layer in (POINTS, LINES, AREAS, REGIONS):
                yield _collection(f"{name}_{layer}", kind, f"{kind.term}（{LAYER_TERMS[layer]}）", when, layers[layer])


def _collection(name: str, kind: TableKind, title: str, when: str, features: Features) -> ServedCollection:
    """Return one collection of features."""
    return ServedCollection(
        name=name,
        kind=kind,
        title=title,
        description=f"{data_dictionary()[kind.entry].title}。{when}",
        columns=columns_of(kind.entry),
        geometries=clean_geometries(geometry for geometry, _ in features),
        rows=tuple(flat(kind.entry, row) for _, row in features),
    )
