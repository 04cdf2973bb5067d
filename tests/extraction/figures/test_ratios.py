"""Ratios of the three industries."""

from __future__ import annotations

from mapapp.extraction.figures.ratios import find_industry_shares
from tests.extraction.figures.figure_documents import figures_of, said


def test_three_shares_of_the_last_ratio() -> None:
    assert said("三次产业结构由7.1∶53.2∶39.7调整为6.4∶52.1∶41.5。") == [
        "第一产业占比=6.4%",
        "第二产业占比=52.1%",
        "第三产业占比=41.5%",
    ]


def test_shares_are_doubtful_for_two_readers() -> None:
    assert {figure.certain for figure in figures_of("三次产业占比为6:52:42。")} == {False}


def test_a_score_is_no_share() -> None:
    assert find_industry_shares("产业结构优化，比分3:2:1。") == ()
    assert find_industry_shares("师生比例为6:52:42。") == ()
