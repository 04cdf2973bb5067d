"""An area to select by: its text and file say one thing, and what lies in it is told by hand values.

The area of most tests is the square from 121.0, 31.0 to 121.1, 31.1.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, mapping

from mapapp.contracts import Feature, Geodata, Placement, Precision, ProjectKind, Zone, ZoneShare
from mapapp.errors import MapAppError, SelectionError
from mapapp.selection import Selection, from_parameters, select, to_parameters
from mapapp.selection.selected_area import area_rings, area_text, area_words, read_area, read_area_file, write_area

SQUARE = box(121.0, 31.0, 121.1, 31.1, ccw=True)


def names(selected):
    return [project.name for project in selected.projects]


def world(make_atlas, make_event, *ways, geodata=None):
    """Return an Atlas with a project for each (name, precision, geometry, more of the placement)."""
    events, placements = [], []
    for i, (name, precision, geometry, more) in enumerate(ways):
        events.append(make_event(f"e{i}", name, f"p{i}", zones=(), zone_evidence=None))
        placements.append(Placement(f"p{i}", precision, geometry, 50.0, "", (), **more))
    atlas = make_atlas(tuple(events), placements=placements)
    return atlas if geodata is None else replace(atlas, geodata=geodata)


def test_a_thing_of_its_own_lies_in_the_area_where_it_meets_it(make_atlas, make_event):
    atlas = world(
        make_atlas,
        make_event,
        ("点在内", Precision.SITE, Point(121.05, 31.05), {}),
        ("点在边", Precision.SITE, Point(121.1, 31.05), {}),
        ("点在外", Precision.SITE, Point(121.10001, 31.05), {}),
        ("线穿过", Precision.LINE, LineString([(120.9, 31.05), (121.2, 31.05)]), {}),
        ("线在旁", Precision.LINE, LineString([(120.9, 31.2), (121.2, 31.2)]), {}),
        ("面搭一角", Precision.AREA, box(121.09, 31.09, 121.5, 31.5), {}),
        ("面包住它", Precision.AREA, box(120.0, 30.0, 122.0, 32.0), {}),
        ("面在外", Precision.AREA, box(121.2, 31.2, 121.3, 31.3), {}),
    )
    selected = select(atlas, Selection(within=SQUARE))
    assert names(selected) == ["点在内", "点在边", "线穿过", "面搭一角", "面包住它"]
    assert (selected.mapped, selected.unmapped, selected.nowhere) == (5, 0, 0)


def test_what_has_no_place_is_never_within_and_is_counted(make_atlas, make_event):
    atlas = world(
        make_atlas,
        make_event,
        ("甲厂", Precision.SITE, Point(121.05, 31.05), {}),
        ("无处", Precision.NONE, None, {}),
        ("只知区", Precision.DISTRICT, box(120, 30, 122, 32), {"district": "青浦区"}),
    )
    selected = select(atlas, Selection(within=SQUARE))
    assert (names(selected), selected.nowhere) == (["甲厂"], 2)
    # Those that answer something else only: another condition takes them out first.
    assert select(atlas, Selection(within=SQUARE, text="甲厂")).nowhere == 0
    assert select(atlas, Selection()).nowhere == 0


def test_a_project_known_only_to_a_town_or_zone_is_judged_by_where_the_map_counts_it(make_atlas, make_event):
    # A representative point of a box is its middle: 121.05 for the town, far outside the square for the zone.
    town = Feature(
        "t1", "towns", "金泽镇", "镇", box(120.95, 31.0, 121.15, 31.1), 100, "", town="金泽镇", district="青浦区"
    )
    zone = Zone("青西", "青西", "分区", box(121.0, 31.0, 122.0, 32.0), 1.0, 100, "")
    atlas = world(
        make_atlas,
        make_event,
        ("镇里某处", Precision.TOWN, town.geometry, {"town": "金泽镇"}),
        ("片区某处", Precision.ZONE, zone.geometry, {"zones_by_geometry": (ZoneShare("青西", 1.0),)}),
        geodata=Geodata((zone,), (town,)),
    )
    assert names(select(atlas, Selection(within=SQUARE))) == ["镇里某处"]
    # The outline of the town meets this area, its point does not.
    assert names(select(atlas, Selection(within=box(120.9, 31.0, 121.0, 31.1)))) == []
    assert names(select(atlas, Selection(within=box(121.4, 31.4, 121.6, 31.6)))) == ["片区某处"]


def test_a_hole_is_outside_and_several_parts_are_inside(make_atlas, make_event):
    atlas = world(
        make_atlas,
        make_event,
        ("洞里", Precision.SITE, Point(121.05, 31.05), {}),
        ("环上", Precision.SITE, Point(121.02, 31.05), {}),
        ("另一块", Precision.SITE, Point(121.55, 31.05), {}),
    )
    ring = Polygon(SQUARE.exterior, [box(121.04, 31.04, 121.06, 31.06).exterior])
    both = MultiPolygon([ring, box(121.5, 31.0, 121.6, 31.1)])
    assert names(select(atlas, Selection(within=both))) == ["环上", "另一块"]
    again = read_area(write_area(both))
    assert names(select(atlas, Selection(within=again))) == ["环上", "另一块"]
    assert again.equals(both)


def test_kinds_that_do_not_count_are_set_apart_only_within(make_atlas, make_event):
    events = [make_event(f"e{i}", f"荣誉{i}", f"p{i}", kind=ProjectKind.HONOUR) for i in range(3)]
    points = (Point(121.05, 31.05), Point(122.0, 31.05), None)
    kinds = (Precision.SITE, Precision.SITE, Precision.NONE)
    placements = [Placement(f"p{i}", kinds[i], points[i], 50.0, "") for i in range(3)]
    atlas = make_atlas(tuple(events), placements=placements)
    atlas = replace(atlas, projects=tuple(replace(item, kind=ProjectKind.HONOUR) for item in atlas.projects))
    selected = select(atlas, Selection(within=SQUARE))
    assert (selected.total, len(selected.apart), selected.nowhere) == (0, 1, 0)


def test_a_link_carries_the_area_rounded_to_a_metre(make_atlas):
    drawn = area_text([[121.1234567, 31.1], [121.2, 31.1], [121.2, 31.2000049]])
    assert drawn == "121.12346_31.1~121.2_31.1~121.2_31.2"
    selection = Selection(within=read_area(drawn))
    assert to_parameters(selection) == {"within": drawn}
    assert from_parameters({"within": drawn}, make_atlas()) == (selection, ())
    assert area_rings(selection.within) == [[[(121.12346, 31.1), (121.2, 31.1), (121.2, 31.2)]]]
    assert area_rings(None) == []
    assert area_words(selection.within) == "圈选范围（3 个角，经度 121.12346–121.2，纬度 31.1–31.2）"


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "121_31",
        "121_31~122_31",
        "121_31~122_31~123_31",  # encloses nothing
        "121_31~122_32~122_31~121_32",  # crosses itself
        "121_31~122_31~122_91",
        "181_31~122_31~122_32",
        "１２１_31~122_31~122_32",
        "121_31~122_31~122_32~",
        "121_31~122_31~nan_32",
        "121,31~122,31~122,32",
        "~".join(f"121_{i / 100}" for i in range(1001)),
        "1" * 30_000,
    ],
)
def test_a_text_that_is_no_area_is_a_sentence_and_no_filter(make_atlas, text):
    selection, complaints = from_parameters({"within": text, "text": "华为"}, make_atlas())
    assert (selection.within, selection.text, len(complaints)) == (None, "华为", 1)
    assert "范围" in complaints[0]


@pytest.mark.parametrize("corners", [[1, 2, 3], [[121, 31]] * 2, [["121", 31]] * 3, [[True, 31]] * 3, [[1e9, 1]] * 3])
def test_what_a_browser_tells_is_checked(corners):
    with pytest.raises(SelectionError):
        area_text(corners)
    assert area_text([]) == ""


def collection(*geometries, **properties):
    features = [{"type": "Feature", "properties": properties, "geometry": mapping(each)} for each in geometries]
    return {"type": "FeatureCollection", "features": features}


def write(folder, content):
    path = folder / "area.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_file_gives_its_polygons_together(tmp_path):
    one, two = SQUARE, box(121.1, 31.0, 121.2, 31.1)
    assert read_area_file(write(tmp_path, mapping(one))).equals(one)
    assert read_area_file(write(tmp_path, collection(one, two, datum="WGS 84"))).equals(box(121.0, 31.0, 121.2, 31.1))
    far = MultiPolygon([one, box(122, 31, 122.1, 31.1)])
    assert read_area_file(write(tmp_path, collection(far))).equals(far)


def test_the_degrees_of_cgcs2000_are_taken(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    assert read_area_file(write(tmp_path, {**collection(SQUARE), "crs": crs})).equals(SQUARE)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (collection(SQUARE, datum="GCJ-02"), "GCJ-02"),
        (collection(Point(121, 31)), "Point"),
        (collection(SQUARE, LineString([(121, 31), (122, 31)])), "LineString"),
        (collection(), "没有面"),
        ({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": None}]}, "空的"),
        ({**collection(SQUARE), "crs": {"type": "name", "properties": {"name": "EPSG:4610"}}}, "WGS 84"),
        (collection(box(300_000, 3_440_000, 301_000, 3_441_000)), "经纬度"),
        (collection(Polygon([(121, 31), (122, 32), (122, 31), (121, 32)])), "交叉"),
        (collection(Point(121.5, 31.5).buffer(0.3, quad_segs=400)), "1000"),
        ([], ""),
    ],
)
def test_a_file_that_is_no_area_is_refused_with_a_line(tmp_path, content, word):
    with pytest.raises(MapAppError) as refusal:
        read_area_file(write(tmp_path, content))
    assert word in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(MapAppError):
        read_area_file(tmp_path / "none.geojson")
