"""Headlines part their clauses by a blank; other blanks part nothing."""

from __future__ import annotations

import pytest

from mapapp.documents import read_document
from tests.extraction.projects.written_text import events_of


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("松涛路隧道贯通 市民出行再提速", {"松涛路隧道"}),
        ("历时三年　白石渡大桥正式通车", {"白石渡大桥"}),
        ("松涛广场开业 云岭小学启用", {"松涛广场", "云岭小学"}),
        ("“烂尾楼”重生  碧湖广场复工", {"碧湖广场"}),
        ("家门口的好去处 柳溪口袋公园开放", {"柳溪口袋公园"}),
        ("碧湖广场封顶！ 明年国庆开业", {"碧湖广场"}),
        ("今年新添三所学校 云岭小学9月启用 白石中学封顶", {"云岭小学", "白石中学"}),
    ],
)
def test_what_stands_before_the_blank_of_a_headline_is_no_part_of_the_name(tmp_path, line, names):
    assert {event.name for event in events_of(tmp_path, f"松涛新闻\n\n{line}\n")} == names


@pytest.mark.parametrize(
    "line",
    [
        "松 涛 区 人 民 政 府",
        "云岭小学 已开工",  # a cell of a list, not a clause
        "2025 年松涛区工作报告",
        "第三章 建设云岭新城",
        "建成云岭小学 和白石中学。",
        "云岭小学、 白石中学建成启用，",
        "市长 出席云岭小学 开工仪式 并讲话 随后考察工地",
        "松涛区" + "重大工程名录" * 12 + " 云岭小学开工",
    ],
)
def test_other_blanks_part_nothing(tmp_path, line):
    path = tmp_path / "said.txt"
    path.write_text(f"松涛新闻\n\n{line}\n", encoding="utf-8")
    assert read_document(path).view.text.count("，") == line.count("，")


def test_the_quote_keeps_the_blank_as_it_is_printed(tmp_path):
    [event, *_] = events_of(tmp_path, "松涛新闻\n\n碧湖广场开业 云岭小学建成启用\n")
    text = (tmp_path / "said.txt").read_text(encoding="utf-8")
    assert text[event.start : event.end] == event.quote
