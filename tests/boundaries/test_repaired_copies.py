"""Repaired copies: beside, never over; what has one meaning is mended, the rest stays an error."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import mapping

from mapapp.boundaries.check import check_file
from mapapp.boundaries.datum import Datum
from mapapp.boundaries.datum_detection import DatumReading, write_geometry
from mapapp.boundaries.geometry_checks import build_shape
from mapapp.boundaries.read_geojson import read_geojson
from mapapp.boundaries.repaired_copies import convert_file, convert_to_wgs84, undo_conversion, write_repaired
from mapapp.contracts import Severity
from mapapp.errors import GeodataError
from mapapp.geometry.measure import measure_area_km2, to_metres
from mapapp.open_workspace import activate, active
from tests.toy_world import collection, feature, square, toy_layers, zone

RING = [[121.0, 31.0], [121.1, 31.0], [121.1, 31.1], [121.0, 31.1], [121.0, 31.0]]
BOW_TIE = [[121.0, 31.0], [121.1, 31.1], [121.1, 31.0], [121.0, 31.1], [121.0, 31.0]]


@pytest.fixture(autouse=True)
def _toy_is_the_known_ground(toy_dir: Path) -> None:
    activate(replace(active(), root=toy_dir.parent))


def polygon(*rings: Any) -> dict[str, Any]:
    return collection(feature({"type": "Polygon", "coordinates": list(rings)}, id="x"))


def write(tmp_path: Path, content: Any) -> Path:
    folder = tmp_path / "upload"
    folder.mkdir(exist_ok=True)
    path = folder / "areas.geojson"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode())
    return path


SOUND = json.dumps(polygon(RING), ensure_ascii=False)


@pytest.mark.parametrize(
    "content",
    [
        polygon(RING[:-1]),
        polygon(RING[::-1]),
        polygon(BOW_TIE),
        polygon([RING[0], *RING]),
        polygon([[lon + 1e-9, lat] for lon, lat in RING]),
        collection(*polygon(RING)["features"] * 2),
        SOUND.encode("gb18030").replace("甲".encode("gb18030"), "乙".encode("gb18030")),
        SOUND.encode("utf-16"),
        SOUND.encode("utf-8-sig"),
        SOUND.replace("]]]}", "],]]}").encode(),
        polygon(RING)["features"],
        polygon(RING)["features"][0],
        {"type": "Polygon", "coordinates": [RING]},
        {**polygon(RING), "crs": {"type": "name", "properties": {"name": "EPSG:4326"}}},
    ],
    ids=[
        "open ring", "clockwise", "bow tie", "repeated point", "too many decimals", "same feature twice", "GB18030", "UTF-16",
        "byte-order mark", "trailing comma", "bare list", "bare feature", "bare geometry", "old crs",
    ],
)  # fmt: skip
def test_copy_is_sound_and_the_original_untouched(tmp_path: Path, content: Any) -> None:
    path = write(tmp_path, content)
    before = path.read_bytes()
    (copy,), told = write_repaired(path)
    assert copy.name == "areas.fixed.geojson"
    assert path.read_bytes() == before
    assert told
    assert all(problem.message and problem.remedy for problem in told)
    assert check_file(copy) == ()
    assert len(read_geojson(copy).features) == 1


def test_sound_file_gets_no_copy(tmp_path: Path) -> None:
    assert write_repaired(write(tmp_path, polygon(RING))) == ((), ())


def test_bow_tie_keeps_both_its_wings(tmp_path: Path) -> None:
    (copy,), _ = write_repaired(write(tmp_path, polygon(BOW_TIE)))
    shape = build_shape(read_geojson(copy).features[0].geometry or {})
    # Two triangles, each a quarter of the square of 0.1 degrees.
    assert shape.geom_type == "MultiPolygon"
    assert measure_area_km2(shape) == pytest.approx(measure_area_km2(shapely.Polygon(RING)) / 2, rel=1e-3)


def test_what_cannot_be_mended_is_left_out_and_told(tmp_path: Path) -> None:
    broken = feature({"type": "Point", "coordinates": ["东", "北"]}, id="y", name="坏点")
    path = write(tmp_path, collection(broken, *polygon(RING[:-1])["features"]))
    (copy,), told = write_repaired(path)
    assert len(read_geojson(copy).features) == 1
    (error,) = [problem for problem in told if problem.severity is Severity.ERROR]
    assert error.where == "upload/areas.geojson 第1个要素（坏点）"


def test_hopeless_file_gets_no_copy_but_a_reason(tmp_path: Path) -> None:
    written, (problem,) = write_repaired(write(tmp_path, b"<html>"))
    assert written == ()
    assert problem.severity is Severity.ERROR


def test_earlier_copy_is_never_written_over(tmp_path: Path) -> None:
    path = write(tmp_path, polygon(RING[:-1]))
    (first,), _ = write_repaired(path)
    assert write_repaired(path)[0] == (first,)
    first.write_text("somebody's own work", encoding="utf-8")
    (second,), _ = write_repaired(path)
    assert second.name == "areas.fixed-2.geojson"
    assert first.read_text(encoding="utf-8") == "somebody's own work"


def gcj_zones() -> dict[str, Any]:
    zones = toy_layers()["zones"]
    for each in zones["features"]:
        each["geometry"] = mapping(write_geometry(build_shape(each["geometry"]), DatumReading(Datum.GCJ02)))
    return zones


def first_corner_m(path: Path) -> Any:
    shape = build_shape(read_geojson(path).features[0].geometry or {})
    return shapely.get_coordinates(to_metres(shape))[0]


def test_file_on_gcj02_is_brought_back(tmp_path: Path) -> None:
    (copy,), told = write_repaired(write(tmp_path, gcj_zones()))
    truth = shapely.get_coordinates(to_metres(square(0, 0, 1, 1)))[0]
    assert first_corner_m(copy) == pytest.approx(truth, abs=0.5)
    assert any("GCJ-02" in problem.message for problem in told)


def test_declared_projection_is_brought_back(tmp_path: Path) -> None:
    metres = to_metres(shapely.Polygon(RING))
    projected = collection(feature(metres, id="x"))
    projected["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32651"}}
    (copy,), _ = write_repaired(write(tmp_path, projected))
    assert build_shape(read_geojson(copy).features[0].geometry or {}).bounds == pytest.approx(
        (121.0, 31.0, 121.1, 31.1)
    )


def test_one_command_tells_the_datum_and_converts(tmp_path: Path) -> None:
    message, copy = convert_to_wgs84(write(tmp_path, gcj_zones()))
    assert "坐标是 GCJ-02" in message
    assert copy is not None
    truth = shapely.get_coordinates(to_metres(square(0, 0, 1, 1)))[0]
    assert first_corner_m(copy) == pytest.approx(truth, abs=0.5)
    assert convert_to_wgs84(copy)[1] is None


def test_conversion_is_undone_to_the_decimetre(tmp_path: Path) -> None:
    path = write(tmp_path, gcj_zones())
    converted = convert_file(path, DatumReading(Datum.GCJ02))
    undone = undo_conversion(converted)
    assert (converted.name, undone.name) == ("areas.wgs84.geojson", "areas.wgs84.undone.geojson")
    # Six decimals twice: at most 0.1 m each.
    assert first_corner_m(undone) == pytest.approx(first_corner_m(path), abs=0.2)
    with pytest.raises(GeodataError, match="没有记着是从什么坐标转来的"):
        undo_conversion(path)


@pytest.mark.parametrize("code", [2437, 4610, 4214])
def test_an_older_system_that_a_geojson_states_is_refused_by_datum_and_fix_as_by_check(tmp_path, code):
    path = tmp_path / "old.geojson"
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{code}"}}
    path.write_text(json.dumps({**collection(zone("青西", square(0, 0, 1, 1))), "crs": crs}), encoding="utf-8")
    with pytest.raises(GeodataError, match="参数没有公开"):
        convert_to_wgs84(path)
    copies, told = write_repaired(path)
    assert copies == ()
    assert [one.severity for one in told] == [Severity.ERROR]
