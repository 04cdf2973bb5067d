"""Held zones stand side by side: each with its own numbers, what they share said, nothing added up."""

from __future__ import annotations

import pytest

from mapapp.contracts import Modality, Promise, Stage, ValueKind, Verdict
from mapapp.selection import Selection, select
from mapapp.ui.views.comparison import compare_zones, parse_held, toggle_held


@pytest.fixture
def world(make_atlas, make_event, make_indicator):
    """One project in 青西, one in 示范区, one in both; a figure of both zones and one of 青西 alone."""
    return make_atlas(
        [
            make_event("e1", "甲厂", "p1", stage=Stage.BUILDING),
            make_event("e2", "乙桥", "p2", stage=Stage.COMPLETED, zones=("青西", "示范区")),
            make_event("e3", "丙园", "p3", stage=Stage.STARTED, zones=("示范区",), modality=Modality.PLANNED),
        ],
        placements=[],
        promises=[Promise("m1", "p3", "e3", Stage.STARTED, 2024, Verdict.OVERDUE, "未见")],
        indicators=[
            make_indicator(
                "i1", name="绿地", region="青西", period="2023", value_text="8公顷", value_kind=ValueKind.ACTUAL
            ),
            make_indicator("i2", name="绿地", region="青西", period="2024", value_text="9公顷"),
            make_indicator("i3", name="绿地", region="示范区", period="2024", value_text="5公顷"),
            make_indicator("i4", name="步道", region="青西", period="2024", value_text="3公里"),
        ],
    )


def test_each_zone_has_its_own_counts(world):
    table = compare_zones(world, select(world, Selection(as_of=2025)), ("青西", "示范区"))
    assert [(item["zone"], item["total"]) for item in table["zones"]] == [("青西", 2), ("示范区", 2)]
    stages = [{row["term"]: row["count"] for row in item["stages"] if row["count"]} for item in table["zones"]]
    assert stages == [{"在建": 1, "建成": 1}, {"建成": 1, "未见进展报告": 1}]
    red = [next(row["count"] for row in item["verdicts"] if row["verdict"] == "overdue") for item in table["zones"]]
    assert red == [0, 1]


def test_overlap_is_said_and_nothing_is_added_up(world):
    table = compare_zones(world, select(world, Selection(as_of=2025)), ("青西", "示范区"))
    assert table["note"] == "片区互相重叠，数字不可相加，其中 1 个项目同属两个以上所选片区。"
    assert set(table) == {"zones", "figures", "note", "most"}
    assert "其中" not in compare_zones(world, select(world, Selection(as_of=2025)), ("青西",))["note"]


def test_figures_stand_in_one_line_by_name_and_a_missing_one_is_none(world):
    table = compare_zones(world, select(world, Selection(as_of=2025)), ("青西", "示范区"))
    lines = {
        line["name"]: [cell and (cell["value"], cell["period"]) for cell in line["cells"]] for line in table["figures"]
    }
    assert list(lines) == ["绿地", "步道"]
    assert lines["绿地"] == [("9公顷", "2024"), ("5公顷", "2024")]
    assert lines["步道"] == [("3公里", "2024"), None]
    assert table["figures"][0]["cells"][0]["read"] == "read:900@0-9"


def test_a_filter_narrows_the_comparison(world):
    table = compare_zones(world, select(world, Selection(as_of=2025, stages=("building",))), ("青西", "示范区"))
    assert [item["total"] for item in table["zones"]] == [1, 0]


def test_an_address_keeps_order_and_what_exists(world):
    assert parse_held("示范区,青西,示范区", world) == (("示范区", "青西"), "")
    assert parse_held("", world) == ((), "")
    held, sentence = parse_held("青西,<b>火星</b>", world)
    assert held == ("青西",)
    assert "火星" in sentence
    assert len(parse_held("x" * 5000, world)[1]) < 60


def test_a_zone_goes_in_and_out_and_nobody_else_does(world):
    assert toggle_held((), "青西", world) == ("青西",)
    assert toggle_held(("青西",), "示范区", world) == ("青西", "示范区")
    assert toggle_held(("青西", "示范区"), "青西", world) == ("示范区",)
    assert toggle_held(("青西",), "火星", world) == ("青西",)
