"""The time of each paragraph as headings open and close."""

import pytest

from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.documents.headings import Heading
from mapapp.documents.time.section_times import Times
from mapapp.documents.time.walk import BAND_LEVEL, PARTS_RULE, Held, TimeWalk

REPORT = Times(DocumentKind.WORK_REPORT, reviews=2025, plans=(2026, 2026), issued=2026, month=1)
FIRST = Held(SectionMode.UNKNOWN, None)
REVIEW, PLAN = SectionMode.REVIEW, SectionMode.PLAN


@pytest.fixture
def walk():
    return TimeWalk(REPORT, FIRST, parts={})


def head(walk, level, words, at=0):
    return walk.open(Heading(level, words, run_in=False), words, at)


def test_a_heading_sets_the_time_until_the_next_of_its_level(walk):
    held = head(walk, 4, "一、2025年工作回顾", at=100)
    assert (held.mode, held.years) == (REVIEW, (2025, 2025))
    assert 100 <= held.start < held.end <= 100 + len("一、2025年工作回顾")
    assert walk.follow("建成青石大桥。", 120, scrambled=False).mode is REVIEW
    held = head(walk, 4, "二、2026年主要任务", at=130)
    assert (held.mode, held.years) == (PLAN, (2026, 2026))
    assert walk.headings == ("二、2026年主要任务",)


def test_a_silent_heading_below_keeps_the_time_of_the_one_above(walk):
    head(walk, 4, "一、2025年工作回顾")
    held = head(walk, 5, "（一）青石大桥")
    assert (held.mode, held.years) == (REVIEW, (2025, 2025))
    assert walk.headings == ("一、2025年工作回顾", "（一）青石大桥")


def test_a_line_inside_a_table_heads_only_the_rows_below_it(walk):
    head(walk, 4, "一、2025年工作回顾")
    head(walk, BAND_LEVEL, "2026年计划项目")
    assert walk.headings[-1] == "2026年计划项目"
    assert walk.close_band().mode is REVIEW
    assert walk.headings == ("一、2025年工作回顾",)
    assert walk.close_band().mode is REVIEW


def test_five_years_in_a_report_that_looks_back_are_the_five_up_to_its_year(walk):
    head(walk, 4, "一、2025年工作回顾")
    assert walk.follow("五年来，建成公园5座。", 20, scrambled=False).years == (2021, 2025)
    assert walk.follow("建成公园5座。", 40, scrambled=False).years == (2025, 2025)


def test_a_paragraph_over_the_wrong_column_is_told_by_its_own_words(walk):
    head(walk, 4, "一、2025年工作回顾")
    words = "持续优化环境。加快建设青石大桥。力争年内开工。"
    assert walk.follow(words, 20, scrambled=False).mode is REVIEW
    held = walk.follow(words, 20, scrambled=True)
    assert (held.mode, held.years, held.start, held.end) == (PLAN, (2026, 2026), 0, 0)


def test_before_any_heading_the_first_time_holds(walk):
    assert walk.follow("青石大桥位于青溪镇。", 0, scrambled=False) == FIRST
    assert walk.headings == ()


def test_a_five_year_plan_looks_back_on_the_last_five_years_and_ahead_on_its_own():
    plan = TimeWalk(Times(DocumentKind.FIVE_YEAR_PLAN, reviews=2025, plans=(2026, 2030), issued=2026), FIRST, parts={})
    held = plan.follow("“十四五”时期，建成公园5座。", 0, scrambled=False)
    assert (held.mode, held.years) == (REVIEW, (2025, 2025))
    held = plan.follow("“十五五”时期，加快建设公园。", 20, scrambled=False)
    assert (held.mode, held.years) == (PLAN, (2026, 2030))


def test_the_order_of_the_parts_tells_the_time_of_a_heading_without_a_word_of_time():
    walk = TimeWalk(REPORT, FIRST, parts={100: PLAN})
    assert walk.open(Heading(4, "一、建设幸福家园", run_in=False), "一、建设幸福家园", 20).mode is FIRST.mode
    held = walk.open(Heading(4, "二、建设美丽家园", run_in=False), "二、建设美丽家园", 100)
    assert (held.mode, held.years, held.rule) == (PLAN, (2026, 2026), PARTS_RULE)


PLAN_TIMES = Times(DocumentKind.FIVE_YEAR_PLAN, reviews=2025, plans=(2026, 2030))
THREE_YEARS = Times(DocumentKind.OTHER, reviews=None, plans=(2026, 2028), titled=(2026, 2028), title_plans=True)


@pytest.mark.parametrize(
    ("times", "back", "ahead"),
    [
        (PLAN_TIMES, (3, "第二章 “十四五”发展回顾"), (3, "第五章 完善现代化基础设施体系")),
        (PLAN_TIMES, (3, "第一章 发展基础"), (3, "第二章 建设宜居城市")),
        (PLAN_TIMES, (4, "一、现状"), (4, "二、构建综合立体交通网络")),
        (PLAN_TIMES, (3, "第一章 “十四五”建设成就"), (2, "第二篇 交通")),
        (THREE_YEARS, (4, "一、工作基础"), (4, "二、打通断头路")),
    ],
)
def test_a_plan_plans_again_after_the_part_that_looks_back(times, back, ahead):
    walk = TimeWalk(times, Held(PLAN, times.plans), parts={})
    assert head(walk, *back).mode is REVIEW
    assert head(walk, back[0] + 1, "（一）城市功能显著增强").mode is REVIEW
    held = head(walk, *ahead)
    assert (held.mode, held.years) == (PLAN, times.plans)


def test_a_report_does_not_turn_by_a_silent_heading(walk):
    head(walk, 4, "一、2025年工作回顾")
    assert head(walk, 4, "二、城市建设").mode is REVIEW


def test_an_item_that_names_a_year_dates_itself_and_not_the_next():
    walk = TimeWalk(Times(DocumentKind.OTHER, None, None, issued=2025, month=12), FIRST, parts={})
    head(walk, 6, "6.南门菜市场改造完成")
    assert head(walk, 6, "7.音乐厅开馆时间推迟至明年1月18日").mode is PLAN
    assert head(walk, 6, "8.大桥正线贯通").mode is not PLAN
    assert head(walk, 6, "9.开馆计划推迟至明年").mode is PLAN
    assert head(walk, 6, "10.垃圾处理厂并网发电").mode is not PLAN


def test_a_plan_of_three_years_looks_back_on_the_year_before():
    walk = TimeWalk(THREE_YEARS, Held(PLAN, (2026, 2028)), parts={})
    assert head(walk, 4, "一、建设基础").years == (2025, 2025)
