"""The area a selection is limited to: its short text, its file, and which projects lie in it.

The text is for addresses, scenes and exported files: corners as lon_lat in degrees (WGS 84, five decimals: one metre),
"~" between corners, "~~" between the rings of a polygon (the outer one first), "~~~" between polygons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from mapapp.boundaries.properties import WGS84_NAMES, read_text
from mapapp.boundaries.read_geojson import read_geojson
from mapapp.contracts import Atlas, Severity
from mapapp.errors import SelectionError
from mapapp.layers.specs import AREA_PRECISIONS, area_of, label_points

# Five decimals of a degree are one metre: a hand on the map is no surveyor, and a link stays short.
DECIMALS: Final = 5
# A hand draws at most 60 (`map/area_select.js`); a file may hold a district, not a coastline.
MOST_CORNERS: Final = 1000
# A corner takes at most 21 characters with what parts it from the next.
MOST_CHARACTERS: Final = MOST_CORNERS * 24

_CORNER = re.compile(r"(-?\d{1,3}(?:\.\d{1,12})?)_(-?\d{1,2}(?:\.\d{1,12})?)", re.ASCII)
_WHAT_TO_WRITE = "范围写成“经度_纬度~经度_纬度~…”（WGS 84），至少三个角"


@lru_cache(maxsize=64)
def read_area(text: str) -> BaseGeometry:
    """Return the area a text describes: a Polygon or MultiPolygon, lon, lat in EPSG:4326.

    >>> read_area("121_31~121.1_31~121.1_31.1").wkt
    'POLYGON ((121 31, 121.1 31, 121.1 31.1, 121 31))'

    Raises SelectionError for what is no area.
    """
    if len(text) > MOST_CHARACTERS:
        raise SelectionError(f"范围的角太多；最多 {MOST_CORNERS} 个")
    polygons = [
        [[_corner(corner) for corner in ring.split("~")] for ring in polygon.split("~~")]
        for polygon in text.split("~~~")
    ]
    if any(len(ring) < 3 for rings in polygons for ring in rings):
        raise SelectionError(_WHAT_TO_WRITE)
    return _sound_area([Polygon(rings[0], rings[1:]) for rings in polygons])


def _corner(text: str) -> tuple[float, float]:
    """Return one corner as lon, lat."""
    match = _CORNER.fullmatch(text)
    if match is None:
        raise SelectionError(f"范围里的“{text[:30]}”读不懂；{_WHAT_TO_WRITE}")
    return round(float(match[1]), DECIMALS), round(float(match[2]), DECIMALS)


def _sound_area(polygons: Sequence[Polygon]) -> BaseGeometry:
    """Return polygons as one area, refusing what encloses nothing, crosses itself or has too many corners."""
    area: BaseGeometry = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
    if corner_count(area) > MOST_CORNERS:
        raise SelectionError(f"范围有 {corner_count(area)} 个角，最多 {MOST_CORNERS} 个；请先概化")
    west, south, east, north = area.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise SelectionError("范围的坐标不是 WGS 84 经纬度（像是米）；请先转成经纬度")
    if not area.is_valid or not area.area:
        raise SelectionError("范围的边互相交叉、重叠，或没有围住任何地方；请重画")
    return area


def write_area(area: BaseGeometry) -> str:
    """Return the text of an area in lon, lat (EPSG:4326); `read_area` gives it back, rounded to a metre.

    >>> write_area(read_area("121_31~121.10000_31~121.1_31.1"))
    '121_31~121.1_31~121.1_31.1'
    """
    return "~~~".join("~~".join(map(_write_ring, _rings(polygon))) for polygon in _polygons(area))


def area_text(corners: Sequence[object]) -> str:
    """Return the text of the polygon of some corners, [lon, lat] in degrees (WGS 84); empty for no corners.

    >>> area_text([[121, 31], [121.1000004, 31], [121.1, 31.1]])
    '121_31~121.1_31~121.1_31.1'

    Raises SelectionError for what encloses nothing or is no list of places.
    """
    if not corners:
        return ""
    places = [
        (float(corner[0]), float(corner[1]))
        for corner in corners
        if isinstance(corner, (list, tuple)) and len(corner) == 2 and all(map(_is_degrees, corner))
    ]
    if len(places) != len(corners):
        raise SelectionError(_WHAT_TO_WRITE)
    return write_area(read_area(_write_ring(places)))


def _is_degrees(value: object) -> bool:
    """Whether a value is a number of degrees."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= 180


def _write_ring(ring: list[tuple[float, float]]) -> str:
    return "~".join(f"{_number(lon)}_{_number(lat)}" for lon, lat in ring)


def _number(degrees: float) -> str:
    """Return degrees without zeros nobody needs."""
    return f"{round(degrees, DECIMALS) + 0.0:.{DECIMALS}f}".rstrip("0").rstrip(".")


def _polygons(area: BaseGeometry) -> tuple[Polygon, ...]:
    return tuple(area.geoms) if isinstance(area, MultiPolygon) else (area,)


def _rings(polygon: Polygon) -> list[list[tuple[float, float]]]:
    """Return the corners of each ring, the first not repeated."""
    return [[(x, y) for x, y, *_ in ring.coords[:-1]] for ring in (polygon.exterior, *polygon.interiors)]


def area_rings(area: BaseGeometry | None) -> list[list[list[tuple[float, float]]]]:
    """Return an area as the map draws it: polygons of rings of lon, lat; empty for none."""
    return [] if area is None else [_rings(polygon) for polygon in _polygons(area)]


def corner_count(area: BaseGeometry) -> int:
    """Count the corners of an area, its holes' with them."""
    return sum(len(ring) for polygon in _polygons(area) for ring in _rings(polygon))


def read_area_file(path: Path) -> BaseGeometry:
    """Return the area of a GeoJSON file: its polygons together, lon, lat in EPSG:4326, rounded to a metre.

    CGCS2000 and its projections are read as `check` reads them (`boundaries/read_geojson.py`). Raises MapAppError for
    a file that cannot be read, states another datum, or holds anything but polygons.
    """
    raw = read_geojson(path)
    for problem in raw.problems:
        if problem.severity is Severity.ERROR:
            raise SelectionError(f"--within {path.name}：{problem.message}；{problem.remedy}")
    polygons: list[BaseGeometry] = []
    for feature in raw.features:
        datum = read_text(feature.properties, "datum")
        if datum and datum not in (*WGS84_NAMES, "CGCS2000"):
            raise SelectionError(f"--within {path.name}：坐标基准是“{datum[:20]}”；请先转成 WGS 84（mapapp datum）")
        if feature.geometry is None or feature.geometry["type"] not in ("Polygon", "MultiPolygon"):
            kind = "空的" if feature.geometry is None else feature.geometry["type"]
            raise SelectionError(f"--within {path.name}：只要面（Polygon、MultiPolygon），里面有 {kind}")
        polygons.append(shapely.force_2d(shape(feature.geometry)))
    if not polygons:
        raise SelectionError(f"--within {path.name}：里面没有面")
    if not all(polygon.is_valid for polygon in polygons):
        raise SelectionError(f"--within {path.name}：有的面边线交叉；用 mapapp check --fix 修好再用")
    joined = shapely.transform(shapely.union_all(polygons), lambda points: points.round(DECIMALS))
    return _sound_area(_polygons(joined))


def area_words(area: BaseGeometry) -> str:
    """Return an area in words for people: how many corners, and its box in degrees.

    >>> area_words(read_area("121_31~121.1_31~121.1_31.1"))
    '圈选范围（3 个角，经度 121–121.1，纬度 31–31.1）'
    """
    west, south, east, north = map(_number, area.bounds)
    return f"圈选范围（{corner_count(area)} 个角，经度 {west}–{east}，纬度 {south}–{north}）"


def area_test(atlas: Atlas, area: BaseGeometry) -> Callable[[str], bool | None]:
    """Return the test whether a project, by its id, lies in an area (lon, lat in EPSG:4326).

    A point, line or area of its own lies in it where it meets it, edge included. A project known only to a town or zone
    is judged by the point at which the map counts it (`layers.specs.label_points`), a single point for all of them: its
    outline would meet almost every area. None is the answer for a project without a place, or of which only the
    district is known: nobody can say.
    """
    shapely.prepare(area)
    points = {name: Point(lon, lat) for name, (lon, lat) in label_points(atlas).items()}

    def test(project_id: str) -> bool | None:
        placement = atlas.placement_by_project.get(project_id)
        if placement is None or not placement.mapped:
            return None
        if placement.precision not in AREA_PRECISIONS:
            return bool(shapely.intersects(area, placement.geometry))
        point = points.get(area_of(placement))
        return point is not None and bool(shapely.intersects(area, point))

    return test
