import re

from mapapp.extraction.projects.subjects import dispersed, gives_way, opens_name, parts, sums_up


def test_an_area_of_a_kind_of_building_is_a_sum():
    assert sums_up("保障房", "约12万平方米")
    assert not sums_up("青石商务区", "12万平方米")
    assert not sums_up("保障房", "，绿道贯通")


def test_who_will_act_gives_way_to_what_is_built():
    assert gives_way("将")
    assert gives_way("年内将陆续")
    assert not gives_way("")
    assert not gives_way("大桥")


def test_places_named_apart_are_given_with_their_bounds():
    words = "光伏项目分别在鹿鸣、云岭"
    found = dispersed(words, 0, len(words))
    assert found is not None
    assert words[: found[0]] == "光伏项目"
    assert [words[left:right] for left, right in found[1]] == ["鹿鸣", "云岭"]
    assert dispersed("光伏项目", 0, 4) is None


def test_a_single_adverb_at_the_head_of_a_clause_begins_a_name():
    adverb = re.compile("正|正在").match("正元产业园推进建设")
    assert adverb is not None
    assert opens_name(adverb, 0)
    inside = re.compile("正").search("大桥正建设")
    assert inside is not None
    assert not opens_name(inside, 0)


def test_lines_and_halls_are_parts_of_the_project_before_the_verb():
    assert parts("result", "远达电池项目", "9条生产线")
    assert parts("finish", "鹿鸣湖大桥", "桥面铺装")
    assert not parts("result", "云溪区", "9条生产线")
    assert not parts("result", "远达电池项目", "青石大桥")
