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
from mapapp.extraction.figures.found_numbers import (
    LONGEST_NUMBER,
    FoundNumber,
    in_numbered_list,
    is_piece,
    is_spelled_out,
    with_sign,
)
from mapapp.extraction.text.numbers import MINUS, STARTS, Number, read_number
from mapapp.text.lexicon_files import alternation

_RANGE: Final = re.compile(r" ?[-–—−~～至到] ?(?=[-−–负]?[\d一二两三四五六七八九十百])")
_PER: Final = re.compile(r"/[百千万亿]*")
_CURRENCY: Final = {"¥": "元", "￥": "元", "$": "美元"}
_FACTORS: Final = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "万亿": 1e12}
_BLANKS_TO_FILL: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:[×✕□■]+|[xX]{2,}|_{2,}|[.…]{3,})(?=[百千]?[万亿]*(?P<unit>[^\d\s]))"
)
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
            if number.unreadable and not is_piece(text, number):
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
        if number.unreadable or number.end - number.start > LONGEST_NUMBER or is_piece(text, number):
            return None
        led = self._round_lead.search(text, 0, number.start) is not None
        if number.round and not number.more and not led:
            return None
        found = self._with_unit(text, number)
        if number.han and not is_spelled_out(text, number, found, led=led):
            return None
        if in_numbered_list(text, found):
            return None
        found = with_sign(text, found)
        currency = _CURRENCY.get(text[found.start - 1 : found.start]) if found.start else None
        if found.unit is None and currency is not None:
            found = replace(found, start=found.start - 1, unit=self._units[currency])
        if found.unit is None and not found.scale and text[found.end : found.end + 1].isascii():
            after = text[found.end : found.end + 1]
            if after.isalpha():
                return None
        return self._finish(text, found)

    def _with_unit(self, text: str, number: Number) -> FoundNumber:
        """Return a number with the unit behind it, and with a second number when both are the ends of a range."""
        cursor = number.end
        unit = self._unit_at(text, cursor)
        unit_end = unit[1] if unit else cursor
        first = FoundNumber(
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

    def _ranged(self, text: str, first: FoundNumber, at: int) -> FoundNumber:
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

    def _tenths(self, text: str, found: FoundNumber) -> FoundNumber:
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

    def _finish(self, text: str, found: FoundNumber) -> Quantity:
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


def _scale_width(text: str, at: int) -> int:
    """Return how many characters of a multiplier stand at an offset."""
    match = re.compile("[百千]?[万亿]{0,2}").match(text, at)
    return len(match.group()) if match else 0
