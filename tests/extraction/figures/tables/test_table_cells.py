"""What a value cell says."""

from __future__ import annotations

import pytest

from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.quantities import QuantityReader
from mapapp.extraction.figures.tables.table_cells import read_cell

READER = QuantityReader(load_figure_lexicon())


@pytest.mark.parametrize(
    ("cell", "name", "unit", "expected"),
    [
        ("34 左右", "比重", "%", [("比重", 34.0, "%", "~")]),
        ("5.2 万", "岗位数", "个", [("岗位数", 5.2, "万个", "=")]),
        (
            "百亿 8-10，千亿 4-6",
            "平台数",
            "个",
            [("百亿级平台数", None, "个", "range"), ("千亿级平台数", None, "个", "range")],
        ),
        ("64（其中实验室 4）", "中心总数", "家", [("中心总数", 64.0, "家", "="), ("实验室数", 4.0, "家", "=")]),
        ("≥40", "产能", "万吨", [("产能", 40.0, "万吨", ">=")]),
        ("增长6%", "财政收入", "亿元", [("财政收入增长率", 6.0, "%", "=")]),
        ("完成市下达目标", "能耗", "%", [("能耗", None, "%", "=")]),
        ("高于全市平均", "收入增速", "%", [("收入增速", None, "%", ">=")]),
        ("—", "能耗", "%", []),
    ],
)
def test_cell(cell: str, name: str, unit: str, expected: list[tuple[str, float | None, str, str]]) -> None:
    values = read_cell(cell, name, unit, READER)
    assert [(value.name, value.value, value.unit, str(value.comparator)) for value in values] == expected
