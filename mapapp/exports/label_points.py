"""One point for every place, for programs that draw points only: Excel's maps, pivot tables, a search by distance."""

from __future__ import annotations

from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.exports.dictionary import Field
from mapapp.exports.geojson import clean_geometries
from mapapp.exports.geometry_layers import REGION_PRECISIONS
from mapapp.settings import COORDINATE_DECIMALS

_LINE, _AREA = 1, 2

# A town's outline is what a project lies somewhere in; its middle is no position, so every point says which it is.
OWN, REGION = "own", "region"
POINT_TERMS = ((OWN, "自身位置"), (REGION, "所在区域"))

POINT_FIELDS = (
    Field("lon", "经度", "number", null=True, unit="度", meaning="标注点的经度（WGS 84）；没有位置时为空"),
    Field("lat", "纬度", "number", null=True, unit="度", meaning="标注点的纬度（WGS 84）；没有位置时为空"),
    Field(
        "point_of",
        "标注点",
        "string",
        null=True,
        unit="",
        meaning="标注点在什么上：own 自身位置；region 只知所在街镇或分区，点在该区域内，不是项目的位置",
        terms=POINT_TERMS,
    ),
)


def label_point(geometry: BaseGeometry | None) -> tuple[float, float] | None:
    """Return lon, lat of a point on a geometry: the middle of its longest line, or a point inside its area.

    >>> label_point(shapely.LineString([(0, 0), (0, 4)]))
    (0.0, 2.0)
    """
    if geometry is None or geometry.is_empty:
        return None
    parts = shapely.get_parts(geometry)
    dimensions = shapely.get_dimensions(parts)
    widest = parts[dimensions == dimensions.max()]
    if dimensions.max() == _LINE:
        longest = widest[shapely.length(widest).argmax()]
        point = shapely.line_interpolate_point(longest, 0.5, normalized=True)
    elif dimensions.max() == _AREA:
        point = shapely.point_on_surface(widest[shapely.area(widest).argmax()])
    else:
        point = widest[0]
    return round(point.x, COORDINATE_DECIMALS), round(point.y, COORDINATE_DECIMALS)


def wkt_of(geometry: BaseGeometry | None) -> str | None:
    """Return a geometry as text, six decimals, right-hand rings, or None without one."""
    clean = clean_geometries([geometry])[0]
    return None if clean is None else str(shapely.to_wkt(clean, rounding_precision=COORDINATE_DECIMALS))


def point_cells(geometry: BaseGeometry | None, precision: str | None) -> dict[str, Any]:
    """Return the fields `lon`, `lat` and `point_of` of a place known with a precision (None for a zone's own outline)."""
    point = label_point(geometry)
    if point is None:
        return {"lon": None, "lat": None, "point_of": None}
    return {"lon": point[0], "lat": point[1], "point_of": REGION if precision in REGION_PRECISIONS else OWN}
