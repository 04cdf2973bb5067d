"""The bars the drawing is held to: a copy, a wrong place, a village on the wrong side and a river elsewhere are all told."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
import shapely
from shapely.geometry import LineString, Point, box

from mapapp.contracts import Feature, Geodata, Zone
from tests.toy_world import collection, feature, toy


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """Load the benchmark's module, which is no package."""
    path = Path(__file__).resolve().parents[2] / "benchmarks" / "geodata_reference.py"
    spec = importlib.util.spec_from_file_location("geodata_reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["geodata_reference"] = module
    spec.loader.exec_module(module)
    return module


def area(layer: str, name: str, geometry: shapely.Geometry, **more: str) -> Feature:
    return Feature(f"{layer}-{name}", layer, name, layer, geometry, 100, "测试", **more)


def drawn(*features: Feature, west_km: float = 0.0) -> Geodata:
    """青西 as a square of 4 km whose west side can be moved."""
    ours = toy(box(west_km, 0, 4, 4))
    return Geodata((Zone("青西", "青西", "分区", ours, 16.0, 100, "测试"),), features)


def written(folder: Path, name: str, *features: dict) -> Path:
    (folder / f"{name}.geojson").write_text(json.dumps(collection(*features), ensure_ascii=False), encoding="utf-8")
    return folder


def missed(bench: ModuleType, geodata: Geodata, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    count = bench.compare_with_reference(geodata, folder)
    return count, capsys.readouterr().out.strip().split("\n")[-1]


def test_a_copied_outline_is_told_though_it_fits_best(bench, tmp_path, capsys):
    written(tmp_path, "zones", feature(toy(box(0, 0, 4, 4)), id="a", zone_id="青西"))
    count, last = missed(bench, drawn(), tmp_path, capsys)
    assert (count, "vertices of zones" in last) == (1, True)
    # 20 m beside it at every corner: no vertex is the same, and the fit still holds.
    moved = feature(toy(box(-0.02, -0.02, 4.02, 4.02)), id="a", zone_id="青西")
    assert missed(bench, drawn(), written(tmp_path, "zones", moved), capsys)[0] == 0


def test_a_side_drawn_too_far_out_misses_overlap(bench, tmp_path, capsys):
    written(tmp_path, "zones", feature(toy(box(-0.02, -0.02, 4.02, 4.02)), id="a", zone_id="青西"))
    # 150 m of 4 km too many: 16 / 16.6 = 0.96 < 0.98.
    count, last = missed(bench, drawn(west_km=-0.15), tmp_path, capsys)
    assert (count, "青西" in last) == (1, True)


def test_a_weak_outline_is_never_a_bar(bench, tmp_path, capsys):
    written(
        tmp_path, "weak_zones", feature(toy(box(-1.02, 0.02, 3.02, 4.02)), id="a", zone_id="青西", quality="points")
    )
    assert missed(bench, drawn(), tmp_path, capsys)[0] == 0


def test_villages_count_in_their_own_town_only(bench, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(bench, "VILLAGE_BARS", {"青浦区": 2})
    towns = (
        area("towns", "甲镇", toy(box(0, 0, 2, 4)), town="甲镇", district="青浦区"),
        area("towns", "乙镇", toy(box(2, 0, 4, 4)), town="乙镇", district="青浦区"),
    )

    def village(name: str, east: float, town: str) -> dict:
        return feature(toy(Point(east, 1)), id=name, name=name, town=town, district="青浦区")

    right = [village("一村", 1, "甲镇"), village("二村", 3, "乙镇"), village("三村", 3, "丙街道")]
    assert missed(bench, drawn(*towns), written(tmp_path, "villages", *right), capsys)[0] == 0
    count, last = missed(
        bench, drawn(*towns), written(tmp_path, "villages", *right[:1], village("二村", 1, "乙镇")), capsys
    )
    assert (count, "villages of 青浦区" in last) == (1, True)


def test_core_must_be_covered_and_the_envelope_kept(bench, tmp_path, capsys):
    ours = Geodata((Zone("新城", "青浦新城", "分区", toy(box(0, 0, 4, 4)), 16.0, 100, "测试"),), ())
    core = feature(toy(box(1, 1, 2, 2)), id="c", zone_id="青浦新城 core")
    around = feature(toy(box(-1, -1, 5, 5)), id="e", zone_id="青浦新城 envelope")
    assert missed(bench, ours, written(tmp_path, "zones", core, around), capsys)[0] == 0
    narrow = feature(toy(box(-1, -1, 3.8, 5)), id="e", zone_id="青浦新城 envelope")
    assert "envelope" in missed(bench, ours, written(tmp_path, "zones", core, narrow), capsys)[1]
    wide = feature(toy(box(1, 1, 5, 2)), id="c", zone_id="青浦新城 core")
    assert "core" in missed(bench, ours, written(tmp_path, "zones", wide, around), capsys)[1]


def test_lines_keep_to_the_accuracy_they_state(bench, tmp_path, capsys):
    river = area("water", "油墩港", toy(LineString([(1, 0), (1, 4)])))
    metro = area("rail", "轨道交通17号线", toy(LineString([(0, 1), (4, 1)])))
    bridge = feature(toy(Point(1.08, 2)), id="p", name="油墩港 at 某公路")
    track = feature(toy(LineString([(0, 1.05), (4, 1.05)])), id="t", name="17", route="17")
    assert missed(bench, drawn(river, metro), written(tmp_path, "points", bridge, track), capsys)[0] == 0
    far = feature(toy(Point(1.12, 2)), id="p", name="油墩港 at 某公路")
    bent = feature(toy(LineString([(0, 1.05), (2, 1.05), (4, 1.3)])), id="t", name="17", route="17")
    count, last = missed(bench, drawn(river, metro), written(tmp_path, "points", far, bent), capsys)
    assert (count, "油墩港" in last, "17号线" in last) == (2, True, True)
