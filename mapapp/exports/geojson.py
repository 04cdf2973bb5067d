"""GeoJSON after RFC 7946: WGS 84 lon, lat, right-hand rings, six decimals, one feature a line.

Coordinates are rounded before writing; unplaced projects have a null geometry, never (0, 0).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.exports.rows import Row
from mapapp.settings import COORDINATE_DECIMALS


def geometry_object(geometry: BaseGeometry | None) -> Row | None:
    """Write a geometry as a GeoJSON object with right-hand rings and six decimals, or null.

    Input is lon, lat in EPSG:4326.
    """
    if geometry is None or geometry.is_empty:
        return None
    # Rounding coordinate by coordinate keeps every vertex: a snapping grid could drop short edges and break shared ones.
    turned = shapely.orient_polygons(geometry, exterior_cw=False)
    rounded = shapely.transform(turned, lambda array: array.round(COORDINATE_DECIMALS))
    parsed: Row = json.loads(shapely.to_geojson(rounded))
    return parsed


def bbox_of(geometries: Iterable[BaseGeometry | None]) -> list[float] | None:
    """Give [west, south, east, north] in degrees of everything that has a geometry, or None."""
    placed = [geometry for geometry in geometries if geometry is not None and not geometry.is_empty]
    if not placed:
        return None
    return [round(float(value), COORDINATE_DECIMALS) for value in shapely.total_bounds(placed)]


def collection_lines(
    features: Iterable[tuple[str, BaseGeometry | None, Row]],
    *,
    members: Row,
) -> Iterator[str]:
    """Write a FeatureCollection line by line: a head with the foreign members, one feature a line, a tail.

    `features` are (id, geometry, properties). `members` stand before the features so a reader sees them first.
    """
    head = dumps({"type": "FeatureCollection", **members})
    yield head[:-1] + ',"features":[\n'
    first = True
    for identifier, geometry, properties in features:
        feature: dict[str, Any] = {
            "type": "Feature",
            "id": identifier,
            "geometry": geometry_object(geometry),
            "properties": properties,
        }
        yield ("" if first else ",\n") + dumps(feature)
        first = False
    yield "\n]}\n"


def dumps(value: object) -> str:
    """Write compact JSON; NaN and infinities are refused because RFC 8259 knows none."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
