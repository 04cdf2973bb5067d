"""Rates, shares, comparisons, multiples and growth."""

from __future__ import annotations

import pytest

from tests.mentions.figure_documents import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工业投资120亿元，同比增长9%。", ["工业投资=120亿元", "工业投资增长率=9%"]),
        ("绿化覆盖率提高1.5个百分点。", ["绿化覆盖率提高百分点=1.5个百分点"]),
        ("入园率达98%，较全国平均水平高7个百分点。", ["入园率=98%", "入园率高出百分点=7个百分点"]),
        (
            "外贸总额增长6%，占全市14%、全国2%。",
            ["外贸总额增长率=6%", "外贸总额占全市比重=14%", "外贸总额占全国比重=2%"],
        ),
        ("财政收入30亿元，是2015年的1.7倍。", ["财政收入=30亿元", "财政收入相当于2015年的倍数=1.7倍"]),
        ("汽车产量保持40%以上增长。", ["汽车产量增长率>=40%"]),
        ("化解难题54个，化解率99%。", ["化解难题数=54个", "难题化解率=99%"]),
        ("信访批次下降18%、人次下降2%。", ["信访批次下降率=18%", "信访人次下降率=2%"]),
        ("主体结构完成90%。", ["主体结构完成率=90%"]),
    ],
)
def test_rates(text: str, expected: list[str]) -> None:
    assert said(text) == expected
