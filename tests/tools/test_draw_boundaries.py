"""The hand drawing: borders drawn once, areas put together from them, and the shipped layers being what it gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import Polygon

from mapapp.settings import GEODATA_DIR
from tools.draw_boundaries import LAYERS, DrawnLine, draw, join_pieces, main, write_layer

# Two towns side by side, 4 km by 4 km each: 西 ends where 东 begins, along a border with one bend.
LINES = """
[nodes]
"上" = [304.0, 44.0]
"下" = [304.0, 40.0]

[[line]]
between = "西|外"
from = "下"
to = "上"
model = "osm"
points = "300 40, 300 44"

[[line]]
between = "西|东"
from = "上"
to = "下"
model = "osm"
points = "304.5 42"

[[line]]
between = "东|外"
from = "上"
to = "下"
model = "looked"
points = "308 44, 308 40"
"""
AREAS = """
[towns]
town-west = [[301.0, 42.0]]
town-east = [[307.0, 42.0]]
[rest]
[unions]
district-both = ["town-west", "town-east"]
[rings]
zone-middle = ["~西|东 304 40 > 304 44", "302 44, 302 40"]
"""


def drawing(folder: Path, *, lines: str = LINES, areas: str = AREAS) -> Path:
    (folder / "lines.toml").write_text(lines, encoding="utf-8")
    (folder / "areas.toml").write_text(areas, encoding="utf-8")
    (folder / "paths.toml").write_text('[paths]\nroad-long = "300 42, 304 42, 308 43"\n', encoding="utf-8")
    return folder


def test_neighbours_share_the_border_vertex_for_vertex(tmp_path: Path) -> None:
    areas = draw(drawing(tmp_path))
    west, east = (
        {tuple(point) for point in shapely.get_coordinates(areas[name])} for name in ("town-west", "town-east")
    )
    assert len(west & east) == 3
    assert areas["town-west"].intersection(areas["town-east"]).area == 0


def test_a_district_is_the_towns_it_is_made_of_and_nothing_else(tmp_path: Path) -> None:
    areas = draw(drawing(tmp_path))
    whole = shapely.union_all([areas["town-west"], areas["town-east"]])
    assert areas["district-both"].equals(whole)
    # 8 km by 4 km around 120.9 E in UTM 51N: 0.0842 degrees wide, 0.0361 high.
    west, south, east, north = areas["district-both"].bounds
    assert (east - west, north - south) == pytest.approx((0.0842, 0.0375), abs=0.002)


def test_rings_run_to_the_right_hand_rule_with_six_decimals(tmp_path: Path) -> None:
    for name, area in draw(drawing(tmp_path)).items():
        if name.startswith("road"):
            assert len(area.coords) == 3
        else:
            assert isinstance(area, Polygon)
            assert area.exterior.is_ccw
        points = shapely.get_coordinates(area)
        assert np.array_equal(points, np.round(points, 6))


def test_a_ring_takes_a_stretch_of_a_border_in_either_direction() -> None:
    lines = {"甲|乙": DrawnLine("甲|乙", "osm", ((0.0, 0.0), (1.0, 0.5), (2.0, 0.0), (3.0, 1.0)))}
    assert join_pieces(["~甲|乙 2 0 > 0 0", "0 5"], lines) == [(2.0, 0.0), (1.0, 0.5), (0.0, 0.0), (0.0, 5.0)]
    assert join_pieces(["0 0", "~甲|乙 0 0 > 1 0.5"], lines) == [(0.0, 0.0), (1.0, 0.5)]
    with pytest.raises(ValueError, match="tuple"):
        join_pieces(["~甲|乙 0.1 0 > 2 0"], lines)


@pytest.mark.parametrize(
    ("lines", "areas", "reason"),
    [
        (LINES.replace("300 40, 300 44", "300 40, 306 43, 300 44"), AREAS, "lines cross"),
        (LINES.replace("308 44, 308 40", "308 44, 305 40, 308 40, 305 44"), AREAS, "lines cross"),
        (LINES, AREAS.replace("307.0", "309.0"), "town-east"),
        (LINES, AREAS.replace("307.0", "302.0"), "town-east"),
        (LINES, AREAS.replace("town-east = [[307.0, 42.0]]", ""), "without a town"),
        (LINES.replace('"东|外"', '"西|东"'), AREAS, "drawn twice"),
    ],
)
def test_a_drawing_that_does_not_close_is_refused(tmp_path: Path, lines: str, areas: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        draw(drawing(tmp_path, lines=lines, areas=areas))


def test_a_layer_keeps_its_words_and_what_is_not_drawn_here(tmp_path: Path) -> None:
    kept = '{"type": "Feature", "properties": {"id": "town-far"}, "geometry": null}'
    old = '{"type": "Feature", "id": "town-west", "properties": {"id": "town-west", "name": "西"}, "geometry": null}'
    text = f'{{"type": "FeatureCollection", "features": [\n{old},\n{kept}\n]}}\n'
    lines = write_layer(text, draw(drawing(tmp_path))).split("\n")
    assert lines[1].startswith(
        '{"type": "Feature", "id": "town-west", "properties": {"id": "town-west", "name": "西"}, '
    )
    assert '"coordinates": [[[' in lines[1]
    assert lines[1].endswith(",")
    assert lines[2] == kept


def test_the_shipped_layers_are_what_the_drawing_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["draw_boundaries", "--check"])
    assert main() == 0


def test_check_tells_a_layer_that_was_changed_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "drawing").mkdir()
    drawing(tmp_path / "drawing")
    for layer in LAYERS:
        (tmp_path / f"{layer}.geojson").write_text(
            '{"type": "FeatureCollection", "features": [\n]}\n', encoding="utf-8"
        )
    feature = '{"type": "Feature", "properties": {"id": "town-west"}, "geometry": null}'
    (tmp_path / "towns.geojson").write_text(f'{{"type": "FeatureCollection", "features": [\n{feature}\n]}}\n', "utf-8")
    monkeypatch.setattr("sys.argv", ["draw_boundaries", "--check", "--geodata", str(tmp_path)])
    assert main() == 1
    assert "towns.geojson" in capsys.readouterr().out


def test_vertices_are_generalised_to_what_a_hand_would_draw() -> None:
    """Fewer than 1.6 vertices a kilometre: 100 to 150 m of generalisation, not a thinned survey."""
    areas = draw(GEODATA_DIR / "drawing")
    for name in ("district-qingpu", "district-minhang", "district-wujiang", "district-jiashan"):
        assert len(shapely.get_coordinates(areas[name])) < 370
