"""Quantities in running text: number, multiplier, unit, bound, sign.

One left-to-right pass: a number is found first, then what stands before and after it is read with anchored
patterns of bounded length, so time grows with the text and nothing backtracks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts.vocabulary import Comparator
from mapapp.extraction.figures.figure_lexicon import FigureLexicon, FigureUnit
from mapapp.extraction.text.numbers import MINUS, STARTS, Number, read_number
from mapapp.text.lexicon_files import alternation

_RANGE: Final = re.compile(r" ?[-–—−~～至到] ?(?=[-−–负]?[\d一二两三四五六七八九十百])")
_PER: Final = re.compile(r"/[百千万亿]*")
_CURRENCY: Final = {"¥": "元", "￥": "元", "$": "美元"}
_SIGNED_KINDS: Final = frozenset({"percent", "points", "rate", "money"})
_HYPHENS: Final = frozenset("-－−﹣‐‑")  # between a noun and a sum of money a dash is punctuation, a hyphen a sign
_LETTERED: Final = re.compile(r"[0-9A-Za-z]")
_BEFORE_NEGATIVE: Final = frozenset("为是至到达")
_BURDENS: Final = frozenset("减正抱欺担肩背欠胜承辜自")  # 减负30%: the burden falls, no figure is negative
_FACTORS: Final = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "万亿": 1e12}
_BLANKS_TO_FILL: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:[×✕□■]+|[xX]{2,}|_{2,}|[.…]{3,})(?=[百千]?[万亿]*(?P<unit>[^\d\s]))"
)
_NUMBERED_LIST: Final = re.compile(r"(?:第\d+(?:[，,、和及至]\d+)*[，,、和及至]|(?<![\d.])(?P<many>\d+(?:，\d+)+，))$")
_ARTICLES: Final = frozenset("条款项章节页号段")
_SINCE_MARK: Final = re.compile(
    r"(?:^|[，。；：、（]|\d)[^，。；：、（\d一二三四五六七八九十]+[^，。；：、（\W\d一二三四五六七八九十]$"
)
LONGEST_NUMBER: Final = 16  # characters; longer runs of digits are account or telephone numbers
LEFT_REACH: Final = 14  # characters; the longest bound word with its verb ("控制在不超过") is shorter


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity in a text: [start, end) covers bounds, sign, number, multiplier and unit.

    `value` is in `unit`, which keeps the multiplier ("万个"); None for a range, whose ends are `low` and `high`.
    `number_start` is where sign or digits begin; `kind` is what the unit measures; `bare` when no unit was printed;
    `signed` when a minus or plus was; `han` when the number is written in Chinese characters.
    """

    start: int
    number_start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    scale: str
    unit: str
    kind: str
    suffix: str
    comparator: Comparator
    rule: str
    bare: bool = False
    needs_left: tuple[str, ...] = ()
    unit_end: int = 0
    signed: bool = False
    han: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
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


class QuantityReader:
    """Reads quantities with the units and bound words of a lexicon."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the unit and bound patterns once."""
        self._units = lexicon.units
        self._unit = re.compile(" ?(?:" + alternation(tuple(lexicon.units)) + ")")
        self._before: tuple[tuple[re.Pattern[str], Comparator], ...] = tuple(
            (re.compile("(?<![" + guard + "])(?:" + alternation(lexicon.forms(part)) + ") ?$"), comparator)
            for part, comparator, guard in (
                ("bound_high", Comparator.AT_MOST, "不"),
                ("bound_low", Comparator.AT_LEAST, "不未"),
                ("bound_about", Comparator.ABOUT, "附最靠就契节签合预履公特条邀渐新贴远"),
            )
        )
        self._after = re.compile(
            " ?(?:(?P<low>" + alternation(lexicon.forms("after_low")) + ")|(?P<high>"
            + alternation(lexicon.forms("after_high")) + ")|(?P<about>" + alternation(lexicon.forms("after_about")) + "))"
        )  # fmt: skip
        heads = re.escape("".join(sorted({form[0] for form in lexicon.units})))
        numerals = "零〇一二两三四五六七八九十百千万亿点余多几"
        # 一 in 进一步 begins no number: a numeral is followed by another or by a unit.
        self._starts = re.compile(rf"\d|分之|[一二两三四五六七八九十百千万亿](?= ?[{numerals}{heads}])|亿")
        self._per = re.compile("(?:" + alternation(lexicon.forms("per")) + ")(?![A-Za-z])")
        self._round_lead = re.compile("(?:" + alternation(lexicon.forms("round_lead")) + ")$")

    def read(self, text: str) -> tuple[Quantity, ...]:
        """Return the quantities of a sentence, in order.

        >>> # "新增床位1.2万余张" -> one Quantity, value 1.2, unit "万张", comparator ">="
        """
        found: list[Quantity] = []
        position = 0
        for match in self._starts.finditer(text):
            if match.start() < position:
                continue
            begin = match.start() - 2 if match.group() == "分之" else match.start()
            number = read_number(text, begin) if begin >= position else None
            if number is None:
                continue
            quantity = self._quantity(text, number)
            if quantity is not None:
                found.append(quantity)
                position = quantity.end
            elif not number.han or number.unreadable:
                position = number.end
        return self._share_units(text, found)

    def unreadable(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where numbers with a unit stand that cannot be read (1,25,0亿元, 三百二八亿元, ××亿元), as half-open spans."""
        found: list[tuple[int, int]] = []
        position = 0
        for match in STARTS.finditer(text):
            number = read_number(text, match.start()) if match.start() >= position else None
            if number is None:
                continue
            position = number.end
            if number.unreadable and not _joined(text, number):
                end = number.end + _scale_width(text, number.end)
                unit = self._unit_at(text, end)
                if unit is not None and not unit[0].needs_left:
                    found.append((number.start, unit[1]))
        for match in _BLANKS_TO_FILL.finditer(text):
            unit = self._unit_at(text, match.start("unit"))
            if unit is not None and unit[0].kind in {"money", "count", "percent", "area", "people"}:
                found.append((match.start(), unit[1]))
        return tuple(sorted(found))

    def _quantity(self, text: str, number: Number) -> Quantity | None:
        """Return the quantity a number begins, or None when it counts nothing."""
        if number.unreadable or number.end - number.start > LONGEST_NUMBER or _joined(text, number):
            return None
        led = self._round_lead.search(text, 0, number.start) is not None
        if number.round and not number.more and not led:
            return None
        found = self._with_unit(text, number)
        if number.han and not _spelled_out(text, number, found, led=led):
            return None
        if _in_numbered_list(text, found):
            return None
        found = _with_sign(text, found)
        currency = _CURRENCY.get(text[found.start - 1 : found.start]) if found.start else None
        if found.unit is None and currency is not None:
            found = replace(found, start=found.start - 1, unit=self._units[currency])
        if found.unit is None and not found.scale and text[found.end : found.end + 1].isascii():
            after = text[found.end : found.end + 1]
            if after.isalpha():
                return None
        return self._finish(text, found)

    def _with_unit(self, text: str, number: Number) -> _Found:
        """Return a number with the unit behind it, and with a second number when both are the ends of a range."""
        cursor = number.end
        unit = self._unit_at(text, cursor)
        unit_end = unit[1] if unit else cursor
        first = _Found(
            number.start,
            unit_end,
            number.value,
            number.low,
            number.high,
            number.scale,
            unit[0] if unit else None,
            number.more,
            han=number.han,
        )
        if number.percent:
            first = replace(first, unit=self._units[number.percent], end=number.end)
        tenths = first.unit is not None and first.unit.kind == "tenths"
        if tenths:
            return self._tenths(text, first)
        mark = _RANGE.match(text, unit_end) or (_RANGE.match(text, number.digits_end) if unit is None else None)
        if mark is None or text[max(0, number.start - 1) : number.start] in {"由", "从"}:
            return first
        return self._ranged(text, first, mark.end())

    def _ranged(self, text: str, first: _Found, at: int) -> _Found:
        """Return a range when a second number of the same unit follows: 3-5个, 5000万元至1亿元."""
        minus = text[at] in MINUS or text[at] == "负"
        second = read_number(text, at + minus)
        if second is None or second.value is None or first.value is None:
            return first
        unit = self._unit_at(text, second.end)
        high = -second.value if minus else second.value
        if unit is None:
            if first.unit is None and not first.scale and not second.scale:
                return replace(first, end=second.end, value=None, low=first.value, high=high)
            return first
        if first.unit is not None and first.unit.form != unit[0].form:
            return first
        low = first.value
        if first.scale and first.scale != second.scale:
            low = low * _FACTORS[first.scale] / _FACTORS[second.scale]
        return replace(
            first, end=unit[1], value=None, low=low, high=high, scale=second.scale, unit=unit[0], more=second.more
        )

    def _tenths(self, text: str, found: _Found) -> _Found:
        """Return 三成五 as 35 percent."""
        rest = read_number(text, found.end)
        extra = (
            rest.value if rest is not None and rest.value is not None and rest.value < 10 and not rest.scale else None
        )
        if rest is not None and extra is not None and self._unit_at(text, rest.end) is not None:
            extra = None
        value = None if found.value is None else found.value * 10 + (extra or 0)
        return replace(
            found,
            end=rest.end if rest is not None and extra is not None else found.end,
            value=value,
            low=None if found.low is None else found.low * 10,
            high=None if found.high is None else found.high * 10,
            unit=self._units["%"],
        )

    def _unit_at(self, text: str, position: int) -> tuple[FigureUnit, int] | None:
        """Return the unit printed at an offset and where it ends; a unit over a unit (元/平方米) is one."""
        match = self._unit.match(text, position)
        if match is None:
            return None
        form = match.group().strip()
        unit = self._units[form]
        form_start, end = match.end() - len(form), match.end()
        if any(text.startswith(word, form_start) for word in unit.not_before) and not text.startswith(
            "项目标", form_start
        ):
            return None
        if (
            form[-1].isascii()
            and form[-1].isalpha()
            and text[end : end + 1].isascii()
            and text[end : end + 1].isalnum()
        ):
            return None
        per = _PER.match(text, end)
        if per is None:
            return unit, end
        below, other = self._per.match(text, per.end()), self._unit_at(text, per.end())
        end_below = max(below.end() if below else 0, other[1] if other else 0)
        if not end_below:
            return unit, end
        whole = text[form_start:end_below]
        return self._units.get(whole) or replace(unit, rule="unit.per", form=whole, kind="rate", suffix=""), end_below

    def _finish(self, text: str, found: _Found) -> Quantity:
        start, comparator = found.start, Comparator.EQUAL
        window = text[max(0, found.start - LEFT_REACH) : found.start]
        for pattern, meaning in self._before:
            match = pattern.search(window)
            if match:
                start, comparator = found.start - (len(window) - match.start()), meaning
                break
        end, unit = found.end, found.unit
        after = self._after.match(text, end)
        if after:
            end = after.end()
            comparator = (
                Comparator.AT_LEAST
                if after.group("low")
                else Comparator.AT_MOST
                if after.group("high")
                else Comparator.ABOUT
            )
        elif found.more and comparator is Comparator.EQUAL:
            comparator = Comparator.AT_LEAST
        if found.value is None:
            comparator = Comparator.RANGE
        return Quantity(
            start=start,
            number_start=found.start,
            end=end,
            value=found.value,
            low=found.low,
            high=found.high,
            scale=found.scale,
            unit=found.scale + (unit.form if unit else ""),
            kind=unit.kind if unit else "",
            suffix=unit.suffix if unit else "",
            comparator=comparator,
            rule=unit.rule if unit else "unit.none",
            bare=unit is None,
            needs_left=unit.needs_left if unit else (),
            unit_end=found.end,
            signed=found.signed,
            han=found.han,
        )

    @staticmethod
    def _share_units(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
        """Return a number printed without its unit the unit of the next in the list: 19.8亿、9亿美元."""
        for index in range(len(found) - 2, -1, -1):
            here, following = found[index], found[index + 1]
            between = text[here.end : following.start].strip()
            if between not in {"、", "和", "及", "与", ","} or following.bare:
                continue
            base = following.unit[len(following.scale) :]
            longer = not here.bare and not here.scale and base.startswith(here.unit) and base != here.unit
            if here.bare or longer:
                scale = here.scale or ("" if longer else following.scale)
                found[index] = replace(
                    here,
                    scale=scale,
                    unit=scale + base,
                    kind=following.kind,
                    suffix=following.suffix,
                    rule=following.rule,
                    bare=False,
                    needs_left=following.needs_left,
                )
        return tuple(found)


def _joined(text: str, number: Number) -> bool:
    """Whether a number is a piece of something longer: 第3, A4, 3.5.2, GB/T-12, 第3，5，7条."""
    start = number.start
    before = text[start - 1] if start else ""
    if before and (before in "第前./№#" or (before.isascii() and before.isalpha())):
        return True
    if before == "+" and (start < 2 or not "\u4e00" <= text[start - 2] <= "\u9fff"):
        return True
    return before in MINUS and start > 1 and _LETTERED.match(text[start - 2]) is not None


def _in_numbered_list(text: str, found: _Found) -> bool:
    """Whether a number is one of a list of articles: 第3，5，7条, 第3、5条."""
    match = _NUMBERED_LIST.search(text, max(0, found.start - LONGEST_NUMBER * 2), found.start)
    if match is None:
        return False
    return match.group("many") is not None or (found.unit is not None and found.unit.form in _ARTICLES)


def _scale_width(text: str, at: int) -> int:
    """Return how many characters of a multiplier stand at an offset."""
    match = re.compile("[百千]?[万亿]{0,2}").match(text, at)
    return len(match.group()) if match else 0


def _spelled_out(text: str, number: Number, found: _Found, *, led: bool) -> bool:
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


def _with_sign(text: str, found: _Found) -> _Found:
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


def _negated(found: _Found) -> _Found:
    if found.value is not None:
        return replace(found, value=-found.value, signed=True)
    return replace(found, low=None if found.low is None else -found.low, signed=True)
