"""The words before a number."""

from __future__ import annotations

import pytest

from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.left_context import LeftContext, LeftReader

READER = LeftReader(load_figure_lexicon())


@pytest.mark.parametrize(
    ("text", "subject", "verb", "noun"),
    [
        ("新增养老床位", "", "新增", "养老床位"),
        ("全年新增跨国公司总部", "", "新增", "跨国公司总部"),
        ("产业项目计划完成出让", "产业项目", "出让", ""),
        ("增设、调整居委会", "", "增设、调整", "居委会"),
        ("新建改建健身步道", "", "新建改建", "健身步道"),
        ("力争引进甲公司、乙公司等总部企业", "", "引进", "总部企业"),
        ("动迁安置房建设开工", "动迁安置房", "开工", ""),
        ("在城区周边建设客运站", "", "建设", "客运站"),
        ("一般公共预算收入实现", "", "", "一般公共预算收入"),
    ],
)
def test_subject_verb_noun(text: str, subject: str, verb: str, noun: str) -> None:
    left = READER.read_left(text)
    assert (left.subject, left.verb, left.noun) == (subject, verb, noun)


def test_list_that_ends_in_deng_names_nothing() -> None:
    left = READER.read_left("甲路、乙路等")
    assert left.listed
    assert left.empty


def test_growth_and_level_are_apart() -> None:
    grown = READER.read_left("工业产值同比增长")
    level = READER.read_left("森林覆盖率提高到")
    assert (grown.growth, grown.noun) == ("up", "工业产值")
    assert (level.growth, level.noun) == ("", "森林覆盖率")


def test_growth_that_reached_a_value_is_growth() -> None:
    assert READER.read_left("工业增加值增长达到").growth == "up"


def test_cumulative_behind_the_noun_only() -> None:
    assert READER.read_left("博士工作站累计").cumulative
    assert not READER.read_left("累计引进博士").cumulative


def test_nothing_before_the_number() -> None:
    assert READER.read_left("") == LeftContext()
