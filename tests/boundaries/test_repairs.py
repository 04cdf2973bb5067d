"""What has one plain meaning is mended; what could mean two is left out and said."""

import time

import pytest
import shapely
from shapely.geometry import Polygon

from mapapp.boundaries.boundary_problems import Place, has_error
from mapapp.boundaries.repairs import (
    Mended,
    decode_anyhow,
    list_features,
    mend_feature,
    mend_shape,
    parse_anyhow,
    reading_of_crs,
)

PLACE = Place("a.geojson", 1)
SQUARE = [(121.0, 31.0), (121.1, 31.0), (121.1, 31.1), (121.0, 31.1)]


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("甲".encode(), "甲", "UTF-8"),
        ("甲".encode("utf-8-sig"), "甲", "UTF-8"),
        ("甲".encode("utf-16"), "甲", "UTF-16"),
        ("甲乙".encode("gb18030"), "甲乙", "GB18030"),
        ("𠮷".encode("gb18030"), "𠮷", "GB18030"),
        (b"", "", "UTF-8"),
        (b"\xff\xff\xff", None, ""),
    ],
)
def test_bytes_are_read_as_the_first_encoding_that_fits(data, text, encoding):
    assert decode_anyhow(data) == (text, encoding)


@pytest.mark.parametrize(
    ("text", "value", "mended"),
    [
        ('{"a": 1}', {"a": 1}, False),
        ('{"a": [1, 2, ], }', {"a": [1, 2]}, True),
        (r'{"a": "x\",}",}', {"a": 'x",}'}, True),
        ("[NaN, Infinity]", [None, None], False),
        ("{'a': 1}", None, False),
        ("", None, False),
        ("[" * 100_000, None, False),
    ],
)
def test_a_trailing_comma_is_dropped_outside_strings_only(text, value, mended):
    assert parse_anyhow(text) == (value, mended)


def test_features_are_found_whatever_stands_at_the_root():
    feature, point = {"type": "Feature"}, {"type": "Point"}
    assert list_features({"type": "featureCollection", "features": [1]}) == [1]
    assert list_features([feature]) == [feature]
    assert list_features(feature) == [feature]
    assert list_features(point) == [point]
    assert list_features({"type": "Topology"}) is None
    assert list_features("甲") is None


def test_only_a_system_we_can_read_is_taken_from_an_old_crs():
    def crs(name):
        return {"crs": {"type": "name", "properties": {"name": name}}}

    assert reading_of_crs(crs("urn:ogc:def:crs:EPSG::32651")).epsg == 32651
    for other in ({}, crs(None), crs("甲"), {"crs": None}, {"crs": "EPSG:32651"}, []):
        assert reading_of_crs(other) is None


def test_an_open_ring_is_closed_and_heights_go():
    changes = []
    ring = [[*point, 4.0] for point in SQUARE]
    mended = mend_feature(
        {"type": "Feature", "properties": {"name": "甲"}, "geometry": {"type": "Polygon", "coordinates": [ring]}},
        PLACE,
        changes,
    )
    assert mended.geometry.equals(Polygon(SQUARE))
    assert not mended.geometry.has_z
    assert (mended.place.where, [has_error([change]) for change in changes]) == ("a.geojson 第1个要素（甲）", [False])


@pytest.mark.parametrize(
    "feature",
    [
        None,
        {"type": "Feature", "properties": {}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": ["121", "31"]}},
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[121.0, 31.0], [121.1, 31.0]]]}},
        {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[121.0, None], [121.1, 31.0]]}},
    ],
)
def test_what_would_have_to_be_guessed_is_an_error(feature):
    changes = []
    assert mend_feature(feature, PLACE, changes) is None
    assert has_error(changes)


def test_an_id_beside_the_properties_goes_into_them():
    feature = {"type": "Feature", "id": "z1", "properties": {"name": "甲"}, "geometry": None}
    assert mend_feature(feature, PLACE, []).properties == {"id": "z1", "name": "甲"}


def shaped(geometry):
    changes = []
    return mend_shape(Mended(PLACE, {}, geometry), changes), changes


def test_a_crossing_outline_becomes_its_two_areas():
    bow_tie = Polygon([(121.0, 31.0), (121.1, 31.1), (121.1, 31.0), (121.0, 31.1)])
    geometry, changes = shaped(bow_tie)
    assert geometry.is_valid
    # Two triangles of 0.1 by 0.05 degrees.
    assert geometry.area == pytest.approx(0.005)
    assert changes


def test_rings_are_turned_and_repeated_points_go():
    geometry, _ = shaped(Polygon([SQUARE[0], *SQUARE[::-1]]))
    assert geometry.exterior.is_ccw
    assert shapely.get_num_coordinates(geometry) == 5


def test_a_sound_outline_is_left_alone():
    sound = Polygon(SQUARE)
    geometry, changes = shaped(sound)
    assert geometry.equals_exact(sound)
    assert changes == []


def test_nothing_left_is_an_error_and_no_shape_is_none():
    geometry, changes = shaped(Polygon([SQUARE[0], SQUARE[1], SQUARE[0]]))
    assert geometry is None
    assert has_error(changes)
    assert shaped(None) == (None, [])
    assert shaped(Polygon()) == (None, [])


@pytest.mark.parametrize("piece", ['\\"', '"', "\\", '",', ", ", ",\n", "[", '{"a":', '"\\\\'])
def test_what_is_no_json_at_all_is_told_as_soon_as_it_is_read(piece):
    begun = time.process_time()
    assert parse_anyhow('"' + piece * 100_000)[0] is None
    assert time.process_time() - begun < 5
