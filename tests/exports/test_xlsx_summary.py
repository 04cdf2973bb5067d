"""The first sheet: what is counted, and that nothing is counted twice."""

import pytest

from mapapp.contracts import Verdict
from mapapp.exports.job import ExportJob
from mapapp.exports.xlsx_summary import summary_of
from mapapp.selection import Selection, select


@pytest.fixture
def summary(full_atlas):
    return summary_of(ExportJob(full_atlas, select(full_atlas, Selection(as_of=2025))))


def test_it_says_as_of_when_how_filtered_and_how_many(summary):
    lines = dict(summary.lines)
    assert lines["截至"] == "2025年（已发生）"
    assert lines["筛选"] == "无"
    # Six projects; 戊桥 has no place.
    assert lines["项目"] == "共 6 个：已上图 5，未上图 1"


def test_the_first_row_counts_every_project_and_promise_once(summary):
    whole = dict(zip(summary.header, summary.rows[0], strict=True))
    assert (whole["片区"], whole["项目"]) == ("全部", 6)
    # By 2025 甲厂 is completed; the other five are started.
    assert (whole["建成"], whole["开工"], whole["未见进展报告"]) == (1, 5, 0)
    assert whole[f"承诺：{Verdict.KEPT.term}"] == 1
    assert whole[f"承诺：{Verdict.UNVERIFIED.term}"] == 1


def test_a_project_in_two_zones_is_counted_in_both_and_the_sheet_says_so(make_atlas, make_event):
    atlas = make_atlas([make_event(zones=("青西", "示范区"))])
    summary = summary_of(ExportJob(atlas, select(atlas, Selection(as_of=2025))))
    assert {row[0]: row[1] for row in summary.rows} == {"全部": 1, "青西": 1, "示范区": 1}
    assert "不可相加" in summary.note


def test_a_filter_is_told_and_an_empty_selection_counts_nothing(full_atlas):
    empty = summary_of(ExportJob(full_atlas, select(full_atlas, Selection(as_of=2025, text="火星"))))
    assert "火星" in dict(empty.lines)["筛选"]
    assert set(empty.rows[0][1:]) == {0}
