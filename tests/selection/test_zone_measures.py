"""What zones are coloured by: counted by hand in a small world, and never zero where nothing is known."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from shapely.geometry import Point, box

from mapapp.contracts import (
    Feature,
    Geodata,
    Placement,
    Precision,
    Promise,
    Stage,
    ValueKind,
    Verdict,
    ZoneShare,
)
from mapapp.selection import Selection, select
from mapapp.selection.zone_measures import colouring, known_measure, measure_zones, zone_figures

PLACE = Point(121.005, 31.105)


def placed(project, precision=Precision.SITE, *shares, district="青浦区"):
    return Placement(
        project, precision, PLACE, 50.0, "", (), tuple(ZoneShare(*share) for share in shares), "", district
    )


@pytest.fixture
def world(make_atlas, make_event):
    """Five projects in 青西 (2.1 km²), two of them in 示范区 too, and one nowhere.

    In 青西: p1 and p2 have a place, p3 is a line with 40 % in it, p4 is known only to the zone, p5 only by the text.
    """
    events = [
        make_event("e1", "甲厂", "p1", stage=Stage.OPERATING),
        make_event("e2", "乙厂", "p2", stage=Stage.BUILDING, zones=("青西", "示范区")),
        make_event("e3", "丙路", "p3", stage=Stage.BUILDING),
        make_event("e4", "丁园", "p4", stage=Stage.PLANNED),
        make_event("e5", "戊站", "p5", stage=Stage.STARTED, zones=("青西", "示范区")),
        make_event("e6", "己桥", "p6", zones=(), zone_evidence=None),
    ]
    placements = [
        placed("p1", Precision.SITE, ("青西", 1.0)),
        placed("p2", Precision.AREA, ("青西", 0.5), ("示范区", 0.6)),
        placed("p3", Precision.LINE, ("青西", 0.4)),
        placed("p4", Precision.ZONE, ("青西", 1.0)),
        Placement("p5", Precision.NONE, None, None, ""),
        Placement("p6", Precision.NONE, None, None, ""),
    ]

    def promise(number, project, verdict):
        return Promise(f"m{number}", project, f"e{number}", Stage.COMPLETED, 2024, verdict, "理由")

    promises = [
        promise(1, "p1", Verdict.KEPT),
        promise(2, "p2", Verdict.REACHED),
        promise(3, "p3", Verdict.UNVERIFIED),
        promise(4, "p4", Verdict.NOT_DUE),
        promise(5, "p5", Verdict.UNVERIFIED),
    ]
    return make_atlas(events, placements=placements, promises=promises)


def measured(atlas, measure, selection=None):
    selection = selection or Selection(as_of=2024)
    return {item.id: item for item in measure_zones(atlas, selection, select(atlas, selection), measure)}


def test_the_mix_of_stages_counts_each_project_once_in_each_zone(world):
    zones = measured(world, "stage")
    # planned, prepared, started, building, topped out, completed, operating, unreported
    assert zones["青西"].parts == (1, 0, 1, 2, 0, 0, 1, 0)
    assert (zones["青西"].total, zones["青西"].placed) == (5, 2)
    assert zones["示范区"].parts == (0, 0, 1, 1, 0, 0, 0, 0)
    assert (zones["示范区"].total, zones["示范区"].placed) == (2, 1)


def test_promises_are_shared_among_those_that_are_due(world):
    zones = measured(world, "kept")
    assert zones["青西"].parts == (1, 1, 2)
    assert zones["青西"].value == pytest.approx(0.25)
    assert (zones["示范区"].parts, zones["示范区"].total) == ((0, 1, 1), 2)
    assert zones["示范区"].value == 0.0  # another outcome is known: that none was kept in time rests on a sentence


def test_where_all_promises_wait_no_share_is_nought(world):
    waiting = replace(world, promises=tuple(item for item in world.promises if item.verdict is Verdict.UNVERIFIED))
    zone = measured(waiting, "kept")["青西"]
    assert (zone.value, zone.parts, zone.total) == (None, (0, 0, 2), 2)
    assert measured(replace(world, promises=()), "kept")["青西"].value is None


def test_density_counts_only_projects_with_a_place_in_the_zone(world):
    zones = measured(world, "density")
    assert zones["青西"].value == pytest.approx(2 / 2.1)
    assert (zones["青西"].placed, zones["青西"].total, zones["青西"].area_km2) == (2, 5, 2.1)
    assert zones["示范区"].value == pytest.approx(1 / 2.1)


def test_a_zone_without_a_place_is_unknown_and_not_empty(world):
    nowhere = replace(world, placements=())
    zone = measured(nowhere, "density")["青西"]
    assert (zone.value, zone.placed, zone.total) == (None, 0, 5)
    early = measured(world, "stage", Selection(as_of=2010))["青西"]
    assert (early.value, early.total) == (None, 0)


def test_a_zone_beyond_the_reporting_districts_is_counted_within_them(world):
    # The western half of 青西, half of its area, and p2 lies in another district.
    home = Feature("d1", "districts", "青浦区", "区", box(121.00, 31.0, 121.01, 31.2), 100.0, "")
    away = [replace(item, district="吴江区") if item.project_id == "p2" else item for item in world.placements]
    atlas = replace(world, geodata=Geodata(world.geodata.zones, (home,)), placements=tuple(away))
    zone = measured(atlas, "density")["青西"]
    # 0.01 degrees each way at 31.1° north: 0.955 km by 1.109 km, in UTM 51N.
    assert zone.area_km2 == 1.1
    assert zone.partly
    assert zone.value == pytest.approx(1 / 1.058, abs=0.01)


def test_a_selection_of_zones_measures_no_others(world):
    assert list(measured(world, "stage", Selection(as_of=2024, zones=("青西",)))) == ["青西"]


def test_a_figure_is_the_latest_that_was_reached(make_atlas, make_indicator):
    rows = [
        make_indicator("i1", region="青西", value_kind=ValueKind.ACTUAL, period="2022", value=3.0, value_text="3公顷"),
        make_indicator("i2", region="青西", value_kind=ValueKind.ACTUAL, period="2023", value=5.0, value_text="5公顷"),
        make_indicator("i3", region="青西", value_kind=ValueKind.TARGET, period="2024", value=9.0),
        make_indicator("i4", region="青西", value_kind=ValueKind.ACTUAL, period="2024", value=8.0, certain=False),
        make_indicator(
            "i5", region="青西", value_kind=ValueKind.ACTUAL, period="2024", value=None, value_text="全覆盖"
        ),
        make_indicator("i6", region="示范区", value_kind=ValueKind.TARGET, period="2022", value=1.0),
        make_indicator("i7", region="青浦区", value_kind=ValueKind.ACTUAL, name="区里的", period="2022"),
    ]
    atlas = make_atlas(indicators=rows)
    assert zone_figures(atlas) == (("figure:新增绿地面积|公顷", "新增绿地面积", "公顷"),)
    zones = measured(atlas, "figure:新增绿地面积|公顷")
    assert (zones["青西"].value, zones["青西"].text, zones["青西"].period) == (5.0, "5公顷", "2023")
    assert (zones["青西"].doc, zones["青西"].start, zones["青西"].end) == ("900", 0, 9)
    assert zones["示范区"].value is None
    assert measured(atlas, "figure:新增绿地面积|公顷", Selection(as_of=2022))["青西"].value == 3.0
    assert measured(atlas, "figure:新增绿地面积|公顷", Selection(as_of=2021))["青西"].value is None


def test_only_what_is_printed_per_something_may_fill_a_zone(make_atlas, make_indicator):
    def fills(unit):
        row = make_indicator(region="青西", value_kind=ValueKind.ACTUAL, period="2023", value=5.0, unit=unit)
        atlas, selection = make_atlas(indicators=[row]), Selection(as_of=2024)
        return colouring(atlas, selection, select(atlas, selection), f"figure:新增绿地面积|{unit}")["fills"]

    assert [fills(unit) for unit in ("%", "亿元/平方公里", "人/公顷", "‰", "％")] == [True] * 5
    assert [fills(unit) for unit in ("亿元", "家", "公顷", "万平方米", "项")] == [False] * 5


def test_what_travels_is_plain_and_leaves_out_what_does_not_apply(world):
    selection = Selection(as_of=2024)
    data = colouring(world, selection, select(world, selection), "density")
    assert json.loads(json.dumps(data)) == data
    assert (data["by"], data["fills"], data["year"]) == ("density", True, 2024)
    assert (data["low"], data["top"]) == (pytest.approx(1 / 2.1), pytest.approx(2 / 2.1))
    assert set(data["zones"][0]) == {"id", "value", "total", "placed", "area_km2"}


@pytest.mark.parametrize("text", ["", "moon", "figure:", "figure:新增绿地面积", "figure:甲|乙", "stage ", "density|"])
def test_a_measure_there_is_not_is_none(world, text):
    assert known_measure(text, world) == ""


@pytest.mark.parametrize("text", ["stage", "kept", "density"])
def test_three_measures_need_no_figure(world, text):
    assert known_measure(text, world) == text
