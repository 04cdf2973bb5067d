"""The names of a list that shares a head or a partner."""

import pytest

from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.name_lists import LONGEST_MEMBER, NameLists


@pytest.fixture(scope="module")
def lists():
    return NameLists(load_figure_lexicon())


@pytest.mark.parametrize(
    ("text", "count", "names"),
    [
        ("新能源、高端装备产值", 2, ["新能源产值", "高端装备产值"]),
        ("批发业、住宿和餐饮业营业额", 2, ["批发业营业额", "住宿和餐饮业营业额"]),
        ("对欧盟、东盟进出口总额", 2, ["对欧盟进出口总额", "对东盟进出口总额"]),
        ("生产总值", 1, ["生产总值"]),
    ],
)
def test_every_member_gets_the_head_only_the_last_one_prints(lists, text, count, names):
    assert lists.members(text, count) == names


@pytest.mark.parametrize(
    ("text", "count"), [("甲、乙产值", 3), ("", 2), ("甲、、乙产值", 3), (f"{'长' * (LONGEST_MEMBER + 1)}、乙产值", 2)]
)
def test_a_list_that_cannot_be_cut_into_so_many_is_no_list(lists, text, count):
    assert lists.members(text, count) == []


def test_a_list_is_cut_at_marks_and_joiners_but_not_inside_words(lists):
    assert lists.parts("甲、乙和丙") == ["甲", "乙", "丙"]
    assert lists.parts("和平路、温和") == ["和平路", "温和"]
    assert lists.parts("甲、、乙") == []


def test_a_name_that_ends_in_a_measure_is_told_from_one_that_does_not(lists):
    assert lists.measured("工业总产值")
    assert not lists.measured("青石大桥")
