"""GCJ-02 and BD-09 against published pairs, another way of computing, and their own way back."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mapapp.boundaries.datum import Datum, convert
from mapapp.geometry.measure import transformer

# Widely published check values for 天安门 as given to five web converters.
BEIJING = np.array([[116.404, 39.915]])


def test_published_pair_of_gcj02() -> None:
    assert convert(BEIJING, Datum.WGS84, Datum.GCJ02)[0] == pytest.approx(
        [116.41024449916938, 39.91640428150164], abs=1e-10
    )


def test_published_pair_of_bd09() -> None:
    assert convert(BEIJING, Datum.GCJ02, Datum.BD09)[0] == pytest.approx(
        [116.41036949371029, 39.92133699351021], abs=1e-10
    )


def offset_by_hand(lon: float, lat: float) -> tuple[float, float]:
    """Compute the GCJ-02 offset in metres on the ellipsoid, term by term in plain floats."""
    x, y = lon - 105, lat - 35
    shared = 20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + shared * 2 / 3
    north += (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + shared * 2 / 3
    east += (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3
    return east, north


def test_offset_in_qingpu_measured_on_the_ground() -> None:
    # The offset formula counts metres on its own ellipsoid; EPSG:32651 measures the same move within half a per cent.
    here = np.array([[121.124, 31.150]])
    there = convert(here, Datum.WGS84, Datum.GCJ02)
    change = transformer(4326, 32651)
    (e0, n0), (e1, n1) = change.transform(*here[0]), change.transform(*there[0])
    east, north = offset_by_hand(121.124, 31.150)
    # Grid north of UTM 51N is turned by about one degree here (3 degrees is the zone's half width).
    assert math.hypot(e1 - e0, n1 - n0) == pytest.approx(math.hypot(east, north), rel=0.005)
    assert 480 < math.hypot(e1 - e0, n1 - n0) < 492
    assert e1 > e0
    assert n1 < n0


@pytest.mark.parametrize("other", [Datum.GCJ02, Datum.BD09])
def test_round_trip_is_exact_to_a_millimetre(other: Datum) -> None:
    lon, lat = np.meshgrid(np.linspace(120.3, 122.0, 30), np.linspace(30.7, 31.9, 30))
    points = np.column_stack([lon.ravel(), lat.ravel()])
    back = convert(convert(points, Datum.WGS84, other), other, Datum.WGS84)
    # 1e-8 degrees are about one millimetre.
    assert np.abs(back - points).max() < 1e-8


def test_bd09_is_farther_off_than_gcj02() -> None:
    here = np.array([[121.2, 31.15]])
    moved = convert(here, Datum.WGS84, Datum.BD09) - here
    # 0.0065 and 0.006 degrees beyond GCJ-02, give or take the ripple.
    beyond = moved - (convert(here, Datum.WGS84, Datum.GCJ02) - here)
    assert beyond[0] == pytest.approx([0.0065, 0.006], abs=0.0006)


def test_same_datum_changes_nothing() -> None:
    assert np.array_equal(convert(BEIJING, Datum.BD09, Datum.BD09), BEIJING)
