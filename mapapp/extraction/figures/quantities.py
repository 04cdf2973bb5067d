"""Quantities in running text: number, multiplier, unit, bound.

One left-to-right pass: a number is found first, then what stands before and after it is read with anchored
patterns of bounded length, so time grows with the text and nothing backtracks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts.vocabulary import Comparator
from mapapp.extraction.figures.figure_lexicon import FigureLexicon, FigureUnit, alternation

NUMBER: Final = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER: Final = re.compile(NUMBER)
_SCALE: Final = re.compile(
    r"(?P<more>[余多几])?(?P<scale>[十百千]?(?:万亿|[万亿])|[百千](?![米瓦克伏分]))?(?P<more2>[余多])?(?P<plus>\+)?"
)
_RANGE: Final = re.compile(r" ?[-–—−~～至到] ?(?P<number>" + NUMBER + r")")
_CHINESE: Final = re.compile(
    r"(?P<lead>超过|突破|迈过|跨过|跨越|站上|迈上|跃上|冲破|达到|接近|将近|大约|超|近|逾|约|达|破|上)?"
    r"(?P<digit>[一二两三四五六七八九])?(?P<tens>[十百千])?(?P<scale>万亿|[万亿])?(?P<more>[余多])?"
)
_CHINESE_START: Final = re.compile(r"[一二两三四五六七八九十百千万亿]")
_DIGITS: Final = {char: index + 1 for index, char in enumerate("一二三四五六七八九")} | {"两": 2}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_ROUND: Final = {"余", "多", "几", "+"}
LONGEST_NUMBER: Final = 16  # characters; longer runs of digits are account or telephone numbers
LEFT_REACH: Final = 14  # characters; the longest bound word with its verb ("控制在不超过") is shorter


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity in a text: [start, end) covers bounds, number, multiplier and unit.

    `value` is in `unit`, which keeps the multiplier ("万个"); None for a range, whose ends are `low` and `high`.
    `number_start` is where the digits begin; `kind` is what the unit measures; `bare` when no unit was printed.
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

    def read(self, text: str) -> tuple[Quantity, ...]:
        """Find the quantities of a sentence, in order.

        >>> # "新增床位1.2万余张" -> one Quantity, value 1.2, unit "万张", comparator ">="
        """
        found: list[Quantity] = []
        position = 0
        for match in re.finditer(NUMBER + r"|[一二两三四五六七八九十百千万亿]", text):
            if match.start() < position:
                continue
            first = match.group()[0]
            quantity = self._digits(text, match) if first.isdigit() else self._words(text, match.start())
            if quantity is not None:
                found.append(quantity)
                position = quantity.end
            elif first.isdigit():
                position = match.end()
        return self._share_units(text, found)

    def _digits(self, text: str, match: re.Match[str]) -> Quantity | None:
        start, end = match.span()
        if end - start > LONGEST_NUMBER:
            return None
        before, after = text[start - 1] if start else "", text[end : end + 1]
        if before and (before in "第前.+/№#" or (before.isascii() and before.isalpha())):
            return None
        if before == "-" and start > 1 and text[start - 2].isascii() and text[start - 2].isalnum():
            return None
        if after == "+" and not re.match(r"\+ ?(?:个|家|项|万|亿|人|户|件|场)", text[end : end + 4]):
            return None
        low = high = None
        value: float | None = _float(match.group())
        scale_match = _SCALE.match(text, _skip_blank(text, end))
        assert scale_match is not None
        scale, more = scale_match.group("scale") or "", _is_more(scale_match)
        cursor = scale_match.end() if scale or more else end
        unit = self._unit_at(text, cursor)
        unit_end = unit[1] if unit else cursor
        ranged = _RANGE.match(text, unit_end) or (_RANGE.match(text, end) if unit is None else None)
        if ranged and text[max(0, start - 1) : start] not in {"由", "从"}:
            second = _SCALE.match(text, _skip_blank(text, ranged.end()))
            assert second is not None
            second_scale = second.group("scale") or ""
            second_cursor = second.end() if second_scale or _is_more(second) else ranged.end()
            second_unit = self._unit_at(text, second_cursor)
            if second_unit is None and unit is None and not second_scale and not scale:
                end_at = ranged.end()
                return self._finish(
                    text, start, end_at, None, value, _float(ranged.group("number")), "", None, more=False
                )
            if (
                second_unit
                and (unit is None or unit[0].form == second_unit[0].form)
                and (not scale or scale == second_scale)
            ):
                low, high, value = value, _float(ranged.group("number")), None
                scale, more, unit, unit_end = second_scale, _is_more(second), second_unit, second_unit[1]
        if unit is None:
            bare_ok = bool(scale) or not (after and after.isascii() and after.isalpha())
            return self._finish(text, start, cursor, value, low, high, scale, None, more=more) if bare_ok else None
        return self._finish(text, start, unit_end, value, low, high, scale, unit[0], more=more)

    def _words(self, text: str, start: int) -> Quantity | None:
        """Read round Chinese numbers with a bound: 超百亿元, 近千场, 百余家."""
        lead_at = start
        for width in (2, 1):
            lead = text[max(0, start - width) : start]
            if lead in {
                "超过",
                "突破",
                "迈过",
                "跨过",
                "跨越",
                "站上",
                "迈上",
                "跃上",
                "冲破",
                "达到",
                "接近",
                "将近",
                "大约",
                "超",
                "近",
                "逾",
                "约",
                "达",
                "破",
            }:
                lead_at = start - width
                break
        match = _CHINESE.match(text, start)
        if match is None or match.end() == start:
            return None
        tens, scale, more = match.group("tens"), match.group("scale") or "", bool(match.group("more"))
        if not tens and not scale:
            return None
        if lead_at == start and not more:
            return None
        unit = self._unit_at(text, match.end())
        if unit is not None and unit[0].needs_left:
            return None
        if unit is None and (
            scale != "亿" or not re.match(r"[，、。；的]|元?“?大关", text[match.end() : match.end() + 3] or "。")
        ):
            return None
        digit = _DIGITS.get(match.group("digit") or "", 1)
        value = float(digit * _TENS.get(tens or "", 1))
        end = unit[1] if unit else match.end()
        return self._finish(text, start, end, value, None, None, scale, unit[0] if unit else None, more=more)

    def _unit_at(self, text: str, position: int) -> tuple[FigureUnit, int] | None:
        match = self._unit.match(text, position)
        if match is None:
            return None
        form = match.group().strip()
        unit = self._units[form]
        form_start = match.end() - len(form)
        if any(text.startswith(word, form_start) for word in unit.not_before) and not text.startswith(
            "项目标", form_start
        ):
            return None
        if form[-1].isascii() and form[-1].isalpha() and text[match.end() : match.end() + 1].isascii():
            follower = text[match.end() : match.end() + 1]
            if follower.isalnum():
                return None
        return unit, match.end()

    def _finish(
        self,
        text: str,
        number_start: int,
        end: int,
        value: float | None,
        low: float | None,
        high: float | None,
        scale: str,
        unit: FigureUnit | None,
        *,
        more: bool,
    ) -> Quantity:
        start, comparator = number_start, Comparator.EQUAL
        window = text[max(0, number_start - LEFT_REACH) : number_start]
        for pattern, meaning in self._before:
            match = pattern.search(window)
            if match:
                start, comparator = number_start - (len(window) - match.start()), meaning
                break
        unit_end = end
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
        elif more and comparator is Comparator.EQUAL:
            comparator = Comparator.AT_LEAST
        if value is None:
            comparator = Comparator.RANGE
        return Quantity(
            start=start,
            number_start=number_start,
            end=end,
            value=value,
            low=low,
            high=high,
            scale=scale,
            unit=scale + (unit.form if unit else ""),
            kind=unit.kind if unit else "",
            suffix=unit.suffix if unit else "",
            comparator=comparator,
            rule=unit.rule if unit else "unit.none",
            bare=unit is None,
            needs_left=unit.needs_left if unit else (),
            unit_end=unit_end,
        )

    @staticmethod
    def _share_units(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
        """Give a number printed without its unit the unit of the next in the list: 19.8亿、9亿美元."""
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


def _float(number: str) -> float:
    return float(number.replace(",", ""))


def _skip_blank(text: str, position: int) -> int:
    return position + 1 if text[position : position + 1] == " " else position


def _is_more(match: re.Match[str]) -> bool:
    return any(match.group(group) in _ROUND for group in ("more", "more2", "plus") if match.group(group))
