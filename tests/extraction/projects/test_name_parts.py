"""What a name is made of."""

from __future__ import annotations

import pytest

from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.name_parts import base_of, head_of, is_generic, proper_prefix, residue

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("松河产业园二期", "松河产业园"),
        ("环城水系（一期）", "环城水系"),
        ("松河路北延伸段", "松河路"),
        ("二期", "二期"),
        ("松河污水厂第二期工程", "松河污水厂"),
        ("松河花园北区项目", "松河花园"),
        ("松河路北延伸", "松河路"),
        ("松河中心A座", "松河中心"),
        ("松河中心B栋", "松河中心"),
        ("松河高架(三标段)", "松河高架"),
    ],
)
def test_a_name_without_its_phase(name: str, base: str) -> None:
    assert base_of(name) == base


def test_the_head_is_the_longest_noun_at_the_end() -> None:
    assert head_of("松河污水处理厂", LEXICON) == "污水处理厂"
    assert head_of("松河污水处理厂二期", LEXICON) == "污水处理厂"
    assert head_of("松河", LEXICON) == ""


def test_what_is_left_without_generic_words_is_the_proper_part() -> None:
    assert residue("松河污水处理厂二期", LEXICON) == "松河"
    assert is_generic("污水处理厂", LEXICON)
    assert not is_generic("松河污水处理厂", LEXICON)


def test_the_proper_part_that_opens_a_name() -> None:
    assert proper_prefix("碧湖国际会客厅", LEXICON) == "碧湖"
    assert proper_prefix("会客厅", LEXICON) == ""
