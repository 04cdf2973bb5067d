"""Enter goes to what the words name alone, and leaves the choice to the reader where there is one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import box

from mapapp.contracts import Feature
from mapapp.ui.components.search_box import where_to
from mapapp.ui.views.search import build_index

NAMES = ("华为研发中心", "方厅水院", "轨交17号线", "轨交17号线西延伸", "练塘东厍村", "练塘乡村振兴示范片区")


@pytest.fixture
def world(make_atlas, make_event):
    """Six projects, two zones and one town."""
    atlas = make_atlas([make_event(f"e{n}", name, f"p{n}") for n, name in enumerate(NAMES)])
    town = Feature("t1", "towns", "练塘镇", "town", box(121.0, 31.1, 121.02, 31.11), 100.0, "手绘")
    atlas = replace(atlas, geodata=replace(atlas.geodata, features=(*atlas.geodata.features, town)))
    return atlas, build_index(atlas)


@pytest.mark.parametrize(
    ("typed", "matches", "there"),
    [
        ("方厅", ["p1"], "project:p1"),
        ("方厅", ["p0", "p1"], "project:p1"),
        ("hwyf", [], "project:p0"),
        ("华为研法中心", [], "project:p0"),
        ("17号线", ["p2", "p3"], ""),
        ("liantang", [], "town:练塘镇"),
        ("练塘", ["p4", "p5"], "town:练塘镇"),
        ("练塘镇", [], "town:练塘镇"),
        ("青西", [], "zone:青西"),
        ("qingxi", [], "zone:青西"),
        ("lt", [], ""),
        ("火星基地站", [], ""),
        ("  ", ["p0"], ""),
    ],
)
def test_where_enter_leads(world, typed, matches, there):
    assert where_to(*world, typed, matches) == there
