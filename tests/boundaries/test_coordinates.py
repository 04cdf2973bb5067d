"""The form of coordinates, fault by fault."""

import json

import pytest

from mapapp.boundaries.boundary_problems import Place, has_error
from mapapp.boundaries.coordinates import examine_bbox, examine_geometry, is_number

RING = [[121.0, 31.0], [121.1, 31.0], [121.1, 31.1], [121.0, 31.0]]


def codes(geometry):
    problems = []
    examine_geometry(geometry, Place("a"), problems)
    return [(problem.code.removeprefix("geodata-"), has_error([problem])) for problem in problems]


def shape(kind, coordinates):
    return {"type": kind, "coordinates": coordinates}


@pytest.mark.parametrize(
    "geometry",
    [
        shape("Point", [121.0, 31.0]),
        shape("Point", [121.0, 31.0, 4.5]),
        shape("MultiPoint", [[121.0, 31.0]]),
        shape("LineString", RING[:2]),
        shape("Polygon", [RING]),
        shape("MultiPolygon", [[RING], [RING, RING]]),
        {"type": "GeometryCollection", "geometries": [shape("Point", [0, 0]), shape("Polygon", [RING])]},
    ],
)
def test_sound_coordinates_are_nothing_to_tell(geometry):
    assert codes(geometry) == []


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (None, "structure"),
        ([], "structure"),
        (shape("polygon", [RING]), "structure"),
        ({"type": "Point"}, "coordinates"),
        (shape("Point", []), "empty"),
        (shape("Polygon", []), "empty"),
        (shape("Point", [121.0]), "coordinates"),
        (shape("Point", ["121.0", "31.0"]), "coordinates"),
        (shape("Point", [True, False]), "coordinates"),
        (shape("Point", [float("nan"), 31.0]), "coordinates"),
        (shape("Point", [1e9, 31.0]), "coordinates"),
        (shape("LineString", [[121.0, 31.0]]), "short-line"),
        (shape("LineString", [[121.0, 31.0], [121.0, 31.0, 9.0]]), "short-line"),
        (shape("LineString", [RING]), "coordinates"),
        (shape("Polygon", RING), "coordinates"),
        (shape("Polygon", [RING[:-1]]), "ring-open"),
        (shape("Polygon", [[RING[0], RING[1], RING[0]]]), "short-ring"),
        (shape("MultiPolygon", [[], [RING]]), "coordinates"),
        ({"type": "GeometryCollection"}, "structure"),
        ({"type": "GeometryCollection", "geometries": [None, shape("Point", [0, 0])]}, "structure"),
        ({**shape("Point", [0, 0]), "crs": {}}, "crs"),
        ({**shape("Point", [0, 0]), "properties": {}}, "structure"),
    ],
)
def test_a_fault_is_an_error_of_its_kind(geometry, code):
    assert codes(geometry) == [(code, True)]


def test_a_fault_is_told_once_however_often_it_shows():
    assert codes(shape("Polygon", [RING[:-1], RING[:-1], RING[:-1]])) == [("ring-open", True)]


def test_a_fourth_number_and_a_needless_collection_are_only_warnings():
    assert codes(shape("Point", [121.0, 31.0, 1.0, 2.0])) == [("extra-values", False)]
    assert codes({"type": "GeometryCollection", "geometries": [shape("Point", [0, 0])]}) == [("collection", False)]


@pytest.mark.parametrize(
    ("written", "number"),
    [("1", True), ("-1.5", True), ("true", False), ("null", False), ('"1"', False), ("NaN", False), ("1e999", False)],
)
def test_a_number_is_a_finite_number(written, number):
    assert is_number(json.loads(written)) is number
    assert not is_number(10**400)


@pytest.mark.parametrize(
    ("bbox", "told"),
    [([0, 0, 1, 1], 0), ([0, 0, 0, 1, 1, 1], 0), ([0, 0, 1], 1), (None, 1), ([0, 0, 1, float("inf")], 1)],
)
def test_a_box_has_four_or_six_numbers(bbox, told):
    problems = []
    examine_bbox({"bbox": bbox}, Place("a"), problems)
    examine_bbox({}, Place("a"), problems)
    assert len(problems) == told
