"""The words after a number."""

from __future__ import annotations

import pytest

from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.right_context import RightReader, plain_said

READER = RightReader(load_figure_lexicon())


@pytest.mark.parametrize(
    ("text", "noun", "said"),
    [
        ("乡村道路竣工", "乡村道路", "竣工"),
        ("企业获评市级绿色工厂", "企业", "获评市级绿色工厂"),
        ("社区卫生站标准化建设", "社区卫生站标准化建设", ""),
        ("综合为老服务中心", "综合为老服务中心", ""),
        ("面向市民开放的艺术活动", "艺术活动", ""),
        ("加快建设", "", "加快建设"),
        ("大关", "", ""),
        ("", "", ""),
    ],
)
def test_noun_and_predicate(text: str, noun: str, said: str) -> None:
    right = READER.read_right(text)
    assert (right.noun, right.said) == (noun, said)


def test_progress_says_nothing() -> None:
    assert plain_said("有序推进") == ""
    assert plain_said("全部建成") == "建成"
