"""Whether a number counts something at all, and its sign."""

from __future__ import annotations

import pytest

from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.found_numbers import is_piece
from mapapp.extraction.figures.quantities import QuantityReader
from mapapp.extraction.text.numbers import read_number

READER = QuantityReader(load_figure_lexicon())


def values(text: str) -> list[float | None]:
    return [quantity.value for quantity in READER.read(text)]


@pytest.mark.parametrize(("text", "at"), [("第3批", 1), ("A4纸", 1), ("GB/T-12", 5), ("№7", 1)])
def test_a_piece_of_something_longer_is_no_number(text: str, at: int) -> None:
    number = read_number(text, at)
    assert number is not None
    assert is_piece(text, number)


@pytest.mark.parametrize("text", ["依照第3，5，7条办理", "依照第3、5条办理"])
def test_a_list_of_articles_counts_nothing(text: str) -> None:
    assert [quantity for quantity in READER.read(text) if not quantity.bare] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增避难场所四处", [4.0]),
        ("新增避难场所一处", []),
        ("进一步提升", []),
        ("百分之百的努力", []),
        ("营业收入三百二十八亿元", [328.0]),
    ],
)
def test_numbers_in_characters_count_where_they_stand_behind_their_noun(text: str, expected: list[float]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("利润为负3.5亿元", [-3.5]),
        ("增速-3.5%", [-3.5]),
        ("增长−1.3%", [-1.3]),
        ("减负30%", [30.0]),
        ("同比+5%", [5.0]),
        ("税收—12亿元", [12.0]),
    ],
)
def test_a_minus_is_a_fall_and_a_dash_or_a_burden_none(text: str, expected: list[float]) -> None:
    assert values(text) == expected
