"""Chinese numerals and years as they stand in planning prose."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_NUMERAL: Final = re.compile(r"[零〇○一二两三四五六七八九十百千]+")


def read_numeral(text: str) -> int | None:
    """Read a Chinese or Arabic numeral below ten thousand.

    None if the text is not a numeral. Digit strings (二〇二五) are read digit by digit.

    >>> read_numeral("十四"), read_numeral("二〇二五"), read_numeral("一百零五"), read_numeral("36"), read_numeral("村")
    (14, 2025, 105, 36, None)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if not _NUMERAL.fullmatch(text):
        return None
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


# A five-year plan counts from the first, 1953-1957 being (Ⅰ); 十四五 is 2021-2025.
_FIRST_PLAN_YEAR: Final = 1951


def plan_years(ordinal: str) -> tuple[int, int] | None:
    """Return first and last year of the five-year plan named by its short form.

    >>> plan_years("十四五"), plan_years("十三五"), plan_years("三五")
    ((2021, 2025), (2016, 2020), None)
    """
    if len(ordinal) != 3 or not ordinal.startswith("十") or not ordinal.endswith("五"):
        return None
    number = read_numeral(ordinal[:2])
    if number is None:
        return None
    first = _FIRST_PLAN_YEAR + 5 * number
    return first, first + 4
