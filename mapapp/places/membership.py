"""Membership by geometry: which drawn areas a placed point, line or area lies in, and with what share."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.geometry.measure import metric_epsg, to_metres

# Smaller shares come from two sketched edges that do not quite agree, not from the thing itself.
SMALLEST_SHARE = 0.01
# Room around a thing when an area is clipped to it, so that nothing of the thing lies on the cut.
CLIP_M = 1.0
# A pair takes some 90 µs; below this many a thread costs more than it saves, and beyond four the tree search is the rest.
PAIRS_WORTH_A_THREAD = 2_000
MOST_WORKERS = 4


def find_shares(
    geometries: Sequence[BaseGeometry], areas: Sequence[BaseGeometry]
) -> list[tuple[tuple[int, float], ...]]:
    """Find, for each geometry, the areas it lies in: (index of the area, share of its points, length or area).

    All in lon, lat degrees (EPSG:4326), measured in the workspace's metric system. Shares are 0..1, rounded to 4 places, largest first;
    a point on a shared edge is in both areas with share 1. One spatial join for all, so it stays linear in size.
    """
    result: list[tuple[tuple[int, float], ...]] = [() for _ in geometries]
    if not len(geometries) or not len(areas):
        return result
    left, right, shares = _join(to_metres(np.array(geometries, dtype=object)), to_metres(np.array(areas, dtype=object)))
    found: list[list[tuple[int, float]]] = [[] for _ in geometries]
    for row, area, share in zip(left.tolist(), right.tolist(), shares.tolist(), strict=True):
        if share >= SMALLEST_SHARE:
            found[row].append((area, round(min(share, 1.0), 4)))
    return [tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0]))) for pairs in found]


def _join(things: Any, areas: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Join in metres; give row of the thing, row of the area and the share, for every pair that meets."""
    import geopandas

    left_frame = geopandas.GeoDataFrame(geometry=things, crs=metric_epsg())
    right_frame = geopandas.GeoDataFrame(geometry=areas, crs=metric_epsg())
    pairs = left_frame.sjoin(right_frame, predicate="intersects")
    left, right = pairs.index.to_numpy(), pairs["index_right"].to_numpy()

    shares = np.ones(len(left))
    dimension = shapely.get_dimensions(things)[left]
    several_points = (dimension == 0) & (shapely.get_num_geometries(things)[left] > 1)
    # Most things lie wholly inside an area, which prepared areas tell much faster than an intersection does.
    shapely.prepare(areas)
    partly = ((dimension > 0) | several_points) & ~shapely.covers(areas[right], things[left])
    if partly.any():
        cut = _cut(things[left[partly]], areas[right[partly]])
        shares[partly] = _size(cut, dimension[partly]) / _size(things[left[partly]], dimension[partly])
    return left, right, shares


def _cut(things: Any, areas: Any) -> Any:
    """Intersect pair by pair, in a few threads: GEOS works outside Python's lock, and the order of results is kept."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS, 1 + len(things) // PAIRS_WORTH_A_THREAD)
    if workers == 1:
        return _cut_piece(things, areas)
    pieces = zip(np.array_split(things, workers), np.array_split(areas, workers), strict=True)
    with ThreadPoolExecutor(workers) as pool:
        return np.concatenate(list(pool.map(lambda piece: _cut_piece(*piece), pieces)))


def _cut_piece(things: Any, areas: Any) -> Any:
    """Intersect pair by pair.

    Areas are first clipped to the thing's own bounds, which takes a tenth of the time of intersecting a whole outline.
    Clipping does not promise valid results, so a pair it spoils is done again with the whole area.
    """
    west, south, east, north = (shapely.bounds(things) + np.array([-CLIP_M, -CLIP_M, CLIP_M, CLIP_M])).T
    boxes = zip(areas, west, south, east, north, strict=True)
    near = np.array([shapely.clip_by_rect(area, *box) for area, *box in boxes], dtype=object)
    spoilt = ~shapely.is_valid(near)
    near[spoilt] = areas[spoilt]
    return shapely.intersection(things, near)


def _size(geometries: Any, dimension: np.ndarray) -> np.ndarray:
    """Measure each geometry by its own dimension: number of points, metres, or square metres."""
    points = shapely.get_num_coordinates(geometries).astype(float)
    size = np.where(dimension == 2, shapely.area(geometries), shapely.length(geometries))
    return np.asarray(np.where(dimension == 0, points, size))
