"""`check_geodata`: coverage, zones of towns, overlaps, published figures and datum, with numbers and a spot."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import LineString, Polygon, mapping

from mapapp.boundaries import check_geodata
from mapapp.boundaries.datum import Datum
from mapapp.boundaries.datum_detection import DatumReading, write_geometry
from mapapp.boundaries.geometry_checks import build_shape
from mapapp.contracts import Problem, Severity
from mapapp.open_workspace import activate, active
from tests.toy_world import collection, feature, square, toy, toy_layers, write_layers, zone


@pytest.fixture(autouse=True)
def _toy_is_the_known_ground(toy_dir: Path) -> None:
    activate(replace(active(), root=toy_dir.parent))


def check_with(tmp_path: Path, **layers: dict[str, Any]) -> dict[str, Problem]:
    """Check the toy world with some layers replaced; findings by code, published figures left aside."""
    found = check_geodata(write_layers(tmp_path / "mine", {**toy_layers(), **layers}))
    return {problem.code.removeprefix("geodata-"): problem for problem in found if "published" not in problem.code}


def towns(*squares: Any) -> dict[str, Any]:
    names = ("金泽镇", "朱家角镇", "吴泾镇", "练塘镇")
    drawn = zip(names, squares, strict=False)
    return collection(
        *[feature(shape, id=f"t-{name}", name=name, town=name, district="青浦区") for name, shape in drawn]
    )


def test_toy_world_is_clean_but_for_the_part_without_towns(tmp_path: Path) -> None:
    # The district reaches half a kilometre beyond its two towns: a third is missing, which is more than a gap.
    assert check_with(tmp_path) == {}


def test_overlapping_towns_are_told_with_area_and_spot(tmp_path: Path) -> None:
    found = check_with(tmp_path, towns=towns(square(0, 0, 0.55, 1), square(0.5, 0, 1, 1)))
    problem = found["town-overlap"]
    assert problem.severity is Severity.ERROR
    # Fifty metres by one kilometre.
    assert "金泽镇、朱家角镇重叠 50" in problem.message
    assert "平方米，在 121.0" in problem.message


def test_town_outside_its_district_is_told(tmp_path: Path) -> None:
    found = check_with(tmp_path, towns=towns(square(-0.2, 0, 0.5, 1), square(0.5, 0, 1.5, 1)))
    assert "0.20 平方公里 画到了区界之外" in found["outside-district"].message
    assert found["outside-district"].severity is Severity.ERROR


def test_town_outside_a_district_whose_towns_are_not_all_drawn_is_only_a_warning(tmp_path: Path) -> None:
    found = check_with(tmp_path, towns=towns(square(-0.2, 0, 0.5, 1), square(0.5, 0, 1, 1)))
    assert found["outside-district"].severity is Severity.WARNING


def test_gap_between_towns_is_told(tmp_path: Path) -> None:
    left = toy(Polygon([(0, 0), (0.5, 0), (0.5, 0.4), (0.3, 0.5), (0.5, 0.6), (0.5, 1), (0, 1)]))
    found = check_with(tmp_path, towns=towns(left, square(0.5, 0, 1, 1)))
    # A triangle 200 m by 200 m, its corners rounded to a decimetre.
    assert re.search(r"青浦区的街镇之间有 (199\d\d|200\d\d) 平方米", found["town-gap"].message)


def test_vertex_on_one_side_of_a_shared_edge_only_is_told(tmp_path: Path) -> None:
    # On a north-south edge of the raw degrees, so that the extra vertex lies exactly on it.
    west = Polygon([(121.0, 31.08), (121.01, 31.08), (121.01, 31.085), (121.01, 31.09), (121.0, 31.09)])
    east = Polygon([(121.01, 31.08), (121.02, 31.08), (121.02, 31.09), (121.01, 31.09)])
    district = feature(west.union(east), id="d", name="青浦区", district="青浦区")
    found = check_with(tmp_path, towns=towns(west, east), districts=collection(district))
    assert found["edge-vertices"].message == "金泽镇、朱家角镇的共边有 1 个点只在一边有，第一个在 121.010000, 31.085000"


def test_zone_of_towns_must_be_built_from_them(tmp_path: Path) -> None:
    zones = toy_layers()["zones"]
    zones["features"][0] = zone("青西", square(0, 0, 1.05, 1), towns=["金泽镇", "朱家角镇"])
    found = check_with(tmp_path, zones=zones)
    assert "青西与所含街镇（金泽镇、朱家角镇）相差 50" in found["zone-not-built"].message


def test_zone_naming_a_town_nobody_drew_is_told(tmp_path: Path) -> None:
    zones = toy_layers()["zones"]
    zones["features"][0] = zone("青西", square(0, 0, 1, 1), towns=["练塘镇"])
    assert "练塘镇" in check_with(tmp_path, zones=zones)["unknown-town"].message


def test_only_undeclared_overlaps_are_told(tmp_path: Path) -> None:
    zones = toy_layers()["zones"]
    zones["features"][4] = zone("青东", square(3.5, 0, 4.5, 1))
    found = check_with(tmp_path, zones=zones)
    # 青西 and 示范区 overlap too, but by design.
    assert list(found) == ["undeclared-overlap"]
    assert "青东与大零号湾重叠 0.50 平方公里" in found["undeclared-overlap"].message


def test_sliver_is_told(tmp_path: Path) -> None:
    zones = toy_layers()["zones"]
    zones["features"][4] = zone("青东", square(6, 0, 7, 1).union(square(7.2, 0, 7.201, 1)))
    assert "青东有一块只有 10" in check_with(tmp_path, zones=zones)["sliver"].message


def test_published_figures_stand_beside_measured_ones(tmp_path: Path) -> None:
    found = check_geodata(write_layers(tmp_path / "mine", toy_layers()))
    told = {
        problem.message.split("图上")[0]: problem for problem in found if problem.code == "geodata-published-figure"
    }
    assert told["大零号湾"].severity is Severity.WARNING
    assert "大零号湾图上 1.0 平方公里，公布 17 平方公里，相差 -94.1%" in told["大零号湾"].message
    # Ten kilometres of toy line against 35.3.
    assert "17号线图上 10.0 公里，公布 35.3 公里" in told["17号线"].message


def test_published_figure_that_agrees_is_only_a_note(tmp_path: Path) -> None:
    rail = collection(feature(toy(LineString([(0, 0), (35, 0)])), id="l17", name="17号线", kind="轨道交通"))
    found = check_geodata(write_layers(tmp_path / "mine", {**toy_layers(), "rail": rail}))
    (line,) = [problem for problem in found if "17号线图上" in problem.message]
    assert line.severity is Severity.NOTE
    assert "相差 -0.8%" in line.message


def test_file_on_another_datum_is_named_with_its_shift(tmp_path: Path) -> None:
    moved = copy.deepcopy(toy_layers()["zones"])
    for each in moved["features"]:
        each["geometry"] = mapping(write_geometry(build_shape(each["geometry"]), DatumReading(Datum.GCJ02)))
    problem = check_with(tmp_path, zones=moved)["datum"]
    assert problem.where == "mine/zones.geojson"
    assert "坐标是 GCJ-02" in problem.message
    assert "会偏 48" in problem.message


def test_one_file_can_be_checked_by_itself(tmp_path: Path) -> None:
    folder = write_layers(tmp_path / "mine", toy_layers())
    assert check_geodata(folder / "zones.geojson") == ()
    (folder / "zones.geojson").write_text("[]", encoding="utf-8")
    assert [problem.code for problem in check_geodata(folder / "zones.geojson")] == ["geodata-structure"]
