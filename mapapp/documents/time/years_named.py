"""The years that the words of a heading name: 2025年, 二〇二五年, 2021—2025年, “十四五”时期."""

from __future__ import annotations

import re
from typing import Final

from mapapp.documents.lexicon import document_pattern
from mapapp.documents.time.dates import find_dates
from mapapp.text.numerals import plan_years

_SPAN: Final = re.compile(r"(20[0-4]\d)年?\s?[-—~～至]{1,2}\s?(20[0-4]\d)年")
_PLAN_ORDINAL: Final = document_pattern("time.plan_ordinal")
# 一、2025，我们这样走过
_BARE: Final = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.．])?\s?(20[0-4]\d)(?=[，：\s])")
_TITLED: Final = re.compile(r"《[^》]*》?")


def years_of(words: str) -> tuple[int, int] | None:
    """Return the first and last year a heading names, or None.

    >>> years_of("一、2023年工作回顾"), years_of("二、二〇二六年"), years_of("“十四五”时期发展成就")
    ((2023, 2023), (2026, 2026), (2021, 2025))
    """
    years = [
        date.year for date in find_dates(_TITLED.sub("", words))
    ]  # a plan's title tells of the plan, not of the part
    span = _SPAN.search(words)
    if span is not None:
        years += [int(span.group(1)), int(span.group(2))]
    bare = _BARE.match(words)
    if bare is not None:
        years.append(int(bare.group(1)))
    if years:
        return min(years), max(years)
    ordinal = _PLAN_ORDINAL.search(words)
    return plan_years(ordinal.group(1) or ordinal.group(2) + "五") if ordinal else None
