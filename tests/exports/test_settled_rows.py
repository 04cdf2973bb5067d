"""Whatever a program does to values by saving them, the same values come back."""

import json
import shutil
import subprocess

import geopandas as gpd
import pytest
import shapely

from mapapp.contracts import Placement, Precision
from mapapp.exports import RowShape, diff_lines, write_export
from mapapp.exports.settled_rows import settled_row
from mapapp.selection import Selection, select


@pytest.mark.parametrize(
    ("saved", "meant"),
    [
        ({"year": 2025.0}, 2025),
        ({"year": "2025"}, 2025),
        ({"year": 2025}, 2025),
        ({"year": float("nan")}, None),
        ({"year": ""}, None),
        ({}, None),
    ],
)
def test_a_year_is_a_year(saved, meant):
    assert settled_row("project", saved)["year"] == meant


@pytest.mark.parametrize(
    "saved",
    [
        {"zones": ["青西", "示范区"]},
        {"zones": "青西；示范区"},
        {"zones": '["青西", "示范区"]'},
        {"zones": '[ "青西", "示范区" ]'},
        {"zones": "['青西' '示范区']"},
        {"zones": "['青西', '示范区']"},
        {"zones": '["\\u9752\\u897f","示范区"]'},
    ],
)
def test_a_list_is_a_list(saved):
    assert settled_row("project", saved)["zones"] == ["青西", "示范区"]


@pytest.mark.parametrize(
    "saved",
    [
        {"placement": {"precision": "site", "accuracy_m": 50.0}},
        {"placement": '{ "precision": "site", "accuracy_m": 50.0 }'},
        {"placement": "{'precision': 'site', 'accuracy_m': 50.0, 'basis': None}"},
        {"placement_precision": "site", "placement_accuracy_m": 50},
        {"placement_precision": "site", "placement_accuracy_m": "50.0"},
    ],
)
def test_an_object_is_its_columns(saved):
    row = settled_row("project", saved)
    assert (row["placement_precision"], row["placement_accuracy_m"]) == ("site", 50)


@pytest.mark.parametrize(("saved", "meant"), [(True, True), (1, True), ("true", True), (0, False), ("False", False)])
def test_yes_is_yes(saved, meant):
    assert settled_row("project", {"carried": saved})["carried"] is meant


def test_a_count_that_was_left_out_is_zero_and_a_text_that_looks_like_json_stays_one():
    row = settled_row("project", {"name": "[甲]厂", "quote": "{未完"})
    assert row["verdicts_kept"] == 0
    assert (row["name"], row["quote"]) == ("[甲]厂", "{未完")


def test_a_period_that_a_program_took_for_a_number_is_its_text_again():
    assert (
        settled_row("indicator", {"period": 2024.0})["period"] == settled_row("indicator", {"period": "2024"})["period"]
    )


def changes(old, new):
    return [line for line in diff_lines(old, new) if not line.startswith(("注意", "提示"))]


UNCHANGED = ["项目：新增 0，消失 0，变化 0，不变 6"]


@pytest.fixture(params=[RowShape(), RowShape(nested=True)], ids=["flat", "nested"])
def exported(full_atlas, tmp_path, request):
    path = tmp_path / "export.geojson"
    write_export(full_atlas, select(full_atlas, Selection()), "geojson", path, shape=request.param)
    return path


def test_a_file_saved_again_with_geopandas_has_not_changed(exported, tmp_path):
    again = tmp_path / "again.geojson"
    gpd.read_file(exported).to_file(again, driver="GeoJSON")
    assert changes(exported, again) == UNCHANGED
    assert changes(again, exported) == UNCHANGED


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="ogr2ogr (apt: gdal-bin) is not installed")
@pytest.mark.parametrize(
    "options", [(), ("-lco", "RFC7946=YES"), ("-nlt", "PROMOTE_TO_MULTI"), ("-lco", "ID_FIELD=project_id")]
)
def test_a_file_saved_again_with_ogr2ogr_has_not_changed(exported, tmp_path, options):
    again = tmp_path / "again.geojson"
    subprocess.run(["ogr2ogr", "-f", "GeoJSON", *options, again, exported], check=True, capture_output=True)
    assert changes(exported, again) == UNCHANGED


def test_order_ring_starts_and_dropped_members_are_no_news(exported, tmp_path):
    collection = json.loads(exported.read_text(encoding="utf-8"))
    collection.pop("about")
    collection["features"].reverse()
    for feature in collection["features"]:
        feature.pop("id")
        feature["properties"] = dict(reversed(feature["properties"].items()))
        geometry = feature["geometry"]
        if geometry and geometry["type"] == "Polygon":
            ring = geometry["coordinates"][0][:-1]
            turned = [*ring[1:], ring[0], ring[1]]
            feature["geometry"] = {"type": "MultiPolygon", "coordinates": [[turned[::-1]]]}
    again = tmp_path / "again.geojson"
    again.write_text(json.dumps(collection), encoding="utf-8")
    assert changes(exported, again) == UNCHANGED


def test_a_place_that_did_move_is_still_told(make_atlas, make_event, tmp_path):
    paths = []
    for number, east in enumerate((121.0, 121.00002)):
        placement = Placement("p1", Precision.SITE, shapely.Point(east, 31.1), 50.0, "")
        paths.append(tmp_path / f"{number}.geojson")
        atlas = make_atlas((make_event(),), placements=[placement])
        write_export(atlas, select(atlas, Selection()), "geojson", paths[-1])
    assert any("位置移动约 2 米" in line for line in changes(*paths))
