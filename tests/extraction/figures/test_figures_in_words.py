"""Figures in words."""

from __future__ import annotations

import pytest

from tests.extraction.figures.figure_documents import figures_of, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("地区生产总值增速不低于全市平均水平。", ["地区生产总值增长率>=不低于全市平均水平"]),
        ("财政收入与经济增长基本同步。", ["财政收入增长率~与经济增长基本同步"]),
        ("外贸总额30亿元，与上年基本持平。", ["外贸总额=30亿元", "外贸总额增长率~与上年基本持平"]),
        ("单位产值能耗完成市下达目标。", ["单位产值能耗=完成市下达目标"]),
        ("登记失业人数控制在市下达目标内。", ["登记失业人数<=控制在市下达目标内"]),
        ("人均收入比2020年翻一番。", ["人均收入=比2020年翻一番"]),
    ],
)
def test_words_are_kept_as_printed(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_full_coverage_is_doubtful() -> None:
    (figure,) = figures_of("实现公交站亭全覆盖。")
    assert figure.value is None
    assert not figure.certain


def test_comment_on_a_figure_is_no_figure() -> None:
    assert said("参保率达99%，高于全市平均水平。") == ["参保率=99%"]


def test_adjective_full_coverage_is_no_figure() -> None:
    assert said("构建全覆盖的服务体系。") == []
