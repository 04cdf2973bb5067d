"""Numbers that Word prints before list paragraphs: 一、 （一） 1. 第三章, counted as it counts them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from lxml import etree

from mapapp.documents.docx.markup import child, name_of, number_of, value_of

_CHINESE: Final = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "chineseLegalSimplified",
    }
)
_DIGITS: Final = "零一二三四五六七八九"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PLACE: Final = re.compile(r"%([1-9])")
_LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how it counts, from what, and what it prints (%1 for its number)."""

    counting: str
    start: int
    words: str


class Numbering:
    """The running numbers of a document's lists."""

    def __init__(self, tree: etree._Element | None) -> None:
        """Index the lists; without a part of lists nothing is numbered."""
        self._patterns: dict[int, dict[int, _Level]] = {}
        self._lists: dict[int, int] = {}
        self._starts: dict[int, dict[int, int]] = {}
        self._counts: dict[int, dict[int, int]] = defaultdict(dict)
        for element in tree if tree is not None else ():
            if name_of(element) == "abstractNum":
                self._read_pattern(element)
            elif name_of(element) == "num":
                self._read_list(element)

    def label(self, list_id: int | None, level: int | None) -> str:
        """Return what is printed before the next paragraph of a list: "（三）", or "" for bullets and no list."""
        pattern = self._patterns.get(self._lists.get(list_id, -1)) if list_id else None
        depth = level or 0
        if pattern is None or list_id is None or depth not in pattern:
            return ""
        # lists that share a pattern go on counting, unless one says where it starts
        counts = self._counts[list_id if list_id in self._starts else -self._lists[list_id] - 1]
        first = self._starts.get(list_id, {}).get(depth, pattern[depth].start)
        counts[depth] = counts[depth] + 1 if depth in counts else first
        for deeper in [held for held in counts if held > depth]:
            del counts[deeper]
        if pattern[depth].counting in {"bullet", "none"}:
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            held = pattern.get(at)
            if held is None:
                return ""
            return _spelled(counts.get(at, held.start), held.counting)

        return _PLACE.sub(number, pattern[depth].words)

    def _read_pattern(self, element: etree._Element) -> None:
        """Read the levels of one pattern."""
        identity = number_of(element, "abstractNumId")
        if identity is None:
            return
        levels = {}
        for item in element:
            depth = number_of(item, "ilvl")
            if name_of(item) == "lvl" and depth is not None and 0 <= depth < _LEVELS:
                start = number_of(child(item, "start"))
                levels[depth] = _Level(
                    value_of(child(item, "numFmt")) or "decimal",
                    1 if start is None else start,
                    value_of(child(item, "lvlText")) or "",
                )
        self._patterns[identity] = levels

    def _read_list(self, element: etree._Element) -> None:
        """Read which pattern a list has, and where it starts anew."""
        identity = number_of(element, "numId")
        pattern = number_of(child(element, "abstractNumId"))
        if identity is None or pattern is None:
            return
        self._lists[identity] = pattern
        for item in element:
            start, depth = number_of(child(item, "startOverride")), number_of(item, "ilvl")
            if name_of(item) == "lvlOverride" and start is not None and depth is not None:
                self._starts.setdefault(identity, {})[depth] = start


def _spelled(number: int, counting: str) -> str:
    """Return a number as its list counts.

    >>> _spelled(12, "chineseCounting"), _spelled(3, "decimal"), _spelled(2, "upperLetter"), _spelled(4, "lowerRoman")
    ('十二', '3', 'B', 'iv')
    """
    if counting in _CHINESE:
        return _chinese(number)
    if counting.startswith("decimalEnclosedCircle") and 1 <= number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if counting in {"upperLetter", "lowerLetter"} and 1 <= number <= 26:
        letter = chr(ord("A") + number - 1)
        return letter if counting == "upperLetter" else letter.lower()
    if counting in {"upperRoman", "lowerRoman"} and 1 <= number < 40:
        roman = "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        return roman if counting == "upperRoman" else roman.lower()
    return f"{number:02}" if counting == "decimalZero" else str(number)


def _chinese(number: int) -> str:
    """Return a number below a hundred in Chinese, larger ones in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")
