"""Boundary files that are uploaded: read whatever they hold, asked for their datum, matched to what is drawn."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry import shape

from mapapp.documents.limits import ReadingLimits
from mapapp.errors import GeodataError
from mapapp.geometry.measure import measure_iou
from mapapp.uploads.uploaded_boundaries import ask_datum, match_areas, put_right, read_upload
from tests.boundary_files import features, geojson, to_gcj02, written


@pytest.mark.parametrize("form", ["gpkg", "kml", "zip"])
def test_every_format_gives_the_same_areas(form):
    towns = features("towns", "练塘镇", "金泽镇")
    file = read_upload(f"街镇.{form}", written(towns, form))
    assert sorted(one.name for one in file.areas) == ["练塘镇", "金泽镇"]
    for one in file.areas:
        town = next(each for each in towns if each["properties"]["name"] == one.name)
        assert measure_iou(one.geometry, shape(town["geometry"])) > 0.9999


def test_a_web_maps_datum_is_told_in_metres_and_nothing_moves_by_itself(geodata):
    towns = features("towns", "练塘镇", "金泽镇", "朱家角镇")
    file = read_upload("a.geojson", geojson(features("towns", "练塘镇", "金泽镇", "朱家角镇", move=to_gcj02)))
    verdict = ask_datum(file, geodata)
    assert "GCJ-02" in verdict.message
    # The published offset is between 450 and 520 m all over this district.
    assert 450 < verdict.moved_m < 520
    raw = shape(towns[0]["geometry"])
    name = towns[0]["properties"]["name"]
    as_written = next(one for one in file.areas if one.name == name)
    assert measure_iou(as_written.geometry, raw) < 0.95
    right = next(one for one in put_right(file, verdict.reading).areas if one.name == name)
    assert shapely.hausdorff_distance(right.geometry, raw) < 2e-6


def test_plain_degrees_are_left_alone_and_strange_ground_is_not_guessed_at(geodata):
    verdict = ask_datum(read_upload("a.geojson", geojson(features("towns", "练塘镇"))), geodata)
    assert (verdict.reading, verdict.told) == (None, True)
    square = {
        "type": "Feature",
        "properties": {"name": "别处"},
        "geometry": {"type": "Polygon", "coordinates": [[[100, 30], [100.1, 30], [100.1, 30.1], [100, 30]]]},
    }
    verdict = ask_datum(read_upload("a.geojson", geojson([square])), geodata)
    assert (verdict.reading, verdict.told) == (None, False)
    assert "无法判断" in verdict.message


def test_areas_are_known_by_id_name_and_ground_each_drawn_one_once(drawn):
    (by_id,) = features("towns", "练塘镇")
    by_id["properties"]["name"] = "改了名"
    (by_name,) = features("towns", "金泽镇", rename=lambda old: {"NAME": old["name"]})
    (by_ground,) = features("towns", "朱家角镇", rename=lambda old: {"name": "某镇"})
    (again,) = features("towns", "金泽镇", rename=lambda old: {"name": "某镇二"})
    (new,) = features("towns", "华新镇", move=lambda at: at + 0.3, rename=lambda old: {"name": "某处"})
    file = read_upload("a.geojson", geojson([by_id, by_name, by_ground, again, new]))
    found = [(one.by, one.layer, one.feature_id) for one in match_areas(file, drawn)]
    ids = {one["properties"]["name"]: one["properties"]["id"] for one in features("towns")}
    assert found == [
        ("id", "towns", ids["练塘镇"]),
        ("name", "towns", ids["金泽镇"]),
        ("ground", "towns", ids["朱家角镇"]),
        ("", "", ""),
        ("", "", ""),
    ]


def test_what_is_mended_or_no_area_is_told_with_its_place_in_the_file():
    (town,) = features("towns", "练塘镇")
    town["geometry"]["coordinates"][0].pop()
    point = {"type": "Feature", "properties": {"name": "点"}, "geometry": {"type": "Point", "coordinates": [121, 31]}}
    file = read_upload("街镇.geojson", geojson([town, point]))
    assert [one.name for one in file.areas] == ["练塘镇"]
    told = [(one.where, one.message) for one in file.problems]
    assert any(where.startswith("街镇.geojson 第1个要素") for where, _ in told)
    assert any("1 个要素不是面" in message for _, message in told)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"PK", "不是边界文件"),
        ("a.gpkg", b"SQLite format 3\x00broken", "读不成 GeoPackage"),
        ("a.zip", b"PK\x03\x04broken", "压缩包"),
        ("../../a.geojson", b"{]", "没有可用的面"),
        ("a.geojson", b"", "没有可用的面"),
        ("a.geojson", geojson([]), "没有可用的面"),
    ],
)
def test_what_cannot_be_read_is_one_line_with_a_remedy(name, data, says):
    with pytest.raises(GeodataError) as refused:
        read_upload(name, data)
    line = str(refused.value)
    assert line.startswith(name)
    assert says in line
    assert "mapapp-" not in line
    assert "\n" not in line


def test_a_reading_that_takes_too_long_is_ended():
    with pytest.raises(GeodataError, match="已停止"):
        read_upload("a.geojson", geojson(features("towns")), ReadingLimits(seconds=0.01))


def test_more_points_than_a_map_can_be_drawn_with_are_refused():
    ring = [[121 + index * 1e-6, 31.0] for index in range(50_000)]
    ring += [[121.05, 31.01], ring[0]]
    feature = {
        "type": "Feature",
        "properties": {"name": "密"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    with pytest.raises(GeodataError, match="先概化"):
        read_upload("a.geojson", geojson([feature]))
