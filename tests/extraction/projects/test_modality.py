"""A stage is reported only where its own words, its part and its date allow it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.contracts import Modality, Section, SectionMode
from mapapp.extraction import load_lexicon
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
    ],
)
def test_what_lies_ahead_of_the_day_of_issue_is_planned_in_a_part_that_looks_back(own):
    assert said(own) is Modality.PLANNED


@pytest.mark.parametrize("own", ["9月12日完成承台浇筑", "8月封顶", "10月8日通车", "上半年开工", "已建成", "2024年竣工"])
def test_what_had_passed_by_the_day_of_issue_is_reported(own):
    assert said(own) is Modality.REPORTED


def test_a_month_without_a_day_says_nothing_in_the_month_of_issue():
    assert said("10月通车") is Modality.REPORTED  # by its part
    assert said("10月通车", section=replace(PROGRESS, mode=SectionMode.PLAN)) is Modality.PLANNED
