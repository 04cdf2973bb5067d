"""Years, periods and moments are stretches of time that either overlap or do not."""

import pytest

from mapapp.service.date_ranges import asked_period, overlap, period_of, span_of


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        (2024, "2024-01-01", "2025-01-01"),
        ("2024", "2024-01-01", "2025-01-01"),
        ("2021-2025", "2021-01-01", "2026-01-01"),
        ("2025-01/11", "2025-01-01", "2025-12-01"),
        ("2025-12", "2025-12-01", "2026-01-01"),
        ("2024-02", "2024-02-01", "2024-03-01"),
    ],
)
def test_a_row_is_of_its_period(value, first, last):
    assert [moment.date().isoformat() for moment in period_of(value)] == [first, last]


@pytest.mark.parametrize("value", [None, "", "近期", "2025-13", "2025-2021", "十四五", 24, "2025-01/13"])
def test_what_names_no_period_has_none(value):
    assert period_of(value) is None


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("2024-05-01T00:00:00Z", True),
        ("2024-05-01T08:00:00+08:00", True),
        ("2023-12-31T23:59:59Z", False),
        ("2024-01-01T07:59:59+08:00", False),
        ("2025-01-01T00:00:00Z", False),
        ("2024-12-31T23:59:59.999Z", True),
        ("2024-02-29", True),
        ("2024", True),
        ("2024-07", True),
        ("2023/2024-01-01", True),
        ("2025-01-01/..", False),
        ("../2023-12-31", False),
        ("../2024-01-01", True),
        ("2020/2030", True),
        ("/2024", True),
        ("2024/", True),
    ],
)
def test_a_row_of_2024_answers_what_touches_2024(asked, answers):
    assert overlap(period_of(2024), asked_period(asked)) is answers


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "foo",
        "24",
        "2024-13",
        "9999-12-31T23:59:59.999999Z",
        "2024-02-30",
        "2024-05-01T00:00:00",
        "..",
        "../..",
        "2025/2024",
        "1/2/3",
        "2024-5-1",
        "/",
    ],
)
def test_what_is_no_time_is_refused(asked):
    with pytest.raises(ValueError):
        asked_period(asked)


def test_the_span_of_all_is_from_the_first_to_the_last_second():
    assert span_of([period_of(2024), None, period_of("2025-01/11")]) == ["2024-01-01T00:00:00Z", "2025-11-30T23:59:59Z"]
    assert span_of([None]) is None
