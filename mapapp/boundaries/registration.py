"""Fit one set of outlines to another: how far apart they lie, and the single move that brings them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

# One sample every so many metres of outline, and at most so many in all: plenty for a move of two unknowns.
SAMPLE_STEP_M = 150.0
MOST_SAMPLES = 1000
_ROUNDS = 40
# A round that moves less than this has found its place.
_SETTLED_M = 0.05


@dataclass(frozen=True, slots=True)
class Fit:
    """How a set of outlines lies to its models, in metres.

    `gap_m` is the median distance as it stands; `east_m`, `north_m` the move that fits best; `rest_m` the median
    distance after that move, `rest90_m` what nine tenths of the samples stay within. Gaps of drawings made by different hands stay at their generalisation, some 100 m.
    """

    gap_m: float
    east_m: float
    north_m: float
    rest_m: float
    rest90_m: float

    @property
    def shift_m(self) -> float:
        """Return the length of the best move."""
        return float(np.hypot(self.east_m, self.north_m))


def fit_outlines(pairs: Sequence[tuple[BaseGeometry, BaseGeometry]]) -> Fit | None:
    """Fit the first of each pair to the second by one move for all, in metres (the workspace's metric system).

    Areas count by their outline, lines as they are, points as points. Gauss-Newton on the distance along the nearest
    direction, trusting near samples more, so that one badly drawn stretch does not pull the whole. None without samples.
    """
    samples, models = _sample(pairs)
    if not len(samples):
        return None
    move = np.zeros(2)
    pieces = [(places, _pieces(pairs[number][1])) for number, places in _places(models)]
    gap_m = float(np.median(_nearest(samples, pieces)[1]))
    for _ in range(_ROUNDS):
        toward, distance = _nearest(samples + move, pieces)
        step = _best_step(toward, distance)
        move = move + step
        if np.hypot(*step) < _SETTLED_M:
            break
    rest_m, rest90_m = np.percentile(_nearest(samples + move, pieces)[1], [50, 90])
    return Fit(gap_m, float(move[0]), float(move[1]), float(rest_m), float(rest90_m))


def _sample(pairs: Sequence[tuple[BaseGeometry, BaseGeometry]]) -> tuple[np.ndarray, np.ndarray]:
    """Take points along the first of each pair and, for each, the number of its pair; of a drawing of very many points some."""
    outlines = [_outline(moving) for moving, _ in pairs]
    step_m = max(SAMPLE_STEP_M, sum(moving.length for moving in outlines) / MOST_SAMPLES)
    points: list[np.ndarray] = []
    for moving in outlines:
        dense = shapely.segmentize(moving, step_m) if moving.length else moving
        points.append(shapely.get_coordinates(dense))
    if not points:
        return np.empty((0, 2)), np.empty(0, dtype=int)
    every = max(1, sum(map(len, points)) // (2 * MOST_SAMPLES))
    thinned = [taken[::every] for taken in points]
    return np.vstack(thinned), np.repeat(np.arange(len(thinned)), [len(taken) for taken in thinned])


def _places(models: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Return each number that stands in an array, and where."""
    return [(int(number), np.flatnonzero(models == number)) for number in np.unique(models)]


def _pieces(model: BaseGeometry) -> tuple[np.ndarray, shapely.STRtree]:
    """Return the segments an outline is made of, what is no line whole, and a tree that finds the nearest of them."""
    found: list[Any] = []
    for part in shapely.get_parts(_outline(model)):
        if shapely.get_dimensions(part) == 1:
            ends = shapely.get_coordinates(part)
            found.extend(shapely.linestrings(np.stack([ends[:-1], ends[1:]], axis=1)))
        else:
            found.append(part)
    pieces = np.array(found, dtype=object)
    return pieces, shapely.STRtree(pieces)


def _outline(geometry: BaseGeometry) -> BaseGeometry:
    return geometry.boundary if "Polygon" in geometry.geom_type else geometry


def _nearest(points: np.ndarray, models: Sequence[tuple[np.ndarray, Any]]) -> tuple[np.ndarray, np.ndarray]:
    """Return for each point the way to its model: vectors (n × 2) and their lengths."""
    toward = np.zeros_like(points)
    for places, (pieces, tree) in models:
        here = shapely.points(points[places])
        nearest = tree.query_nearest(here, all_matches=False)[1]
        ends = shapely.get_coordinates(shapely.shortest_line(here, pieces[nearest])).reshape(-1, 2, 2)
        toward[places] = ends[:, 1] - ends[:, 0]
    return toward, np.hypot(toward[:, 0], toward[:, 1])


def _best_step(toward: np.ndarray, distance: np.ndarray) -> np.ndarray:
    """Solve for the move that closes most of the distances along their own directions."""
    away = distance > 1e-9
    if not away.any():
        return np.zeros(2)
    direction = toward[away] / distance[away, None]
    length = distance[away]
    # Samples beyond twice the median pull less and less.
    weight = np.minimum(1.0, 2.0 * max(float(np.median(distance)), 1.0) / length)
    normal = (direction * weight[:, None]).T @ direction
    # Samples that already lie on their model hold still, whichever way; and a little of the identity keeps a straight
    # line, whose position along itself is free, from running away.
    normal += np.eye(2) * (0.5 * float((~away).sum()) + 1e-3 * len(length))
    return np.asarray(np.linalg.solve(normal, (direction * (weight * length)[:, None]).sum(axis=0)))
