"""Dates as they are printed: 2026年3月31日, 二〇二六年一月八日, 2026-03-18, 2026.3.18, 2026年3月, 2026年."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.text.numerals import read_numeral

# Characters that are printed for the zero of a year: 二〇二六, 二○二六, 二零二六, 二O二六.
_ZEROS: Final = "〇○零Oo0０◯"
_DIGIT: Final = f"[一二三四五六七八九{_ZEROS}]"
_YEAR: Final = rf"(?P<year>(?:19|20)\d\d|[一二][九{_ZEROS}]{_DIGIT}{{2}})"
_NUMBER: Final = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
_DATE: Final = re.compile(
    rf"(?<![\d.]){_YEAR}\s?年(?:\s?(?P<month>{_NUMBER})\s?月(?:\s?(?P<day>{_NUMBER})\s?[日号])?)?"
    r"|(?<![\d./-])(?P<iso_year>20\d\d)(?P<mark>[-/.])(?P<iso_month>\d{1,2})(?P=mark)(?P<iso_day>\d{1,2})(?![\d.-])"
)
_FIRST_YEAR: Final = 1978
_LAST_YEAR: Final = 2060


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text: [start, end) and its parts, month and day None where they are not printed."""

    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """Return the date as far as it goes: 2026, 2026-03 or 2026-03-31."""
        parts = [f"{self.year}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


def find_dates(text: str) -> tuple[PrintedDate, ...]:
    """Return the dates of a text in order.

    >>> [date.iso for date in find_dates("二〇二六年一月八日，2025年11月至2026.3.5")]
    ['2026-01-08', '2025-11', '2026-03-05']
    """
    found = []
    for match in _DATE.finditer(text):
        date = _printed(match)
        if date is not None:
            found.append(date)
    return tuple(found)


def _printed(match: re.Match[str]) -> PrintedDate | None:
    """Return the date of a match, or None when its numbers are no date."""
    year = _year(match["year"] or match["iso_year"])
    month = _number(match["month"] or match["iso_month"])
    day = _number(match["day"] or match["iso_day"])
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return PrintedDate(match.start(), match.end(), year, month, day)


def _year(words: str) -> int | None:
    """Return a year in digits of either script."""
    for zero in _ZEROS:
        words = words.replace(zero, "0" if words[0].isascii() else "〇")
    return read_numeral(words)


def _number(words: str | None) -> int | None:
    """Return a month or a day in digits of either script."""
    if words is None:
        return None
    return read_numeral(words.replace("廿", "二十") if words != "廿" else "二十")
