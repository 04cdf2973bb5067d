"""A number with its unit before its bounds are read: whether it counts something at all, and its sign."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.extraction.figures.figure_lexicon import FigureUnit
from mapapp.extraction.text.numbers import MINUS, Number

_SIGNED_KINDS: Final = frozenset({"percent", "points", "rate", "money"})
_HYPHENS: Final = frozenset("-－−﹣‐‑")  # between a noun and a sum of money a dash is punctuation, a hyphen a sign
_LETTERED: Final = re.compile(r"[0-9A-Za-z]")
_BEFORE_NEGATIVE: Final = frozenset("为是至到达")
_BURDENS: Final = frozenset("减正抱欺担肩背欠胜承辜自")  # 减负30%: the burden falls, no figure is negative
_NUMBERED_LIST: Final = re.compile(r"(?:第\d+(?:[，,、和及至]\d+)*[，,、和及至]|(?<![\d.])(?P<many>\d+(?:，\d+)+，))$")
_ARTICLES: Final = frozenset("条款项章节页号段")
_SINCE_MARK: Final = re.compile(
    r"(?:^|[，。；：、（]|\d)[^，。；：、（\d一二三四五六七八九十]+[^，。；：、（\W\d一二三四五六七八九十]$"
)
LONGEST_NUMBER: Final = 16  # characters; longer runs of digits are account or telephone numbers


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number with its unit, before bounds are read: value or ends, multiplier, where it begins and ends."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    scale: str
    unit: FigureUnit | None
    more: bool
    signed: bool = False
    han: bool = False


def is_piece(text: str, number: Number) -> bool:
    """Whether a number is a piece of something longer: 第3, A4, 3.5.2, GB/T-12, 第3，5，7条."""
    start = number.start
    before = text[start - 1] if start else ""
    if before and (before in "第前./№#" or (before.isascii() and before.isalpha())):
        return True
    if before == "+" and (start < 2 or not "\u4e00" <= text[start - 2] <= "\u9fff"):
        return True
    return before in MINUS and start > 1 and _LETTERED.match(text[start - 2]) is not None


def in_numbered_list(text: str, found: FoundNumber) -> bool:
    """Whether a number is one of a list of articles: 第3，5，7条, 第3、5条."""
    match = _NUMBERED_LIST.search(text, max(0, found.start - LONGEST_NUMBER * 2), found.start)
    if match is None:
        return False
    return match.group("many") is not None or (found.unit is not None and found.unit.form in _ARTICLES)


def is_spelled_out(text: str, number: Number, found: FoundNumber, *, led: bool) -> bool:
    """Whether a number in Chinese characters counts something: a unit follows, and it is no 一个, 三大, 五年."""
    if found.unit is None:
        bare_sum = number.scale.endswith("亿") and re.match(
            r"[，、。；的]|元?“?大关", text[found.end : found.end + 3] or "。"
        )
        return bool(bare_sum) and led
    if found.unit.needs_left and (number.round or (number.value or 0) <= 10):
        return False
    if number.percent and text[found.end : found.end + 1] == "的" and number.value == 100:
        return False  # 百分之百的努力
    if number.percent or number.round or number.scale or found.unit.kind in {"percent", "money"}:
        return True
    largest = number.value if number.value is not None else number.high
    if largest is None or largest > 10:
        return True
    # 新增应急避难场所四处: small numbers count only behind their noun and at the end of what is said
    noun = _SINCE_MARK.search(text, 0, number.start)
    behind = text[found.end : found.end + 1]
    return largest >= 2 and noun is not None and behind in {"", "，", "。", "；", "、", "（", "）"}


def with_sign(text: str, found: FoundNumber) -> FoundNumber:
    """Return a quantity with the sign before it: -3.5%, 负3.5%, 同比+5%; a dash that parts words is none."""
    at = found.start - 1
    if at < 0 or (found.value is None and found.low is None):
        return found
    mark, before = text[at], text[at - 1 : at] if at else ""
    kind = found.unit.kind if found.unit else ""
    if mark == "负" and (before in _BEFORE_NEGATIVE or (kind in {"percent", "points"} and before not in _BURDENS)):
        return _negated(replace(found, start=at))
    if mark == "+" and kind in {"percent", "points"}:
        return replace(found, start=at, signed=True)
    compared = before == "比" and kind != ""
    if mark not in MINUS or before in MINUS or not (compared or kind in _SIGNED_KINDS) or _LETTERED.match(before):
        return found
    if before in {"%", "‰"} or (
        not compared and kind == "money" and (mark not in _HYPHENS or not "\u4e00" <= before <= "\u9fff")
    ):
        return found
    return _negated(replace(found, start=at))


def _negated(found: FoundNumber) -> FoundNumber:
    if found.value is not None:
        return replace(found, value=-found.value, signed=True)
    return replace(found, low=None if found.low is None else -found.low, signed=True)
