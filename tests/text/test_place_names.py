"""Names as keys: two spellings meet, two places do not."""

import pytest

from mapapp.text.place_names import in_brackets, is_only_works, normal_name, without_phase, without_works


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("轨道交通 17 号线", "上海地铁17号线"),
        ("Ｇ318国道", "318国道"),
        ("G50高速公路", "Ｇ50高速"),
        ("“大零号湾”金融港（一期）", "大零号湾金融港(一期)"),
        ("smg 平台", "ＳＭＧ平台"),
    ],
)
def test_spellings_of_one_place_have_one_form(one, other):
    assert normal_name(one) == normal_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("17号线", "13号线"), ("G318国道", "G320国道"), ("甲园一期", "甲园二期"), ("地铁大厦", "大厦")]
)
def test_names_of_two_places_stay_two(one, other):
    assert normal_name(one) != normal_name(other)


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("环城水系三期", "环城水系"),
        ("甲公园(一二期)", "甲公园"),
        ("甲园第二期", "甲园"),
        ("南园", "南园"),
        ("甲园", "甲园"),
    ],
)
def test_a_phase_is_taken_off_unless_it_is_all_there_is(name, whole):
    assert without_phase(name) == whole


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("剑川路大修", "剑川路"),
        ("G318改扩建工程", "G318"),
        ("改扩建工程", "改扩建工程"),
        ("社区卫生服务中心", "社区卫生服务中心"),
    ],
)
def test_works_are_taken_off_unless_nothing_would_remain(name, thing):
    assert without_works(name) == thing


def test_words_that_name_only_works_are_told_from_a_thing():
    assert is_only_works("改扩建一期工程")
    assert not is_only_works("卫生服务中心一期工程")


def test_what_stands_in_brackets_is_a_second_name():
    assert in_brackets("甲平台(东方智媒城)一期(北)") == ("东方智媒城", "北")
    assert in_brackets("甲平台()（全角）") == ()
