"""Numbered roads: how documents write them (G318, 318国道, 国道318, G50高速公路) and the one number they mean.

Letters and digits follow GB/T 917: G national, S provincial and X county roads, with three digits; expressways have a G or S
and one to four digits.
"""

from __future__ import annotations

import re
from typing import Final

from mapapp.text.text_patterns import text_pattern

_LETTERS: Final = {"国": "G", "省": "S", "县": "X"}
# A number standing in a text, for patterns that look for one; not the beginning of a longer number.
ROAD_NUMBER: Final = r"(?:[GSX]\d{1,4}(?!\d)|\d{3}[国省县]道|[国省县]道\d{3}(?!\d))"

_ROAD_WORD: Final = text_pattern("road.word").pattern
_NOT_NUMBER: Final = text_pattern("road.measured").pattern
_AS_CODE: Final = re.compile(
    rf"(?<![0-9A-Z])([GSX]\d{{1,4}})(?:{_ROAD_WORD}|[国省县]道)"
    r"|(?<![0-9A-Z.])(?P<number>\d{3})(?P<kind>[国省县])道"
    # Behind the word stands a number, and no length, count or year: 省道改造200公里, 国道312条.
    rf"|(?P<kind_before>[国省县])道([GSX]?)(?P<number_behind>\d{{3}})(?!{_NOT_NUMBER})",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"[GSX]\d{1,4}", re.IGNORECASE)


def fold_road_numbers(name: str) -> str:
    """Return a name with every numbered road as letter and digits; half-width letters of either case are understood.

    >>> fold_road_numbers("318国道改扩建"), fold_road_numbers("国道318"), fold_road_numbers("G318国道"), fold_road_numbers("g50高速公路")
    ('G318改扩建', 'G318', 'G318', 'G50')
    """
    return _AS_CODE.sub(_code, name)


def is_road_number(name: str) -> bool:
    """Whether a folded name is the number of a road and nothing else.

    >>> is_road_number("G318"), is_road_number("G318改扩建")
    (True, False)
    """
    return _CODE.fullmatch(name) is not None


def _code(match: re.Match[str]) -> str:
    """Return the letter and digits a printed road means."""
    if match[1]:
        return match[1].upper()
    kind = match["kind"] or match["kind_before"]
    return _LETTERS[kind] + (match["number"] or match["number_behind"])
