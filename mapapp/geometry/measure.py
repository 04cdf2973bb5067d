"""Measure on the ground, never on the screen: areas, lengths and distances in the workspace's metric system.

Web Mercator shows 31° north 1.37 times too large; a UTM zone keeps areas within 0.1 %.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import shapely
import shapely.errors
from pyproj import Transformer
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from mapapp.open_workspace import active
from mapapp.ordinary_files import size_of_file
from mapapp.settings import EPSG_LONLAT
from mapapp.workspace import Workspace


@cache
def transformer(source_epsg: int, target_epsg: int) -> Transformer:
    """Return the pyproj transformer between two EPSG codes.

    Axes are always lon, lat (or east, north). Built once: making one costs more than using it.
    """
    return Transformer.from_crs(source_epsg, target_epsg, always_xy=True)


def reproject(geometry: Any, source_epsg: int, target_epsg: int) -> Any:
    """Return the geometry, or the array of geometries, in another reference system.

    Codes are EPSG. Points the projection cannot reach become infinite, as pyproj leaves them.
    """
    change = transformer(source_epsg, target_epsg)

    def move(points: np.ndarray) -> np.ndarray:
        east, north = change.transform(points[:, 0], points[:, 1])
        return np.column_stack([east, north])

    return shapely.transform(geometry, move)


def metric_epsg() -> int:
    """Return the EPSG code areas and distances are measured in: the workspace's own, else the UTM zone of its zones."""
    workspace = active()
    return workspace.metric_epsg or _utm_of(workspace.geodata_dir / "zones.geojson", workspace)


@cache
def _utm_of(path: Path, _workspace: Workspace) -> int:
    """Return the UTM zone of a boundary file, the one of the workspace's bounds when it cannot be read."""
    try:
        size_of_file(path)
        with path.open(encoding="utf-8") as file:
            shapes = [shape(feature["geometry"]) for feature in json.load(file)["features"] if feature["geometry"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError):
        shapes = []
    if not shapes:
        shapes = [shapely.box(*(_workspace.bounds or (0.0, 0.0, 6.0, 6.0)))]
    return int(geopandas.GeoSeries(shapes, crs=EPSG_LONLAT).estimate_utm_crs().to_epsg())


def to_metres(geometry: Any) -> Any:
    """Return a geometry or an array of them in metres (metric_epsg) from lon, lat degrees (EPSG:4326)."""
    return reproject(geometry, EPSG_LONLAT, metric_epsg())


def to_lonlat(geometry: Any) -> Any:
    """Return a geometry or an array of them in lon, lat degrees (EPSG:4326) from metres (metric_epsg)."""
    return reproject(geometry, metric_epsg(), EPSG_LONLAT)


def measure_area_km2(geometry: BaseGeometry) -> float:
    """Measure the area of one geometry in square kilometres.

    Takes lon, lat degrees (EPSG:4326); 0 for points and lines.
    """
    return float(shapely.area(to_metres(geometry))) / 1e6


def measure_length_km(geometry: BaseGeometry) -> float:
    """Measure the length of a line, or the outline of an area, in kilometres.

    Takes lon, lat degrees (EPSG:4326); 0 for points.
    """
    return float(shapely.length(to_metres(geometry))) / 1e3


def measure_distance_m(one: BaseGeometry, other: BaseGeometry) -> float:
    """Measure the shortest distance between two geometries in metres.

    Both in lon, lat degrees (EPSG:4326); 0 where they touch or overlap.
    """
    return float(shapely.distance(to_metres(one), to_metres(other)))


def buffer_m(geometry: BaseGeometry, distance_m: float) -> BaseGeometry:
    """Return the ground within some metres of a geometry, in lon, lat degrees (EPSG:4326) as it came."""
    grown: BaseGeometry = to_lonlat(shapely.buffer(to_metres(geometry), distance_m))
    return grown


def measure_iou(one: BaseGeometry, other: BaseGeometry) -> float:
    """Measure how far two areas are the same ground: shared area over joint area, 0 to 1.

    Both in lon, lat degrees (EPSG:4326). 0 when neither has an area.
    """
    first, second = to_metres(one), to_metres(other)
    joint = shapely.area(shapely.union(first, second))
    return float(shapely.area(shapely.intersection(first, second)) / joint) if joint else 0.0


def best_shift_m(
    drawn: BaseGeometry, reference: BaseGeometry, *, reach_m: float = 800.0, finest_m: float = 5.0
) -> tuple[float, float, float]:
    """Find the move of `drawn` that makes it fit `reference` best: metres east, metres north, IoU there.

    Both in lon, lat degrees (EPSG:4326). A grid search that narrows from `reach_m` to `finest_m`; a drawing on the
    wrong datum still overlaps well (IoU 0.92 on a district), but its best shift is hundreds of metres.
    """
    moving, still = to_metres(drawn), to_metres(reference)
    east, north, best = 0.0, 0.0, -1.0
    step = reach_m / 2
    offsets: Sequence[int] = (-2, -1, 0, 1, 2)
    while step >= finest_m / 2:
        moves = np.array([(east + i * step, north + j * step) for i in offsets for j in offsets])
        moved = np.array([shapely.transform(moving, lambda points, move=move: points + move) for move in moves])
        shared = shapely.area(shapely.intersection(moved, still))
        joint = shapely.area(moved) + shapely.area(still) - shared
        scores = shared / joint
        # Among equal scores the smallest move wins, so a perfect drawing reports no shift.
        order = np.lexsort((np.hypot(moves[:, 0], moves[:, 1]), -np.round(scores, 9)))
        east, north, best = float(moves[order[0], 0]), float(moves[order[0], 1]), float(scores[order[0]])
        step /= 2
    return east, north, best
