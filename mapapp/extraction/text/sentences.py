"""Sentences and clauses of a reading view, with the paragraph each stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import SectionForm
from mapapp.text.zone_words import zones_named

_OPENERS: Final = {"“": "”", "（": "）", "《": "》", "‘": "’", "【": "】"}
_CLOSERS: Final = frozenset(_OPENERS.values())
_BULLETS: Final = frozenset("·★●◆■▲")
_ENDS: Final = frozenset("。！？；!?;")
# A bracket that is not closed within this many characters was misprinted; reading goes on as if it had not opened.
_LONGEST_BRACKET: Final = 60
MASK: Final = "□"
_QUOTED_TIME: Final = re.compile(r"“(?:[三五十七六八]一|十[二三四五六七]五|双节|双十一)”")
# A sentence longer than this is cut at its next comma, so that time stays in step with length.
_LONGEST_SENTENCE: Final = 1_500
# A sentence that names a zone this near its beginning sets the scene for those that follow in its paragraph.
_TOPIC_WIDTH: Final = 14


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the view: half-open view offsets, its words, and the words with quoted and bracketed parts masked.

    `paragraph` is the view offset at which its paragraph (or table row) begins, `topic` the paragraph's first
    sentence, or the last before this one that sets out from a zone, `label` the words before a colon that the sentence explains, `column` the first cell of its table row.
    """

    start: int
    end: int
    text: str
    masked: str
    section: Section
    paragraph: int
    topic: str
    table: bool


def mask_brackets(text: str) -> str:
    """Put □ for every character inside quotes, brackets and book marks, and keep the marks.

    The length does not change. Holidays and five-year plans in quotes are times and stay.

    >>> mask_brackets("“五一”前建成“一厅一片”和学校（二期）")
    '“五一”前建成“□□□□”和学校（□□）'
    """
    if not any(char in _OPENERS for char in text):
        return text
    out = list(text)
    stack: list[tuple[str, int]] = []
    for index, char in enumerate(text):
        if stack and char == stack[-1][0]:
            _, opened = stack.pop()
            if not stack and index - opened - 1 <= _LONGEST_BRACKET and not _is_speech(text, opened, index):
                out[opened + 1 : index] = MASK * (index - opened - 1)
        elif char in _OPENERS:
            if stack and index - stack[0][1] > _LONGEST_BRACKET:
                stack.clear()
            stack.append((_OPENERS[char], index))
        elif char in _CLOSERS and stack:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == char:
                    del stack[depth:]
                    break
    for match in _QUOTED_TIME.finditer(text):
        out[match.start() : match.end()] = match.group()
    return "".join(out)


def _is_speech(text: str, opened: int, closed: int) -> bool:
    """Whether a quoted stretch is what somebody says, not a name: it holds a comma or a full stop."""
    return text[opened] == "“" and any(mark in text[opened:closed] for mark in "，。！？")


def read_sentences(document: Document) -> Iterator[Sentence]:
    """Give every sentence of the document in reading order; contents and rules are left out."""
    view = document.view.text
    for section in document.sections:
        if section.form is SectionForm.CONTENTS:
            continue
        start = section.start
        while start < section.end:
            end = view.find("\n", start, section.end)
            end = section.end if end < 0 else end
            yield from _paragraph_sentences(view, start, end, section)
            start = end + 1


def _paragraph_sentences(view: str, start: int, end: int, section: Section) -> Iterator[Sentence]:
    """Cut one line of the view into sentences; the cells of a table row are sentences of their own."""
    line = view[start:end]
    table = section.form is SectionForm.TABLE
    masked = mask_brackets(line)
    topic = ""
    at = 0
    for index, char in enumerate(masked + "。"):
        if (
            char in _ENDS
            or (char == "，" and index - at > _LONGEST_SENTENCE)
            or (table and (char == "\t" or (char == " " and _between_rows(masked, index))))
            or (char in _BULLETS and not _inside_name(masked, index))
        ):
            if line[at:index].strip():
                if not topic or zones_named(line[at : at + _TOPIC_WIDTH]):
                    topic = line[at:index]
                yield Sentence(
                    start + at, start + index, line[at:index], masked[at:index], section, start, topic, table
                )
            at = index + 1


def _inside_name(masked: str, index: int) -> bool:
    """Whether a dot stands between two Chinese characters, as in a foreign name, and so begins no item of a list."""
    return (
        masked[index] == "·"
        and 0 < index < len(masked) - 1
        and all("\u4e00" <= masked[side] <= "\u9fff" for side in (index - 1, index + 1))
    )


def _between_rows(masked: str, index: int) -> bool:
    """Tell whether a blank inside a table cell parts two entries: Chinese on both sides."""
    return 0 < index < len(masked) - 1 and masked[index - 1] >= "\u4e00" and masked[index + 1] >= "\u4e00"


def clause_bounds(masked: str) -> list[tuple[int, int]]:
    """Cut a masked sentence at its commas and colons; gives half-open bounds.

    >>> clause_bounds("甲开工，乙竣工")
    [(0, 3), (4, 7)]
    """
    bounds = []
    at = 0
    for index, char in enumerate(masked + "，"):
        if char in "，：,:" and not (
            char in ",:" and masked[index - 1 : index].isdigit() and masked[index + 1 : index + 2].isdigit()
        ):
            if masked[at:index].strip():
                bounds.append((at, index))
            at = index + 1
    return bounds
