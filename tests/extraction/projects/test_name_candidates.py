"""Noun phrases into names: lists, shared heads, phases, counts, wrappings."""

from __future__ import annotations

import pytest

from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.name_candidates import Name, split_names
from mapapp.extraction.text.brackets import mask_brackets


def names_of(phrase: str, *, previous: str = "") -> list[Name]:
    return split_names(phrase, mask_brackets(phrase), 0, len(phrase), load_lexicon(), previous=previous)


def texts_of(phrase: str, *, previous: str = "") -> list[str]:
    return [name.text for name in names_of(phrase, previous=previous)]


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("松河大桥、云栖中学和鹿鸣泵站", ["松河大桥", "云栖中学", "鹿鸣泵站"]),
        ("松河大桥以及云栖中学", ["松河大桥", "云栖中学"]),
        ("“云上谷”“水岸里”", ["“云上谷”", "“水岸里”"]),
    ],
)
def test_a_list_gives_a_name_for_each_item(phrase: str, names: list[str]) -> None:
    assert texts_of(phrase) == names


@pytest.mark.parametrize("name", ["和平路小学", "模拟与实验装置", "颐和公园", "普及中心"])
def test_a_conjunction_inside_a_name_cuts_nothing(name: str) -> None:
    assert texts_of(name) == [name]


def test_a_list_closed_by_etc_says_what_it_holds() -> None:
    names = names_of("松河大桥、云栖中学等12个重大项目")
    assert [name.text for name in names] == ["松河大桥", "云栖中学"]
    assert {name.context for name in names} == {"重大项目"}
    assert {name.listed for name in names} == {2}


def test_the_head_a_list_shares_is_given_to_every_item() -> None:
    assert texts_of("松河、云栖、鹿鸣3座泵站") == ["松河泵站", "云栖泵站", "鹿鸣泵站"]
    assert all(name.shared for name in names_of("松河、云栖、鹿鸣3座泵站"))


def test_a_line_extension_goes_to_all_lines_of_the_list() -> None:
    assert texts_of("2号线、13号线西延伸") == ["2号线西延伸", "13号线西延伸"]


def test_a_bare_phase_takes_the_name_before_it() -> None:
    assert texts_of("松河产业园一期、二期") == ["松河产业园一期", "松河产业园二期"]
    assert texts_of("二期", previous="松河产业园一期") == ["松河产业园二期"]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("总投资12亿元的松河大桥", "松河大桥"),
        ("全长3.2公里的云栖路", "云栖路"),
        ("连接云栖镇的松河大桥", "松河大桥"),
        ("松河公园景观", "松河公园"),
        ("松河1.2公里岸线", "松河岸线"),
    ],
)
def test_wrappings_are_cut_off(phrase: str, name: str) -> None:
    assert texts_of(phrase) == [name]
    assert not names_of(phrase)[0].counted


@pytest.mark.parametrize("phrase", ["12个老旧小区", "绿道30公里", "一季度9个重大项目"])
def test_a_number_that_stands_for_names_is_marked(phrase: str) -> None:
    assert [name.counted for name in names_of(phrase)] == [True]


@pytest.mark.parametrize("phrase", ["13号线", "726所"])
def test_a_number_of_a_name_is_no_count(phrase: str) -> None:
    (name,) = names_of(phrase)
    assert (name.text, name.counted) == (phrase, False)


def test_offsets_say_where_the_words_stand() -> None:
    phrase = "总投资12亿元的松河大桥、云栖中学"
    assert [phrase[name.start : name.end] for name in names_of(phrase)] == ["松河大桥", "云栖中学"]


def test_a_setting_is_no_name() -> None:
    assert texts_of("在松河大桥") == []
