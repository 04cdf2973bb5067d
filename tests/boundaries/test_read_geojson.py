"""Files as people really upload them: each bad one refused or repaired with a reason, each good one accepted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mapapp.boundaries.check import check_file
from mapapp.boundaries.read_geojson import MAX_NESTING, read_geojson
from mapapp.contracts import Severity
from mapapp.errors import GeodataError

RING = [[121.0, 31.0], [121.1, 31.0], [121.1, 31.1], [121.0, 31.1], [121.0, 31.0]]
HOLE = [[121.02, 31.02], [121.02, 31.08], [121.08, 31.08], [121.08, 31.02], [121.02, 31.02]]
SQUARE = {"type": "Polygon", "coordinates": [RING]}
POINT = {"type": "Point", "coordinates": [121.05, 31.05]}
LINE = {"type": "LineString", "coordinates": [[121.0, 31.0], [121.1, 31.1]]}


def wrap(geometry: Any, **members: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": "甲"}, "geometry": geometry, **members}


def many(*features: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def geometry(kind: str, coordinates: Any, **members: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates, **members}


def write(folder: Path, content: Any) -> Path:
    path = folder / "upload.geojson"
    data = (
        content
        if isinstance(content, bytes)
        else (content if isinstance(content, str) else json.dumps(content)).encode()
    )
    path.write_bytes(data)
    return path


REFUSED: dict[str, tuple[Any, str]] = {
    # the bytes
    "empty file": (b"", "empty-file"),
    "only blanks": (b" \n\t ", "empty-file"),
    "only zero bytes": (b"\x00" * 40, "empty-file"),
    "UTF-16": (json.dumps(many(wrap(POINT))).encode("utf-16"), "encoding"),
    "UTF-32": (json.dumps(many(wrap(POINT))).encode("utf-32"), "encoding"),
    "GB18030": (json.dumps(many(wrap(POINT)), ensure_ascii=False).encode("gb18030"), "encoding"),
    # the JSON
    "truncated": (json.dumps(many(wrap(SQUARE)))[:-30], "json"),
    "trailing comma in object": ('{"type": "Point", "coordinates": [121, 31],}', "json"),
    "trailing comma in array": ('{"type": "Point", "coordinates": [121, 31,]}', "json"),
    "single quotes": ("{'type': 'Point', 'coordinates': [121, 31]}", "json"),
    "comment": ('// 边界\n{"type": "Point", "coordinates": [121, 31]}', "json"),
    "two roots": ('{"type": "Point", "coordinates": [121, 31]} {}', "json"),
    "plain text": ("这不是地图", "json"),
    "web page": ("<!doctype html><html></html>", "json"),
    "NaN": ('{"type": "Point", "coordinates": [NaN, 31]}', "not-a-number"),
    "Infinity": ('{"type": "Point", "coordinates": [121, -Infinity]}', "not-a-number"),
    "key twice": ('{"type": "Point", "type": "Point", "coordinates": [121, 31]}', "repeated-key"),
    "nested without end": ("[" * 200_000, "nesting"),
    "nested and closed": ('{"type": "FeatureCollection", "features": ' + "[" * 900 + "]" * 900 + "}", "nesting"),
    "nested in properties": (many(wrap(POINT, properties=json.loads('{"a":' * 60 + "1" + "}" * 60))), "nesting"),
    "number without end": ('{"type": "Point", "coordinates": [' + "9" * 6_000 + ", 31]}", "json"),
    # the root
    "root is an array": ([wrap(POINT)], "structure"),
    "root is a number": ("17", "structure"),
    "root is null": ("null", "structure"),
    "root is false": ("false", "structure"),
    "root without type": ({"features": []}, "structure"),
    "root of unknown type": ({"type": "Map", "features": []}, "structure"),
    "type in wrong case": ({"type": "featureCollection", "features": []}, "structure"),
    "type is a list": ({"type": ["FeatureCollection"], "features": []}, "structure"),
    "features missing": ({"type": "FeatureCollection"}, "structure"),
    "features is an object": ({"type": "FeatureCollection", "features": {}}, "structure"),
    "collection with a geometry": (many(geometry=POINT), "structure"),
    "topojson": ({"type": "Topology", "objects": {}, "arcs": []}, "structure"),
    # crs
    "crs of metres": (many(wrap(POINT), crs={"type": "name", "properties": {"name": "EPSG:4549"}}), "crs"),
    "crs null": (many(wrap(POINT), crs=None), "crs"),
    "crs is a word": (many(wrap(POINT), crs="GCJ-02"), "crs"),
    "crs is a link": (many(wrap(POINT), crs={"type": "link", "properties": {"href": "a"}}), "crs"),
    "crs on a geometry": (wrap({**POINT, "crs": {"type": "name", "properties": {"name": "EPSG:4326"}}}), "crs"),
    # bbox
    "bbox of three": (many(wrap(POINT), bbox=[1, 2, 3]), "bbox"),
    "bbox of words": (wrap(POINT, bbox=["西", "南", "东", "北"]), "bbox"),
    "bbox is a word": (wrap({**POINT, "bbox": "全部"}), "bbox"),
    # features
    "feature is null": (many(None), "structure"),
    "feature is a geometry": (many(POINT), "structure"),
    "feature without geometry": (many({"type": "Feature", "properties": {}}), "structure"),
    "feature without properties": (many({"type": "Feature", "geometry": POINT}), "structure"),
    "properties is a list": (many(wrap(POINT, properties=["a"])), "structure"),
    "id is a list": (wrap(POINT, id=[1]), "structure"),
    "id is true": (wrap(POINT, id=True), "structure"),
    "feature with coordinates": (wrap(POINT, coordinates=[121, 31]), "structure"),
    "geometry is a word": (wrap("POINT(121 31)"), "structure"),
    "geometry is a list": (wrap([121, 31]), "structure"),
    "geometry of unknown type": (wrap(geometry("Circle", [121, 31])), "structure"),
    "geometry without type": (wrap({"coordinates": [121, 31]}), "structure"),
    "geometry with properties": (wrap({**POINT, "properties": {}}), "structure"),
    "geometry without coordinates": (wrap({"type": "Point"}), "coordinates"),
    # positions
    "coordinates null": (geometry("Point", None), "coordinates"),
    "coordinates a word": (geometry("Point", "121,31"), "coordinates"),
    "point empty": (geometry("Point", []), "empty"),
    "point of one number": (geometry("Point", [121]), "coordinates"),
    "point of words": (geometry("Point", ["121", "31"]), "coordinates"),
    "point of null": (geometry("Point", [121, None]), "coordinates"),
    "point of truth": (geometry("Point", [True, False]), "coordinates"),
    "point too deep": (geometry("Point", [[121, 31]]), "coordinates"),
    "point out of numbers": ('{"type": "Point", "coordinates": [1e999, 31]}', "coordinates"),
    "point beyond all sizes": (geometry("Point", [1e308, 31]), "coordinates"),
    "line too flat": (geometry("LineString", [121, 31]), "coordinates"),
    "line of one point": (geometry("LineString", [[121, 31]]), "short-line"),
    "line in one place": (geometry("LineString", [[121, 31], [121, 31]]), "short-line"),
    "lines of one point": (geometry("MultiLineString", [[[121, 31]]]), "short-line"),
    "line empty": (geometry("LineString", []), "empty"),
    "polygon too flat": (geometry("Polygon", RING), "coordinates"),
    "polygon too deep": (geometry("Polygon", [[RING]]), "coordinates"),
    "polygon empty": (geometry("Polygon", []), "empty"),
    "ring empty": (geometry("Polygon", [[]]), "short-ring"),
    "ring of three": (geometry("Polygon", [[[121, 31], [121.1, 31], [121, 31]]]), "short-ring"),
    "ring open": (geometry("Polygon", [RING[:-1]]), "ring-open"),
    "second ring open": (geometry("Polygon", [RING, HOLE[:-1]]), "ring-open"),
    "ring open in a part": (geometry("MultiPolygon", [[RING], [RING[:-1]]]), "ring-open"),
    "multipolygon of polygon": (geometry("MultiPolygon", [RING]), "coordinates"),
    "point called multipolygon": (geometry("MultiPolygon", [121, 31]), "coordinates"),
    # shapes
    "bow tie": (geometry("Polygon", [[[121, 31], [121.1, 31.1], [121.1, 31], [121, 31.1], [121, 31]]]), "self-crossing"),
    "hole outside": (geometry("Polygon", [RING, [[a + 1, b] for a, b in HOLE]]), "self-crossing"),
    "ring of no area": (geometry("Polygon", [[[121, 31], [121.1, 31], [121.05, 31], [121, 31]]]), "self-crossing"),
    "metres": (geometry("Point", [310_000.0, 3_440_000.0]), "projected"),
    # collections
    "collection without members": ({"type": "GeometryCollection"}, "structure"),
    "collection of null": ({"type": "GeometryCollection", "geometries": [None]}, "structure"),
    "collection of a bad one": ({"type": "GeometryCollection", "geometries": [geometry("Point", [1])]}, "coordinates"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_bad_file_is_refused_with_file_reason_and_remedy(tmp_path: Path, content: Any, code: str) -> None:
    problems = check_file(write(tmp_path, content))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert f"geodata-{code}" in {problem.code for problem in errors}
    for problem in errors:
        assert "upload.geojson" in problem.where
        assert str(tmp_path) not in problem.where
        assert problem.message
        assert problem.remedy


# Read all the same, with what was put right or passed over said in a sentence.
MENDED: dict[str, tuple[Any, str]] = {
    "byte-order mark": (b"\xef\xbb\xbf" + json.dumps(many(wrap(POINT))).encode(), "bom"),
    "outer ring clockwise": (wrap(geometry("Polygon", [RING[::-1]])), "winding"),
    "hole counter-clockwise": (wrap(geometry("Polygon", [RING, HOLE[::-1]])), "winding"),
    "old crs that is WGS 84": (many(wrap(POINT), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}), "crs"),
    "point of four numbers": (geometry("Point", [121, 31, 3, 2026]), "extra-values"),
    "collection in a collection": ({"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": [POINT, LINE]}, LINE]}, "collection"),
    "collection of one": ({"type": "GeometryCollection", "geometries": [POINT]}, "collection"),
    "point twice in a row": (wrap(geometry("Polygon", [[RING[0], *RING]])), "repeated-point"),
    "eleven decimals": (geometry("Point", [121.00000000001, 31]), "decimals"),
    "elsewhere on earth": (geometry("Point", [2.35, 48.85]), "out-of-area"),
    "past the date line": (geometry("Point", [-190.5, 40]), "out-of-area"),
    "axes swapped": (geometry("Point", [31.05, 121.05]), "axes-swapped"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code"), MENDED.values(), ids=MENDED)
def test_doubtful_file_is_read_and_the_doubt_is_said(tmp_path: Path, content: Any, code: str) -> None:
    path = write(tmp_path, content)
    problems = check_file(path)
    assert f"geodata-{code}" in {problem.code for problem in problems}
    assert all(problem.severity is not Severity.ERROR for problem in problems)
    assert len(read_geojson(path).features) == 1


GOOD: dict[str, Any] = {
    "point": POINT,
    "point with height": geometry("Point", [121.05, 31.05, 4.5]),
    "points": geometry("MultiPoint", [[121, 31], [121.1, 31.1]]),
    "line": LINE,
    "lines": geometry("MultiLineString", [LINE["coordinates"], [[121, 31.1], [121.1, 31]]]),
    "polygon": SQUARE,
    "polygon with a hole": geometry("Polygon", [RING, HOLE]),
    "polygons": geometry("MultiPolygon", [[RING], [[[a + 0.2, b] for a, b in RING]]]),
    "collection of two": {"type": "GeometryCollection", "geometries": [POINT, LINE]},
    "feature": wrap(POINT),
    "feature with id": wrap(POINT, id="甲"),
    "feature with number id": wrap(POINT, id=17),
    "feature without shape": wrap(None),
    "feature without facts": wrap(POINT, properties=None),
    "feature with more members": wrap(POINT, title="附注", bbox=[121, 31, 121.1, 31.1]),
    "empty list": many(),
    "list with bbox": many(wrap(POINT), bbox=[121, 31, 0, 121.1, 31.1, 10]),
    "list with more members": many(wrap(POINT), wrap(SQUARE), name="图层", xy_coordinate_resolution=1e-6),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_good_file_is_accepted_without_a_word(tmp_path: Path, content: Any) -> None:
    assert check_file(write(tmp_path, content)) == ()


def test_line_and_column_of_a_json_fault_are_told(tmp_path: Path) -> None:
    (problem,) = check_file(write(tmp_path, '{"type": "Point",\n "coordinates": [121, 31],}'))
    assert "第2行第" in problem.message
    assert "不是合法的 JSON" in problem.message


def test_deepest_allowed_nesting_is_far_above_any_map() -> None:
    # FeatureCollection > features > feature > geometry > coordinates > part > ring > position is eight.
    assert MAX_NESTING > 3 * 8


def test_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mapapp.boundaries.read_geojson.MAX_GEODATA_BYTES", 10)
    raw = read_geojson(write(tmp_path, POINT))
    assert [problem.code for problem in raw.problems] == ["geodata-too-large"]
    assert raw.sha256 == ""


def test_missing_file_is_an_error_a_person_can_act_on(tmp_path: Path) -> None:
    with pytest.raises(GeodataError, match=r"none\.geojson：读不到这个文件"):
        read_geojson(tmp_path / "none.geojson")
