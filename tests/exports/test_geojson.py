"""GeoJSON after RFC 7946, judged by others: geojson-pydantic and GDAL."""

import io
import json

import geojson_pydantic
import numpy as np
import pyogrio
import pytest
import shapely
from shapely.geometry import GeometryCollection, MultiPolygon, Point, Polygon

from mapapp.contracts import Placement, Precision
from mapapp.exports import TABLES, export_bytes
from mapapp.exports.geojson import bbox_of, clean_geometries
from mapapp.selection import Selection, select


def collection(atlas, table="projects", selection=None):
    return json.loads(export_bytes(atlas, select(atlas, selection or Selection()), "geojson", table=table))


@pytest.mark.parametrize("table", TABLES)
def test_geojson_pydantic_finds_no_fault(full_atlas, table):
    checked = geojson_pydantic.FeatureCollection.model_validate(collection(full_atlas, table))
    assert len(checked.features) == len(collection(full_atlas, table)["features"]) > 0


def test_gdal_agrees_on_counts_fields_extent_and_crs(full_atlas):
    raw = export_bytes(full_atlas, select(full_atlas, Selection()), "geojson")
    info = pyogrio.read_info(io.BytesIO(raw), force_total_bounds=True)
    assert (info["features"], info["crs"]) == (6, "EPSG:4326")
    assert list(info["total_bounds"]) == json.loads(raw)["bbox"] == [121.0, 31.1, 121.3, 31.2]
    assert [field for field in info["fields"] if field != "id"] == list(json.loads(raw)["features"][0]["properties"])


def test_to_know_only_the_district_is_not_to_be_on_the_map(make_atlas, make_event):
    outline = Polygon([(121.0, 31.1), (121.1, 31.1), (121.1, 31.2)])
    atlas = make_atlas((make_event(),), placements=[Placement("p1", Precision.DISTRICT, outline, 9000.0, "")])
    written = collection(atlas)
    assert written["features"][0]["geometry"] is None
    assert "bbox" not in written
    assert (written["about"]["mapped"], written["about"]["unmapped"]) == (0, 1)


def test_as_many_features_have_a_geometry_as_the_file_says_are_mapped(full_atlas):
    written = collection(full_atlas)
    placed = [one for one in written["features"] if one["geometry"] is not None]
    assert len(placed) == written["about"]["mapped"] == 5


def test_one_feature_a_line_so_that_a_diff_is_the_change(full_atlas):
    lines = export_bytes(full_atlas, select(full_atlas, Selection()), "geojson").decode("utf-8").splitlines()
    assert len(lines) == 6 + 2
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]] == ["p1", "p2", "p3", "p4", "p5", "p6"]


def test_bytes_have_no_mark_and_the_about_stands_before_the_features(full_atlas):
    raw = export_bytes(full_atlas, select(full_atlas, Selection()), "geojson")
    assert raw.startswith(b'{"type":"FeatureCollection","name":"projects","about":')
    assert list(json.loads(raw))[-1] == "features"


def test_events_stand_where_their_project_stands_and_figures_nowhere(full_atlas):
    places = {one["id"]: one["geometry"] for one in collection(full_atlas)["features"]}
    for feature in collection(full_atlas, "events")["features"]:
        assert feature["geometry"] == places[feature["properties"]["project_id"]]
    assert {one["geometry"] for one in collection(full_atlas, "indicators")["features"]} == {None}


def test_rings_in_every_kind_of_geometry_turn_right_hand():
    clockwise = [(0, 0), (0, 1), (1, 1), (1, 0)]
    hole = [(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8)]
    shapes = [
        Polygon(clockwise, [hole]),
        MultiPolygon([Polygon(clockwise), Polygon([(5, 5), (5, 6), (6, 6)])]),
        GeometryCollection([Point(1, 1), Polygon(clockwise)]),
    ]
    for cleaned in clean_geometries(shapes):
        parts = shapely.get_parts(shapely.get_parts(cleaned))
        for polygon in parts[shapely.get_dimensions(parts) == 2]:
            assert polygon.exterior.is_ccw
            assert not any(ring.is_ccw for ring in polygon.interiors)


def test_only_what_has_more_than_six_decimals_is_rounded():
    cleaned = clean_geometries([Point(121.1234567, 31), Point(121.5, 31.123456), None, Point()])
    assert [None if one is None else one.coords[0] for one in cleaned] == [
        (121.123457, 31.0),
        (121.5, 31.123456),
        None,
        None,
    ]
    assert clean_geometries([]).shape == (0,)


def test_shared_borders_stay_shared_after_rounding():
    edge = [(121.00000049, 31.1), (121.0000005, 31.2)]
    west, east = Polygon([*edge, (120.9, 31.15)]), Polygon([*edge, (121.1, 31.15)])
    first, second = clean_geometries([west, east])
    shared = set(np.round(first.exterior.coords, 6).flatten()) & set(np.round(second.exterior.coords, 6).flatten())
    assert {31.1, 31.2} <= shared
    assert first.intersection(second).length == pytest.approx(0.1)


def test_a_box_has_west_south_east_north_and_nothing_has_none():
    assert bbox_of([Point(121.5, 31.0), None, Point(120.9, 31.3)]) == [120.9, 31.0, 121.5, 31.3]
    assert bbox_of([None]) is None


def test_what_is_not_a_number_is_refused(make_atlas, make_indicator):
    atlas = make_atlas(indicators=(make_indicator(value=float("nan")),))
    with pytest.raises(ValueError, match="JSON"):
        export_bytes(atlas, select(atlas, Selection()), "geojson", table="indicators")
