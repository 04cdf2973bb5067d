"""Search as people write."""

from __future__ import annotations

import pytest

from mapapp.ui.views.search import build_index, suggest

NAMES = ("华为研发中心", "方厅水院", "莲湫湖公园", "蟠龙天地", "轨道交通17号线西延伸", "西岑科创中心")


@pytest.fixture
def index(make_atlas, make_event):
    """Index six projects, the first with an alias."""
    events = [make_event(f"e{n}", name, f"p{n}") for n, name in enumerate(NAMES)]
    return build_index(make_atlas([*events, make_event("e9", "青浦研发基地", "p0")]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("方厅水院", "方厅水院"),
        ("方厅", "方厅水院"),
        ("hwyf", "华为研发中心"),
        ("pltd", "蟠龙天地"),
        ("panlong", "蟠龙天地"),
        ("FTSY", "方厅水院"),
        ("１７号线", "轨道交通17号线西延伸"),
        ("西芩科创", "西岑科创中心"),
        ("研发基地", "青浦研发基地"),
    ],
)
def test_what_is_meant_comes_first(index, typed, meant):
    assert suggest(index, typed)[0].name == meant


@pytest.mark.parametrize("typed", ["", "  ", "zzqq", "火星基地站", "w"])
def test_nothing_fits_means_nothing(index, typed):
    assert suggest(index, typed) == ()


def test_a_project_is_offered_once(index):
    found = suggest(index, "研发")
    assert [entry.project_id for entry in found] == ["p0"]
