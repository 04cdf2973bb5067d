"""Which way a paragraph leans, by its own words."""

import pytest

from mapapp.text.tense import lean_of


@pytest.mark.parametrize(
    "paragraph",
    [
        "全年新增公园5座，青石大桥建成启用。",
        "青石大桥开工，甲园稳步推进。",
        "生产总值同比增长5.2%，居全市前列。",
        "荣获国家级称号。",
    ],
)
def test_what_was_done_leans_back(paragraph):
    assert lean_of(paragraph) > 0


@pytest.mark.parametrize(
    "paragraph",
    [
        "加快建设青石大桥。",
        "力争年内完成。",
        "持续优化环境。全力打造甲园。",
        "明年将新建一批公园。",
        "绿化率不低于40。",
    ],
)
def test_what_is_to_be_done_leans_ahead(paragraph):
    assert lean_of(paragraph) < 0


@pytest.mark.parametrize("paragraph", ["", "青石大桥位于青溪镇。", "即将", "将军路、将近、将领"])
def test_what_says_neither_does_not_lean(paragraph):
    assert lean_of(paragraph) == 0


def test_more_cues_lean_further():
    assert lean_of("成功。圆满。") == 2 * lean_of("成功。")
    assert lean_of("加快甲。推进乙。") == 2 * lean_of("加快甲。")
