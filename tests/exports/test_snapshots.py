"""Builds and exports read back: whole, or refused with what is wrong."""

import json

import pytest

from mapapp.errors import ExportError
from mapapp.exports.snapshots import read_snapshot


def collection(*features, **about):
    return {"type": "FeatureCollection", "features": list(features), **about}


def project(**properties):
    point = {"type": "Point", "coordinates": [121.0, 31.1]}
    return {"type": "Feature", "id": "p1", "properties": {"name": "甲园", **properties}, "geometry": point}


def written(tmp_path, content):
    path = tmp_path / "a.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_an_export_comes_back_by_id_with_what_it_says_of_itself(tmp_path):
    about = {"as_of": 2025, "filters": {"zone": "青西"}}
    found = read_snapshot(written(tmp_path, collection(project(project_id="p1"), about=about)))
    assert found.projects["p1"]["name"] == "甲园"
    assert found.geometries["p1"] == {"type": "Point", "coordinates": [121.0, 31.1]}
    assert (found.as_of, found.filters, found.promises) == (2025, {"zone": "青西"}, None)


def test_an_id_beside_the_properties_counts(tmp_path):
    assert list(read_snapshot(written(tmp_path, collection(project()))).projects) == ["p1"]


def test_a_mark_at_the_beginning_is_no_fault(tmp_path):
    text = "\ufeff" + json.dumps(collection(project()))
    assert list(read_snapshot(written(tmp_path, text)).projects) == ["p1"]


def test_a_file_of_another_program_that_says_nothing_of_itself_is_read(tmp_path):
    found = read_snapshot(written(tmp_path, collection(about="甲")))
    assert (found.projects, found.as_of, found.filters) == ({}, None, {})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "不是完好的 JSON"),
        ("[" * 100_000, "不是完好的 JSON"),
        ("[]", "不是 GeoJSON 要素集"),
        ({"type": "FeatureCollection"}, "不是 GeoJSON 要素集"),
        (collection({"properties": {"name": "甲"}}), "第 1 个要素没有 project_id"),
        (collection(project(project_id="p1"), None), "第 2 个要素没有 project_id"),
        (collection(project(project_id=1)), "第 1 个要素没有 project_id"),
    ],
)
def test_what_is_not_ours_is_refused_with_what_is_missing(tmp_path, content, says):
    with pytest.raises(ExportError, match=says):
        read_snapshot(written(tmp_path, content))


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path):
    with pytest.raises(ExportError, match="不存在"):
        read_snapshot(tmp_path / "none.geojson")
    (tmp_path / "b.geojson").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ExportError, match="读不了"):
        read_snapshot(tmp_path / "b.geojson")


def test_a_folder_holds_all_tables_and_a_row_may_hold_a_line_separator(tmp_path):
    (tmp_path / "projects.geojson").write_text(json.dumps(collection(project(project_id="p1"))), encoding="utf-8")
    (tmp_path / "zones.geojson").write_text(json.dumps(collection()), encoding="utf-8")
    (tmp_path / "indicators.jsonl").write_text("", encoding="utf-8")
    row = json.dumps({"promise_id": "m1", "reason": "甲\u2028乙"}, ensure_ascii=False)
    (tmp_path / "promises.jsonl").write_text(f"{row}\n", encoding="utf-8")
    found = read_snapshot(tmp_path)
    assert (list(found.projects), list(found.promises), found.indicators, found.zones) == (["p1"], ["m1"], {}, {})
    (tmp_path / "promises.jsonl").write_text('{"promise_id": null}\n', encoding="utf-8")
    with pytest.raises(ExportError, match="第 1 行没有 promise_id"):
        read_snapshot(tmp_path)
