"""Words of time in running text: where they stand, and which years they mean, however they are written.

Years come as 2028年, 二〇二八年 (with look-alikes of 〇), 28年, 明年, 三年内, “十五五”期间, 2027—2028年, 2028.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.lexicon_patterns import time_pattern
from mapapp.text.numerals import plan_years, read_numeral

_ZEROS: Final = "〇零○◯OoОо0"
_HAN_YEAR: Final = rf"二[{_ZEROS}][{_ZEROS}一二三四五六七八九]{{2}}"
_FULL: Final = rf"(?:(?<!\d)20[0-4]\d|{_HAN_YEAR})"
# 28年 is a year only where a part of the year or a verb follows; 近28年, 历时28年 are spans.
_SHORT: Final = r"(?<![\d.近约余经时超达第])[1-3]\d"
_RELATIVE: Final = time_pattern("time.relative_year").pattern
_MONTH: Final = r"(?:1[0-2]|[1-9]|0[1-9]|十[一二]?|[一二三四五六七八九])月"
_DAY: Final = r"(?:[\d一二三四五六七八九十]{1,3}[日号])"
_OF_MONTH: Final = time_pattern("time.of_month").pattern
_PART_WORD: Final = time_pattern("time.part_of_year").pattern
_PART: Final = rf"(?:{_PART_WORD}|{_MONTH}{_DAY}?(?:{_OF_MONTH}|中)?)"
_FREE_WORD: Final = time_pattern("time.part_alone").pattern
_FREE_PART: Final = rf"(?:{_FREE_WORD}|{_MONTH}{_DAY}?(?:{_OF_MONTH})?)"
_PLAN_PART: Final = time_pattern("time.part_of_plan").pattern
_PLAN_DOES: Final = time_pattern("time.plan_does").pattern
_PLAN: Final = rf"“?十[三四五六七]五”?(?:{_PLAN_PART}|(?=$|{_PLAN_DOES}))"
_NUMBER: Final = r"[一二两三四五六七八九十\d]{1,2}"
_FROM_NOW: Final = time_pattern("time.from_now").pattern
_SPAN_END: Final = time_pattern("time.span_end").pattern
_WITHIN: Final = time_pattern("time.within").pattern
_SPAN_WITHIN: Final = time_pattern("time.span_within").pattern
_NO_YEAR: Final = time_pattern("time.no_year").pattern
_YEARS_AHEAD: Final = rf"(?:{_FROM_NOW})的?{_NUMBER}年(?:{_SPAN_END})?"
_YEARS_TAKEN: Final = rf"[用以]?{_NUMBER}(?:到{_NUMBER})?年(?:{_SPAN_WITHIN})"
_SPAN: Final = rf"(?:{_YEARS_AHEAD}|{_YEARS_TAKEN})"
_DOTTED: Final = r"(?<!\d)20[0-4]\d[.\-/](?:1[0-2]|0?[1-9])(?:[.\-/][0-3]?\d)?(?!\d)"
_ONE: Final = rf"(?:{_FULL}(?:[—\-~至到]{{1,2}}{_FULL})?年度?(?:的)?{_PART}?|{_SHORT}年{_PART}?|{_RELATIVE}(?:的)?{_PART}?|{_PLAN}|{_SPAN}|{_DOTTED}|{_FREE_PART})"
_LEAD: Final = time_pattern("time.lead").pattern
_TAIL: Final = time_pattern("time.tail").pattern
TIME: Final = rf"(?:(?:{_LEAD})?{_ONE}(?:[、—\-~至到]{_ONE})?(?:{_TAIL})?)"

# The ways a text names years, the first that fits counts.
_MENTIONS: Final = (
    rf"(?P<first>{_FULL})(?:年度?)?[—\-~至到]{{1,2}}(?P<last>{_FULL})(?:年|(?=$|[，。；、\s]))",
    rf"(?P<full>{_FULL})年(?!{_NO_YEAR})",
    rf"(?P<short>{_SHORT})年(?=$|[，。；]|[底初末中内前上下度]|[\d一二三四五六七八九十]{{1,2}}月|[一二三四]季度|[\u4e00-\u9fff])",
    r"(?P<dotted>(?<!\d)20[0-4]\d)[.\-/](?:1[0-2]|0?[1-9])(?!\d)",
    rf"(?P<relative>{_RELATIVE}|[本上]周)(?!度目标)",
    rf"“?(?P<plan>十[三四五六七]五)”?(?={_PLAN_PART}|{_PLAN_DOES})",
    rf"(?:{_FROM_NOW})的?(?P<ahead>{_NUMBER})年",
    rf"[用以](?P<taking>{_NUMBER})年(?:左右)?时间",
    rf"(?<![近过去前历这])(?P<within>[一二两三四五\d])年(?:{_WITHIN})",
)
_MENTION: Final = re.compile("|".join(_MENTIONS))
_IN_BRACKETS: Final = re.compile(r"[（(《][^）)》]*[）)》]|“(?!十[三四五六七]五”)[^”]*”")
# 今年, 今秋, 本周: the word says how far from the year it is spoken in.
_SHIFT: Final = {"今": 0, "当": 0, "本": 0, "明": 1, "来": 1, "次": 1, "后": 2, "去": -1, "前": -2}
_SHIFT_OF: Final = {"上周": 0, "上年": -1}
# A two-digit year is one of ours only if it lies near the document's own.
_NEAREST_YEARS: Final = 12
_NUMERALS: Final = str.maketrans(dict.fromkeys(_ZEROS, "〇"))


@dataclass(frozen=True, slots=True)
class YearMention:
    """Years a text names: half-open offsets, first and last year; `open` where only a span is said (三年内)."""

    start: int
    end: int
    first: int
    last: int
    open: bool = False


def years_in(words: str, *, now: int | None, begins: int | None = None) -> list[YearMention]:
    """Return the years a text names, in order; years in brackets and quotes date other things and are left out.

    `now` is the year it is spoken in, from which 明年 counts; `begins` the first year a plan covers, from which 三年内
    counts (`now` where there is none).

    >>> [(m.first, m.last) for m in years_in("二〇二七年底前建成，2028—2029年运营", now=2026)]
    [(2027, 2027), (2028, 2029)]
    >>> [m.last for m in years_in("三年内建成，明年开工，“十五五”期间完成", now=2026)]
    [2028, 2027, 2030]
    """
    plain = _IN_BRACKETS.sub(lambda match: "□" * len(match.group()), words)
    found = (_mention(match, now, now if begins is None else begins) for match in _MENTION.finditer(plain))
    return [mention for mention in found if mention is not None]


def _mention(match: re.Match[str], now: int | None, begins: int | None) -> YearMention | None:
    """Return the years of one match, None where they hang on a year that is not known."""
    kind = match.lastgroup or ""
    words = match.group(kind)
    start, end = match.span()
    if kind == "last":
        return YearMention(start, end, _digits(match.group("first")), _digits(words))
    if kind in ("full", "dotted"):
        return YearMention(start, end, _digits(words), _digits(words))
    if kind == "plan":
        years = plan_years(words)
        return YearMention(start, end, *years, open=True) if years else None
    anchor = now if kind in ("relative", "short") else begins
    if anchor is None:
        return None
    if kind == "relative":
        shift = _SHIFT_OF.get(words, _SHIFT.get(words[0]))
        return None if shift is None else YearMention(start, end, anchor + shift, anchor + shift)
    if kind == "short":
        year = 2000 + int(words)
        return YearMention(start, end, year, year) if abs(year - anchor) <= _NEAREST_YEARS else None
    length = read_numeral(words)
    return YearMention(start, end, anchor, anchor + length - 1, open=True) if length else None


def _digits(words: str) -> int:
    """Return the number of a year written in digits of any script."""
    return int(words) if words.isascii() and words.isdigit() else read_numeral(words.translate(_NUMERALS)) or 0
