"""find_indicators: every figure of a document with its name, period and kind, and the sentence it rests on."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import Final, Protocol

from mapapp import settings
from mapapp.contracts.records import Indicator
from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import Comparator, SectionForm, ValueKind
from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.indicator_records import IndicatorDraft, RecordBook
from mapapp.extraction.figures.named_figures import NamedFigure
from mapapp.extraction.figures.noun_phrases import clip, expand
from mapapp.extraction.figures.periods import PeriodReader
from mapapp.extraction.figures.regions import RegionReader
from mapapp.extraction.figures.sentence_figures import SentenceReader
from mapapp.extraction.figures.tables.project_sums import project_sums, project_table_spans
from mapapp.extraction.figures.tables.table_figures import find_tables, table_figures
from mapapp.extraction.figures.tables.table_rows import ValueCell
from mapapp.extraction.figures.value_kinds import KindReader
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.extraction.text.clauses import even_marks
from mapapp.extraction.text.sentences import paragraph_before, split_sentences

_FLOW: Final = figure_pattern("flow.name")
_FLOW_WORD: Final = figure_pattern("flow.clause")
_ADDS_UP: Final = figure_pattern("flow.within_year")
_REACHED: Final = re.compile("[至到达为有]了?$")
_SPREAD: Final = figure_pattern("flow.row")  # five-year sums
_MULTIPLE_OF: Final = figure_pattern("multiple.of")
_BASIS: Final = {
    "clause": "分句",
    "sentence": "全句",
    "section": "章节",
    "document": "文件",
    "earlier": "上年的数",
    "moved": "起点值未写时间，记上一期",
}
_EDGES: Final = " \t\u3000，、；：,;*。\n"


class HasFigures(Protocol):
    """A lexicon that carries the figure part; the room's Lexicon does."""

    @property
    def figures(self) -> FigureLexicon:
        """Return the figure part."""
        ...


def find_indicators(document: Document, lexicon: HasFigures | FigureLexicon) -> tuple[Indicator, ...]:
    """Find the figures of a document.

    Parameters
    ----------
    document : Document
    lexicon : FigureLexicon, or what has one
        The vocabulary of figures, units and periods.

    Returns
    -------
    tuple of Indicator
        In reading order, values in the printed unit. Ids are hashes of document, place, name and value: they do not change
        when other records do. A figure said twice in prose in the same words is kept once.
    """
    figures = lexicon if isinstance(lexicon, FigureLexicon) else lexicon.figures
    return _DocumentReader(document, figures).read()


@functools.lru_cache(maxsize=4)
def sentence_reader(lexicon: FigureLexicon) -> SentenceReader:
    """Return the reader of sentences for a lexicon; its patterns are compiled once for all documents."""
    return SentenceReader(lexicon)


class _DocumentReader:
    """One pass over one document."""

    def __init__(self, document: Document, lexicon: FigureLexicon) -> None:
        self._document = document
        self._text = document.view.text
        self._sentences = sentence_reader(lexicon)
        self._periods = PeriodReader(document, lexicon)
        self._kinds = KindReader(document, self._periods, lexicon)
        self._regions = RegionReader(document, lexicon)
        self._book = RecordBook(document)
        self._standing = frozenset(lexicon.forms("standing"))

    def read(self) -> tuple[Indicator, ...]:
        """Read tables and the prose between them, in order."""
        position = 0
        projects = project_table_spans(self._document)
        for table in find_tables(self._text):
            if any(start < table.end and table.start < end for start, end in projects):
                self._read_prose(position, table.start)
                position = table.end
                continue
            self._read_prose(position, table.start)
            for cell in table_figures(table, self._text, self._sentences.quantities):
                self._add_cell(cell)
            for cell in table.prose:
                self._read_prose(cell.start, cell.end, row=cell)
            position = table.end
        self._read_prose(position, len(self._text))
        for claim, start, end in project_sums(self._document):
            self._book.add(claim, start, end)
        return self._book.records()

    def _read_prose(self, start: int, end: int, row: ValueCell | None = None) -> None:
        topic = row.topic if row is not None and not row.region else ""
        for begin, stop in split_sentences(self._text, start, end):
            section = self._section(begin)
            if section is not None and section.form in {SectionForm.CONTENTS, SectionForm.GLOSSARY}:
                continue
            text = self._text[begin:stop]
            named = self._sentences.read(text, topic)
            even = even_marks(text) if named else text
            for told in named:
                self._add_told(told, even, begin, section, row)

    def _add_told(
        self, told: NamedFigure, sentence: str, offset: int, section: Section | None, row: ValueCell | None
    ) -> None:
        figure, gap = told.figure, told.span
        clause, before = sentence[gap.clause_start : figure.end], sentence[: gap.clause_start]
        flow = bool(_FLOW.match(told.name)) or bool(_FLOW_WORD.search(clause))
        if clause.strip(_EDGES).startswith("其中"):  # a part flows when its whole did
            flow = flow or bool(_FLOW_WORD.search(before[-40:]))
        flow = flow or (self._adds_up(told) and not _REACHED.search(sentence, gap.clause_start, figure.start))
        time = told.time
        if figure.quantity is not None and figure.quantity.kind == "ratio":
            time = replace(time, words=_MULTIPLE_OF.sub("", time.words))
        when = self._periods.dated(
            time,
            before,
            section,
            paragraph_before(self._text, offset) + before,
            flow=flow,
            sums=_ADDS_UP.search(told.name) is not None,
        )
        past = time.earlier is not None or time.moved
        region = row.region if row is not None else ""
        quantity, words = figure.quantity, figure.words
        claim = IndicatorDraft(
            name=expand(told.name),
            region=region or self._regions.region(sentence, gap.clause_start, figure.start),
            period=when.period,
            kind=ValueKind.ACTUAL if past else self._kinds.kind(clause, before, section, period=when.period),
            value=quantity.value if quantity else None,
            low=quantity.low if quantity else None,
            high=quantity.high if quantity else None,
            value_text=words.text if words else self._printed(offset + figure.start, offset + figure.end),
            unit=words.rule.unit if words else quantity.unit if quantity else "",
            comparator=words.comparator if words else quantity.comparator if quantity else Comparator.EQUAL,
            certain=told.trust >= settings.FIGURE_CERTAIN_FROM
            and not when.assumed
            and not (words is not None and words.rule.doubtful),
            rule=quantity.rule if quantity else words.rule.id if words else "",
            confidence=told.trust,
            reasons=(*told.reasons, f"时期依据：{_BASIS[when.basis]}"),
            table=row is not None,
        )
        begin, stop = _trim(sentence, gap.clause_start, gap.clause_end)
        self._book.add(claim, offset + begin, offset + stop)

    def _adds_up(self, told: NamedFigure) -> bool:
        """Whether a figure counts what was done, so that it adds up over the years: 办理建议1293件."""
        quantity = told.figure.quantity
        if quantity is None or quantity.kind not in {"count", "people", "times", "area", "length"}:
            return False
        return bool(told.verb) and told.verb in told.name and told.verb not in self._standing

    def _printed(self, start: int, end: int) -> str:
        """Return what the view prints at [start, end), marks and widths as they are."""
        return self._text[start:end].strip()

    def _add_cell(self, cell: ValueCell) -> None:
        section = self._section(cell.start)
        base = self._periods.base_years(section)
        period = cell.period or (str(base[1]) if base else "")
        spread = cell.spread or bool(_SPREAD.search(cell.name + cell.value_text))
        if base and base[0] < base[1] and period == str(base[1]) and spread:
            period = f"{base[0]}-{base[1]}"
        claim = IndicatorDraft(
            name=clip(cell.name),
            region=cell.region or self._document.district,
            period=period,
            kind=cell.kind or self._kinds.kind("", "", section, period=period),
            value=cell.value,
            low=cell.low,
            high=cell.high,
            value_text=cell.value_text,
            unit=cell.unit,
            comparator=cell.comparator,
            certain=cell.certain,
            rule="table.row",
            confidence=0.95 if cell.certain else 0.5,
            reasons=("表格行",),
            table=True,
            nature=cell.nature,
        )
        self._book.add(claim, cell.quote_start, cell.quote_end)

    def _section(self, offset: int) -> Section | None:
        return self._document.section_at(offset) if self._document.sections else None


def _trim(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Leave marks and blanks out of both ends of a clause."""
    while start < end and sentence[start] in _EDGES:
        start += 1
    while end > start and sentence[end - 1] in _EDGES:
        end -= 1
    return start, end
