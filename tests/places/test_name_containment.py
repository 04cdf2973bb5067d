"""A drawn name inside a project's name: the thing itself, in it, along it, or only called after it."""

from __future__ import annotations

import pytest

from mapapp.contracts import Precision
from mapapp.places.candidates import Way
from mapapp.places.gazetteer import Gazetteer
from mapapp.places.name_containment import by_contained_name, by_crossing
from tests.toy_world import make_project


@pytest.fixture
def gazetteer(toy_geodata):
    return Gazetteer(toy_geodata)


@pytest.mark.parametrize(
    ("name", "district", "feature_id", "way"),
    [
        ("G318改扩建", "青浦区", "r2", Way.IS),
        ("G318泵站", "青浦区", "r2", Way.BESIDE),
        ("G318沿线", "青浦区", "r2", Way.BESIDE),
        ("大治河生态廊道", "闵行区", "w1", Way.BESIDE),
        ("大治河综合整治", "闵行区", "w1", Way.IS),
        ("东方绿舟站交通枢纽", "青浦区", "s1", Way.BESIDE),
        ("元荡岸线贯通", "青浦区", "w2", Way.BESIDE),
        ("课植园游客中心", "青浦区", "p1", Way.IN),
        ("汇中村文化站", "闵行区", "p2", Way.IN),
    ],
)
def test_what_a_name_means_by_a_place_inside_it(gazetteer, name, district, feature_id, way):
    found = by_contained_name(make_project(name, district=district), gazetteer)
    assert [(one.entries[0].feature_id, one.way) for one in found] == [(feature_id, way)]


@pytest.mark.parametrize(
    "name",
    [
        "朱家角路",  # a road called after the town
        "课植园集团总部",  # a firm called after the place
        "G318西延伸",  # where the drawn line is not
        "原课植园地块",  # what it was, or is next to
        "连接崧泽大道通道",
        "元荡基金小楼",  # borrows the name of a lake
    ],
)
def test_what_is_only_called_after_a_place_is_not_there(gazetteer, name):
    assert by_contained_name(make_project(name), gazetteer) == []


def test_lines_joined_by_a_dash_are_those_lines_together(gazetteer):
    found = by_contained_name(make_project("崧泽大道-剑川路改造", district=""), gazetteer)
    assert [entry.feature_id for entry in found[0].entries] == ["r1", "r3"]
    assert (found[0].way, found[0].precision) == (Way.IS, Precision.LINE)


def test_two_lines_that_do_not_come_together_meet_nowhere(gazetteer):
    # 崧泽大道 and G318 run side by side, 300 m apart.
    assert by_crossing(make_project("崧泽大道与G318交叉口", district=""), (), gazetteer) == []
    assert by_crossing(make_project("崧泽大道与G318绿化", district=""), (), gazetteer) == []
