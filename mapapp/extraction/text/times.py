"""Words of time in running text: where they stand, and which years they mean, however they are written.

Years come as 2028年, 二〇二八年 (with look-alikes of 〇), 28年, 明年, 三年内, “十五五”期间, 2027—2028年, 2028.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.text.numerals import plan_years, read_numeral

_ZEROS: Final = "〇零○◯OoОо0"
_HAN_YEAR: Final = rf"二[{_ZEROS}][{_ZEROS}一二三四五六七八九]{{2}}"
_FULL: Final = rf"(?:(?<!\d)20[0-4]\d|{_HAN_YEAR})"
# 28年 is a year only where a part of the year or a verb follows; 近28年, 历时28年 are spans.
_SHORT: Final = r"(?<![\d.近约余经时超达第])[1-3]\d"
_RELATIVE: Final = r"(?:今|明|后|去|前|当|次|来|上)年"
_MONTH: Final = r"(?:1[0-2]|[1-9]|0[1-9]|十[一二]?|[一二三四五六七八九])月"
_DAY: Final = r"(?:[\d一二三四五六七八九十]{1,3}[日号])"
_PART: Final = (
    rf"(?:[上下]半年|第?[一二三四1-4]季度|{_MONTH}{_DAY}?(?:份|初|末|底|中旬|上旬|下旬|中)?|[春夏秋冬][季天]?|暑期|寒假|暑假"
    r"|年?[底初末中内]|春节|元旦|国庆节?|“[五十七六八三]一”|汛[前期])"
)
_FREE_PART: Final = (
    rf"(?:[上下]半年|第?[一二三四]季度|{_MONTH}{_DAY}?(?:份|初|末|底|中旬|上旬|下旬)?|[春夏秋冬]季|[春秋]天|暑期|寒假|暑假|年[底初末中内]|月[底内]"
    r"|春节|元旦|国庆节?|“[五十七六八三]一”|汛[前期]|近期|(?<!项)目前|日前|近日|今明两年|届末|本届(?:政府)?任期内?|任期内)"
)
_PLAN: Final = r"“?十[三四五六七]五”?(?:期间|时期|期?末|期?内|中后?期)"
_NUMBER: Final = r"[一二两三四五六七八九十\d]{1,2}"
_SPAN: Final = rf"(?:(?:今后|未来|接下来)(?:的)?{_NUMBER}年(?:内|里|时间)?|(?:用|以)?{_NUMBER}(?:到{_NUMBER})?年(?:内|之内|以内|左右|时间))"
_DOTTED: Final = r"(?<!\d)20[0-4]\d[.\-/](?:1[0-2]|0?[1-9])(?:[.\-/][0-3]?\d)?(?!\d)"
_ONE: Final = rf"(?:{_FULL}(?:[—\-~至到]{{1,2}}{_FULL})?年度?(?:的)?{_PART}?|{_SHORT}年{_PART}?|{_RELATIVE}(?:的)?{_PART}?|{_PLAN}|{_SPAN}|{_DOTTED}|{_FREE_PART})"
_LEAD: Final = r"(?:于|在|自|到|至|从|截至|截止|等到|赶在|直到|直至)?"
_TAIL: Final = r"(?:以前|之前|前后|以后|之后|左右|前|后|起|止|为止)?"
TIME: Final = rf"(?:{_LEAD}{_ONE}(?:[、—\-~至到]{_ONE})?{_TAIL})"

_MENTION: Final = re.compile(
    rf"(?P<first>{_FULL})(?:年度?)?[—\-~至到]{{1,2}}(?P<last>{_FULL})(?:年|(?=$|[，。；、\s]))"
    rf"|(?P<full>{_FULL})年(?!版|以来|上半年同期|期)|(?P<short>{_SHORT})年(?=$|[，。；]|[底初末中内前上下度]|[\d一二三四五六七八九十]{{1,2}}月|[一二三四]季度|[\u4e00-\u9fff])"
    rf"|(?P<dotted>(?<!\d)20[0-4]\d)[.\-/](?:1[0-2]|0?[1-9])(?!\d)"
    rf"|(?P<relative>{_RELATIVE})(?!度目标)"
    r"|“?(?P<plan>十[三四五六七]五)”?(?=期间|时期|期?末|期?内|中后?期|实施|推进|建设)"
    rf"|(?:今后|未来|接下来)(?:的)?(?P<ahead>{_NUMBER})年|(?:用|以)(?P<taking>{_NUMBER})年(?:左右)?时间|(?<![近过去前历这])(?P<within>[一二两三四五\d])年(?:内|之内|以内)"
)
_IN_BRACKETS: Final = re.compile(r"[（(《][^）)》]*[）)》]|“(?!十[三四五六七]五”)[^”]*”")
_SHIFT: Final = {"今年": 0, "当年": 0, "明年": 1, "来年": 1, "次年": 1, "后年": 2, "去年": -1, "上年": -1, "前年": -2}
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
        shift = _SHIFT.get(words)
        return None if shift is None else YearMention(start, end, anchor + shift, anchor + shift)
    if kind == "short":
        year = 2000 + int(words)
        return YearMention(start, end, year, year) if abs(year - anchor) <= _NEAREST_YEARS else None
    length = read_numeral(words)
    return YearMention(start, end, anchor, anchor + length - 1, open=True) if length else None


def _digits(words: str) -> int:
    """Return the number of a year written in digits of any script."""
    return int(words) if words.isascii() and words.isdigit() else read_numeral(words.translate(_NUMERALS)) or 0
