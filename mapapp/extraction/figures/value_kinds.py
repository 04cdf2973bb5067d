"""Whether a figure is a target, an actual or a forecast, from its words, its section and its period."""

from __future__ import annotations

import re
from typing import Final

from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import DocumentKind, SectionMode, ValueKind
from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.periods import PeriodReader
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.text.lexicon_files import alternation

_GOAL: Final = figure_pattern("kind.goals")
_GONE_BY: Final = figure_pattern("kind.gone_by")
_IN_MONTHS: Final = re.compile(r"/|^\d{4}-\d\d$")


class KindReader:
    """Reads the kinds of figures for one document."""

    def __init__(self, document: Document, periods: PeriodReader, lexicon: FigureLexicon) -> None:
        """Compile the words of mood."""
        self._document = document
        self._periods = periods
        self._target = figure_pattern("kind.aimed")
        self._forecast = re.compile(alternation(lexicon.forms("forecast_word")))
        self._actual = re.compile(alternation(lexicon.forms("actual_word")) + "|" + _GONE_BY.pattern)

    def kind(self, clause: str, before: str, section: Section | None, *, period: str = "") -> ValueKind:
        """Whether a figure is a target, an actual or a forecast, from its words and its section.

        A period before the planned years is past in a plan, one after the reviewed year ahead in a review.
        """
        base = self._periods.base_years(section)
        year = int(period[-4:] if re.fullmatch(r"(?:20\d\d-)?20\d\d", period) else period[:4] or 0) if period else 0
        mode = section.mode if section is not None else SectionMode.UNKNOWN
        text = before[max(before.rfind("；") + 1, len(before) - 60) :] + clause
        text_before = before + clause
        if mode is SectionMode.PLAN and (_IN_MONTHS.search(period) or (base and year and year < base[0])):
            return ValueKind.ACTUAL  # months counted out, or a year gone by
        if (mode is SectionMode.REVIEW and base and year > base[1]) or _GOAL.search(text_before):
            return ValueKind.TARGET
        if mode is SectionMode.REVIEW:
            if self._forecast.search(text) or re.search("预计[^，。；]{0,8}下同", before + clause):
                return ValueKind.FORECAST
            if figure_pattern("kind.ahead").search(clause) and self._target.search(clause):
                return ValueKind.TARGET
            return ValueKind.ACTUAL
        if mode is SectionMode.PLAN:
            if self._actual.search(clause) and not self._target.search(clause):
                return ValueKind.ACTUAL
            return ValueKind.TARGET
        if self._forecast.search(text):
            return ValueKind.FORECAST
        if self._target.search(text):
            return ValueKind.TARGET
        years = self._periods.base_years(section)
        if years and self._document.reviews and years[1] <= self._document.reviews:
            return ValueKind.ACTUAL
        if self._document.kind in {DocumentKind.PRESS, DocumentKind.OTHER}:
            return ValueKind.ACTUAL  # a page that tells no plan tells what is
        return ValueKind.TARGET if self._document.plans or self._document.year else ValueKind.ACTUAL
