"""Document, Section, Span, TextView: stored text that never changes, and ways to look at it.

Offsets count characters of the stored text, start included, end excluded. A quote is a slice of it, always.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mapapp.contracts.document_tables import Table
from mapapp.contracts.problems import Problem
from mapapp.contracts.vocabulary import DocumentCoverage, DocumentKind, SectionForm, SectionMode
from mapapp.errors import DocumentError

# Characters that separate values in filters, lists, paths and addresses.
_NOT_IN_IDS = re.compile(r"[\s,，;；/\\:：|\"'<>?*#&%]")


_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december)"
# Texts with letters that Excel, LibreOffice or pandas take for a number, a date, a time, yes or no, or nothing.
_TAKEN_FOR_OTHER = re.compile(
    rf"0x[0-9a-f]+|true|false|n/?a|#n/a|<na>|null|none"
    rf"|\d{{2,4}}年\d{{1,2}}月(?:\d{{1,2}}日)?|\d{{1,2}}月\d{{1,2}}日"
    rf"|(?:\d{{1,4}}[-/ ]?)?{_MONTH}[-/ ]?\d{{1,4}}|\d{{1,4}}[-/ ]?{_MONTH}"
    rf"|\d{{1,2}}(?::\d\d)*\s?[ap]m",
    re.IGNORECASE,
)


def looks_like_number(text: str) -> bool:
    """Whether a spreadsheet or pandas would take a text for a number, a date or nothing: 004, 1e5, 2024-01, 3月5日, NA."""
    if not any(map(str.isalpha, text)):
        return True
    try:
        float(text)
    except ValueError:
        return _TAKEN_FOR_OTHER.fullmatch(text) is not None
    return True


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a document: quote == document.text[start:end]."""

    doc: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class TextView:
    """A repaired way to read a stored text: `text[i]` was printed at stored offset `offsets[i]`.

    Offsets need not rise: a view may put scrambled newspaper columns back into reading order. A view never
    invents characters; it only leaves some out, normalises one character to one, or changes their order.
    """

    text: str
    offsets: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse a map that does not fit its text."""
        if len(self.text) != len(self.offsets):
            message = f"阅读视图有 {len(self.text)} 字，偏移表有 {len(self.offsets)} 项；两者须等长"
            raise DocumentError(message)

    def stored_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stored half-open offsets that view characters [start, end) cover.

        Only right when the piece is contiguous in the stored text; use `stored_spans` otherwise.
        """
        covered = self.offsets[start:end]
        return min(covered), max(covered) + 1

    def stored_spans(self, start: int, end: int, *, max_gap: int = 40) -> tuple[tuple[int, int], ...]:
        """Return the stored pieces that view characters [start, end) come from, in reading order.

        A step back, or a jump ahead of more than `max_gap` characters (page furniture is shorter), opens a new piece.
        """
        pieces: list[tuple[int, int]] = []
        first = last = None
        for offset in self.offsets[start:end]:
            if first is None or last is None:
                first = last = offset
            elif last < offset <= last + 1 + max_gap:
                last = offset
            else:
                pieces.append((first, last + 1))
                first = last = offset
        if first is not None and last is not None:
            pieces.append((first, last + 1))
        return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the document's reading view under one heading.

    `start` and `end` count characters of `Document.view.text` (not of the stored text), half-open. `years` are the
    first and last year the section speaks of; `zones` what its headings name. `time_rule` is the rule that set mode and
    years, `time_basis` the view offsets of the words it read (equal when no word says it).
    """

    start: int
    end: int
    headings: tuple[str, ...]
    mode: SectionMode
    years: tuple[int, int] | None
    form: SectionForm = SectionForm.PROSE
    zones: tuple[str, ...] = ()
    time_rule: str = ""
    time_basis: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class TimeClue:
    """One thing a document says of its own time.

    `says` is issued, as_of, reviews or plans; `years` the first and last year it gives; `day` the date as printed, in
    ISO form as far as it goes (2026, 2026-03, 2026-03-31). `rule` is the vocabulary's id; [start, end) the stored
    offsets of the words it rests on.
    """

    says: str
    years: tuple[int, int]
    day: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimePart:
    """A stretch of the document that looks back or ahead, with the words that say so.

    `view_start` and `view_end` count characters of the view; [start, end) are the stored offsets of the words, equal
    when nothing but the habit of such documents says it (`rule` is then "default" or "leaning"), `years` None where no
    year is known.
    """

    mode: SectionMode
    years: tuple[int, int] | None
    rule: str
    start: int
    end: int
    view_start: int
    view_end: int


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """When a document speaks, and of which time: a record of its own, so that it can be shown and put right.

    `issued` is a day, month or year in ISO form, "" where the document does not say; `as_of` the day its figures reach;
    `reviews` and `plans` the years it looks back on and ahead to, None where it says nothing of the sort. `clues` and
    `parts` hold the words all this rests on; `corrected` names what a person has set instead.
    """

    issued: str = ""
    as_of: str = ""
    reviews: tuple[int, int] | None = None
    plans: tuple[int, int] | None = None
    clues: tuple[TimeClue, ...] = ()
    parts: tuple[TimePart, ...] = ()
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line a machine recognised in the picture of a page: stored offsets [start, end), page from 1.

    `box` is left, bottom, right, top in points of the page as it is shown, y upwards; `confidence` 0..1 is that of its
    least certain piece.
    """

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """One source document.

    `text` is the stored text; `view` its repaired reading; `sections` cover the view without gap or overlap, in
    order. `reviews` is the last year it looks back on, `reviewed_years` the first and last; `coverage` says whether it
    is the full text, so whether what it leaves out could mean anything. `page_starts` holds stored offsets at which a
    new page begins (empty when the format has no pages). `tables` are the grids behind the lines of its tables;
    `problems` what the reading of the file itself came upon (tracked changes, text that is not read); `time` when it
    speaks and of which years, with the words that say so; `recognised` the lines that were not there as text.
    """

    id: str
    name: str
    title: str
    district: str
    kind: DocumentKind
    year: int | None
    issued: str
    sha256: str
    text: str
    view: TextView
    sections: tuple[Section, ...]
    short_title: str = ""
    plans: tuple[int, int] | None = None
    reviews: int | None = None
    page_starts: tuple[int, ...] = field(default=())
    coverage: DocumentCoverage = DocumentCoverage.FULL
    reviewed_years: tuple[int, int] | None = None
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()
    time: TimeFrame = TimeFrame()
    recognised: tuple[RecognisedLine, ...] = ()

    @property
    def named_id(self) -> str:
        """Return the id as files show it: no program takes it for a number, and it says which document it is.

        An id with letters stands as it is; to 004 a word is added (004-青浦2026报告摘要), its number stays in front.
        """
        if not looks_like_number(self.id):
            return self.id
        word = _NOT_IN_IDS.sub("", self.short_title or self.title)
        return f"{self.id}-{word}" if any(map(str.isalpha, word)) else f"{self.id}-文件"

    def span(self, start: int, end: int) -> Span:
        """Cut a span out of the stored text; the only way to make one.

        Raises DocumentError if the offsets do not lie inside the text in order.
        """
        if not 0 <= start < end <= len(self.text):
            message = f"{self.id}：区间 [{start}, {end}) 不在全文 0–{len(self.text)} 之内；请检查偏移"
            raise DocumentError(message)
        return Span(self.id, start, end, self.text[start:end])

    def section_at(self, view_offset: int) -> Section:
        """Return the section that holds a view offset."""
        low, high = 0, len(self.sections) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sections[middle].start <= view_offset:
                low = middle
            else:
                high = middle - 1
        return self.sections[low]

    def page_of(self, start: int) -> int | None:
        """Return the page (from 1) that a stored offset lies on, or None when the format has no pages."""
        if not self.page_starts:
            return None
        return max(1, sum(1 for page_start in self.page_starts if page_start <= start))

    @property
    def recognised_pages(self) -> list[int]:
        """Return the pages (from 1) whose text was recognised in a picture."""
        return sorted({line.page for line in self.recognised})

    def recognised_at(self, start: int, end: int) -> bool:
        """Whether any of the stored text [start, end) was recognised in a picture."""
        return any(line.start < end and start < line.end for line in self.recognised)
