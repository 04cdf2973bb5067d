"""What goes together before anything is named, and what only looks alike."""

from __future__ import annotations

import pytest

from mapapp.entities import Registry
from mapapp.entities.linking.groups import Group, group_mentions, spoken_name

NOBODY = Registry(())


def grouped(*events):
    return [group.indices for group in group_mentions(events, NOBODY)]


def test_no_mentions_make_no_groups():
    assert grouped() == []


@pytest.mark.parametrize(
    ("name", "groups"),
    [("体育中心", [[0], [1]]), ("轨交17号线西延伸", [[0, 1]]), ("318国道", [[0, 1]]), ("中山路", [[0], [1]])],
)
def test_only_numbered_lines_and_roads_run_through_two_districts(make_event, name, groups):
    assert grouped(make_event(name), make_event(name, district="闵行区")) == groups


def test_a_national_road_is_one_however_its_number_is_written(make_event):
    assert grouped(make_event("318国道"), make_event("G318国道"), make_event("Ｇ318")) == [[0, 1, 2]]


def test_a_short_name_joins_the_full_one_only_where_the_text_puts_it_there(make_event):
    full, short = "大零号湾国际智能医疗创新中心", "国际智能医疗创新中心"
    assert grouped(make_event(short, zones=("大零号湾",)), make_event(full)) == [[0, 1]]
    assert grouped(make_event(short), make_event(full)) == [[0], [1]]
    assert grouped(make_event(short, zones=("大零号湾",)), make_event(short), make_event(full)) == [[0, 1], [2]]


def test_a_name_with_letters_left_out_joins_the_one_it_can_stand_for(make_event):
    first, second = make_event("友东路片区更新"), make_event("友东路片区城市更新")
    (group,) = group_mentions([first, second], NOBODY)
    assert group.indices == [0, 1]
    assert group.notes == ["“友东路片区更新”为省字写法，并入全称"]


def test_a_name_a_reviewer_has_given_is_merged_no_further(make_event):
    named = make_event("友东路片区更新", canonical="友东路片区更新", reviewed="corrected")
    assert grouped(named, make_event("友东路片区城市更新")) == [[0], [1]]


def test_a_bare_phase_is_spoken_of_by_the_name_of_the_whole(make_event):
    phase = make_event("二期", canonical="甲园")
    assert spoken_name(phase) == "甲园"
    (group,) = group_mentions([make_event("甲园"), phase], NOBODY)
    assert (group.indices, group.parts) == ([0, 1], {1: "二期"})


def test_an_everyday_name_under_two_towns_is_two_projects(make_event):
    here = make_event("社区文化活动中心", canonical="金泽镇社区文化活动中心")
    there = make_event("社区文化活动中心", canonical="练塘镇社区文化活动中心")
    assert grouped(here, there) == [[0], [1]]


def test_taking_a_group_in_keeps_mentions_in_order_and_says_why():
    one, other = Group(("甲", ""), None, [1, 4], {4: "二期"}), Group(("乙", ""), None, [0, 2], {0: "一期"}, ["旧注"])
    one.take_in(other, "并入")
    assert (one.indices, one.parts, one.notes) == ([0, 1, 2, 4], {4: "二期", 0: "一期"}, ["旧注", "并入"])
