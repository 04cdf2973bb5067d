"""Flat rows: one JSON type for a property, a term beside every code, a point beside every place."""

import json
from dataclasses import replace

import pytest
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, Point, Polygon, box

from mapapp.contracts import Placement, Precision
from mapapp.exports import TABLES, RowShape, export_bytes
from mapapp.exports.flat_columns import columns_of
from mapapp.exports.label_points import label_point, point_cells, wkt_of
from mapapp.selection import Selection, select

JSON_TYPES = {bool: "boolean", int: "number", float: "number", str: "string", list: "array", dict: "object"}


PLAIN = RowShape()


def properties(atlas, table="projects", shape=PLAIN):
    raw = export_bytes(atlas, select(atlas, Selection(as_of=2026)), "geojson", table=table, shape=shape)
    return [feature["properties"] for feature in json.loads(raw)["features"]]


def types_of(rows):
    return {name: {JSON_TYPES[type(row[name])] for row in rows if row[name] is not None} for name in rows[0]}


@pytest.mark.parametrize("table", TABLES)
def test_a_property_has_one_json_type_and_is_never_nested(full_atlas, table):
    for name, kinds in types_of(properties(full_atlas, table)).items():
        assert len(kinds) <= 1, name
        assert not kinds & {"array", "object"}, name


@pytest.mark.parametrize("table", TABLES)
def test_a_nested_property_has_one_json_type_too(full_atlas, table):
    assert all(len(kinds) <= 1 for kinds in types_of(properties(full_atlas, table, RowShape(nested=True))).values())


def test_a_period_is_a_text_whether_it_is_a_year_or_not(make_atlas, make_indicator):
    periods = ("2024", "2021-2025", "2025-01/11", "2025-12", "2023")
    atlas = make_atlas(indicators=tuple(make_indicator(f"i{n}", period=one) for n, one in enumerate(periods)))
    for shape in (RowShape(), RowShape(nested=True)):
        assert [row["period"] for row in properties(atlas, "indicators", shape)] == list(periods)


def test_lists_are_texts_and_objects_are_columns(full_atlas):
    first = properties(full_atlas)[0]
    assert first["zones"] == "青西"
    assert first["zone_evidence_term"] == "原文写明"
    assert (first["placement_precision"], first["placement_precision_term"]) == ("site", "地点")
    assert "placement" not in first
    nested = properties(full_atlas, shape=RowShape(nested=True))[0]
    assert nested["zones"] == ["青西"]
    assert nested["placement"]["precision"] == "site"


def test_counts_carry_their_zeros_flat_and_nested(full_atlas):
    flat, nested = properties(full_atlas), properties(full_atlas, shape=RowShape(nested=True))
    names = [name for name in flat[0] if name.startswith("verdicts_")]
    assert names
    assert all(isinstance(row[name], int) for row in flat for name in names)
    assert all(len(row["verdicts"]) == len(names) for row in nested)
    zone = properties(full_atlas, "zones", RowShape(nested=True))[0]
    assert zone["stages"]["none"] == 0
    assert zone["stages"]["topped_out"] == 0


def test_every_code_has_its_term_beside_it(full_atlas):
    for kind in TABLES.values():
        names = [column.name for column in columns_of(kind.entry)]
        for column in columns_of(kind.entry):
            if column.terms and column.shows == "value" and column.type in {"string", "strings"}:
                assert f"{column.name}_term" in names, (kind.name, column.name)


@pytest.mark.parametrize(
    ("geometry", "point"),
    [
        (Point(121.5, 31.5), (121.5, 31.5)),
        (LineString([(0, 0), (10, 0)]), (5.0, 0.0)),
        (MultiLineString([[(0, 0), (1, 0)], [(5, 5), (5, 9)]]), (5.0, 7.0)),
        (MultiPoint([(3, 4), (5, 6)]), (3.0, 4.0)),
        (box(0, 0, 2, 2), (1.0, 1.0)),
        (None, None),
        (Point(), None),
    ],
)
def test_the_label_point_is_on_the_place(geometry, point):
    assert label_point(geometry) == point


def test_the_label_point_of_a_crescent_is_inside_it_and_of_several_areas_in_the_largest():
    crescent = Point(0, 0).buffer(10).difference(Point(4, 0).buffer(10))
    assert crescent.buffer(1e-5).contains(Point(label_point(crescent)))
    islands = shapely.union_all([box(0, 0, 1, 1), box(10, 10, 14, 14)])
    assert box(10, 10, 14, 14).contains(Point(label_point(islands)))
    mixed = shapely.GeometryCollection([Point(50, 50), box(0, 0, 2, 2)])
    assert box(0, 0, 2, 2).contains(Point(label_point(mixed)))


@pytest.mark.parametrize(
    ("precision", "said"),
    [("site", "own"), ("line", "own"), ("area", "own"), ("town", "region"), ("zone", "region"), (None, "own")],
)
def test_a_point_says_whether_it_is_the_place_or_only_lies_in_its_region(precision, said):
    assert point_cells(box(0, 0, 1, 1), precision)["point_of"] == said


def test_what_has_no_place_has_no_point(full_atlas):
    rows = {row["name"]: row for row in properties(full_atlas)}
    assert [rows["戊桥"][name] for name in ("lon", "lat", "point_of", "point_of_term")] == [None] * 4
    assert rows["丁校"]["point_of_term"] == "所在区域"
    assert (rows["甲厂"]["lon"], rows["甲厂"]["lat"]) == (121.005, 31.105)


def test_events_and_promises_stand_where_their_project_does(full_atlas):
    assert {(row["lon"], row["lat"]) for row in properties(full_atlas, "promises")} == {(121.005, 31.105)}
    regions = [row["point_of"] for row in properties(full_atlas, "events") if row["project_id"] == "p4"]
    assert regions == ["region"]


def test_the_geometry_as_text_has_right_hand_rings_and_six_decimals():
    clockwise = Polygon([(0, 0), (0, 1), (1.00000049, 1), (1, 0)])
    assert wkt_of(clockwise) == "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"
    assert wkt_of(None) is None


def test_a_project_without_a_placement_is_unplaced(make_atlas, make_event):
    atlas = replace(make_atlas((make_event(),)), placements=())
    assert properties(atlas)[0]["placement_precision_term"] == "未上图"
    nowhere = Placement("p1", Precision.NONE, None, None, "")
    assert properties(make_atlas((make_event(),), placements=[nowhere]))[0]["lon"] is None
