"""Mend what has one plain meaning: encodings, trailing commas, open rings, winding, crossings, repeated things.

Nothing is guessed: what could mean two things is left out of the copy and stays an error.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.boundaries import boundary_problems as findings
from mapapp.boundaries.boundary_problems import Place
from mapapp.boundaries.coordinates import GEOMETRY_TYPES, examine_geometry, is_number
from mapapp.boundaries.datum import Datum
from mapapp.boundaries.datum_detection import DatumReading
from mapapp.boundaries.stated_systems import stated_by_crs
from mapapp.contracts.atlas import Problem
from mapapp.settings import COORDINATE_DECIMALS

# A comma before a closing bracket, but not one inside a string.
# A text that never ends is taken to its end: looked for from each of its quotes anew, a file of 60 kB took minutes.
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*"?)|,(\s*[}\]])')
_ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")
_GRID = 10.0**-COORDINATE_DECIMALS
# A drawing crosses itself in a few places. GEOS takes half a second for a thousand, four minutes for fifty thousand.
MOST_CROSSINGS: Final = 1_000
# Lines asked for what they meet at once: even if each meets 50,000 others, the answer takes 80 MB.
_LINES_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Mended:
    """A feature after mending: its properties and raw-numbered geometry."""

    place: Place
    properties: dict[str, Any]
    geometry: BaseGeometry | None


def decode_anyhow(data: bytes) -> tuple[str | None, str]:
    """Decode bytes as the first encoding that fits: UTF-8, UTF-16 with a mark, GB18030. Gives the text and its encoding."""
    for encoding in _ENCODINGS:
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return data.decode(encoding), "UTF-8" if encoding == "utf-8-sig" else encoding.upper()
        except UnicodeDecodeError:
            continue
    return None, ""


def parse_anyhow(text: str) -> tuple[Any, bool]:
    """Parse JSON, with trailing commas dropped and NaN read as null; gives the value and whether that was needed.

    >>> parse_anyhow('{"name": "a,}", "x": [1,],}')
    ({'name': 'a,}', 'x': [1]}, True)
    """
    for attempt in (text, _TRAILING_COMMA.sub(lambda found: found.group(1) or found.group(2), text)):
        try:
            return json.loads(attempt, parse_constant=lambda _: None), attempt is not text
        except (ValueError, RecursionError):
            continue
    return None, False


def list_features(root: Any) -> list[Any] | None:
    """Return the features of whatever stands at the root: a collection, a bare list, one feature, one geometry."""
    if isinstance(root, list):
        return root
    if not isinstance(root, dict):
        return None
    kind = str(root.get("type", ""))
    if kind.lower() == "featurecollection" and isinstance(root.get("features"), list):
        return list(root["features"])
    if kind == "Feature" or kind in GEOMETRY_TYPES:
        return [root]
    return None


def count_points(features: list[Any]) -> int:
    """Return how many positions stand in the geometries of features, whatever else these are."""
    points = 0
    inside = [feature.get("geometry", feature) for feature in features if isinstance(feature, dict)]
    while inside:
        value = inside.pop()
        if isinstance(value, dict):
            inside += [value.get("coordinates"), value.get("geometries")]
        elif isinstance(value, list) and value:
            points += not isinstance(value[0], list | dict)
            inside += [item for item in value if isinstance(item, list | dict)]
    return points


def reading_of_crs(root: Any) -> DatumReading | None:
    """Return the reading an old `crs` member asks for; None when it is absent, plain degrees, or not one we can read."""
    stated = stated_by_crs(root)
    code = stated.system.to_epsg() if stated is not None and stated.system is not None else None
    return DatumReading(Datum.WGS84, epsg=code) if code is not None else None


def mend_feature(feature: Any, place: Place, changes: list[Problem]) -> Mended | None:
    """Mend one feature; None (and an error) when it cannot be mended without guessing."""
    if isinstance(feature, dict) and feature.get("type") in GEOMETRY_TYPES:
        changes.append(findings.note("mended", place, "几何外面没有要素，已包成要素", "补写属性"))
        feature = {"type": "Feature", "properties": {}, "geometry": feature}
    if not isinstance(feature, dict) or "geometry" not in feature:
        changes.append(findings.error("not-mended", place, "不是要素，副本里没有它", "人工重画或删去"))
        return None
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    if isinstance(feature.get("id"), str) and properties and properties.get("id") is None:
        properties = {"id": feature["id"], **properties}
    name = properties.get("name")
    place = Place(place.file, place.index, name[:40] if isinstance(name, str) else "")
    geometry = feature["geometry"]
    if geometry is None:
        return Mended(place, properties, None)
    written = _mend_coordinates(geometry, place, changes)
    found: list[Problem] = []
    examine_geometry(written, place, found)
    if findings.has_error(found):
        first = next(problem for problem in found if findings.has_error([problem]))
        changes.append(findings.error("not-mended", place, f"{first.message}；副本里没有它", first.remedy))
        return None
    return Mended(place, properties, shapely.force_2d(shapely.from_geojson(json.dumps(written))))


def _mend_coordinates(geometry: Any, place: Place, changes: list[Problem]) -> Any:
    """Close rings and keep two numbers a position, in the plain JSON of a geometry."""
    if not isinstance(geometry, dict):
        return geometry
    if geometry.get("type") == "GeometryCollection" and isinstance(geometry.get("geometries"), list):
        members = [_mend_coordinates(member, place, changes) for member in geometry["geometries"]]
        return members[0] if len(members) == 1 else {"type": "GeometryCollection", "geometries": members}
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon" and isinstance(coordinates, list):
        coordinates = [_close(ring, place, changes) for ring in coordinates]
    if kind == "MultiPolygon" and isinstance(coordinates, list):
        coordinates = [
            [_close(ring, place, changes) for ring in polygon] if isinstance(polygon, list) else polygon
            for polygon in coordinates
        ]
    return {"type": kind, "coordinates": coordinates}


def _close(ring: Any, place: Place, changes: list[Problem]) -> Any:
    if not isinstance(ring, list) or len(ring) < 3 or ring[0] == ring[-1]:
        return ring
    if not all(
        isinstance(point, list) and len(point) >= 2 and all(is_number(value) for value in point) for point in ring
    ):
        return ring
    changes.append(findings.note("mended", place, "环没有闭合，已重复第一个点", "核对这一段边界"))
    return [*ring, ring[0]]


def mend_shape(mended: Mended, changes: list[Problem]) -> BaseGeometry | None:
    """Mend a shape already in lon, lat: crossings, winding, repeated points, too many decimals.

    Gives None where no area is left. Crossings are resolved by GEOS make_valid; only areas are kept of an area.
    """
    geometry = mended.geometry
    if geometry is None or geometry.is_empty:
        return None
    whole = geometry
    if not geometry.is_valid:
        if crosses_too_often(geometry):
            message = f"图形自相交超过 {MOST_CROSSINGS} 处，不再拆成面；副本里没有它"
            changes.append(findings.error("not-mended", mended.place, message, "人工重画"))
            return None
        geometry = (
            _areas_only(shapely.make_valid(geometry))
            if shapely.get_dimensions(geometry) == 2
            else shapely.make_valid(geometry)
        )
        changes.append(findings.note("mended", mended.place, "图形自相交，已按交叉处拆成合法的面", "对照原图核对形状"))
    rounded = shapely.transform(geometry, lambda points: points.round(COORDINATE_DECIMALS))
    if not rounded.equals_exact(geometry, tolerance=1e-12):
        changes.append(
            findings.note("mended", mended.place, f"坐标已取到 {COORDINATE_DECIMALS} 位小数（0.1 米）", "不必再改")
        )
    geometry = rounded if rounded.is_valid else _areas_only(shapely.set_precision(geometry, _GRID))
    geometry = shapely.remove_repeated_points(geometry)
    if shapely.get_dimensions(geometry) == 2:
        turned = shapely.orient_polygons(geometry)
        if not turned.equals_exact(geometry, tolerance=0.0):
            changes.append(findings.note("mended", mended.place, "环的方向已改为外环逆时针、内环顺时针", "不必再改"))
        geometry = turned
    if geometry.is_empty:
        changes.append(findings.error("not-mended", mended.place, "修整后没有剩下面积；副本里没有它", "人工重画"))
        return None
    fewer = shapely.get_num_coordinates(whole) - shapely.get_num_coordinates(geometry)
    if whole.is_valid and fewer > 0:
        changes.append(findings.note("mended", mended.place, f"去掉了 {fewer} 个重复的点", "不必再改"))
    return geometry


def crosses_too_often(geometry: BaseGeometry) -> bool:
    """Whether the lines of a geometry meet one another in more places than a drawing has by mistake."""
    points, parts = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(geometry)), return_index=True)
    joined = parts[1:] == parts[:-1]
    lines = shapely.linestrings(np.stack([points[:-1][joined], points[1:][joined]], axis=1))
    tree = shapely.STRtree(lines)
    met = 0
    for start in range(0, len(lines), _LINES_AT_ONCE):
        some = lines[start : start + _LINES_AT_ONCE]
        # Every line meets itself and its two neighbours; each place where two others meet is found from both.
        met += len(tree.query(some, predicate="intersects")[0]) - 3 * len(some)
        if met > 2 * MOST_CROSSINGS:
            return True
    return False


def _areas_only(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the areas of what make_valid gives; crossings also leave lines and points behind."""
    areas = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 0]
    nested = [
        part for each in shapely.get_parts(geometry) for part in shapely.get_parts(each) if part.geom_type == "Polygon"
    ]
    kept = areas or [part for part in nested if part.area > 0]
    return kept[0] if len(kept) == 1 else shapely.union_all(kept)
