"""A word of time between name and stage is no part of the name, and a plan with a feast for its day stays a plan."""

from __future__ import annotations

import pytest

from mapapp.contracts import Modality
from tests.extraction.projects.written_text import events_of

TIMES = (
    "中秋前",
    "国庆前夕",
    "端午节正式",
    "今秋",
    "节后",
    "年后",
    "近日",
    "周末",
    "上周六",
    "昨天上午",
    "本月中旬",
    "春节假期前",
    "国庆长假期间",
    "“双节”前",
    "9月中下旬",
    "最快下月",
    "届时",
    "去冬今春",
    "元旦假期",
    "入冬前",
    "新学期",
    "三季度末",
    "重阳节当天",
    "不久将",
)


@pytest.mark.parametrize("when", TIMES)
def test_a_time_is_no_part_of_the_name(tmp_path, when):
    assert [event.name for event in events_of(tmp_path, f"柳溪公园{when}开园。")] == ["柳溪公园"]


@pytest.mark.parametrize(
    "name", ["百年前街", "少年宫", "青年公园", "端午里", "春节路", "节制闸", "万年桥", "今朝里小区"]
)
def test_a_name_keeps_what_only_looks_like_a_time(tmp_path, name):
    first, *_ = events_of(tmp_path, f"{name}改造完工。")
    assert first.name.startswith(name[:2])


@pytest.mark.parametrize(
    ("words", "year"),
    [("明春开园", 2026), ("明年国庆开园", 2026), ("去秋开园", 2024), ("今秋开园", 2025), ("明秋正式开园", 2026)],
)
def test_a_season_counts_from_the_year_it_is_spoken_in(tmp_path, words, year):
    [event] = events_of(tmp_path, f"云岭区2025年工作情况\n\n柳溪公园{words}。")
    assert event.year == year


@pytest.mark.parametrize(
    "words",
    [
        "计划国庆节开园",
        "计划下月开园",
        "计划中秋前开园",
        "计划开园",
        "拟春节前后开园",
        "拟暑期开园",
        "正在栽植苗木，计划元旦开园",
        "建设工程计划新学期前完工",
    ],
)
def test_a_plan_stays_a_plan_whatever_its_day(tmp_path, words):
    assert events_of(tmp_path, f"云岭区2025年工作总结\n\n柳溪公园{words}。")[-1].modality is Modality.PLANNED


@pytest.mark.parametrize(
    "words",
    ["按计划开园", "按照年度计划如期开园", "列入年度计划的柳溪公园已开园", "三年行动计划收官，柳溪公园已开园"],
)
def test_a_plan_that_is_a_noun_plans_nothing(tmp_path, words):
    said = words if "柳溪" in words else f"柳溪公园{words}"
    last = events_of(tmp_path, f"云岭区2025年工作总结\n\n{said}。")[-1]
    assert (last.name, last.modality) == ("柳溪公园", Modality.REPORTED)
