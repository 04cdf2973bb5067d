"""Ground truth of the measuring itself: known figures, not our own formulas again."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely

from mapapp.geometry.measure import (
    best_shift_m,
    buffer_m,
    measure_area_km2,
    measure_distance_m,
    measure_iou,
    measure_length_km,
    reproject,
)
from tests.toy_world import square, toy

WHOLE, EAST_HALF = square(0, 0, 1, 1), square(0.5, 0, 1, 1)


def test_square_of_a_kilometre() -> None:
    assert measure_area_km2(WHOLE) == pytest.approx(1.0, rel=1e-4)
    assert measure_length_km(WHOLE) == pytest.approx(4.0, rel=1e-4)


def test_area_is_that_of_the_ground_and_not_of_the_web_map() -> None:
    # A hundredth of a degree on the sphere of equal area, latitude 31: 111.32 km × 110.9 km × cos 31° / 10,000.
    cell = shapely.box(121.0, 31.0, 121.01, 31.01)
    on_ground = 1.1132 * math.cos(math.radians(31.005)) * 1.1087
    assert measure_area_km2(cell) == pytest.approx(on_ground, rel=0.005)
    web_km2 = shapely.area(reproject(cell, 4326, 3857)) / 1e6
    assert web_km2 / measure_area_km2(cell) == pytest.approx(1.37, abs=0.01)


def test_distance_between_far_squares() -> None:
    assert measure_distance_m(WHOLE, square(3, 0, 4, 1)) == pytest.approx(2000, abs=0.5)
    assert measure_distance_m(WHOLE, EAST_HALF) == 0.0


def test_iou_of_half_a_square_is_a_half() -> None:
    assert measure_iou(WHOLE, EAST_HALF) == pytest.approx(0.5, abs=1e-3)
    assert measure_iou(WHOLE, square(3, 0, 4, 1)) == 0.0


def test_ground_within_a_distance_of_a_point_is_a_circle() -> None:
    circle = buffer_m(toy(shapely.Point(0, 0)), 500)
    assert measure_area_km2(circle) == pytest.approx(math.pi * 0.25, rel=0.01)


@pytest.mark.parametrize(("east_km", "north_km"), [(0, 0), (0.44, -0.21), (-0.3, 0.15)])
def test_best_shift_finds_the_way_back(east_km: float, north_km: float) -> None:
    shape = shapely.Polygon([(0, 0), (3, 0), (3, 2), (1.5, 2.6), (0, 2)])
    drawn = toy(shapely.transform(shape, lambda points: points + np.array([east_km, north_km])))
    east_m, north_m, iou = best_shift_m(drawn, toy(shape))
    assert (east_m, north_m) == (pytest.approx(-east_km * 1000, abs=5), pytest.approx(-north_km * 1000, abs=5))
    assert iou > 0.99
