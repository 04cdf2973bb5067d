"""Numbers in every way print writes them."""

from __future__ import annotations

import time

import pytest

from mapapp.extraction.text.numbers import even_numbers, read_number


@pytest.mark.parametrize(
    ("written", "value", "scale"),
    [
        ("1,250", 1250, ""),
        ("12,345,678.9", 12345678.9, ""),
        ("1.2万", 1.2, "万"),
        ("1.3万亿", 1.3, "万亿"),
        ("1亿2千万", 1.2, "亿"),
        ("2万5千", 25000, ""),
        ("1万3千亿", 13000, "亿"),
        ("1万零860亿4千万", 10860.4, "亿"),
        ("128亿3千万", 128.3, "亿"),
        ("68万5千", 685000, ""),
        ("7万8千", 78000, ""),
        ("3亿零5百万", 3.05, "亿"),
        ("三百二十八亿", 328, "亿"),
        ("两千", 2000, ""),
        ("三十五", 35, ""),
        ("一千二百", 1200, ""),
        ("二百四十六亿八千万", 246.8, "亿"),
        ("七万零八百", 70800, ""),
        ("四十万", 40, "万"),
        ("一百零八万三千", 108.3, "万"),
        ("一万亿", 1, "万亿"),
        ("一点五", 1.5, ""),
        ("十二点零三", 12.03, ""),
        ("十七", 17, ""),
        ("一百一十", 110, ""),
        ("九千零一", 9001, ""),
        ("六", 6, ""),
    ],
)
def test_written_number_has_its_value(written: str, value: float, scale: str) -> None:
    number = read_number(written + "元", 0)
    assert number is not None
    assert (number.value, number.scale, number.end) == (pytest.approx(value), scale, len(written))


@pytest.mark.parametrize(
    "written", ["三百二八亿", "一千二", "十百", "1,25,0", "3.5.2", "12,34", "1O0", "三百百", "五百三亿"]
)
def test_what_looks_like_a_number_and_is_none_has_no_value(written: str) -> None:
    number = read_number(written + "亿元", 0)
    assert number is not None
    assert number.unreadable


@pytest.mark.parametrize("written", ["二〇二五年", "一九九八年", "一二三产业"])
def test_digits_said_one_by_one_are_no_number(written: str) -> None:
    assert read_number(written, 0) is None


def test_neighbouring_digits_are_a_range() -> None:
    number = read_number("三四个", 0)
    assert number is not None
    assert (number.low, number.high, number.value) == (3, 4, None)


def test_more_than_is_kept_wherever_it_is_said() -> None:
    for written in ("三百余家", "20余万人", "十多个", "二十几台", "3万2千余人", "100+个", "一百一十余家"):
        number = read_number(written, 0)
        assert number is not None
        assert number.more, written
        assert written[number.end :] in {"家", "人", "个", "台"}


def test_units_keep_their_thousand() -> None:
    for written, end in (("5千瓦", 1), ("三千米", 1), ("20万千瓦", 3), ("3千克", 1)):
        number = read_number(written, 0)
        assert number is not None
        assert number.end == end, written


def test_parts_of_a_hundred_are_percent() -> None:
    for written, value, sign in (
        ("百分之三十五", 35, "%"),
        ("百分之六点二", 6.2, "%"),
        ("千分之四", 4, "‰"),
        ("百分之8.5", 8.5, "%"),
    ):
        number = read_number(written, 0)
        assert number is not None
        assert (number.value, number.percent) == (pytest.approx(value), sign)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("投资1，250亿元", "投资1,250亿元"),
        ("泊位12，345，678个", "泊位12,345,678个"),
        ("泊位1'200个", "泊位1,200个"),
        ("泊位1’200个", "泊位1,200个"),
        ("泊位1 200个", "泊位1,200个"),
        ("泊位1\u2009200\u2009300个", "泊位1,200,300个"),
        ("增加值4，186.7亿元", "增加值4,186.7亿元"),
    ],
)
def test_thousands_are_joined_however_they_are_parted(printed: str, read: str) -> None:
    assert even_numbers(printed) == read


@pytest.mark.parametrize(
    "printed",
    [
        "第3，500条",
        "第3，5，7条",
        "2025，120个项目",
        "8，12，250个",
        "1，2500亿元",
        "表1 300 400",
        "3，50个",
        "1.5，200个",
    ],
)
def test_lists_and_clauses_are_not_joined(printed: str) -> None:
    assert even_numbers(printed) == printed


@pytest.mark.parametrize("year", ["二〇二五", "二○二五", "二零二五", "二O二五", "一九九八"])
def test_years_said_digit_by_digit_are_written_in_digits(year: str) -> None:
    assert even_numbers(year + "年建成") in {"2025年建成", "1998年建成"}


def test_a_run_of_numerals_without_end_is_read_in_no_time():
    begun = time.process_time()
    text = "一二三" * 300
    for start in range(len(text)):
        read_number(text, start)
    assert time.process_time() - begun < 5
