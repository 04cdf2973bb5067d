"""Sums and sizes named with a project."""

import pytest

from mapapp.contracts import Amount
from mapapp.extraction.projects.amounts import read_amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("甲桥开工，总投资12.5亿元", Amount(12.5, "亿元", "总投资")),
        ("投资总额约1,200万元", Amount(1200.0, "万元", "投资")),
        ("甲路全长3.2公里", Amount(3.2, "公里", "全长")),
        ("总建筑面积超 5 万平方米", None),
        ("总建筑面积约5万平方米", Amount(5.0, "万平方米", "总建筑面积")),
        ("占地30亩，总投资2亿元", Amount(2.0, "亿元", "总投资")),
        ("总投资3亿美元", Amount(3.0, "亿美元", "总投资")),
    ],
)
def test_the_first_sum_counts_else_the_first_size(words, amount):
    assert read_amount(words) == amount


@pytest.mark.parametrize("words", ["", "甲桥开工", "扩大种植面积,亩均产量提高", "投资,亿元", "投资12家", "长期3年"])
def test_words_without_a_number_and_its_unit_name_no_amount(words):
    assert read_amount(words) is None
