"""What only sizes one project is no figure of its own."""

from __future__ import annotations

import pytest

from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.project_sizes import ProjectSizes
from mapapp.extraction.figures.quantities import QuantityReader

LEXICON = load_figure_lexicon()
SIZES = ProjectSizes(LEXICON)


@pytest.mark.parametrize(
    ("noun", "number", "after", "is_size"),
    [
        ("总投资", "9亿元", "。", True),
        ("总投资", "9亿元", "的12个项目", False),
        ("投资", "9亿元", "的云湖水厂", True),
        ("投资", "9亿元", "，增长5%", False),
        ("工业产值", "9亿元", "。", False),
        ("云湖路", "4公里", "贯通", True),
        ("道路", "4公里", "，绿化3处", False),
    ],
)
def test_a_quantity_sizes_one_project(noun, number, after, is_size):
    (quantity,) = QuantityReader(LEXICON).read(number)
    assert SIZES.is_size(noun, after, after, quantity) is is_size
