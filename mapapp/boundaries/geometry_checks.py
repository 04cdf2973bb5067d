"""From written coordinates to a shape on this piece of earth: axes, metres, bounds, winding, crossings.

Coordinates here are already well formed (`positions`); this file asks whether they can be what they claim.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from mapapp.boundaries import boundary_problems as findings
from mapapp.boundaries.boundary_problems import Place
from mapapp.boundaries.coordinates import COORDINATE_DEPTH
from mapapp.contracts.atlas import Problem
from mapapp.open_workspace import active
from mapapp.settings import COORDINATE_DECIMALS

# Without bounds of its own a workspace may be drawn anywhere on earth.
ANYWHERE = (-180.0, -90.0, 180.0, 90.0)
# No longitude is written beyond this, even by those who count on past 180; larger numbers are metres.
METRES_FROM = 1_000.0


def area_bounds() -> tuple[float, float, float, float]:
    """Return west, south, east, north (degrees, EPSG:4326) within which the workspace draws."""
    return active().bounds or ANYWHERE


def build_shape(geometry: dict[str, Any]) -> BaseGeometry:
    """Build the shapely geometry of well-formed GeoJSON, in two dimensions.

    Heights are dropped: nothing here has a third dimension.
    """
    return shapely.force_2d(shape(_flat(geometry)))


def _flat(geometry: dict[str, Any]) -> dict[str, Any]:
    """Keep only the first two numbers of every position."""
    if geometry["type"] == "GeometryCollection":
        return {"type": "GeometryCollection", "geometries": [_flat(member) for member in geometry["geometries"]]}

    def cut(value: Any, depth: int) -> Any:
        if depth == 0:
            return [float(value[0]), float(value[1])]
        return [cut(item, depth - 1) for item in value]

    kind = geometry["type"]
    return {"type": kind, "coordinates": cut(geometry["coordinates"], COORDINATE_DEPTH[kind])}


def within(points: np.ndarray, bounds: tuple[float, float, float, float]) -> bool:
    """Whether all points (n × 2, lon, lat) lie in west, south, east, north."""
    west, south, east, north = bounds
    east_ok = (points[:, 0] >= west) & (points[:, 0] <= east)
    north_ok = (points[:, 1] >= south) & (points[:, 1] <= north)
    return bool((east_ok & north_ok).all())


def examine_location(geometry: BaseGeometry, place: Place, *, strict: bool) -> tuple[Problem, ...]:
    """Ask whether the numbers can be lon, lat of this area; swapped axes and metres are named as such.

    `strict` makes a well-formed place elsewhere on earth an error (our own layers); otherwise a warning.
    """
    points = shapely.get_coordinates(geometry)
    west, south, east, north = bounds = area_bounds()
    if not len(points) or within(points, bounds):
        return ()
    far = points[0]
    shown = f"{far[0]:.6g}, {far[1]:.6g}"
    make = findings.error if strict else findings.warning
    if within(points[:, ::-1], bounds):
        return (make("axes-swapped", place, f"坐标 {shown} 是纬度在前、经度在后", "对调两个数，写成 [经度, 纬度]"),)
    if np.abs(points).max() >= METRES_FROM:
        return (
            findings.error(
                "projected",
                place,
                f"坐标 {shown} 不是经纬度，像是投影坐标（米）",
                "转成 WGS 84 经纬度；用 check 的坐标诊断看是哪种投影",
            ),
        )
    outside = points[
        (points[:, 0] < west) | (points[:, 0] > east) | (points[:, 1] < south) | (points[:, 1] > north)
    ][0]  # fmt: skip
    message = (
        f"有 {outside[0]:.6g}, {outside[1]:.6g} 这样的点，在本图范围（东经 {west}–{east}，北纬 {south}–{north}）之外"
    )
    return (make("out-of-area", place, message, "检查这个点的坐标，或把要素移出目录"),)


def examine_decimals(geometry: BaseGeometry, place: Place) -> tuple[Problem, ...]:
    """Note coordinates written finer than anyone draws: they bloat files and make every diff noisy."""
    points = shapely.get_coordinates(geometry)
    # Rounding a number that has six decimals already moves it by a few units of its last binary place at most.
    if not len(points) or np.abs(points - points.round(COORDINATE_DECIMALS)).max() < 1e-12:
        return ()
    message = f"坐标多于 {COORDINATE_DECIMALS} 位小数，{COORDINATE_DECIMALS} 位已是 0.1 米"
    return (findings.note("decimals", place, message, f"保留 {COORDINATE_DECIMALS} 位；check --fix 会取整"),)


def examine_rings(geometry: BaseGeometry, place: Place) -> tuple[BaseGeometry, tuple[Problem, ...]]:
    """Check areas for crossings, vanishing rings and winding.

    Gives the geometry to use (outer rings counter-clockwise, holes clockwise, RFC 7946 3.1.6) and the findings; a
    crossing is an error, wrong winding only a warning because the meaning is plain.
    """
    problems: list[Problem] = []
    if geometry.is_empty:
        return geometry, (findings.error("empty", place, "图形是空的", "补画图形，或删去这个要素"),)
    if not geometry.is_valid:
        reason = explain_validity(geometry)
        problems.append(
            findings.error(
                "self-crossing",
                place,
                f"图形不合法：{_say_validity(reason)}",
                "移开交叉处的点；check --fix 会在旁边写出修好的副本",
            )
        )
        return geometry, tuple(problems)
    polygons = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    if any(part.area == 0 for part in polygons):
        problems.append(findings.error("no-area", place, "面的面积是零", "补画范围，或改成点、线"))
    if any(not _wound_right(part) for part in polygons):
        problems.append(
            findings.warning(
                "winding",
                place,
                "环的方向不对：外环须逆时针，内环须顺时针（RFC 7946）",
                "反转点的顺序；已按正确方向读入",
            )
        )
        geometry = shapely.orient_polygons(geometry)
    if shapely.get_num_coordinates(geometry) != shapely.get_num_coordinates(shapely.remove_repeated_points(geometry)):
        problems.append(findings.note("repeated-point", place, "有连续重复的点", "删去重复点；check --fix 会删"))
    return geometry, tuple(problems)


def _wound_right(polygon: BaseGeometry) -> bool:
    return bool(polygon.exterior.is_ccw) and not any(ring.is_ccw for ring in polygon.interiors)


def _say_validity(reason: str) -> str:
    """Return GEOS's reason in Chinese, with the place it names."""
    terms = {
        "Self-intersection": "环自相交",
        "Ring Self-intersection": "环碰到自己",
        "Hole lies outside shell": "内环在外环之外",
        "Holes are nested": "内环套着内环",
        "Interior is disconnected": "内环把面切断",
        "Nested shells": "外环套着外环",
        "Duplicate Rings": "环重复",
        "Too few points in geometry component": "环的点太少",
        "Hole touches shell": "内环碰到外环",
    }
    for english in sorted(terms, key=len, reverse=True):
        if reason.startswith(english):
            position = reason.removeprefix(english).strip(" []").replace(" ", ", ")
            return terms[english] + (f"，在 {position}" if position else "")
    return reason
