"""A number that cannot be read is told, and no piece of it becomes a figure."""

from __future__ import annotations

import pytest

from mapapp.extraction import find_number_problems, load_lexicon
from tests.extraction.figures.figure_documents import make_text_document, said


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("完成投资1,25,0亿元。", "1,25,0亿元"),
        ("完成投资三百二八亿元。", "三百二八亿元"),
        ("完成投资××亿元。", "××亿元"),
        ("新增床位1O0张。", "1O0张"),
        ("增速达到3.5.2%。", "3.5.2%"),
        ("新增学位____个。", "____个"),
    ],
)
def test_a_misprinted_number_is_a_problem_with_its_place(sentence: str, printed: str) -> None:
    document = make_text_document(sentence)
    (problem,) = find_number_problems(document, load_lexicon())
    assert document.text[problem.start : problem.end] == printed
    assert printed in problem.message
    assert problem.doc == document.id
    assert said(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "新增床位1,200张，增长5.2%。",
        "版本V1.2.3上线。",
        "2025.9.12开工。",
        "完成投资三百二十八亿元。",
        "比例为1:2.5。",
        "见表1.2.3。",
        "新增床位1200张……其中护理床位300张。",
    ],
)
def test_what_can_be_read_and_what_is_no_number_is_no_problem(sentence: str) -> None:
    assert find_number_problems(make_text_document(sentence), load_lexicon()) == ()
