"""The three datums of Chinese web maps: WGS 84, GCJ-02 and BD-09, and the ways between them.

GCJ-02 adds to WGS 84 an offset that is a published sum of polynomials and sines on the Krasovsky 1940 ellipsoid; BD-09
turns and moves GCJ-02 once more. Both ways back have no closed form and are found here by iteration.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np

Points = np.ndarray

# Krasovsky 1940: semi-major axis in metres, first eccentricity squared.
_AXIS_M = 6_378_245.0
_ECCENTRICITY2 = 0.006_693_421_622_965_943
# The offset is written around this meridian and parallel, in degrees.
_CENTRE_LON, _CENTRE_LAT = 105.0, 35.0
# BD-09: fixed move in degrees, and the angular rate of its ripple.
_BAIDU_LON, _BAIDU_LAT = 0.0065, 0.006
_BAIDU_RATE = np.pi * 3000.0 / 180.0
# 1e-9 degrees are 0.1 mm; the iteration gains two digits a round, so ten rounds are plenty.
_CLOSE_ENOUGH = 1e-9
_ROUNDS = 10


class Datum(StrEnum):
    """The datum a file's numbers are on."""

    WGS84 = "WGS 84"
    GCJ02 = "GCJ-02"
    BD09 = "BD-09"


def convert(points: Points, source: Datum, target: Datum) -> Points:
    """Convert points from one datum to another.

    Points are n × 2 degrees (lon, lat), the result too. Round trips agree within a millimetre. Outside China
    GCJ-02 is not defined; these formulas still give a number there, so ask only for places in China.
    """
    to_gcj = {Datum.WGS84: _gcj_of_wgs, Datum.GCJ02: _same, Datum.BD09: _gcj_of_bd}[source]
    from_gcj = {Datum.WGS84: _wgs_of_gcj, Datum.GCJ02: _same, Datum.BD09: _bd_of_gcj}[target]
    if source is target:
        return np.array(points, dtype=float)
    result: Points = from_gcj(to_gcj(np.asarray(points, dtype=float)))
    return result


def _same(points: Points) -> Points:
    return points


def _gcj_of_wgs(points: Points) -> Points:
    """Add the published offset."""
    east, north = points[:, 0] - _CENTRE_LON, points[:, 1] - _CENTRE_LAT
    ripple = 20.0 * np.sin(6.0 * np.pi * east) + 20.0 * np.sin(2.0 * np.pi * east)
    waves_north = ripple + _waves(north, (20.0, 1.0), (40.0, 3.0), (160.0, 12.0), (320.0, 30.0))
    waves_east = ripple + _waves(east, (20.0, 1.0), (40.0, 3.0), (150.0, 12.0), (300.0, 30.0))
    root = np.sqrt(np.abs(east))
    north_m = -100.0 + 2.0 * east + 3.0 * north + 0.2 * north**2 + 0.1 * east * north + 0.2 * root + waves_north * 2 / 3
    east_m = 300.0 + east + 2.0 * north + 0.1 * east**2 + 0.1 * east * north + 0.1 * root + waves_east * 2 / 3

    # From metres to degrees with the ellipsoid's radii of curvature at this latitude.
    latitude = np.radians(points[:, 1])
    flatness = 1.0 - _ECCENTRICITY2 * np.sin(latitude) ** 2
    meridian_radius = _AXIS_M * (1.0 - _ECCENTRICITY2) / flatness**1.5
    parallel_radius = _AXIS_M / np.sqrt(flatness) * np.cos(latitude)
    return np.asarray(
        points + np.column_stack([np.degrees(east_m / parallel_radius), np.degrees(north_m / meridian_radius)])
    )


def _waves(angle: Points, *terms: tuple[float, float]) -> Points:
    """Sum sines of given height and half-period in degrees."""
    return np.asarray(sum(height * np.sin(angle * np.pi / half_period) for height, half_period in terms))


def _bd_of_gcj(points: Points) -> Points:
    """Turn and stretch a little around the origin, then move."""
    east, north = points[:, 0], points[:, 1]
    radius = np.hypot(east, north) + 0.00002 * np.sin(north * _BAIDU_RATE)
    angle = np.arctan2(north, east) + 0.000003 * np.cos(east * _BAIDU_RATE)
    return np.column_stack([radius * np.cos(angle) + _BAIDU_LON, radius * np.sin(angle) + _BAIDU_LAT])


def _wgs_of_gcj(points: Points) -> Points:
    return _invert(_gcj_of_wgs, points)


def _gcj_of_bd(points: Points) -> Points:
    return _invert(_bd_of_gcj, points)


def _invert(forward: Callable[[Points], Points], points: Points) -> Points:
    """Find the points that `forward` sends here: start at the answer and take away what is too much."""
    guess = points.copy()
    for _ in range(_ROUNDS):
        excess = forward(guess) - points
        guess = guess - excess
        if not len(excess) or np.abs(excess).max() < _CLOSE_ENOUGH:
            break
    return guess
