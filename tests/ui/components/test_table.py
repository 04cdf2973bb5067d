"""A sheet: its columns as wide as their words, its cells as plain data, and what is opened in it on the map."""

from __future__ import annotations

import pytest

from mapapp.contracts import Modality, Stage, Verdict
from mapapp.ui.components import table
from mapapp.ui.components.table import Row, TableColumn, TableSheet
from mapapp.ui.i18n import CHINESE, set_language


@pytest.fixture(autouse=True)
def _in_chinese():
    yield
    set_language(CHINESE)


SHEET = TableSheet(
    (TableColumn("名称", width="10em"), TableColumn("份额", width="20%")), (Row(("甲厂", 3)),), empty="没有"
)


def show(visit, atlas, **listeners):
    """Show the sheet and return what it was given."""
    table.show_sheet(SHEET, atlas, key="sheet", **listeners)
    return visit.drawn["sheet"]


def test_english_words_get_more_room_and_shares_stay(visit, make_atlas):
    assert [column["width"] for column in show(visit, make_atlas())["columns"]] == ["10em", "20%"]
    set_language("en")
    assert [column["width"] for column in show(visit, make_atlas())["columns"]] == ["14.5em", "20%"]


def test_rows_travel_as_plain_data(visit, make_atlas):
    drawn = show(visit, make_atlas())
    assert drawn["rows"] == ({"cells": ("甲厂", 3), "detail": ()},)
    assert drawn["empty"] == "没有"


@pytest.mark.parametrize(("opened", "focus", "flies"), [("project:p1", "project:p1", True), ("project:p9", "", False)])
def test_what_is_opened_leads_to_the_map(visit, make_atlas, opened, focus, flies):
    drawn = show(visit, make_atlas())
    visit.tell("sheet", "open", opened)
    drawn["on_open_change"]()
    assert (visit.memory["page"], visit.memory["focus"]) == ("map", focus)
    assert ("fly" in visit.memory) is flies


def test_ticks_are_taken_in_pairs_and_nothing_else(visit, make_atlas):
    said = []
    drawn = show(visit, make_atlas(), on_ticks=said.append)
    visit.tell("sheet", "ticks", [["a", True], ["b", 0], ["c"], "d", None])
    drawn["on_ticks_change"]()
    visit.tell("sheet", "ticks", "all")
    drawn["on_ticks_change"]()
    assert said == [{"a": True, "b": False}]


def test_an_act_is_told_to_who_listens(visit, make_atlas):
    said = []
    drawn = show(visit, make_atlas(), on_act=said.append)
    visit.tell("sheet", "act", "undo:7")
    drawn["on_act_change"]()
    assert said == ["undo:7"]


def test_a_mention_says_year_stage_and_whether_it_was_planned(make_event):
    told = table.mention(make_event(stage=Stage.COMPLETED, year=2027, modality=Modality.PLANNED))
    assert "2027" in told and Stage.COMPLETED.term in told and Modality.PLANNED.term in told
    assert "None" not in table.mention(make_event(year=None))


def test_verdicts_are_counted_also_where_there_is_none_and_intentions_are_no_verdict():
    counted = table.count_verdicts([Verdict.LATE, Verdict.LATE, Verdict.INTENTION])
    told = {item["text"]: item["value"] for item in counted}
    assert told[Verdict.LATE.term] == 2
    assert Verdict.INTENTION.term not in told
    assert sum(told.values()) == 2 and len(told) == len(Verdict) - 1


def test_a_sentence_names_its_document_and_the_way_to_it(make_atlas, make_event):
    event = make_event(quote="甲厂\n开工", doc="900", start=0, end=5)
    part = table.quote_part(make_atlas([event]), "原句", event)
    assert part["label"] == "原句"
    assert "\n" not in part["quote"]
    assert part["read"] == "read:900@0-5"
