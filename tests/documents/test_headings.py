"""What is a heading, how deep it stands, and what only looks like one."""

import pytest

from mapapp.documents.headings import Heading, read_heading


def read(paragraph, *, markdown=0, isolated=False):
    return read_heading(paragraph, markdown=markdown, isolated=isolated)


@pytest.mark.parametrize(
    ("paragraph", "level"),
    [
        ("第一篇 总则", 1),
        ("第二章 目标", 2),
        ("第三节 道路", 3),
        ("四、道路", 4),
        ("（五）道路", 5),
        ("6．道路", 6),
        ("（7）道路", 7),
    ],
)
def test_a_number_says_how_deep_a_heading_stands(paragraph, level):
    assert read(paragraph) == Heading(level, paragraph, run_in=False)


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("（一）强化支撑。建成道路三条。", "（一）强化支撑"),
        ("1.道路：建成三条", "1.道路"),
        ("【下月看点】甲桥通车。", "下月看点"),
    ],
)
def test_text_may_follow_on_the_line_of_a_heading(paragraph, words):
    heading = read(paragraph)
    assert heading is not None
    assert (heading.text, heading.run_in) == (words, True)


@pytest.mark.parametrize("paragraph", ["", "建成道路三条。", "1.5公里道路", "3.25亿元", "十五五规划纲要"])
def test_a_sentence_or_a_number_is_no_heading(paragraph):
    assert read(paragraph) is None


def test_a_numbered_line_longer_than_any_heading_is_a_paragraph():
    assert read("一、" + "长" * 60) is None
    assert read("一、" + "长" * 58) == Heading(4, "一、" + "长" * 58, run_in=False)


def test_a_short_line_alone_is_a_heading_only_where_such_lines_are():
    assert read("青石大桥", isolated=True) == Heading(8, "青石大桥", run_in=False)
    assert read("青石大桥", isolated=False) is None
    assert read("图1 青石大桥", isolated=True) is None


def test_a_part_without_a_number_is_a_heading_when_it_says_its_time():
    assert read("2025年工作回顾") == Heading(4, "2025年工作回顾", run_in=False)
    assert read("2025年工作回顾，成绩显著。") is None


def test_marks_of_markdown_count_below_the_title():
    assert read("道路", markdown=2) == Heading(4, "道路", run_in=False)
