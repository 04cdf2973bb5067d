"""Period and kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.contracts.vocabulary import SectionMode, ValueKind
from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.indicators import find_indicators
from mapapp.extraction.lexicon_patterns import LEXICON_DIR
from mapapp.text.lexicon_files import read_entries
from tests.extraction.figures.figure_documents import figures_of, make_text_document, said

MONTHS = read_entries(LEXICON_DIR / "periods.toml", "months")
EARLIER = read_entries(LEXICON_DIR / "periods.toml", "earlier")


def periods(text: str, **options: object) -> list[tuple[str, str]]:
    return [(figure.period, str(figure.value_kind)) for figure in figures_of(text, **options)]


def test_review_is_actual_in_its_year() -> None:
    assert periods("新增床位60张。") == [("2022", "actual")]


def test_plan_is_target_in_its_year() -> None:
    assert periods("新增床位60张。", mode=SectionMode.PLAN, years=(2023, 2023)) == [("2023", "target")]


def test_forecast_in_a_review() -> None:
    assert periods("预计财政收入增长4%，投资增长6%；税收增长2%。") == [
        ("2022", "forecast"),
        ("2022", "forecast"),
        ("2022", "actual"),
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1—11月工业产值增长7%。", "2022-01/11"),
        ("上半年工业产值增长7%。", "2022-01/06"),
        ("2019年业务收入达9亿元。", "2019"),
        ("2016-2020年累计投资90亿元。", "2016-2020"),
        ("获“2019年度科技奖”企业3家。", "2022"),
        ("产值较2019年增长5%。", "2022"),
    ],
)
def test_period_of_the_sentence(text: str, period: str) -> None:
    assert [found for found, _ in periods(text)] == [period]


def test_starting_year_dates_only_its_own_figure() -> None:
    assert [found for found, _ in periods("人均产出由2015年的3万元提升至5万元。")] == ["2015", "2022"]


def test_leading_year_holds_for_the_sentence() -> None:
    found = periods("到2025年，绿化率达到40%，污水处理率达到99%。", mode=SectionMode.PLAN, years=(2021, 2025))
    assert found == [("2025", "target"), ("2025", "target")]


def test_over_five_years_flows_spread_and_levels_do_not() -> None:
    options = {"mode": SectionMode.PLAN, "years": (2021, 2025)}
    assert periods("新增床位600张。", **options) == [("2021-2025", "target")]
    assert periods("绿化率达到40%。", **options) == [("2025", "target")]
    assert periods("产值年均增长8%。", **options) == [("2021-2025", "target")]


def test_past_year_in_a_plan_is_actual() -> None:
    (figure,) = figures_of("2019年产值9亿元。", mode=SectionMode.PLAN, years=(2023, 2023))
    assert figure.value_kind is ValueKind.ACTUAL


def test_multiple_of_an_earlier_year_is_for_the_later_one() -> None:
    assert periods("税收9亿元，是2015年的1.7倍。") == [("2022", "actual"), ("2022", "actual")]


def test_goals_read_out_in_a_review_are_targets() -> None:
    assert periods("2023年主要预期目标是：财政收入增长5%，税收增长3%。") == [("2023", "target"), ("2023", "target")]


def test_year_in_chinese_figures() -> None:
    options = {"mode": SectionMode.PLAN, "years": (2026, 2030)}
    assert periods("到二〇三五年，人均收入达到9万元。", **options) == [("2035", "target")]


def test_new_kinds_of_things_do_not_flow() -> None:
    options = {"mode": SectionMode.PLAN, "years": (2021, 2025)}
    assert periods("新型职业农民占比达到60%。", **options) == [("2025", "target")]


def test_coming_five_years_hold_behind_a_semicolon() -> None:
    found = periods(
        "今后五年，产值年均增长7%，突破500亿元；城镇化率达到60%。", mode=SectionMode.PLAN, years=(2022, 2022)
    )
    assert [period for period, _ in found] == ["2022-2026", "2026", "2026"]


def test_half_year_compared_with_dates_nothing() -> None:
    assert periods("1-9月产值增长6%，较上半年提高1个百分点。") == [("2022-01/09", "actual"), ("2022-01/09", "actual")]


@pytest.mark.parametrize("entry", [*MONTHS, *EARLIER], ids=lambda entry: entry["id"])
def test_rule_of_time_catches_its_sentence_and_leaves_the_other(entry: dict[str, str]) -> None:
    assert figures_of(entry["catches"])[-1].period == entry["gives"]
    assert figures_of(entry["leaves"])[-1].period == entry.get("leaves_gives", "2022")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二季度财政收入增长7%。", ["2022-04/06"]),
        ("2021年前三季度财政收入增长7%。", ["2021-01/09"]),
        ("7月份用电量增长7%。", ["2022-07"]),
        ("截至9月底，完成投资18亿元，完成年度计划的71%。", ["2022-01/09", "2022-01/09"]),
        ("截至10月末，园区集聚企业320家。", ["2022-10"]),
        ("一季度税收增长5%，二季度增长4%，全年增长4.5%。", ["2022-01/03", "2022-04/06", "2022"]),
        ("1至8月出口12亿元；全年出口18亿元。", ["2022-01/08", "2022"]),
        ("增速较前三季度回落1.9个百分点。", ["2022"]),
        ("针对三季度产值回落的情况，出台措施，全年税收增长4.9%，投资增长2.5%。", ["2022", "2022"]),
    ],
)
def test_parts_of_a_year(text: str, expected: list[str]) -> None:
    assert [found for found, _ in periods(text)] == expected


def test_parts_of_a_year_are_no_part_of_the_name() -> None:
    assert said("地区生产总值一季度增长5.6%，二季度增长4.9%。") == [
        "地区生产总值增长率=5.6%",
        "地区生产总值增长率=4.9%",
    ]


def test_headings_that_speak_of_half_a_year_date_what_stands_under_them() -> None:
    document = make_text_document("新增床位60张。全年新增绿地3公顷。")
    section = replace(document.sections[0], headings=("一、上半年工作回顾",))
    found = find_indicators(replace(document, sections=(section,)), load_figure_lexicon())
    assert [figure.period for figure in found] == ["2022-01/06", "2022"]
