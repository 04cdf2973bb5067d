"""What the panel says: counts that add up, recent first, every claim with its sentence."""

from __future__ import annotations

import pytest

from mapapp.contracts import Clock, Modality, Placement, Precision, Stage
from mapapp.selection import Selection, select
from mapapp.ui.views.cards import area_card, overview_card, passage_card, project_card, zone_card


@pytest.fixture
def world(make_atlas, make_event):
    """Two projects in 青西: one building since 2022, one promised for 2025."""
    return make_atlas(
        [
            make_event("e1", "甲厂", "p1", stage=Stage.BUILDING, year=2022),
            make_event("e2", "乙桥", "p2", stage=Stage.COMPLETED, year=2025, modality=Modality.PLANNED),
        ]
    )


def zone_of(atlas, zone_id):
    """Return a zone of the world."""
    return next(zone for zone in atlas.geodata.zones if zone.zone_id == zone_id)


def test_a_zone_counts_every_project_once_by_stage(world):
    card = zone_card(world, select(world, Selection(as_of=2024)), zone_of(world, "青西"))
    assert card["total"] == 2
    counts = {row["term"]: row["count"] for row in card["stages"] if row["count"]}
    assert counts == {"在建": 1, "未见进展报告": 1}


def test_the_most_recent_progress_comes_first(world):
    card = zone_card(world, select(world, Selection(as_of=2024)), zone_of(world, "青西"))
    assert [row["name"] for row in card["rows"]] == ["甲厂", "乙桥"]


def test_a_long_list_is_sent_by_the_page(make_atlas, make_event):
    atlas = make_atlas([make_event(f"e{n}", f"项目{n}", f"p{n:03d}") for n in range(90)])
    card = zone_card(atlas, select(atlas, Selection(as_of=2024)), zone_of(atlas, "青西"))
    assert len(card["rows"]) == 40
    assert card["total"] == 90


def test_a_state_carried_forward_says_so(world):
    card = project_card(world, select(world, Selection(as_of=2024)), world.project_by_id["p1"])
    assert card["state"] == "截至2024年：在建，最近一次报告2022年"


def test_a_project_without_report_is_not_called_planned(world):
    card = project_card(world, select(world, Selection(as_of=2024)), world.project_by_id["p2"])
    assert card["state"] == "截至2024年，未见进展报告"
    assert card["stage"] is None


def test_every_stage_has_its_sentence_and_place(world):
    card = project_card(world, select(world, Selection(as_of=2024)), world.project_by_id["p1"])
    (event,) = card["events"]
    assert event["quote"] == "甲厂开工"
    assert event["read"] == "read:900@0-4"
    assert "50 米" in card["place"]


def test_a_project_outside_the_filter_says_so(world):
    selected = select(world, Selection(as_of=2024, stages=("operating",)))
    assert project_card(world, selected, world.project_by_id["p1"])["hidden"] is True


def test_an_empty_zone_says_why_and_what_to_do(world):
    early = zone_card(world, select(world, Selection(as_of=2019)), zone_of(world, "青西"))
    assert early["empty"] == "截至 2019 年没有文件谈到这里；最早的一份是 2024 年的，把年份拨到 2024 再看。"
    filtered = zone_card(world, select(world, Selection(as_of=2024, stages=("operating",))), zone_of(world, "青西"))
    assert "共有 2 个项目" in filtered["empty"]
    assert (
        zone_card(world, select(world, Selection()), zone_of(world, "示范区"))["empty"]
        == "现有文件没有谈到这个片区的项目。"
    )


def test_the_overview_counts_zones_apart(world):
    card = overview_card(world, select(world, Selection(as_of=2024)))
    assert {row["name"]: row["count"] for row in card["zones"]} == {"青西": 2, "示范区": 0}


def test_a_town_lists_what_is_known_only_to_it(make_atlas, make_event):
    atlas = make_atlas(
        [make_event()],
        placements=[
            Placement("p1", Precision.TOWN, zone_shape(), 3000.0, "只知道街镇", town="金泽镇", district="青浦区")
        ],
    )
    card = area_card(atlas, select(atlas, Selection(as_of=2024, clock=Clock.HAPPENED)), "town", "金泽镇")
    assert card["total"] == 1
    assert "其中 1 个只知道在此范围" in card["subtitle"]
    assert card["rows"][0]["vague"] is True


def zone_shape():
    """Return any outline."""
    from shapely.geometry import box

    return box(120.9, 31.0, 121.0, 31.1)


def test_a_passage_is_the_text_itself(make_document):
    document = make_document(text="前文。甲厂\n\n开工。后文。")
    card = passage_card(document, 3, 9)
    assert card["before"] + card["quote"] + card["after"] == document.text
    assert card["quote"] == "甲厂\n\n开工"
