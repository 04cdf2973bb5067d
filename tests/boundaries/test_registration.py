"""Fitting outlines: the gap as it stands, the best common move, and what is left."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from mapapp.boundaries import registration
from mapapp.boundaries.registration import fit_outlines

SQUARE = shapely.box(0, 0, 1000, 1000)


def moved(geometry: shapely.Geometry, east_m: float, north_m: float) -> shapely.Geometry:
    return shapely.transform(geometry, lambda points: points + np.array([east_m, north_m]))


def test_same_outline_needs_no_move() -> None:
    fit = fit_outlines([(SQUARE, SQUARE)])
    assert fit is not None
    assert (fit.gap_m, fit.shift_m, fit.rest_m) == pytest.approx((0.0, 0.0, 0.0), abs=1e-9)


@pytest.mark.parametrize(("east_m", "north_m"), [(120, -50), (-300, 200), (5, 5)])
def test_common_move_is_found(east_m: float, north_m: float) -> None:
    pairs = [(moved(shape, -east_m, -north_m), shape) for shape in (SQUARE, moved(SQUARE, 3000, 500))]
    fit = fit_outlines(pairs)
    assert fit is not None
    assert (fit.east_m, fit.north_m) == (pytest.approx(east_m, abs=1), pytest.approx(north_m, abs=1))
    assert fit.rest_m < 1


def test_one_wrong_part_does_not_pull_the_rest() -> None:
    good = [(moved(SQUARE, 2000 * index, 0), moved(SQUARE, 2000 * index, 0)) for index in range(4)]
    fit = fit_outlines([*good, (moved(SQUARE, 0, 5000), moved(SQUARE, 0, 4000))])
    assert fit is not None
    assert fit.shift_m < 5


def test_points_pull_in_every_direction() -> None:
    spots = [shapely.Point(0, 0), shapely.Point(900, 100), shapely.Point(300, 800)]
    fit = fit_outlines([(moved(spot, -40, 30), spot) for spot in spots])
    assert fit is not None
    assert (fit.east_m, fit.north_m) == (pytest.approx(40, abs=0.5), pytest.approx(-30, abs=0.5))


def test_straight_line_cannot_tell_a_move_along_itself() -> None:
    line = shapely.LineString([(0, 0), (5000, 0)])
    fit = fit_outlines([(moved(line, 0, 80), line)])
    assert fit is not None
    assert (fit.east_m, fit.north_m) == (pytest.approx(0, abs=1), pytest.approx(-80, abs=1))


def test_nothing_to_fit_is_none() -> None:
    assert fit_outlines([]) is None


@pytest.mark.parametrize("count", [400, 100_000])
def test_a_drawing_of_very_many_points_is_compared_as_fast_as_a_plain_one(count: int, monkeypatch) -> None:
    asked: list[int] = []
    nearest = registration._nearest
    monkeypatch.setattr(
        registration, "_nearest", lambda points, models: asked.append(len(points)) or nearest(points, models)
    )
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    ring = shapely.Polygon(1000 * np.column_stack([np.cos(angle), np.sin(angle)]))
    fit = fit_outlines([(moved(ring, 30, -40), ring), (moved(SQUARE, 30, -40), SQUARE)])
    assert fit is not None
    assert (fit.east_m, fit.north_m) == pytest.approx((-30, 40), abs=1)
    assert max(asked) <= 4 * registration.MOST_SAMPLES


def test_places_in_areas_and_single_points_are_models_too() -> None:
    areas = shapely.GeometryCollection([SQUARE, shapely.box(2000, 0, 3000, 1000)])
    inside = fit_outlines([(shapely.LineString([(100, 100), (900, 900)]), areas)])
    station = fit_outlines([(shapely.Point(3, 4), shapely.Point(0, 0))])
    assert inside is not None and station is not None
    assert inside.gap_m == 0
    assert station.gap_m == pytest.approx(5)
