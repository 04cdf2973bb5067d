import csv
from dataclasses import replace

import pytest

from mapapp.contracts import Evidence
from mapapp.entities import Registry, link_projects, load_registry
from mapapp.entities.linking.identity import make_project_id
from mapapp.entities.linking.registry import COLUMNS

EMPTY = Registry(())


@pytest.fixture
def make_registry(tmp_path):
    def build(**cells):
        row = {"canonical": "甲园", "district": "青浦区", "source": "测试"} | cells
        path = tmp_path / "projects.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerow(row)
        return load_registry(path)

    return build


def ids(linked):
    return [event.project_id for event in linked.events]


def test_line_13_is_not_line_17(make_event):
    linked = link_projects([make_event("轨交13号线西延伸"), make_event("轨交17号线西延伸")], EMPTY)
    assert len(linked.projects) == 2
    assert linked.suggestions == ()


def test_one_line_in_two_districts_is_one_project(make_event):
    linked = link_projects([make_event("轨交13号线西延伸"), make_event("13号线西延伸", district="闵行区")], EMPTY)
    assert len(set(ids(linked))) == 1


def test_one_name_in_two_districts_is_two_projects(make_event):
    linked = link_projects([make_event("体育中心"), make_event("体育中心", district="闵行区")], EMPTY)
    assert len(set(ids(linked))) == 2


def test_north_and_south_garden_share_the_parent_not_the_phase(make_event):
    linked = link_projects([make_event("上达中央公园南园"), make_event("上达中央公园北园")], EMPTY)
    (project,) = linked.projects
    assert (project.name, project.phases) == ("上达中央公园", ("南园", "北园"))


def test_spellings_of_one_name_are_one_project(make_event):
    events = [make_event("“大零号湾”科创大厦"), make_event("大零号湾 科创大厦项目", doc="B")]
    assert len(set(ids(link_projects(events, EMPTY)))) == 1


def test_probable_pairs_are_suggested_not_merged(make_event):
    linked = link_projects([make_event("甲山卓越中心基地"), make_event("甲山科学卓越创新中心基地")], EMPTY)
    assert len(linked.projects) == 2
    (suggestion,) = linked.suggestions
    assert set(suggestion.project_ids) == set(ids(linked))
    assert "“甲山卓越中心基地” 与 “甲山科学卓越创新中心基地”" in suggestion.reasons[0]


def test_a_name_that_leaves_letters_out_joins_the_full_one_and_says_so(make_event):
    linked = link_projects([make_event("复旦大学创新学院"), make_event("复旦创新学院", doc="B")], EMPTY)
    (project,) = linked.projects
    assert (project.name, project.note) == ("复旦大学创新学院", "“复旦创新学院”为省字写法，并入全称")


def test_a_name_that_could_be_short_for_two_joins_neither(make_event):
    events = [make_event("甲山示范科创中心大楼"), make_event("甲山国际科创中心大楼"), make_event("甲山科创中心大楼")]
    assert len(link_projects(events, EMPTY).projects) == 3


def test_short_name_joins_the_long_one_only_in_that_place(make_event):
    long = make_event("大零号湾国际智能医疗创新中心", zones=["大零号湾"])
    inside = make_event("国际智能医疗创新中心", zones=["大零号湾"])
    outside = make_event("国际智能医疗创新中心")
    assert len(link_projects([long, inside], EMPTY).projects) == 1
    assert len(link_projects([long, outside], EMPTY).projects) == 2


def test_registry_names_and_fills_zones_the_text_does_not_tell(make_event, make_registry):
    registry = make_registry(canonical="网易国际文创园", aliases="网昂国际文创园", zones="青东")
    (event,) = link_projects([make_event("网昂国际文创园")], registry).events
    assert (event.canonical, event.zones, event.zone_evidence) == ("网易国际文创园", ("青东",), Evidence.WORLD)


def test_registry_zones_never_overrule_the_text(make_event, make_registry):
    registry = make_registry(zones="青东")
    (event,) = link_projects([make_event("甲园", zones=["新城"])], registry).events
    assert (event.zones, event.zone_evidence) == (("新城",), Evidence.TEXT)


def test_registry_zones_of_a_line_hold_in_its_home_district_only(make_event, make_registry):
    registry = make_registry(canonical="轨交13号线西延伸", district="青浦区;闵行区", zones="青东")
    events = [make_event("13号线西延伸"), make_event("13号线西延伸", district="闵行区")]
    linked = link_projects(events, registry)
    assert [event.zones for event in linked.events] == [("青东",), ()]
    assert len(linked.projects) == 1


def test_a_reviewer_has_the_last_word(make_event, make_registry):
    registry = make_registry(canonical="甲园", zones="青东")
    event = replace(make_event("示范工程"), reviewed="corrected", canonical="甲园")
    (linked,) = link_projects([event], registry).events
    assert (linked.canonical, linked.zones) == ("甲园", ())


def test_project_id_depends_on_name_and_district_alone(make_event):
    alone = link_projects([make_event("甲园")], EMPTY)
    crowd = link_projects([make_event("乙园"), make_event("丙园"), make_event("甲园", doc="B")], EMPTY)
    assert ids(alone)[0] == ids(crowd)[2] == make_project_id("甲园", "青浦区")
    assert make_project_id("甲园", "闵行区") != ids(alone)[0]


def test_project_gathers_its_events_in_order_of_year_and_stage(make_event):
    late = make_event("甲园", "completed", 2025, event_id="z", places=("金泽",))
    early = make_event("甲园一期", "started", 2020, event_id="a", certain=False)
    (project,) = link_projects([late, early], EMPTY).projects
    assert project.event_ids == ("a", "z")
    assert (project.places, project.aliases, project.phases) == (("金泽",), ("甲园一期",), ("一期",))
    assert project.certain


def test_order_of_events_does_not_change_projects(make_event):
    events = [make_event("甲园"), make_event("乙路"), make_event("甲园二期")]
    forward = link_projects(events, EMPTY).projects
    backward = link_projects(events[::-1], EMPTY).projects
    assert [(p.project_id, p.name) for p in forward] == [(p.project_id, p.name) for p in backward]


def test_one_everyday_name_under_two_town_headings_is_two_projects(make_event):
    linked = link_projects(
        [
            make_event("社区文化活动中心", canonical="鹿鸣镇社区文化活动中心"),
            make_event("社区文化活动中心", canonical="松涛镇社区文化活动中心"),
        ],
        EMPTY,
    )
    assert sorted(project.name for project in linked.projects) == ["松涛镇社区文化活动中心", "鹿鸣镇社区文化活动中心"]


def test_a_bare_part_belongs_to_the_project_it_is_a_part_of(make_event):
    linked = link_projects([make_event("鹿鸣公园"), make_event("二期", canonical="鹿鸣公园")], EMPTY)
    (project,) = linked.projects
    assert project.name == "鹿鸣公园"
    assert project.phases == ("二期",)
