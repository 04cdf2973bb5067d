"""Loading geodata: what is broken is left out and told, what is sound goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import LineString

from mapapp.boundaries import load_geodata
from mapapp.commands.new_workspace import make_workspace
from mapapp.contracts import Severity
from mapapp.errors import GeodataError
from mapapp.open_workspace import activate
from mapapp.workspace import load_workspace
from tests.toy_world import collection, feature, square, toy, toy_layers, write_layers, zone


def load_with(tmp_path: Path, **layers: dict[str, Any]) -> tuple[Any, list[str]]:
    geodata, problems = load_geodata(write_layers(tmp_path / "geodata", {**toy_layers(), **layers}))
    return geodata, [problem.code.removeprefix("geodata-") for problem in problems]


def test_toy_world_loads_whole_and_in_order(tmp_path: Path) -> None:
    geodata, codes = load_with(tmp_path)
    assert codes == []
    assert [each.zone_id for each in geodata.zones] == ["新城", "青东", "青西", "示范区", "大零号湾"]
    assert [each.name for each in geodata.layer("towns")] == ["金泽镇", "朱家角镇", "吴泾镇", "莘庄工业区"]
    # One kilometre square; UTM at this longitude stretches lengths by less than 0.1 %.
    assert geodata.zones[0].area_km2 == pytest.approx(1.0, rel=1e-4)
    assert [name for name, _ in geodata.hashes] == sorted(name for name, _ in geodata.hashes)
    assert all(len(digest) == 64 for _, digest in geodata.hashes)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (feature(None, id="x"), "no-geometry"),
        (feature(square(0, 0, 1, 1), id="", name="甲"), "missing-property"),
        (feature(square(0, 0, 1, 1), id="x", name=None), "missing-property"),
        (feature(square(0, 0, 1, 1), id="x", name=3), "property-type"),
        (feature(square(0, 0, 1, 1), id="x", accuracy_m="100"), "property-type"),
        (feature(square(0, 0, 1, 1), id="x", accuracy_m=-5), "property-type"),
        (feature(square(0, 0, 1, 1), id="x", accuracy_m=None), "missing-property"),
        (feature(square(0, 0, 1, 1), id="x", aliases=5), "property-type"),
        (feature(square(0, 0, 1, 1), id="x", datum="GCJ-02"), "datum"),
        (feature({"type": "Point", "coordinates": [31.1, 121.1]}, id="x"), "axes-swapped"),
        (feature({"type": "Point", "coordinates": [310000, 3440000]}, id="x"), "projected"),
        (feature({"type": "Point", "coordinates": [116.4, 39.9]}, id="x"), "out-of-area"),
        (feature({"type": "GeometryCollection", "geometries": []}, id="x"), "empty"),
        (feature(square(0, 0, 1, 1), id="p1"), "duplicate-id"),
        (feature(square(0, 0, 1, 1), id="t1"), "duplicate-id"),
    ],
)
def test_broken_feature_is_left_out_and_the_rest_loads(tmp_path: Path, broken: dict[str, Any], code: str) -> None:
    places = toy_layers()["places"]
    geodata, codes = load_with(tmp_path, places=collection(*places["features"], broken))
    assert codes == [code]
    assert len(geodata.layer("places")) == len(places["features"])


def test_message_names_file_feature_fault_and_remedy(tmp_path: Path) -> None:
    ring = [[121.0, 31.0], [121.1, 31.0], [121.1, 31.1], [121.0, 31.1]]
    zones = toy_layers()["zones"]
    zones["features"][0] = zone("青西", {"type": "Polygon", "coordinates": [ring]})  # type: ignore[arg-type]
    _, problems = load_geodata(write_layers(tmp_path / "geodata", {**toy_layers(), "zones": zones}))
    first, second = problems
    assert first.where == "geodata/zones.geojson 第1个要素（青西）"
    assert first.message == "第1个环没有闭合，首尾不是同一个点"
    assert first.remedy == "在末尾重复第一个点"
    assert second.code == "geodata-missing-zone"
    assert "青西" in second.message


def test_unknown_zone_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    zones = collection(*toy_layers()["zones"]["features"], zone("青北", square(0, 2, 1, 3)))
    geodata, problems = load_geodata(write_layers(tmp_path / "geodata", {**toy_layers(), "zones": zones}))
    assert len(geodata.zones) == 5
    assert [problem.code for problem in problems] == ["geodata-unknown-zone"]
    assert "新城" in problems[0].remedy


def test_zone_drawn_twice_keeps_the_first(tmp_path: Path) -> None:
    zones = toy_layers()["zones"]
    again = zone("青西", square(8, 0, 9, 1))
    again["properties"]["id"] = "another"
    geodata, codes = load_with(tmp_path, zones=collection(*zones["features"], again))
    assert codes == ["duplicate-id"]
    assert geodata.zones[2].geometry.bounds[0] < 121.03


def test_line_cannot_be_a_town(tmp_path: Path) -> None:
    line = feature(toy(LineString([(0, 0), (1, 1)])), id="x", town="线镇", district="青浦区")
    _, codes = load_with(tmp_path, towns=collection(*toy_layers()["towns"]["features"], line))
    assert codes == ["not-an-area"]


def test_clockwise_town_is_read_the_right_way_round(tmp_path: Path) -> None:
    towns = toy_layers()["towns"]
    towns["features"][0]["geometry"] = {
        "type": "Polygon",
        "coordinates": [list(reversed(towns["features"][0]["geometry"]["coordinates"][0]))],
    }
    geodata, codes = load_with(tmp_path, towns=towns)
    assert codes == ["winding"]
    assert geodata.layer("towns")[0].geometry.exterior.is_ccw


def test_broken_file_leaves_the_other_layers(tmp_path: Path) -> None:
    folder = write_layers(tmp_path / "geodata", toy_layers())
    (folder / "roads.geojson").write_text('{"type": "FeatureColl', encoding="utf-8")
    geodata, problems = load_geodata(folder)
    assert [problem.code for problem in problems] == ["geodata-json"]
    assert geodata.layer("roads") == ()
    assert len(geodata.layer("towns")) == 4


def test_somebodys_own_layer_is_told_about_but_does_not_fail(tmp_path: Path) -> None:
    folder = write_layers(tmp_path / "geodata", toy_layers())
    write_layers(folder, {"parcels": collection({"type": "Feature", "properties": {}, "geometry": None})})
    _, problems = load_geodata(folder)
    assert problems
    assert all(problem.severity is Severity.WARNING for problem in problems)


def test_repaired_copies_and_hidden_files_are_not_layers(tmp_path: Path) -> None:
    folder = write_layers(tmp_path / "geodata", toy_layers())
    for name in ("towns.fixed.geojson", ".towns.geojson", "~towns.geojson"):
        (folder / name).write_text("broken", encoding="utf-8")
    assert load_geodata(folder)[1] == ()


def test_nothing_usable_raises_with_the_first_reason(tmp_path: Path) -> None:
    (tmp_path / "geodata").mkdir()
    with pytest.raises(GeodataError, match="没有一个可用的要素"):
        load_geodata(tmp_path / "geodata")
    (tmp_path / "geodata" / "zones.geojson").write_text("", encoding="utf-8")
    with pytest.raises(GeodataError, match=r"首先是 geodata/zones\.geojson：文件是空的"):
        load_geodata(tmp_path / "geodata")


def test_a_new_workspace_in_which_nothing_is_drawn_yet_is_no_fault(tmp_path: Path) -> None:
    make_workspace(tmp_path / "新区")
    activate(load_workspace(tmp_path / "新区"))
    geodata, problems = load_geodata(tmp_path / "新区" / "geodata")
    assert (geodata.zones, geodata.features) == ((), ())
    assert all(problem.severity is not Severity.ERROR for problem in problems)


def test_missing_folder_is_an_error_a_person_can_act_on(tmp_path: Path) -> None:
    with pytest.raises(GeodataError, match="没有这个文件夹"):
        load_geodata(tmp_path / "nowhere")


@pytest.mark.parametrize("zone_id", ["01", "2-3", "NA", "3月5日"])
def test_a_zone_whose_id_a_spreadsheet_would_change_is_told_of(tmp_path: Path, zone_id: str) -> None:
    make_workspace(tmp_path / "county")
    path = tmp_path / "county" / "workspace.toml"
    path.write_text(path.read_text("utf-8") + f'\n[[zone]]\nid = "{zone_id}"\n', encoding="utf-8")
    activate(load_workspace(tmp_path / "county"))
    folder = write_layers(tmp_path / "geodata", {"zones": collection(zone(zone_id, square(0, 0, 1, 1)))})
    geodata, problems = load_geodata(folder)
    assert [one.zone_id for one in geodata.zones] == [zone_id]
    assert [(one.code, one.severity) for one in problems] == [("geodata-number-like-id", Severity.WARNING)]
