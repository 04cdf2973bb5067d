"""Numbers as print writes them: 1,250 · 1.2万 · 1亿2千万 · 三百二十八亿 · 两千余 · -3.5 · 百分之六.

A number is read where it begins, in one pass, with its multiplier; the unit after it is the business of its reader.
What has the shape of a number and cannot be read (三百二八, 1,25,0) gives a number without value, never a part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

ARABIC: Final = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
STARTS: Final = re.compile(r"\d|[一二两三四五六七八九十百千万亿]|分之")
_ARABIC: Final = re.compile(ARABIC)
# Digits, points and commas that follow one another are one number or none; O, o, l, I are what scanners make of 0 and 1.
_DIGIT_RUN: Final = re.compile(r"\d(?:[\d.,OolI]*[\dOolI])?")
_GROUPED: Final = re.compile(
    r"(?<![\d.第])(?<!\d[,，])(?<!\d )\d{1,3}(?:(?:，\d{3})+|(?:['’]\d{3})+|(?:[\u00a0\u2009\u202f]\d{3})+| \d{3}(?= ?[一-龥㎡%a-zA-Z]))"
    r"(?!\d|[.,，]\d{1,2}(?!\d)[，、])"
)
# 二〇二五年, and what stands for 〇 in typed texts: circles, letters, a zero.
_YEAR: Final = re.compile(r"[二一][〇零○OoОо0九][〇零○OoОо0一二三四五六七八九]{2}(?= ?年)")
_YEAR_DIGITS: Final = str.maketrans("〇零○OoОо0一二三四五六七八九", "00000000123456789")
_GROUP_MARKS: Final = str.maketrans("，'’ \u00a0\u2009\u202f", ",,,,,,,")
_HAN_DIGITS: Final = {char: value for value, char in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
_ZEROS: Final = frozenset("零〇")
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_BIG: Final = {"万": 10_000, "亿": 100_000_000}
_MORE: Final = frozenset("余多几")
_UNITS_OF_THOUSANDS: Final = frozenset("米瓦克伏卡帕赫")  # 千米, 千瓦: the first character belongs to the unit
_MANY: Final = 1_000_000  # from a million on people say 万 (108.3万人); below it the plain number (43,000个)
MINUS: Final = frozenset("-－−–—﹣‐‑")
_RATIOS: Final = {"百分之": "%", "千分之": "‰", "万分之": "‱"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number at [start, end) of a text, its multiplier included.

    `value` counts in `scale` ("万", "亿", "" …); None when it has the shape of a number and cannot be read, or when two
    neighbouring digits give a range (二三十), whose ends are `low` and `high`. `digits_end` is where the digits end and
    the multiplier begins; `more` when 余, 多, 几 or + was said; `han` without one Arabic digit; `round` without any
    digit (百, 千余, 亿); `percent` is the sign that 百分之 stands for.
    """

    start: int
    end: int
    value: float | None
    scale: str = ""
    digits_end: int = 0
    more: bool = False
    han: bool = False
    round: bool = False
    percent: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def unreadable(self) -> bool:
        """Whether this has the shape of a number and no value."""
        return self.value is None and self.low is None


def even_numbers(text: str) -> str:
    """Return a text whose thousands are parted by half-width commas and whose years are in digits; offsets stay.

    >>> even_numbers("二〇二五年投资1，250亿元，第3，500条，1 200个")
    '2025年投资1,250亿元，第3，500条，1,200个'
    """
    grouped = _GROUPED.sub(lambda match: match.group().translate(_GROUP_MARKS), text)
    return _YEAR.sub(lambda match: match.group().translate(_YEAR_DIGITS), grouped)


def read_number(text: str, start: int) -> Number | None:
    """Return the number that begins at an offset, or None when none does.

    >>> number = read_number("一百零八万三千人", 0)
    >>> number.value, number.scale, number.end
    (108.3, '万', 7)
    >>> read_number("1亿2千万元", 0).value, read_number("2万5千个", 0).value, read_number("三百二八亿", 0).unreadable
    (1.2, 25000.0, True)
    """
    if text.startswith(tuple(_RATIOS), start):
        return _part_of(text, start)
    run = _DIGIT_RUN.match(text, start)
    if run and not _ARABIC.fullmatch(run.group()):
        return Number(start, run.end(), None, digits_end=run.end())
    pieces, digits_end, end = _pieces(text, start)
    if not pieces:
        return None
    more = any(kind == "more" for kind, _ in pieces)
    counted = [piece for piece in pieces if piece[0] != "more"]
    if not counted:
        return None
    han = all(kind != "num" for kind, _ in counted)
    if han and len(counted) > 1 and all(kind in {"dig", "zero"} for kind, _ in counted):
        return _digit_by_digit(counted, start, end)
    if han and (ends := _neighbours(counted)) is not None:
        return Number(start, end, None, ends[2], digits_end=digits_end, more=more, han=True, low=ends[0], high=ends[1])
    total, scale = _evaluate(counted)
    plain = all(kind in {"ten", "big"} for kind, _ in counted)
    return Number(start, end, total, scale, digits_end=digits_end, more=more, han=han, round=plain)


def _part_of(text: str, start: int) -> Number | None:
    """Return 百分之三点五 as a number with its sign."""
    head = text[start : start + 3]
    inner = read_number(text, start + 3)
    if inner is None or inner.value is None:
        if inner is None and text[start + 3 : start + 4] != "百":
            return None
        value = None if inner is not None else 100.0  # 百分之百
        return Number(
            start, inner.end if inner else start + 4, value, digits_end=start + 4, han=True, percent=_RATIOS[head]
        )
    value = inner.value * {"": 1, "万": 10_000}.get(inner.scale, 1)
    return Number(start, inner.end, value, digits_end=inner.end, more=inner.more, han=True, percent=_RATIOS[head])


_Piece = tuple[str, float]
# 九千九百九十九万九千九百九十九亿 has sixteen; a run of numerals without end is no number, and took the cube of its length.
MOST_PIECES: Final = 40


def _pieces(text: str, start: int) -> tuple[list[_Piece], int, int]:
    """Return the parts a number is written in, where its first digits end, and where it ends."""
    pieces: list[_Piece] = []
    at, digits_end = start, start
    while at < len(text) and len(pieces) < MOST_PIECES:
        char = text[at]
        follows = text[at + 1 : at + 2]
        match = _ARABIC.match(text, at)
        if match:
            if pieces and not _goes_on(text, match, pieces[-1]):
                break
            pieces.append(("num", float(match.group().replace(",", ""))))
            at = match.end()
            digits_end = digits_end if digits_end > start else at
            if text[at : at + 1] == " " and text[at + 1 : at + 2] in {*_TENS, *_BIG} and _scales(text, at + 1):
                at += 1
            continue
        if char in _HAN_DIGITS:
            arabic = any(kind == "num" for kind, _ in pieces)
            if arabic and (pieces[-1][0] == "num" or follows not in {*_TENS, *_BIG}):
                break  # 为390万两癌妇女: the next word begins with a numeral
            value, at = _decimal(text, at)
            pieces.append(("dig", value))
        elif char in _ZEROS and pieces:
            pieces.append(("zero", 0.0))
            at += 1
        elif char in _TENS and _scales(text, at):
            pieces.append(("ten", float(_TENS[char])))
            at += 1
        elif char in _BIG:
            pieces.append(("big", float(_BIG[char])))
            at += 1
        elif char in _MORE and pieces and pieces[-1][0] != "more" and (char != "几" or pieces[-1][0] == "ten"):
            pieces.append(("more", 0.0))
            at += 1
        elif char == "+" and pieces and follows not in {"", "+"} and not follows.isdigit():
            pieces.append(("more", 0.0))
            at += 1
            break
        else:
            break
        if len(pieces) == 1:
            digits_end = at
    while pieces and pieces[-1][0] == "zero":
        pieces.pop()
        at -= 1
    return pieces, max(digits_end, start), at


def _goes_on(text: str, match: re.Match[str], last: _Piece) -> bool:
    """Whether Arabic digits after a multiplier belong to the same number: 2万5千, 5万3000, 1万零860; not 390万65岁."""
    kind, value = last
    if kind == "zero":
        return True
    if kind not in {"ten", "big"}:
        return False
    end = match.end()
    if text[end : end + 1] in {*_TENS, *_BIG} and _scales(text, end):
        return True
    return kind == "big" and value == _BIG["万"] and re.fullmatch(r"\d{4}", match.group()) is not None


def _scales(text: str, at: int) -> bool:
    """Whether 百 or 千 multiplies and is no part of a unit (千米) or of 百分."""
    return text[at] in {"十", *_BIG} or text[at + 1 : at + 2] not in (_UNITS_OF_THOUSANDS | {"分"})


def _decimal(text: str, at: int) -> tuple[float, int]:
    """Return a Chinese digit with what follows its 点, and where that ends."""
    value, end = float(_HAN_DIGITS[text[at]]), at + 1
    if text[end : end + 1] == "点" and text[end + 1 : end + 2] in {*_HAN_DIGITS, *_ZEROS}:
        place, end = 0.1, end + 1
        while text[end : end + 1] in {*_HAN_DIGITS, *_ZEROS}:
            value, place, end = value + _HAN_DIGITS.get(text[end], 0) * place, place / 10, end + 1
        value = round(value, 9)
    return value, end


def _digit_by_digit(pieces: list[_Piece], start: int, end: int) -> Number | None:
    """Return 二〇二五 as no number (a year or a code), 三四 as the range of two neighbours."""
    values = [value for _, value in pieces]
    if len(values) == 2 and values[1] == values[0] + 1:
        return Number(start, end, None, digits_end=end, han=True, low=values[0], high=values[1])
    return None


def _neighbours(pieces: list[_Piece]) -> tuple[float, float, str] | None:
    """Return the ends of a range told by two neighbouring digits, and their multiplier: 二三百, 一千二三百, 十七八.

    >>> _neighbours([("dig", 2.0), ("dig", 3.0), ("ten", 100.0)])
    (200.0, 300.0, '')
    """
    for at in range(len(pieces) - 1):
        (one, low), (other, high) = pieces[at : at + 2]
        if one == other == "dig" and high == low + 1:
            least, scale = _evaluate([*pieces[: at + 1], *pieces[at + 2 :]])
            most, same = _evaluate([*pieces[:at], *pieces[at + 1 :]])
            return (least, most, scale) if least is not None and most is not None and scale == same else None
    return None


def _evaluate(pieces: list[_Piece]) -> tuple[float | None, str]:
    """Return the value of the parts of a number and the multiplier it is told in; None when they do not fit together."""
    kinds = [kind for kind, _ in pieces]
    simple = kinds[0] in {"num", "dig"} and all(kind == "big" for kind in kinds[1:])
    if simple:
        scale = "".join("万" if value == _BIG["万"] else "亿" for _, value in pieces[1:])
        return (pieces[0][1], scale) if scale in {"", "万", "亿", "万亿"} else (None, "")
    if kinds == ["big", "big"]:
        return 1.0, "万亿"
    total = _Total()
    if not all(total.take(kind, value) for kind, value in pieces) or not total.close():
        return None, ""
    value = total.value
    if total.hundred_millions:
        return round(value / _BIG["亿"], 9), "亿"
    if total.ten_thousands and (value % _BIG["万"] == 0 or value >= _MANY):
        return round(value / _BIG["万"], 9), "万"
    return round(value, 9), ""


class _Total:
    """Adds up the parts of a number from the left and refuses an order no number is written in."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.value = 0.0
        self.hundred_millions = self.ten_thousands = False
        self._section = 0.0
        self._digit: float | None = None
        self._last_ten = float(_BIG["万"])
        self._zero = False
        self._wan = 0.0

    def take(self, kind: str, value: float) -> bool:
        """Add one part; False when it cannot stand here."""
        if kind in {"num", "dig"}:
            if self._digit is not None:
                return False
            self._digit = value
            return True
        if kind == "zero":
            self._zero = True
            return self._digit is None
        if kind == "ten":
            return self._ten(value)
        return self._big(value)

    def _ten(self, value: float) -> bool:
        if value >= self._last_ten:
            return False
        if self._digit is None and value > 10 and (self._section or self.value or self._wan):
            return False
        self._section += (1 if self._digit is None else self._digit) * value
        self._digit, self._last_ten, self._zero = None, value, False
        return True

    def _big(self, value: float) -> bool:
        if not self._settle():
            return False
        if value == _BIG["万"]:
            if self.ten_thousands and not (self.hundred_millions and not self._wan):
                return False
            self.ten_thousands, self._wan = True, (self._section or (0 if self.value else 1)) * value
        else:
            if self.hundred_millions:
                return False
            self.hundred_millions = True
            self.value = ((self._wan + self._section) or 1) * value
            self._wan = 0.0
        self._section, self._last_ten, self._zero = 0.0, float(_BIG["万"]), False
        return True

    def _settle(self) -> bool:
        """Add the last digit to its section; 三百二 leaves open whether it is 302 or 320."""
        if self._digit is None:
            return True
        loose = self._last_ten in {100, 1000} or (self._last_ten == _BIG["万"] and (self._wan or self.value))
        if loose and not self._zero and self._digit < 10:
            return False
        self._section += self._digit
        self._digit = None
        return True

    def close(self) -> bool:
        """Add what is left; False when the last digit hangs in the air."""
        if not self._settle():
            return False
        self.value += self._wan + self._section
        return True
