"""What a name ends with."""

from __future__ import annotations

import pytest

from mapapp.extraction.figures.measures import Measure, ending_for


@pytest.mark.parametrize(
    ("name", "measure", "ending"),
    [
        ("新增口袋公园", Measure("count", "数", "座"), "数"),
        ("危房改造", Measure("count", "数", "户"), "户数"),
        ("供应公租房", Measure("count", "数", "万套"), "套数"),
        ("执法检查", Measure("count", "数", "户次"), "户次"),
        ("服务", Measure("people", "人数", "人"), "人数"),
        ("培训骨干教师", Measure("people", "人数", "名"), "数"),
        ("文艺演出", Measure("times", "", "场"), "场次"),
        ("服务游客", Measure("times", "", "万人次"), "人次"),
        ("企业获银行授信", Measure("money", "额", "亿元"), "额"),
        ("一般公共预算收入", Measure("money", "额", "亿元"), ""),
        ("新增湿地", Measure("area", "面积", "亩"), "面积"),
        ("人均公园绿地面积", Measure("area", "面积", "平方米"), ""),
    ],
)
def test_ending(name: str, measure: Measure, ending: str) -> None:
    assert ending_for(name, measure) == ending
