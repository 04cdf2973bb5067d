"""Membership by geometry: shares of points, lengths and areas."""

from __future__ import annotations

import pytest
from shapely.geometry import LineString, MultiPoint, Point, Polygon

from mapapp.places.membership import find_shares
from tests.toy_world import square, toy

WEST, MIDDLE, EAST = square(0, 0, 1, 1), square(0.5, 0, 1.5, 1), square(1, 0, 2, 1)


def test_point_in_two_overlapping_areas_belongs_to_both() -> None:
    assert find_shares([toy(Point(0.75, 0.5))], [WEST, MIDDLE]) == [((0, 1.0), (1, 1.0))]


def test_point_on_shared_edge_belongs_to_both() -> None:
    corner = toy(Point(1, 1))
    assert find_shares([corner], [WEST, EAST]) == [((0, 1.0), (1, 1.0))]


def test_line_and_area_are_shared_by_length_and_area() -> None:
    line = toy(LineString([(0.25, 0.5), (1.25, 0.5)]))
    area = square(0.75, 0.25, 1.25, 0.75)
    on_line, on_area = find_shares([line, area], [WEST, EAST])
    assert dict(on_line) == {0: pytest.approx(0.75, abs=0.001), 1: pytest.approx(0.25, abs=0.001)}
    assert dict(on_area) == {0: pytest.approx(0.5, abs=0.001), 1: pytest.approx(0.5, abs=0.001)}


def test_neighbour_that_only_touches_has_no_share() -> None:
    assert find_shares([WEST], [WEST, EAST]) == [((0, 1.0),)]


def test_points_in_parts_are_counted() -> None:
    points = toy(MultiPoint([(0.2, 0.2), (0.4, 0.4), (1.5, 0.5), (9, 9)]))
    assert find_shares([points], [WEST, EAST]) == [((0, 0.5), (1, 0.25))]


def test_nothing_to_join_is_nothing() -> None:
    assert find_shares([], [WEST]) == []
    assert find_shares([WEST], []) == [()]


def test_clipping_does_not_change_the_shares() -> None:
    # A comb of ten teeth, each 0.1 km wide and cut in the middle: half of a strip across it lies on teeth.
    teeth = [(0.1 * i + dx, y) for i in range(0, 20, 2) for dx, y in ((0, 0), (0, 1), (0.1, 1), (0.1, 0))]
    comb = toy(Polygon([*teeth, (2, -0.1), (0, -0.1)]))
    strip = square(0, 0.4, 2, 0.6)
    ((pair,),) = find_shares([strip], [comb])
    assert pair == (0, pytest.approx(0.5, abs=0.001))


def test_thing_larger_than_the_area_has_the_share_of_its_own_size() -> None:
    ((pair,),) = find_shares([square(0, 0, 4, 1)], [WEST])
    assert pair == (0, pytest.approx(0.25, abs=0.001))
