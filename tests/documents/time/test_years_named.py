"""The years a heading names."""

import pytest

from mapapp.documents.time.years_named import years_of


@pytest.mark.parametrize(
    ("heading", "years"),
    [
        ("一、2023年工作回顾", (2023, 2023)),
        ("二、二〇二六年主要任务", (2026, 2026)),
        ("2021—2025年目标", (2021, 2025)),
        ("2021年至2025年建设成效", (2021, 2025)),
        ("“十四五”时期发展成就", (2021, 2025)),
        ("第十五个五年规划", (2026, 2030)),
        ("一、2025，我们这样走过", (2025, 2025)),
        ("2025年工作总结和2026年工作计划", (2025, 2026)),
        ("2026年计划和2025年回顾", (2025, 2026)),
    ],
)
def test_years_are_read_first_before_last(heading, years):
    assert years_of(heading) == years


@pytest.mark.parametrize(
    "heading", ["", "一、工作回顾", "投资2025万元", "新增床位 2030 张", "十四五月份", "建筑高度2025.5米", "1949年以前"]
)
def test_a_number_that_is_no_year_names_none(heading):
    assert years_of(heading) is None


def test_a_year_in_the_title_of_a_plan_is_not_the_year_of_the_part():
    assert years_of("落实《上海市2035年总体规划》") is None
    assert years_of("2024年落实《上海市2035年总体规划》情况") == (2024, 2024)
