"""Numerals of planning prose, by hand."""

import pytest

from mapapp.text.numerals import plan_years, read_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("两百", 200),
        ("一百零五", 105),
        ("一千零五十", 1050),
        ("九千九百九十九", 9999),
        ("二〇二五", 2025),
        ("二○二六", 2026),
        ("007", 7),
    ],
)
def test_a_numeral_is_read(text, number):
    assert read_numeral(text) == number


@pytest.mark.parametrize("text", ["", "村", "十五村", "3条", "-3", "３", "²", "1.5", "一万"])
def test_what_is_no_numeral_below_ten_thousand_is_none(text):
    assert read_numeral(text) is None


@pytest.mark.parametrize(
    ("ordinal", "years"),
    [("十二五", (2011, 2015)), ("十四五", (2021, 2025)), ("十五五", (2026, 2030)), ("十九五", (2046, 2050))],
)
def test_a_five_year_plan_has_its_five_years(ordinal, years):
    assert plan_years(ordinal) == years


@pytest.mark.parametrize("ordinal", ["", "十五", "三五", "十村五", "二十五", "十四六"])
def test_what_names_no_plan_has_no_years(ordinal):
    assert plan_years(ordinal) is None
