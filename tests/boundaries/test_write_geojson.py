"""Files as geodata/ keeps them: one feature a line, six decimals, never over anything."""

from __future__ import annotations

import json
from pathlib import Path

from shapely.geometry import Point

from mapapp.boundaries.write_geojson import format_collection, format_feature, write_beside


def test_one_feature_a_line_and_six_decimals() -> None:
    lines = [format_feature({"id": name, "name": "甲"}, Point(121.12345678, 31.1)) for name in ("a", "b")]
    text = format_collection(lines, {"note": "示意"})
    assert text.count("\n") == 4
    assert text.splitlines()[1] == (
        '{"type": "Feature", "id": "a", "properties": {"id": "a", "name": "甲"}, '
        '"geometry": {"type": "Point", "coordinates": [121.123457, 31.1]}},'
    )
    assert json.loads(text)["note"] == "示意"


def test_feature_without_shape_is_null() -> None:
    assert json.loads(format_feature({}, None))["geometry"] is None


def test_copy_is_written_beside_and_numbered(tmp_path: Path) -> None:
    path = tmp_path / "towns.geojson"
    path.write_text("original", encoding="utf-8")
    first = write_beside(path, "fixed", "one")
    assert write_beside(path, "fixed", "one") == first
    second = write_beside(path, "fixed", "two")
    assert [first.name, second.name] == ["towns.fixed.geojson", "towns.fixed-2.geojson"]
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([path.name, first.name, second.name])
    assert path.read_text(encoding="utf-8") == "original"
