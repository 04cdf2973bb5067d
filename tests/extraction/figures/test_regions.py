"""The region of a figure."""

from __future__ import annotations

import pytest

from tests.extraction.figures.figure_documents import figures_of


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("财政收入增长3%。", "东湖区"),
        ("南岭高新区实现税收9亿元。", "南岭高新区"),
        ("南岭高新区（东区）累计引进企业60家。", "南岭高新区（东区）"),
        ("“大零号湾”核心区集聚企业400家。", "大零号湾"),
    ],
)
def test_region(text: str, region: str) -> None:
    assert {figure.region for figure in figures_of(text)} == {region}


def test_heading_alone_makes_no_figure_the_zones() -> None:
    assert {figure.region for figure in figures_of("新增企业6家。", zones=("示范区",))} == {"东湖区"}


@pytest.mark.parametrize(
    "text", ["重点产业园区实现税收9亿元。", "省级开发区累计引进企业6家。", "地表水环境功能区达标率达90%。"]
)
def test_kinds_of_areas_are_no_region(text: str) -> None:
    assert {figure.region for figure in figures_of(text)} == {"东湖区"}
