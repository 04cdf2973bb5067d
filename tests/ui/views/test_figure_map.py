"""A figure on the ground: only what was printed is shaded, the rest is hatched and never zero."""

from __future__ import annotations

import pytest
import shapely

from mapapp.contracts import ValueKind
from mapapp.selection import Selection, select
from mapapp.ui.views.figure_map import comparable_figures, drawable_regions, figure_chart, hatch


def test_two_drawn_regions_with_the_latest_actual_make_a_map(make_atlas, make_indicator):
    actual = {"value_kind": ValueKind.ACTUAL, "name": "税收", "unit": "亿元"}
    figures = [
        make_indicator("a", region="青西", period="2020", value=1.0, **actual),
        make_indicator("b", region="青西", period="2023", value=2.0, **actual),
        make_indicator("c", region="示范区", period="2022", value=5.0, **actual),
        make_indicator("d", region="某处没画", period="2023", value=9.0, **actual),
        make_indicator("e", region="示范区", period="2024", value=7.0, name="税收", unit="亿元"),
    ]
    atlas = make_atlas(indicators=figures)
    assert set(drawable_regions(atlas)) == {"青西", "示范区"}
    found = comparable_figures(atlas, select(atlas, Selection(as_of=2025)))
    assert {name: {region: item.value for region, item in by.items()} for name, by in found.items()} == {
        ("税收", "亿元"): {"青西": 2.0, "示范区": 5.0}
    }
    assert comparable_figures(atlas, select(atlas, Selection(as_of=2021))) == {}


def test_hatching_fills_the_shape_and_stays_inside():
    square = shapely.box(0, 0, 1, 1)
    lines = hatch(square, step=0.25)
    assert shapely.covers(square.buffer(1e-9), lines)
    # Slanted lines a quarter apart through a unit square: one full diagonal, three shorter ones on either side.
    assert lines.length == pytest.approx(2**0.5 * (1 + 2 * (0.75 + 0.5 + 0.25)), rel=1e-6)


def test_the_legend_says_figure_and_unit_and_the_map_takes_the_room_there_is(make_atlas, make_indicator):
    actual = {"value_kind": ValueKind.ACTUAL, "name": "税收", "unit": "亿元", "period": "2023"}
    figures = [
        make_indicator("a", region="青西", value=2.0, **actual),
        make_indicator("b", region="示范区", value=5.0, **actual),
    ]
    atlas = make_atlas(indicators=figures)
    by_region = {item.region: item for item in figures}
    chart = figure_chart(drawable_regions(atlas), by_region, "税收（亿元）").to_dict()
    assert chart["height"] == "container"
    legends = [layer["encoding"]["color"]["legend"] for layer in chart["layer"] if "color" in layer.get("encoding", {})]
    assert [legend["title"] for legend in legends] == ["税收（亿元）"]
