"""Features sorted into layers of one kind of geometry, for the formats whose layers hold one kind only."""

from __future__ import annotations

from collections.abc import Iterable

import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Precision
from mapapp.exports.rows import Row
from mapapp.exports.unencodable import Replacements

Features = list[tuple[BaseGeometry | None, Row]]

POINTS, LINES, AREAS, REGIONS, UNPLACED = "points", "lines", "areas", "regions", "unplaced"

LAYER_TERMS = {
    POINTS: "点",
    LINES: "线",
    AREAS: "面",
    REGIONS: "只知所在街镇或分区，图形是该区域的轮廓",
    UNPLACED: "未上图",
}

_BY_DIMENSION = (POINTS, LINES, AREAS)
REGION_PRECISIONS = (Precision.TOWN.value, Precision.ZONE.value)


def sort_by_dimension(features: Iterable[tuple[BaseGeometry | None, Row]]) -> dict[str, Features]:
    """Sort features into points, lines, areas, regions and unplaced; each is in exactly one.

    Regions are projects known only to a town or zone: their geometry is that area's outline, not theirs.
    """
    layers: dict[str, Features] = {name: [] for name in (*_BY_DIMENSION, REGIONS, UNPLACED)}
    for geometry, row in features:
        if geometry is None or geometry.is_empty:
            name = UNPLACED
        elif row.get("placement", {}).get("precision") in REGION_PRECISIONS:
            name = REGIONS
        else:
            name = _BY_DIMENSION[shapely.get_dimensions(geometry)]
        layers[name].append((geometry, row))
    return layers


def one_kind(features: Features, replaced: Replacements) -> Features:
    """Reduce mixed collections to their widest parts, and count them."""
    reduced: Features = []
    for geometry, row in features:
        if geometry is not None and geometry.geom_type == "GeometryCollection":
            replaced.counts["点线面混合的几何只保留最高维部分"] += 1
            reduced.append((widest_parts(geometry), row))
        else:
            reduced.append((geometry, row))
    return reduced


def widest_parts(geometry: BaseGeometry) -> BaseGeometry:
    """Return the parts of a collection that have its highest dimension, as one multi-part geometry."""
    parts = shapely.get_parts(geometry)
    dimensions = shapely.get_dimensions(parts)
    widest: BaseGeometry = shapely.union_all(parts[dimensions == dimensions.max()])
    return widest
