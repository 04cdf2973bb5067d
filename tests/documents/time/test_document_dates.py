"""The dates of a document as a whole, and what its parts are told of them."""

import pytest

from mapapp.contracts.vocabulary import DocumentKind
from mapapp.documents.time.document_dates import NO_DATES, document_times, read_dates


def dates_of(title, below="", body="正文一段。"):
    return read_dates("\n".join(line for line in (title, below, body) if line), title)


@pytest.mark.parametrize(
    ("title", "below", "years", "plans", "both"),
    [
        ("青溪区2025年工作总结", "", (2025, 2025), False, False),
        ("青溪区2026年工作计划", "", (2026, 2026), True, False),
        ("2025年工作总结和2026年工作计划", "", (2025, 2026), False, True),
        ("青溪区国民经济和社会发展规划", "（2026—2030年）", (2026, 2030), False, False),
        ("青溪区情况汇编", "", None, False, False),
    ],
)
def test_the_title_and_the_brackets_below_it_tell_the_years(title, below, years, plans, both):
    dates = dates_of(title, below)
    assert (dates.titled_years, dates.title_plans, dates.title_both) == (years, plans, both)
    assert dates.titled == (years[1] if years else None)


def test_the_day_below_the_title_is_the_day_of_issue():
    dates = dates_of("青溪区政府工作报告", "2026年1月8日")
    assert dates.issued is not None
    assert (dates.issued.iso, dates.issued.year, dates.issued.month) == ("2026-01-08", 2026, 1)


def test_a_text_that_says_no_date_has_none():
    assert read_dates("", "") == NO_DATES
    assert dates_of("青溪区情况汇编") == NO_DATES


def test_the_parts_are_told_year_and_month_and_none_where_none_is_said():
    times = document_times(DocumentKind.WORK_REPORT, 2025, (2026, 2026), dates_of("工作报告", "2026年1月8日"))
    assert (times.issued, times.month, times.as_of, times.titled) == (2026, 1, None, None)
    silent = document_times(DocumentKind.OTHER, None, None, NO_DATES)
    assert (silent.issued, silent.month, silent.reports) == (None, None, False)
