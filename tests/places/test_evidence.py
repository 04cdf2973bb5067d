"""The strongest evidence that names a place ends the search; weaker evidence must not contradict it."""

from __future__ import annotations

import pytest

from mapapp.places.candidates import Way
from mapapp.places.evidence import find_candidates
from mapapp.places.gazetteer import Gazetteer
from tests.toy_world import make_event, make_project


@pytest.fixture
def places(toy_geodata):
    """Return a function that gives the places and ways a project's words lead to, best first."""
    gazetteer = Gazetteer(toy_geodata)

    def find(name, *quotes, **facts):
        events = tuple(make_event(quote, places=facts.get("places", ())) for quote in quotes)
        found = find_candidates(make_project(name, events=events, **facts), events, gazetteer)
        return [(candidate.entries[0].feature_id, candidate.way) for candidate in found]

    return find


@pytest.mark.parametrize(
    ("name", "quotes", "first"),
    [
        ("课植园", (), ("p1", Way.IS)),
        ("课植园二期", (), ("p1", Way.IS)),
        ("课植园游客中心", (), ("p1", Way.IN)),
        ("游客中心", ("位于课植园的游客中心开工",), ("p1", Way.IN)),
        ("朱家角镇卫生服务中心", (), ("t2", Way.IN)),
    ],
)
def test_a_projects_words_lead_to_its_place(places, name, quotes, first):
    assert places(name, *quotes)[0] == first


def test_nothing_is_found_where_nothing_is_said(places):
    assert places("游客中心", "游客中心开工") == []
    assert places("课植园基金公司") == []


def test_the_whole_name_wins_over_what_the_quote_says(places):
    assert places("课植园", "位于朱家角镇的课植园开工") == [("p1", Way.IS)]


def test_a_place_outside_the_town_of_the_name_does_not_win_over_it(places):
    # 课植园 stands in 金泽镇 in the toy world, the name says 朱家角镇.
    assert places("朱家角镇卫生服务中心", "位于课植园的卫生服务中心开工")[0] == ("t2", Way.IN)
