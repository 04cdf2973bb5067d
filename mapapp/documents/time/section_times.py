"""Which time a heading or a paragraph sets: back or ahead, which years, and the words it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.documents.lexicon import document_pattern
from mapapp.documents.time.cues import Cue, heading_cue
from mapapp.documents.time.years_named import years_of
from mapapp.text.numerals import read_numeral

Years = tuple[int, int]
# Levels of headings with 一、 and below it, down to （1）.
MAIN_PART: Final = 4
LEAST_NUMBERED: Final = 7
# Issued in these months a document titled after its own year plans that year, or looks back on it.
_STILL_PLANS: Final = 3
_LOOKS_BACK: Final = 10
# 下一步 said in December means the year to come.
_YEAR_IS_OVER: Final = 12
_YEAR_BEGINS: Final = 1
_LAST_YEAR: Final = document_pattern("time.last_year")
_SPAN: Final = re.compile(r"(?<![\d年])([一二三四五六七八九十两]|\d)年")
# Heading years this far from the document's own are a law's date or a city's founding.
_FARTHEST_YEARS: Final = 15


@dataclass(frozen=True, slots=True)
class Times:
    """What a document as a whole says of time.

    `reviews` is the year it looks back on, `plans` the years it plans; `issued` the year of issue and `month` its
    month; `as_of` the year its state of things holds for; `titled` the years its title names and `title_plans` whether
    that title is one of a plan; `title_both` whether it says to look back on the first of them and ahead on the last.
    """

    kind: DocumentKind
    reviews: int | None
    plans: Years | None
    issued: int | None = None
    month: int | None = None
    as_of: int | None = None
    titled: Years | None = None
    title_plans: bool = False
    title_both: bool = False

    @property
    def reports(self) -> bool:
        """Whether it is a report, a plan, or the press on one: its years follow from its kind."""
        return self.kind is not DocumentKind.OTHER


@dataclass(frozen=True, slots=True)
class Setting:
    """The time that some words set; `rule` is the vocabulary's id, [start, end) where its words stand among them."""

    mode: SectionMode
    years: Years | None
    rule: str
    start: int
    end: int
    strong: bool = False


def heading_setting(words: str, times: Times, *, level: int = MAIN_PART) -> Setting | None:
    """Return the time that a heading sets by itself, or None when it says nothing of time.

    `years` are those it names, or those its cue implies; None where it leaves them to the document. A bare year says
    something only in a numbered heading: in a title it is the year of the document.
    """
    cue = heading_cue(words)
    if cue is None:
        return None
    named = years_of(words)
    if named is not None and not plausible(named, times):
        named = None
    mode = cue.mode
    numbered = MAIN_PART <= level <= LEAST_NUMBERED
    if (mode is None and numbered) or (cue.past and named is not None):
        mode = side_of(named, times) or cue.mode
    if mode is None:
        return None
    return Setting(
        mode, _joined(named, implied_years(cue, mode, words, times)), cue.rule, cue.start, cue.end, cue.strong
    )


def side_of(years: Years | None, times: Times) -> SectionMode | None:
    """Return whether named years lie behind or ahead of a document; None where that cannot be told."""
    if years is None or times.kind is DocumentKind.FIVE_YEAR_PLAN:
        return None
    if times.reports and times.reviews is not None and years[1] <= times.reviews:
        return SectionMode.REVIEW
    if times.reports and times.plans is not None and years[0] >= times.plans[0]:
        return SectionMode.PLAN
    if times.issued is None:
        return None
    if years[1] != times.issued:
        return SectionMode.REVIEW if years[1] < times.issued else SectionMode.PLAN
    if times.as_of == years[1] or (times.month or 0) >= _LOOKS_BACK:
        return SectionMode.REVIEW
    return SectionMode.PLAN if times.month is not None and times.month <= _STILL_PLANS else None


def implied_years(cue: Cue, mode: SectionMode, words: str, times: Times) -> Years | None:
    """Return the years that a cue implies without naming them: 明年 is the year after that of issue."""
    if cue.years == "span":
        return _span_years(words, mode, times)
    if times.reports or not cue.years:
        return None
    base = times.issued or times.as_of or (times.plans[0] if times.plans else None)
    if cue.years == "title":
        return times.titled
    if base is None:
        return None
    if cue.years == "issued" and mode is SectionMode.REVIEW and times.month == _YEAR_BEGINS:
        base -= 1  # what was mended by January was mended the year before
    if cue.years == "next" or (mode is SectionMode.PLAN and (times.month or 0) >= _YEAR_IS_OVER):
        base += 1
    return base, base


def _joined(named: Years | None, implied: Years | None) -> Years | None:
    """Return the years a heading names, reaching as far as a span beside them: 今后五年和2026年."""
    if named is None or implied is None or implied[0] == implied[1]:
        return named or implied
    return min(named[0], implied[0]), max(named[1], implied[1])


def _span_years(words: str, mode: SectionMode, times: Times) -> Years | None:
    """Return the years of 今后五年 or 过去三年, counted from the year a document plans or looks back on."""
    match = _SPAN.search(words)
    length = read_numeral(match.group(1)) if match else None
    if length is None or times.kind is DocumentKind.FIVE_YEAR_PLAN:
        return None
    if mode is SectionMode.REVIEW:
        last = times.reviews if times.reports else _year_behind(words, times)
        return (last - length + 1, last) if last is not None else None
    first = times.plans[0] if times.plans else times.issued
    return (first, first + length - 1) if first is not None else None


def _year_behind(words: str, times: Times) -> int | None:
    """Return the last of the years that 过去一年 or 去年 means in a text that is no report."""
    if times.titled is not None and not times.title_plans:
        return times.titled[0] if times.title_both else times.titled[1]
    if times.as_of is not None or times.issued is None:
        return times.as_of
    early = times.month is not None and times.month <= _STILL_PLANS
    return times.issued - 1 if early or _LAST_YEAR.search(words) else times.issued


def years_for(mode: SectionMode, times: Times) -> Years | None:
    """Return the years a mode speaks of in a document whose headings name none."""
    if times.reports:
        if mode is SectionMode.REVIEW:
            return (times.reviews, times.reviews) if times.reviews else None
        return times.plans
    if times.titled is not None and times.title_both:
        said = times.titled[0] if mode is SectionMode.REVIEW else times.titled[1]
        return said, said
    if mode is SectionMode.REVIEW and times.titled is not None and not times.title_plans:
        return times.titled
    if mode is not SectionMode.REVIEW and times.titled is not None and times.title_plans:
        return times.titled
    if mode is SectionMode.REVIEW:
        year = times.as_of or times.issued
        if year is None and times.titled is not None:
            year = times.titled[0] - 1  # a plan of 2026—2028 that looks back
    else:
        year = times.issued or (times.titled[1] if times.titled else None)
        if year is not None and mode is SectionMode.PLAN and (times.month or 0) >= _YEAR_IS_OVER:
            year += 1
    return (year, year) if year is not None else times.plans


def plausible(years: Years, times: Times) -> bool:
    """Whether years lie near enough to the document's own to be what it speaks of."""
    anchor = times.plans[0] if times.plans else times.reviews or times.issued
    return anchor is None or abs(years[0] - anchor) <= _FARTHEST_YEARS
