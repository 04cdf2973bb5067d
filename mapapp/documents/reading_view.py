"""The reading view: a stored text as a reader takes it in, every character mapped to where it is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mapapp.contracts.text import TextView
from mapapp.contracts.vocabulary import SectionForm
from mapapp.documents.column_order import is_scrambled, rejoin_columns
from mapapp.documents.paragraphs import Paragraph, build_paragraphs
from mapapp.documents.printed_lines import read_lines
from mapapp.text.chars import BLANKS, INVISIBLE, SUPERSCRIPTS, is_word, plain
from mapapp.text.folding import fold_text
from mapapp.text.views import ViewBuilder

# Printer's marks that carry no meaning: bold, markdown, LaTeX braces of sub- and superscripts, references, tags.
_MARKS: Final = re.compile(
    r"\*\*|__|^\s*#{1,6}\s+|\$+|\s*[_^]\s*\{|(?<=[_^]\{)|\\(?:mathrm|text|rm)\b|[［\[]\d{1,3}[］\]]|</?[a-zA-Z][^<>\n]{0,60}>|&nbsp;|^\s*>\s"
)
# Characters that are read as they stand, whatever is round them.
_PLAIN_RUN: Final = re.compile(r"[\u4e00-\u9fff，。、；：“”（）《》]+")
# A headline's blank stands between Chinese words, quoted ones too; beside figures a blank is a matter of type.
_HEADLINE_BLANK: Final = re.compile(r"(?<=[\u4e00-\u9fff”’》）])[ \u3000]+(?=[\u4e00-\u9fff“‘《])")
_NO_HEADLINE: Final = re.compile(r"[。；;\t|【\[]|[，、：:]\s*$")
_LONGEST_HEADLINE: Final = 70
_MOST_PARTS: Final = 4
_SHORTEST_PART: Final = 4
_BRACED: Final = re.compile(r"\s*[_^]\s*\{([^{}\n]{0,12})\}")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the view: half-open view offsets (line end not included), its form, markdown level."""

    start: int
    end: int
    form: SectionForm
    level: int


def lay_out(text: str) -> tuple[TextView, tuple[Block, ...]]:
    """Build the reading view of a stored text and the list of its paragraphs.

    Look-alikes (⻘ for 青) and characters no reader sees are folded first. Each paragraph is one line of the view. Table rows keep tabs and blanks. A view never invents characters: the line
    end after a paragraph stands for a stored line end or blank, or for the character that follows.
    """
    folded = fold_text(text)
    view, blocks = _lay_out_folded(folded.text)
    if len(folded.text) == len(text):
        return view, blocks
    return TextView(view.text, tuple(folded.offsets[offset] for offset in view.offsets)), blocks


def _lay_out_folded(text: str) -> tuple[TextView, tuple[Block, ...]]:
    """Build the reading view of a text without look-alikes and unseen characters."""
    lines = read_lines(text)
    paragraphs = build_paragraphs(text, lines, join_pages=False)
    paragraphs = rejoin_columns(text, paragraphs) if is_scrambled(text, paragraphs) else build_paragraphs(text, lines)
    builder = ViewBuilder()
    blocks: list[Block] = []
    for paragraph in paragraphs:
        start = len(builder)
        if paragraph.form is SectionForm.CONTENTS:
            continue
        _write_paragraph(text, paragraph, builder)
        if len(builder) == start:
            continue
        blocks.append(Block(start, len(builder), paragraph.form, paragraph.level))
        builder.keep("\n", min(paragraph.pieces[-1][1], len(text) - 1))
    return builder.view(), tuple(blocks)


_FULL_WIDTH: Final = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；"}


def _write_paragraph(text: str, paragraph: Paragraph, builder: ViewBuilder) -> None:
    """Write the characters of one paragraph without printer's marks and without blanks that mean nothing."""
    first = len(builder)
    table = paragraph.form is SectionForm.TABLE
    tabbed = table and any("\t" in text[start:end] for start, end in paragraph.pieces)
    skip = _marked(text, paragraph)
    commas = _headline_commas(text, paragraph)
    waiting: int | None = None  # stored offset of a blank that is kept only between two Latin words
    quote_open = False
    for piece_number, (start, end) in enumerate(paragraph.pieces):
        if piece_number and waiting is None:
            waiting = start - 1
        offset = start - 1
        while (offset := offset + 1) < end:
            run = _PLAIN_RUN.match(text, offset, end)
            if run:
                builder.keep_run(run.group(), offset)
                waiting, offset = None, run.end() - 1
                continue
            char = text[offset]
            if offset in skip or char in INVISIBLE:
                continue
            if char in SUPERSCRIPTS and not (builder.last().isascii() and builder.last().isalpha()):
                continue
            if offset in commas:
                builder.keep("，", offset)
                continue
            if char in BLANKS:
                if table and len(builder) > first and (char == "\t" or not tabbed or _parts_entries(text, offset, end)):
                    builder.keep("\t" if char == "\t" else " ", offset)
                elif waiting is None:
                    waiting = offset
                continue
            shown = plain(char)
            if shown == '"':
                shown, quote_open = ("”", False) if quote_open else ("“", True)
            elif shown in "()" or (len(builder) > first and shown in ",:;" and not is_word(builder.last())):
                shown = _FULL_WIDTH[shown]
            if waiting is not None and len(builder) > first and is_word(builder.last()) and is_word(shown):
                builder.keep(" ", waiting)
            waiting = None
            builder.keep(shown, offset)
    if table:
        builder.drop_trailing(" \t")


def _headline_commas(text: str, paragraph: Paragraph) -> frozenset[int]:
    """Return the stored offsets of the blanks that part the clauses of a headline, as commas part those of a sentence.

    A headline is a line of its own without a full stop, and what stands before and after such a blank is longer than a
    word set wide or the cell of a list.
    """
    (start, end), *more = paragraph.pieces
    line = text[start:end]
    if more or paragraph.form is not SectionForm.PROSE or paragraph.level or len(line) > _LONGEST_HEADLINE:
        return frozenset()
    blanks = list(_HEADLINE_BLANK.finditer(line))
    bounds = [(0, 0), *(blank.span() for blank in blanks), (len(line), len(line))]
    parts = [line[left:right].strip() for (_, left), (right, _) in pairwise(bounds)]
    if len(parts) > _MOST_PARTS or min(map(len, parts)) < _SHORTEST_PART or _NO_HEADLINE.search(line):
        return frozenset()
    return frozenset(start + blank.start() for blank in blanks)


def _parts_entries(text: str, offset: int, end: int) -> bool:
    """Whether a blank inside a table cell parts two entries: no digit or Latin letter beside it."""
    left, right = text[offset - 1], text[offset + 1] if offset + 1 < end else ""
    return not (is_word(left) or is_word(right) or left in "%_{" or right in "_{（" or left in "，、；（")


def _marked(text: str, paragraph: Paragraph) -> frozenset[int]:
    """Return the stored offsets of printer's marks inside a paragraph."""
    skip: set[int] = set()
    for start, end in paragraph.pieces:
        piece = text[start:end]
        for match in _MARKS.finditer(piece):
            skip.update(range(start + match.start(), start + match.end()))
        for match in _BRACED.finditer(piece):
            skip.update(range(start + match.start(), start + match.start(1)))
            skip.add(start + match.end() - 1)
    return frozenset(skip)
