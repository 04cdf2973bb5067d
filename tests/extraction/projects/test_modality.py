"""A stage is reported only where its own words, its part and its date allow it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.contracts import Modality, Section, SectionMode
from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon
from mapapp.extraction.projects.modality import decide_modality
from tests.conftest import build_document

BULLETIN = replace(build_document(year=2025), issued="2025-10-09")
PROGRESS = Section(0, 99, (), SectionMode.REVIEW, (2025, 2025))


def said(own, document=BULLETIN, section=PROGRESS):
    """Return how a clause is read that says nothing but `own`."""
    return decide_modality(own, own, section, load_lexicon(), own=own, document=document)


@pytest.mark.parametrize(
    "own",
    [
        "力争10月中旬开工",
        "全桥预计2027年三季度合龙",
        "2028年初投产",
        "明年9月投用",
        "拟于年底前开馆",
        "11月通车",
        "计划10月底封顶",
        "11月30日前建成",
        "12月15日前交付使用",
        "须在下月20日前移交",
        "务必于10月25日前完成吊装",
        "必须赶在春节前通车",
    ],
)
def test_what_lies_ahead_of_the_day_of_issue_is_planned_in_a_part_that_looks_back(own):
    assert said(own) is Modality.PLANNED


@pytest.mark.parametrize(
    "own", ["9月12日完成承台浇筑", "8月封顶", "10月8日通车", "上半年开工", "已建成", "2024年竣工", "日前开园"]
)
def test_what_had_passed_by_the_day_of_issue_is_reported(own):
    assert said(own) is Modality.REPORTED


def test_a_month_without_a_day_says_nothing_in_the_month_of_issue():
    assert said("10月通车") is Modality.REPORTED  # by its part
    assert said("10月通车", section=replace(PROGRESS, mode=SectionMode.PLAN)) is Modality.PLANNED


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("平台完善：石门孵化器投入运营，检测中心即将建成。", {"石门孵化器": "reported", "检测中心": "planned"}),
        ("配套齐全：兰溪公园对外开放，邻里中心预计明年启用。", {"兰溪公园": "reported", "邻里中心": "planned"}),
        ("石门互通通车，石门医院二期明年启用。", {"石门互通": "reported", "石门医院二期": "planned"}),
        ("兰溪厂房一期封顶，兰溪变电站年底投运。", {"兰溪厂房一期": "reported", "兰溪变电站": "planned"}),
        ("投产项目：兰溪钢构厂。", {"兰溪钢构厂": "reported"}),
    ],
)
def test_a_page_without_a_time_reports_what_is_told_as_done(sentence, wanted, tmp_path):
    path = tmp_path / "zone.txt"
    path.write_text(f"石门高新区简介\n石门高新区是省级开发区。\n{sentence}\n", encoding="utf-8")
    found = {event.name: event.modality.value for event in find_project_events(read_document(path), load_lexicon())}
    assert found == wanted
