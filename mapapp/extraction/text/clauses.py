"""Clauses of a sentence, with quotation marks and brackets respected.

A comma inside （…） or “…” separates nothing; a number inside “…” or 《…》 belongs to a name, not to a figure.
All offsets are into the text given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.text.brackets import QUOTING, paired
from mapapp.extraction.text.cutting import inside_number, pieces
from mapapp.extraction.text.numbers import even_numbers

COMMAS: Final = frozenset("，,；;：:—∶")  # where the clauses of a sentence with figures end
CLAUSE_MARKS: Final = re.compile("[，：,:]|—(?=—)|(?<=—)—")  # where those of a sentence already cut at ； do
LISTING: Final = "、"
_HALF_WIDTH: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "％": "%", '"': "”", "∶": "："}


@dataclass(frozen=True, slots=True)
class Layout:
    """What each character of a sentence is: where clauses end, what lies in quotes or brackets.

    `breaks` are offsets of clause delimiters at depth 0, `lists` those of 、. `quoted` and `bracketed` are half-open
    spans of the inside of quotation marks and of brackets.
    """

    breaks: tuple[int, ...]
    lists: tuple[int, ...]
    quoted: tuple[tuple[int, int], ...]
    bracketed: tuple[tuple[int, int], ...]

    def in_quotes(self, offset: int) -> bool:
        """Whether an offset lies inside quotation marks or a book title."""
        return any(start <= offset < end for start, end in self.quoted)

    def bracket_at(self, offset: int) -> tuple[int, int] | None:
        """Return the inside of the bracket an offset lies in."""
        return next(((start, end) for start, end in self.bracketed if start <= offset < end), None)


def even_marks(sentence: str) -> str:
    """Write half-width punctuation as full-width, one character for one, so that offsets hold.

    A comma or point inside a number stays; straight quotation marks open and close in turn.

    >>> even_marks('增长5%,建成"云上"站3座;总量1,200吨(含预计)')
    '增长5%，建成“云上”站3座；总量1,200吨（含预计）'
    """
    sentence = even_numbers(sentence)
    if not any(mark in sentence for mark in _HALF_WIDTH):
        return sentence
    marks = list(sentence)
    opened = False
    for offset, char in enumerate(marks):
        if char == '"':
            marks[offset] = "”" if opened else "“"
            opened = not opened
        elif char in _HALF_WIDTH and not inside_number(sentence, offset):
            marks[offset] = _HALF_WIDTH[char]
    return "".join(marks)


def lay_out(sentence: str) -> Layout:
    """Find delimiters, quotes and brackets of one sentence in one pass."""
    closing = paired(sentence)
    breaks: list[int] = []
    lists: list[int] = []
    quoted: list[tuple[int, int]] = []
    bracketed: list[tuple[int, int]] = []
    skip_to = 0
    for offset, char in enumerate(sentence):
        if offset in closing:
            span = (offset + 1, closing[offset])
            (quoted if char in QUOTING else bracketed).append(span)
            skip_to = max(skip_to, closing[offset] + 1)
        if offset < skip_to:
            continue
        if char in COMMAS and not inside_number(sentence, offset):
            breaks.append(offset)
        elif char == LISTING:
            lists.append(offset)
    return Layout(tuple(breaks), tuple(lists), tuple(quoted), tuple(bracketed))


def clause_bounds(masked: str) -> list[tuple[int, int]]:
    """Return the clauses of a masked sentence, cut at its commas and colons, as half-open bounds.

    >>> clause_bounds("甲开工，乙竣工")
    [(0, 3), (4, 7)]
    """

    def is_end(offset: int, _: int) -> bool:
        return not inside_number(masked, offset)

    return list(pieces(masked, 0, len(masked), CLAUSE_MARKS, is_end))
