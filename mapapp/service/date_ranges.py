"""Time in requests and rows: years, periods and RFC 3339 moments as half-open stretches of time in UTC."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

Period = tuple[dt.datetime, dt.datetime]

_FIRST = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
_LAST = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
_INSTANT = dt.timedelta(microseconds=1)
_OPEN = ("", "..")

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def period_of(value: object) -> Period | None:
    """Return the stretch of time a row's field names: a year, 2021-2025, 2025-01/11; None when it names none.

    >>> [moment.date().isoformat() for moment in period_of("2025-01/11")]
    ['2025-01-01', '2025-12-01']
    """
    text = str(value)
    if match := re.fullmatch(r"(\d{4})", text):
        return _days(match[1], None, None)
    if match := re.fullmatch(r"(\d{4})-(\d{4})", text):
        return _joined(_days(match[1], None, None), _days(match[2], None, None))
    if match := re.fullmatch(r"(\d{4})-(\d{2})(?:/(\d{2}))?", text):
        return _joined(_days(match[1], match[2], None), _days(match[1], match[3] or match[2], None))
    return None


def asked_period(text: str) -> Period:
    """Return the stretch of time a `datetime` parameter asks for: one moment or day, or two with / between.

    An end may be open (.. or nothing). A year or month alone is taken too, for people. Raises ValueError otherwise.

    >>> [moment.year for moment in asked_period("2021/2023-06-01")]
    [2021, 2023]
    """
    parts = text.split("/")
    if len(parts) == 1:
        return _moment(parts[0])
    if len(parts) != 2 or all(part in _OPEN for part in parts):
        raise ValueError(text)
    first = (_FIRST, _FIRST) if parts[0] in _OPEN else _moment(parts[0])
    last = (_LAST, _LAST) if parts[1] in _OPEN else _moment(parts[1])
    if last[1] <= first[0]:
        raise ValueError(text)
    return first[0], last[1]


def overlap(one: Period, other: Period) -> bool:
    """Whether two stretches of time have a moment in common."""
    return one[0] < other[1] and other[0] < one[1]


def span_of(periods: Iterable[Period | None]) -> list[str] | None:
    """Return the first and the last moment of all, in RFC 3339, None when there is none."""
    known = [period for period in periods if period is not None]
    if not known:
        return None
    last = max(period[1] for period in known) - dt.timedelta(seconds=1)
    return [_text(min(period[0] for period in known)), _text(last)]


def _text(moment: dt.datetime) -> str:
    """Return a moment in RFC 3339."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(text: str) -> Period:
    """Return a moment, a day, a month or a year as a stretch of time; raise ValueError for anything else."""
    if match := _DATE.fullmatch(text):
        period = _days(match[1], match[2], match[3])
        if period is None:
            raise ValueError(text)
        return period
    if "T" not in text.upper():
        raise ValueError(text)
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    try:
        return moment, moment + _INSTANT
    except OverflowError as error:  # the last moment there is
        raise ValueError(text) from error


def _days(year: str, month: str | None, day: str | None) -> Period | None:
    """Return a day, month or year, None when there is no such day."""
    try:
        start = dt.datetime(int(year), int(month or 1), int(day or 1), tzinfo=dt.UTC)
        if day is not None:
            return start, start + dt.timedelta(days=1)
        if month is not None:
            return start, (start.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        return start, start.replace(year=start.year + 1)
    except (ValueError, OverflowError):
        return None


def _joined(first: Period | None, last: Period | None) -> Period | None:
    """Return the time from the start of one stretch to the end of another."""
    if first is None or last is None or last[1] <= first[0]:
        return None
    return first[0], last[1]
