"""Tidings: what they say of the end of the month or the year lies ahead, unless it is said to have come."""

from __future__ import annotations

import pytest

from mapapp.documents import read_document
from tests.extraction.projects.written_text import events_of


def _modality(tmp_path, text):
    return [event.modality.value for event in events_of(tmp_path, text)]


@pytest.mark.parametrize(
    "line",
    [
        "松林公园月底开园",
        "松林公园年底开园",
        "松林公园本周六开园",
        "松林公园周末开园",
        "松林公园近期开园",
        "松林公园不久开园",
        "松林公园下周开园",
    ],
)
def test_the_end_of_a_month_or_year_in_tidings_lies_ahead(tmp_path, line):
    assert _modality(tmp_path, f"好消息！岚桥这些项目有新进展\n2025年6月12日 岚桥发布\n{line}\n") == ["planned"]


@pytest.mark.parametrize(
    "line",
    ["松林公园上月底已开园", "松林公园上周末开园", "松林公园日前开园", "松林公园已于月底前开园", "松林公园昨日开园"],
)
def test_what_is_said_to_have_come_has(tmp_path, line):
    assert _modality(tmp_path, f"好消息！岚桥这些项目有新进展\n2025年6月12日 岚桥发布\n{line}\n") == ["reported"]


def test_the_end_of_the_year_looked_back_on_has_come(tmp_path):
    text = "岚桥区2025年工作总结\n（2026年1月10日）\n一、2025年工作回顾\n松林公园年底开园。\n"
    assert _modality(tmp_path, text) == ["reported"]


@pytest.mark.parametrize(
    ("title", "issued"),
    [
        ("云溪一周要闻（2026年3月2日—3月8日）", "2026-03-08"),
        ("一周要闻（2025年9月第2周）", "2025-09"),
        ("《青石日报》2026年1月要目", "2026-01"),
        ("松涛街道快讯（2025年11月）", "2025-11"),
        ("重点工程周报（2026年5月4日）", "2026-05-04"),
        ("云溪区2025年大事记", "2025"),
    ],
)
def test_the_title_of_tidings_says_when_they_were_issued(tmp_path, title, issued):
    path = tmp_path / "said.txt"
    path.write_text(f"{title}\n云溪大桥主塔封顶\n松林公园开园\n", encoding="utf-8")
    assert read_document(path).issued == issued
