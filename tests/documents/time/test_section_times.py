"""Which time a heading sets in which document."""

import pytest

from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.documents.time.section_times import Times, heading_setting, plausible, side_of, years_for

REPORT = Times(DocumentKind.WORK_REPORT, reviews=2025, plans=(2026, 2026), issued=2026, month=1)
PLAN = Times(DocumentKind.FIVE_YEAR_PLAN, reviews=2025, plans=(2026, 2030), issued=2026, month=2)
OTHER = Times(DocumentKind.OTHER, reviews=None, plans=None, issued=2025, month=6)


@pytest.mark.parametrize(
    ("times", "years", "side"),
    [
        (REPORT, (2025, 2025), SectionMode.REVIEW),
        (REPORT, (2021, 2025), SectionMode.REVIEW),
        (REPORT, (2026, 2026), SectionMode.PLAN),
        (PLAN, (2021, 2025), None),
        (OTHER, (2024, 2024), SectionMode.REVIEW),
        (OTHER, (2026, 2026), SectionMode.PLAN),
        (OTHER, (2025, 2025), None),
        (OTHER, None, None),
    ],
)
def test_named_years_lie_behind_or_ahead_of_the_document(times, years, side):
    assert side_of(years, times) is side


@pytest.mark.parametrize(
    ("month", "side"), [(1, SectionMode.PLAN), (3, SectionMode.PLAN), (4, None), (11, SectionMode.REVIEW)]
)
def test_the_year_of_issue_is_planned_early_in_it_and_looked_back_on_late(month, side):
    times = Times(DocumentKind.OTHER, reviews=None, plans=None, issued=2025, month=month)
    assert side_of((2025, 2025), times) is side


@pytest.mark.parametrize(
    ("words", "mode", "years"),
    [
        ("一、2025年工作回顾", SectionMode.REVIEW, (2025, 2025)),
        ("二、2026年主要任务", SectionMode.PLAN, (2026, 2026)),
        ("今后五年主要目标", SectionMode.PLAN, (2026, 2030)),
        ("过去三年工作回顾", SectionMode.REVIEW, (2023, 2025)),
    ],
)
def test_a_heading_of_a_report_sets_its_time(words, mode, years):
    setting = heading_setting(words, REPORT)
    assert setting is not None
    assert (setting.mode, setting.years) == (mode, years)
    assert words[setting.start : setting.end].strip() != ""


@pytest.mark.parametrize("words", ["", "（一）青石大桥", "二、坚持以人民为中心"])
def test_a_heading_without_a_word_of_time_sets_none(words):
    assert heading_setting(words, REPORT) is None


@pytest.mark.parametrize(
    ("times", "mode", "years"),
    [
        (REPORT, SectionMode.REVIEW, (2025, 2025)),
        (REPORT, SectionMode.PLAN, (2026, 2026)),
        (PLAN, SectionMode.PLAN, (2026, 2030)),
        (OTHER, SectionMode.REVIEW, (2025, 2025)),
        (OTHER, SectionMode.PLAN, (2025, 2025)),
        (Times(DocumentKind.OTHER, None, None, issued=2025, month=12), SectionMode.PLAN, (2026, 2026)),
        (Times(DocumentKind.OTHER, None, None, issued=2025, as_of=2024), SectionMode.REVIEW, (2024, 2024)),
        (Times(DocumentKind.OTHER, None, None), SectionMode.REVIEW, None),
        (Times(DocumentKind.WORK_REPORT, None, None), SectionMode.REVIEW, None),
    ],
)
def test_a_part_without_years_has_those_of_the_document(times, mode, years):
    assert years_for(mode, times) == years


def test_a_title_of_two_years_looks_back_on_the_first_and_ahead_on_the_last():
    both = Times(DocumentKind.OTHER, None, None, issued=2026, titled=(2025, 2026), title_both=True)
    assert years_for(SectionMode.REVIEW, both) == (2025, 2025)
    assert years_for(SectionMode.PLAN, both) == (2026, 2026)


def test_a_year_of_another_age_is_not_what_a_document_speaks_of():
    assert plausible((2011, 2011), REPORT)
    assert not plausible((2010, 2010), REPORT)
    assert not plausible((2042, 2042), REPORT)
    assert plausible((1949, 1949), Times(DocumentKind.OTHER, None, None))
