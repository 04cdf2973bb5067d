"""The value of a year before beside this year's: same name, earlier period."""

from __future__ import annotations

import pytest

from mapapp.contracts.vocabulary import SectionMode
from tests.extraction.figures.figure_documents import figures_of, written


def dated(text: str, **options: object) -> list[tuple[str, str]]:
    return [(written(figure), figure.period) for figure in figures_of(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("地方税收320亿元（上年310亿元）。", [("地方税收=320亿元", "2022"), ("地方税收=310亿元", "2021")]),
        ("出口总额210亿元，上年同期230亿元。", [("出口总额=210亿元", "2022"), ("出口总额=230亿元", "2021")]),
        ("研发投入占比3.6%，上年为3.2%。", [("研发投入占比=3.6%", "2022"), ("研发投入占比=3.2%", "2021")]),
        (
            "商品房销售面积68万平方米，去年为81.2万平方米，降幅15.6%。",
            [
                ("商品房销售面积=68万平方米", "2022"),
                ("商品房销售面积=81.2万平方米", "2021"),
                ("商品房销售面积下降率=15.6%", "2022"),
            ],
        ),
        (
            "1—9月工业产值510亿元，去年同期为498亿元。",
            [("工业产值=510亿元", "2022-01/09"), ("工业产值=498亿元", "2021-01/09")],
        ),
        ("零售额增长4.4%，上年为5.2%。", [("零售额增长率=4.4%", "2022"), ("零售额增长率=5.2%", "2021")]),
        (
            "财政收入362亿元，比上年的351亿元增加11亿元。",
            [("财政收入=362亿元", "2022"), ("财政收入=351亿元", "2021"), ("财政收入增加=11亿元", "2022")],
        ),
        ("地方税收由上年的120亿元增加到135亿元。", [("地方税收=120亿元", "2021"), ("地方税收=135亿元", "2022")]),
        ("空气优良率88.5%（2020年为85.1%）。", [("空气优良率=88.5%", "2022"), ("空气优良率=85.1%", "2020")]),
        (
            "新增就业岗位5200个，前年为4800个，上年4900个。",
            [("新增就业岗位数=5200个", "2022"), ("新增就业岗位数=4800个", "2020"), ("新增就业岗位数=4900个", "2021")],
        ),
        (
            "金融业、软件业增加值上年同期分别为12亿元、8亿元。",
            [("金融业增加值=12亿元", "2021"), ("软件业增加值=8亿元", "2021")],
        ),
        ("上年末常住人口120.5万人。", [("常住人口=120.5万人", "2021")]),
    ],
)
def test_the_value_of_the_year_before_keeps_name_and_loses_a_year(text: str, expected: list[tuple[str, str]]) -> None:
    assert dated(text) == expected


def test_last_year_as_the_speaker_says_it_is_the_year_before_the_speech() -> None:
    assert dated("去年全区新增绿地12公顷。") == [("新增绿地面积=12公顷", "2022")]
    plan = {"mode": SectionMode.PLAN, "years": (2023, 2023)}
    assert dated("新增床位500张，去年为420张。", **plan) == [("新增床位数=500张", "2023"), ("新增床位数=420张", "2022")]


@pytest.mark.parametrize(
    "text",
    [
        "投资比上年增加12亿元。",
        "上年结转资金3亿元。",
        "税收是上年的1.5倍。",
        "入学率高于上年5个百分点。",
        "产值与上年相比增加3亿元。",
    ],
)
def test_what_is_only_compared_with_last_year_is_of_this_year(text: str) -> None:
    assert {figure.period for figure in figures_of(text)} == {"2022"}


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("路网密度由4.1公里/平方公里提高到4.9公里/平方公里。", "2021", "2022"),
        ("研发投入占比由3.1%升至3.6%。", "2021", "2022"),
        ("常住人口从21.3万人增至29.8万人。", "2021", "2022"),
        ("工业投资增速由5.2%回落至-1.3%。", "2021", "2022"),
        ("1—11月，工业产值增速由上半年的3.1%回落至-0.4%。", "2022-01/06", "2022-01/11"),
        ("人均收入从2019年的3万元提高到5万元。", "2019", "2022"),
    ],
)
def test_what_something_moved_from_is_of_the_time_before(text: str, first: str, second: str) -> None:
    one, two = figures_of(text)
    assert (one.period, two.period) == (first, second)
    assert one.name == two.name
    assert one.certain is ("的" in text)
    assert two.certain


def test_a_paragraph_about_five_years_moves_over_five_years() -> None:
    one, two = figures_of("过去五年，综合实力迈上新台阶。发明专利从28件增加到60件。")
    assert (one.period, two.period) == ("2017", "2022")


def test_two_values_that_moved_from_one_year_to_another() -> None:
    assert dated("城乡居民人均可支配收入从2020年的46503元和16935元分别提高到58794元和23184元。") == [
        ("城镇居民人均可支配收入=46503元", "2020"),
        ("农村居民人均可支配收入=16935元", "2020"),
        ("城镇居民人均可支配收入=58794元", "2022"),
        ("农村居民人均可支配收入=23184元", "2022"),
    ]
