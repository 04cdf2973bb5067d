"""Sentences of a reading view: with the paragraph each stands in for projects, as bare bounds for figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import SectionForm
from mapapp.extraction.text.brackets import mask_brackets
from mapapp.extraction.text.cutting import pieces
from mapapp.text.zone_words import zones_named

_QUESTION: Final = ("？", "?")
_BULLETS: Final = frozenset("·★●◆■▲")
_ENDS: Final = frozenset("。！？；!?;")
_MARKS: Final = re.compile("[。！？；!?;，\t ·★●◆■▲]")
_FULL_STOPS: Final = re.compile("[。！？!?\n]")  # figures on both sides of a ； share their time
MAX_SENTENCE: Final = 700  # characters; a longer one is cut, so that time grows with the text, not its square
# A sentence longer than this is cut at its next comma, so that time stays in step with length.
_LONGEST_SENTENCE: Final = 1_500
# What stands farther back in a paragraph says nothing of a sentence any more: prose has no paragraph this long.
PARAGRAPH_BEFORE: Final = 4_000
# A sentence that names a zone this near its beginning sets the scene for those that follow in its paragraph.
_TOPIC_WIDTH: Final = 14


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the view: half-open view offsets, its words, and the words with quoted and bracketed parts masked.

    `paragraph` is the view offset at which its paragraph (or table row) begins, `topic` the paragraph's first
    sentence, or the last before this one that sets out from a zone, `label` the words before a colon that the sentence explains, `column` the first cell of its table row; `asked` says that it is a question,
    `alone` that it is a line without a full stop.
    """

    start: int
    end: int
    text: str
    masked: str
    section: Section
    paragraph: int
    topic: str
    table: bool
    asked: bool = False
    alone: bool = False


def read_sentences(document: Document) -> Iterator[Sentence]:
    """Return every sentence of the document in reading order; contents and rules are left out."""
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

    def is_end(offset: int, begin: int) -> bool:
        char = masked[offset]
        if char in _ENDS or (char == "，" and offset - begin > _LONGEST_SENTENCE):
            return True
        if table and (char == "\t" or (char == " " and _between_rows(masked, offset))):
            return True
        return char in _BULLETS and not _inside_name(masked, offset)

    for at, stop in pieces(masked, 0, len(masked), _MARKS, is_end):
        if not topic or zones_named(line[at : at + _TOPIC_WIDTH]):
            topic = line[at:stop]
        asked = masked[stop : stop + 1] in _QUESTION
        alone = stop == len(line) and _BULLETS.issuperset(line[:at])
        yield Sentence(
            start + at, start + stop, line[at:stop], masked[at:stop], section, start, topic, table, asked, alone
        )


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Return the sentences of [start, end) as half-open bounds, their full stop included: 。！？ and line ends cut, ； does not.

    What is too long is cut at a comma.

    >>> split_sentences("建成3处。完成5个。")
    ((0, 5), (5, 10))
    """
    stop = len(text) if end is None else end

    return tuple(
        part
        for begin, close in pieces(text, start, stop, _FULL_STOPS)
        for part in _short(text, begin, close + (close < stop and text[close] != "\n"))
    )


def _short(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Cut a piece longer than MAX_SENTENCE at the last clause mark that fits, or hard where there is none."""
    parts: list[tuple[int, int]] = []
    while end - begin > MAX_SENTENCE:
        window = text[begin : begin + MAX_SENTENCE]
        cut = max(window.rfind(mark) for mark in "；;，,、")
        cut = begin + (cut + 1 if cut > MAX_SENTENCE // 2 else MAX_SENTENCE)
        parts.append((begin, cut))
        begin = cut
    parts.append((begin, end))
    return parts


def _inside_name(masked: str, index: int) -> bool:
    """Whether a dot stands between two Chinese characters, as in a foreign name, and so begins no item of a list."""
    return (
        masked[index] == "·"
        and 0 < index < len(masked) - 1
        and all("\u4e00" <= masked[side] <= "\u9fff" for side in (index - 1, index + 1))
    )


def _between_rows(masked: str, index: int) -> bool:
    """Whether a blank inside a table cell parts two entries: Chinese on both sides."""
    return 0 < index < len(masked) - 1 and masked[index - 1] >= "\u4e00" and masked[index + 1] >= "\u4e00"


def paragraph_before(text: str, offset: int) -> str:
    r"""Return the paragraph up to an offset, its last PARAGRAPH_BEFORE characters at most.

    >>> paragraph_before("甲。\n五年来，建成3处", 8)
    '五年来，建'
    """
    earliest = max(0, offset - PARAGRAPH_BEFORE)
    return text[max(earliest, text.rfind("\n", earliest, offset) + 1) : offset]
