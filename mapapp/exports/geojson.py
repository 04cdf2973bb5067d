"""GeoJSON after RFC 7946: WGS 84 lon, lat, right-hand rings, six decimals, one feature a line.

Coordinates are rounded before writing; unmapped projects have a null geometry, never (0, 0).
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.exports.rows import Row
from mapapp.exports.unencodable import without_surrogates
from mapapp.settings import COORDINATE_DECIMALS

# Geometries are turned, rounded and written this many at a time: shapely is fast on arrays, and memory stays small.
FEATURES_AT_A_TIME = 1_000

AREA_DIMENSION = 2

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False).encode


def clean_geometries(geometries: Iterable[BaseGeometry | None]) -> np.ndarray:
    """Return geometries as every file holds them: right-hand rings, six decimals, empty ones as None.

    Input is lon, lat in EPSG:4326. Rounding goes coordinate by coordinate, which keeps every vertex: a snapping grid
    could drop short edges and break shared ones.
    """
    array = np.array([None if geometry is None or geometry.is_empty else geometry for geometry in geometries], object)
    areas = shapely.get_dimensions(array) == AREA_DIMENSION
    array[areas] = shapely.orient_polygons(array[areas], exterior_cw=False)
    coordinates, owner = shapely.get_coordinates(array, return_index=True)
    rounded = coordinates.round(COORDINATE_DECIMALS)
    # Drawn coordinates have six decimals already; only the others are made anew.
    changed = np.unique(owner[(rounded != coordinates).any(axis=1)])
    array[changed] = shapely.transform(array[changed], lambda points: points.round(COORDINATE_DECIMALS))
    return array


def bbox_of(geometries: Iterable[BaseGeometry | None]) -> list[float] | None:
    """Return [west, south, east, north] in degrees of everything that has a geometry, or None."""
    placed = [geometry for geometry in geometries if geometry is not None and not geometry.is_empty]
    if not placed:
        return None
    return [round(float(value), COORDINATE_DECIMALS) for value in shapely.total_bounds(placed)]


def collection_lines(
    features: Iterable[tuple[BaseGeometry | None, Row]],
    *,
    key: str,
    members: Row,
) -> Iterator[str]:
    """Write a FeatureCollection line by line: a head with the foreign members, one feature a line, a tail.

    `key` is the property that identifies a feature. `members` stand before the features so a reader sees them first.
    """
    head = dumps({"type": "FeatureCollection", **members})
    yield head[:-1] + ',"features":[\n'
    separator = ""
    remaining = iter(features)
    while chunk := list(itertools.islice(remaining, FEATURES_AT_A_TIME)):
        shapes = shapely.to_geojson(clean_geometries(geometry for geometry, _ in chunk))
        for shape, (_, row) in zip(shapes, chunk, strict=True):
            yield (
                f'{separator}{{"type":"Feature","id":{dumps(row[key])},"geometry":{shape or "null"},'
                f'"properties":{dumps(row)}}}'
            )
            separator = ",\n"
    yield "\n]}\n"


def dumps(value: object) -> str:
    """Write compact JSON; NaN and infinities are refused because RFC 8259 knows none."""
    return without_surrogates(_encode(value))
