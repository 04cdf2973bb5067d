"""Sentences and clauses of a reading view, with quotation marks and brackets respected.

A comma inside （…） or “…” separates nothing; a number inside “…” or 《…》 belongs to a name, not to a figure.
All offsets are into the text given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mapapp.extraction.text.numbers import even_numbers

OPENING: Final = {"（": "）", "(": ")", "“": "”", "‘": "’", "《": "》", "「": "」", "『": "』", "〔": "〕", "[": "]"}
QUOTING: Final = frozenset("“‘《「『")
SENTENCE_ENDS: Final = frozenset("。！？!?\n")
COMMAS: Final = frozenset("，,；;：:—∶")
LISTING: Final = "、"
_HALF_WIDTH: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "％": "%", '"': "”", "∶": "："}
MAX_SENTENCE: Final = (
    700  # characters; a longer one is cut at a comma, so that time grows with the text, not its square
)
MAX_QUOTED: Final = 48  # characters; a quotation mark left open must not swallow the rest of the document


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: [start, end) in the text it was cut from."""

    start: int
    end: int


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
        """Say whether an offset lies inside quotation marks or a book title."""
        return any(start <= offset < end for start, end in self.quoted)

    def bracket_at(self, offset: int) -> tuple[int, int] | None:
        """Give the inside of the bracket an offset lies in."""
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
        elif char in _HALF_WIDTH and not _inside_number(sentence, offset):
            marks[offset] = _HALF_WIDTH[char]
    return "".join(marks)


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Sentence, ...]:
    """Cut [start, end) at 。！？ and line ends, and what is too long at a comma; empty pieces are left out.

    >>> [(s.start, s.end) for s in split_sentences("建成3处。完成5个。")]
    [(0, 5), (5, 10)]
    """
    stop = len(text) if end is None else end
    pieces: list[Sentence] = []
    begin = start
    for offset in range(start, stop):
        if text[offset] in SENTENCE_ENDS:
            if text[begin:offset].strip():
                pieces.append(Sentence(begin, offset + (text[offset] != "\n")))
            begin = offset + 1
    if text[begin:stop].strip():
        pieces.append(Sentence(begin, stop))
    return tuple(part for piece in pieces for part in _short(text, piece))


def _short(text: str, piece: Sentence) -> list[Sentence]:
    """Cut a piece longer than MAX_SENTENCE at the last clause mark that fits, or hard where there is none."""
    parts: list[Sentence] = []
    begin = piece.start
    while piece.end - begin > MAX_SENTENCE:
        window = text[begin : begin + MAX_SENTENCE]
        cut = max(window.rfind(mark) for mark in "；;，,、")
        cut = begin + (cut + 1 if cut > MAX_SENTENCE // 2 else MAX_SENTENCE)
        parts.append(Sentence(begin, cut))
        begin = cut
    parts.append(Sentence(begin, piece.end))
    return parts


def lay_out(sentence: str) -> Layout:
    """Find delimiters, quotes and brackets of one sentence in one pass."""
    closing = _closings(sentence)
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
        if char in COMMAS and not _inside_number(sentence, offset):
            breaks.append(offset)
        elif char == LISTING:
            lists.append(offset)
    return Layout(tuple(breaks), tuple(lists), tuple(quoted), tuple(bracketed))


def _closings(sentence: str) -> dict[int, int]:
    """Pair every opening mark with its closing one; a mark that is not closed soon pairs with nothing."""
    pairs: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for offset, char in enumerate(sentence):
        if char in OPENING:
            stack.append((OPENING[char], offset))
            continue
        for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
            mark, begun = stack[depth]
            if char == mark:
                if offset - begun <= MAX_QUOTED * (1 if sentence[begun] in QUOTING else 4):
                    pairs[begun] = offset
                del stack[depth:]
                break
    return pairs


def _inside_number(sentence: str, offset: int) -> bool:
    """Say whether a comma or dash stands between digits: 1,234 or 1—11."""
    if sentence[offset] not in ",—:：∶":
        return False
    before, after = sentence[offset - 1 : offset], sentence[offset + 1 : offset + 2]
    return before.isdigit() and after.isdigit()
