"""Printed lines back into paragraphs: hard wraps and page breaks undone, tables and footnotes kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from mapapp.contracts.vocabulary import SectionForm
from mapapp.documents.lexicon import document_pattern
from mapapp.documents.printed_lines import Line, heading_marks

# A line this full (of the widest usual line) was wrapped by the printer; shorter ones end a paragraph.
_FULL_LINE: Final = 0.78
# From this share of unfinished lines on, a document is taken to be hard-wrapped.
_WRAPPED_SHARE: Final = 0.45
_CUT_AFTER: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9，、（“‘《—%/+-]$")
_SENTENCE_INSIDE: Final = re.compile(r"[。；！？]|，.{8,}，|，.{25,}")
_LONG_LINE: Final = 50
# Running text has a full stop in one line of three or four; where one in so many has none, the lines are headlines.
_LINES_PER_STOP: Final = 10
_FEWEST_LINES: Final = 5
# A text without line breaks is cut at runs of blanks; from this length a single line is such a text.
_ONE_PARAGRAPH: Final = 500
_ENDLESS: Final = 1200
# Web pages print the indent of a paragraph with any of the blanks of typography (en, em, thin).
_RUN_BREAK: Final = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]{2,}|[\t\u2003\u3000]")
_SINGLE_BREAK: Final = document_pattern("paragraph.single_blank")
# A numbered heading ends at the blank that follows it.
_HEADING_BREAK: Final = re.compile(
    r"(?:^|(?<=[ \u00a0\u3000。！]))(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}、)[^。；！？ \u00a0\u3000]{4,50}([ \u00a0])(?=[\u4e00-\u9fff“（(\d])"
)
# Where a report without any break turns to a new part.
_TURN_BREAK: Final = document_pattern("paragraph.turn")


@dataclass(slots=True)
class Paragraph:
    """Pieces of stored text that are read as one: half-open offsets in reading order, a form, markdown level."""

    pieces: list[tuple[int, int]] = field(default_factory=list)
    form: SectionForm = SectionForm.PROSE
    level: int = 0


def build_paragraphs(text: str, lines: list[Line], *, join_pages: bool = True) -> list[Paragraph]:
    """Join lines that were cut by the printer and keep everything else apart.

    Without `join_pages` only hard-wrapped lines are joined, not sentences that a page break cut in two.
    """
    shown = [line for line in lines if not line.blank and not line.furniture]
    apart = _are_headlines(shown)
    full = _full_width(shown)
    paragraphs: list[Paragraph] = []
    index = 0
    while index < len(shown):
        line = shown[index]
        if line.form is not SectionForm.PROSE or line.footnote:
            form = SectionForm.GLOSSARY if line.footnote else line.form
            paragraphs.append(Paragraph([(line.start, line.end)], form))
            index += 1
            continue
        pieces = [(line.start, line.end)]
        aside: list[Paragraph] = []
        while True:
            following = _next_prose(shown, index, line)
            if apart or following is None or not _continues(line, shown[following], full, join_pages=join_pages):
                break
            notes = shown[index + 1 : following]
            aside.extend(Paragraph([(note.start, note.end)], SectionForm.GLOSSARY) for note in notes)
            index, line = following, shown[following]
            pieces.append((line.start, line.end))
        level = heading_marks(text[pieces[0][0] : pieces[0][1]])
        paragraphs.extend(_split_runs(text, Paragraph(pieces, SectionForm.PROSE, level)))
        paragraphs.extend(aside)
        index += 1
    return paragraphs


def _are_headlines(lines: list[Line]) -> bool:
    """Whether the lines are a page of headlines or a list, each on its own: hardly a full stop stands in them."""
    prose = [line.text for line in lines if line.form is SectionForm.PROSE]
    return len(prose) >= _FEWEST_LINES and sum("。" in text for text in prose) * _LINES_PER_STOP < len(prose)


def _full_width(lines: list[Line]) -> int | None:
    """Return the width from which a line counts as wrapped, or None when the document is not hard-wrapped."""
    prose = [line for line in lines if line.form is SectionForm.PROSE and line.columns >= 24]
    if len(prose) < 8:
        return None
    unfinished = sum(not line.ends_sentence for line in prose)
    if unfinished < _WRAPPED_SHARE * len(prose):
        return None
    widths = sorted(line.columns for line in prose)
    typical = widths[len(widths) * 6 // 10]
    if widths[len(widths) * 95 // 100] > typical * 1.6:
        return None
    return int(typical * _FULL_LINE)


def _next_prose(lines: list[Line], index: int, line: Line) -> int | None:
    """Return the next line that could continue this one, looking past footnotes printed at the foot of the page."""
    following = index + 1
    if following < len(lines) and lines[following].footnote and not line.ends_sentence:
        while following < len(lines) and lines[following].footnote:
            following += 1
    if following >= len(lines):
        return None
    candidate = lines[following]
    return following if candidate.form is SectionForm.PROSE and not candidate.footnote else None


def _continues(line: Line, following: Line, full: int | None, *, join_pages: bool) -> bool:
    """Whether the printer cut between two lines."""
    if following.starts_unit or heading_marks(line.text):
        return False
    if full is not None:
        if line.ends_sentence and following.gap > 2:
            return False
        if line.columns >= full:
            return not (line.ends_sentence and following.columns < full // 2 and not following.ends_sentence)
        return False
    if not join_pages or line.ends_sentence or not _CUT_AFTER.search(line.text.rstrip()):
        return False
    stripped = line.text.strip()
    return len(stripped) >= _LONG_LINE or bool(_SENTENCE_INSIDE.search(stripped) and len(stripped) >= 20)


def _split_runs(text: str, paragraph: Paragraph) -> Iterator[Paragraph]:
    """Cut a text that came as one line at its runs of blanks, and at single blanks before a heading mark."""
    start, end = paragraph.pieces[0]
    if len(paragraph.pieces) > 1 or end - start < _ONE_PARAGRAPH:
        yield paragraph
        return
    body = text[start:end]
    cuts = {match.span() for match in _RUN_BREAK.finditer(body)}
    if end - start >= _ENDLESS:
        cuts |= {match.span() for match in _SINGLE_BREAK.finditer(body)}
        cuts |= {match.span() for match in _TURN_BREAK.finditer(body)}
        cuts |= {match.span(1) for match in _HEADING_BREAK.finditer(body)}
    at = 0
    for left, right in sorted(cuts):
        if left > at and body[at:left].strip():
            yield Paragraph([(start + at, start + left)], paragraph.form, paragraph.level)
        at = max(at, right)
    if body[at:].strip():
        yield Paragraph([(start + at, end)], paragraph.form, paragraph.level)
