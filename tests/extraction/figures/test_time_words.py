"""Times said in words: which part of a year, and how far back."""

from __future__ import annotations

import pytest

from mapapp.extraction.figures.time_words import TimeWords, years_before
from mapapp.extraction.lexicon_patterns import LEXICON_DIR

WORDS = TimeWords(LEXICON_DIR)


@pytest.mark.parametrize(
    ("text", "flow", "period"),
    [
        ("上半年工业产值", True, "2025-01/06"),
        ("一季度末贷款", True, "2025-01/03"),
        ("1—9月完成投资", True, "2025-01/09"),
        ("截至9月底，累计完成", True, "2025-01/09"),
        ("截至9月底，共有企业", False, "2025-09"),
        ("2024年上半年", True, "2024-01/06"),
        ("全年完成投资", True, None),
        ("较上半年增长", True, None),
        ("一季度开工、二季度投产", True, "2025-04/06"),
    ],
)
def test_the_part_of_a_year_that_is_named_last_counts_and_no_comparison(text, flow, period):
    found = WORDS.months(text, flow=flow)
    assert (found and found.period(2025)) == period


def test_only_words_at_the_head_of_a_clause_date_what_follows():
    assert WORDS.months("针对三季度回落的情况", flow=True, leading=True) is None
    assert WORDS.months("工作中，三季度回落", flow=True, leading=True) is not None


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("一季度末贷款", "贷款"),
        ("上半年工业产值", "工业产值"),
        ("工业产值", "工业产值"),
        ("较上半年增长", "较上半年增长"),
    ],
)
def test_no_name_takes_a_part_of_a_year_in(text, without):
    assert WORDS.without_months(text) == without


@pytest.mark.parametrize(
    ("text", "years", "bare", "spoken"),
    [
        ("上年为", 1, True, False),
        ("去年为", 1, True, True),
        ("（去年同期", 1, True, True),
        ("比上年增加", None, None, None),
        ("产值为", None, None, None),
    ],
)
def test_a_value_of_a_year_before_is_told_from_a_comparison(text, years, bare, spoken):
    found = WORDS.earlier(text)
    assert (found and (found.years, found.bare, found.spoken)) == (years and (years, bare, spoken))


def test_a_period_moves_back_with_both_its_years():
    assert years_before("2021-2025", 5) == "2016-2020"
    assert years_before("2025-01/09", 1) == "2024-01/09"
