"""The period a figure is for, and whether it is a target, an actual or a forecast.

A year or span in the clause wins, then one earlier in the sentence, then the section's years, then the document's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.figure_times import FigureTime
from mapapp.extraction.figures.noun_phrases import COMPARE
from mapapp.extraction.figures.time_words import Months, TimeWords, years_before
from mapapp.extraction.lexicon_patterns import figure_pattern

_SPAN: Final = re.compile(r"(20\d\d) ?[—\-–~－至到] ?(20\d\d) ?年")
_FIVE_TO_COME: Final = figure_pattern("years.five_to_come")
_YEAR: Final = figure_pattern("year.named")
_REFERENCE: Final = figure_pattern("year.reference")
_QUOTED: Final = figure_pattern("year.in_a_name")
_PLAN_NO: Final = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_PLAN: Final = figure_pattern("plan.named")
_COMPARED: Final = re.compile(COMPARE)
_FIVE_YEARS: Final = figure_pattern("years.five_past")
_NAMED_SPAN: Final = figure_pattern("years.span_named")
_LEAD_TIME: Final = figure_pattern("time.leading")
_STARTING: Final = figure_pattern("year.starting")
_WHOLE_YEAR: Final = figure_pattern("time.whole_year")
_FIVE_YEARS_TOLD: Final = figure_pattern("years.five_told")
_TITLE_PART: Final = re.compile("[和及与暨]")
_YEARLY: Final = figure_pattern("time.yearly")


def _carrying(before: str) -> str:
    """Return the part of a sentence whose year still holds: its leading time, and what follows the last ；.

    A year that only dates a starting level (由2015年的…, 是2015年的…) dates nothing else.
    """
    lead = _LEAD_TIME.match(before)
    return (lead.group() if lead else "") + _STARTING.sub("", before[max(before.rfind("；"), before.rfind(";")) + 1 :])


@dataclass(frozen=True, slots=True)
class When:
    """The period of a figure and where it was read: clause, sentence, section, document or the words of another value.

    `assumed` when the text does not say it and a careful reader could differ.
    """

    period: str
    basis: str
    assumed: bool = False


class PeriodReader:
    """Reads periods and kinds for one document."""

    def __init__(self, document: Document, lexicon: FigureLexicon) -> None:
        """Keep the document's years and compile the words of mood."""
        self._document = document
        self._times = TimeWords(lexicon.folder)

    def base_years(self, section: Section | None) -> tuple[int, int] | None:
        """Return the years a section speaks of, by itself or by the document's own review and plan."""
        document = self._document
        looks_back = section is not None and section.mode is SectionMode.REVIEW
        if looks_back and document.kind is DocumentKind.FIVE_YEAR_PLAN and document.reviews:
            return (document.reviews - 4, document.reviews)
        if section is not None and section.years is not None:
            return section.years
        if section is not None and section.mode is SectionMode.REVIEW and document.reviews:
            return (document.reviews, document.reviews)
        if document.plans:
            return document.plans
        if document.year is not None:
            return (document.year, document.year)
        return None

    def dated(
        self, time: FigureTime, before: str, section: Section | None, paragraph: str, *, flow: bool, sums: bool
    ) -> When:
        """Return the period of a figure, also when it is the value of an earlier year or one that something moved from.

        Parameters
        ----------
        time : FigureTime
            The words of its clause that may date it.
        before : str
            The sentence up to that clause.
        section : Section or None
            The section it stands in.
        paragraph : str
            Its paragraph up to the sentence.
        flow : bool
            Whether it adds up over the years (新增, 累计).
        sums : bool
            Whether it adds up within a year (产值, 投资, 完成率), so that 截至9月底 begins in January.

        Returns
        -------
        When
            Period and where it was read.
        """
        when = self.when(time.words, before, section, flow=flow, sums=sums)
        earlier = time.earlier
        if earlier is not None:
            if earlier.spoken and not earlier.bare and self._document.year is not None:
                return When(str(self._document.year - earlier.years), "earlier")
            years = when.period if "/" in when.period else when.period[-4:]
            return When(years_before(years, earlier.years), "earlier")
        base = self.base_years(section)
        if time.moved and when.basis != "clause" and base is not None:
            first = base[1] - 4 if _FIVE_YEARS_TOLD.search(paragraph) else base[0]
            return When(str(first - 1), "moved", assumed=True)
        return when

    def when(self, clause: str, before: str, section: Section | None, *, flow: bool, sums: bool = False) -> When:
        """Return the period that the words around a figure give.

        `clause` is the text from the clause start to the figure, `before` the sentence up to the clause. Over
        several years a flow (新增, 累计, 年均) is for all of them, a level (达到, 覆盖率) for the last.
        """
        base = self.base_years(section)
        year = base[1] if base else None
        yearly = _YEARLY.search(clause) is not None
        for text, basis in ((clause, "clause"), (_carrying(before), "sentence")):
            own = basis == "clause"
            found = self._in(_QUOTED.sub("", text), year, section, flow=flow or sums, leading=not own)
            if found:
                if yearly and re.fullmatch(r"20\d\d", found) and base and base[0] < base[1] == int(found):
                    found = f"{base[0]}-{base[1]}"
                spoken = _NAMED_SPAN.search(text) and not _SPAN.search(text)
                if spoken and not flow and not yearly and re.fullmatch(r"20\d\d-20\d\d", found):
                    found = found[-4:]  # 今后五年，突破5000亿元: a level at the end
                return When(found, basis)
            if _WHOLE_YEAR.search(text):
                break
        else:
            months = self._months_of_section(section)
            if months is not None and base is not None and base[0] == base[1]:
                return When(months.period(base[1]), "section")
        if base is None:
            return When("", "document")
        text = f"{base[0]}-{base[1]}" if base[0] < base[1] and (flow or yearly) else str(base[1])
        return When(text, "section" if section is not None and section.years else "document")

    def _months_of_section(self, section: Section | None) -> Months | None:
        """Return the months from January that the headings or the title of a review speak of: 上半年工作总结."""
        if section is None or section.mode is not SectionMode.REVIEW:
            return None
        for words in (*reversed(section.headings), self._document.title):
            months = self._times.months(_TITLE_PART.split(words, maxsplit=1)[0], flow=True)
            if months is not None and months.first == 1:
                return months
        return None

    def _in(self, text: str, year: int | None, section: Section | None, *, flow: bool, leading: bool) -> str:
        whole = list(_WHOLE_YEAR.finditer(text))
        months = self._times.months(text[whole[-1].end() :] if whole else text, flow=flow, leading=leading)
        of = self._last_year_in(text) or year
        if months is not None and (months.year or of):
            return months.period(of or 0)
        spans = _SPAN.findall(text)
        if spans:
            return f"{spans[-1][0]}-{spans[-1][1]}"
        last = self._last_year_in(text)
        if last:
            return str(last)
        named = list(_PLAN.finditer(_COMPARED.sub("", text)))
        plan = named[-1] if named else None
        if plan and plan.group(2):
            begin = _PLAN_NO[plan.group(1)]
            return str(begin + 4) if "末" in plan.group(2) else f"{begin}-{begin + 4}"
        if _FIVE_YEARS.search(text) and year and section is not None and section.mode is SectionMode.REVIEW:
            return f"{year - 4}-{year}"
        if _FIVE_TO_COME.search(text) and year:
            return f"{year}-{year + 4}"
        return ""

    @staticmethod
    def _last_year_in(text: str) -> int | None:
        last = None
        for match in _YEAR.finditer(text):
            if not _REFERENCE.search(text[max(0, match.start() - 6) : match.start()]):
                last = int(match.group(1))
        return last
