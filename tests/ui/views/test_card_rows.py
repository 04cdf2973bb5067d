"""One line each of a project, an event, a promise and a figure."""

import pytest

from mapapp.contracts import Amount, Polarity, Precision, Verdict
from mapapp.selection import Selection, select
from mapapp.ui.views.card_rows import event_row, figure_row, gravity, project_row, promise_row
from tests.exports.full_world import build_full_atlas


@pytest.fixture(scope="module")
def atlas():
    return build_full_atlas()


def test_a_project_shows_its_stage_and_gravest_verdict(atlas):
    selected = select(atlas, Selection(as_of=2026))
    row = project_row(atlas, selected, atlas.project_by_id["p1"])
    assert (row["focus"], row["name"], row["year"], row["verdict"]) == ("project:p1", "甲厂", 2025, "kept")
    assert row["vague"] is False


def test_a_project_of_which_nothing_was_reported_yet_has_no_stage(atlas):
    selected = select(atlas, Selection(as_of=2020))
    row = project_row(atlas, selected, atlas.project_by_id["p1"])
    assert (row["stage"], row["year"]) == (None, None)
    assert row["term"] != ""


def test_a_project_known_only_to_a_town_is_vague(atlas):
    assert atlas.placement_by_project["p4"].precision is Precision.TOWN
    selected = select(atlas, Selection(as_of=2026))
    vague = {project.name: project_row(atlas, selected, project)["vague"] for project in atlas.projects}
    assert vague == {"甲厂": False, "乙线": False, "丙园": False, "丁校": True, "戊桥": True, "己馆": False}


def test_an_event_says_outright_that_a_stage_was_missed_or_given_up(atlas, make_event):
    missed = event_row(atlas, make_event(polarity=Polarity.NOT_REACHED))
    assert missed["said"] == Polarity.NOT_REACHED.term
    assert event_row(atlas, make_event(polarity=Polarity.CANCELLED))["said"] == Polarity.CANCELLED.term


def test_an_amount_keeps_its_number_as_a_reader_writes_it(atlas, make_event):
    assert event_row(atlas, make_event(amount=Amount(12500.0, "万元", "总投资")))["amount"] == "总投资 12,500 万元"
    assert event_row(atlas, make_event())["amount"] == ""


def test_a_document_that_is_gone_leaves_its_id_and_no_citation(atlas, make_event, make_indicator):
    row = event_row(atlas, make_event(doc="gone"))
    assert (row["doc"], row["cite"], row["read"]) == ("gone", "", "read:gone@0-4")
    assert figure_row(atlas, make_indicator(doc="gone"))["doc"] == "gone"


def test_a_promise_shows_the_sentence_at_each_end(atlas):
    kept, open_ = (promise_row(atlas, promise) for promise in atlas.promises)
    assert [bound["quote"] for bound in kept["bounds"]] == ["甲厂建成"]
    assert open_["bounds"] == []
    assert (kept["reason"], kept["moved"]) == ("按期", [])


def test_every_verdict_has_its_weight_and_what_is_proven_against_comes_first():
    ordered = sorted(Verdict, key=gravity)
    assert len({gravity(verdict) for verdict in Verdict}) == len(Verdict)
    assert ordered[0] is Verdict.OVERDUE
    assert ordered[-1] is Verdict.INTENTION
