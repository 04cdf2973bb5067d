"""Which mark closes which, and what is masked."""

from __future__ import annotations

import pytest

from mapapp.extraction.text.brackets import LONGEST_QUOTE, mask_brackets, paired


@pytest.mark.parametrize(
    ("text", "insides"),
    [
        ("建成“一厅（东）”", ["一厅（东）", "东"]),
        ("甲）乙（丙）", ["丙"]),
        ("推进“一网通办改革（二期）", ["二期"]),
        ("《规划（草案）》", ["规划（草案）", "草案"]),
        ("“" + "长" * (LONGEST_QUOTE + 1) + "”", []),
    ],
)
def test_marks_pair_with_the_one_that_closes_them(text: str, insides: list[str]) -> None:
    assert [text[begin + 1 : end] for begin, end in sorted(paired(text).items())] == insides


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("建成“一厅一片”和学校（二期）", "建成“□□□□”和学校（□□）"),
        ("“五一”前开放", "“五一”前开放"),
        ("他说：“园区很好，要加快。”", "他说：“园区很好，要加快。”"),
        ("没有标记", "没有标记"),
        ("“开口不闭的引号", "“开口不闭的引号"),
    ],
)
def test_names_in_marks_are_masked_and_speech_and_times_are_not(text: str, masked: str) -> None:
    assert mask_brackets(text) == masked
