"""Which time a heading or a paragraph sets: back or ahead, which years, and the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.documents.time.cues import Cue, heading_cue
from mapapp.documents.time.years_named import years_of

Years = tuple[int, int]
# Levels of headings with 一、 and below it, down to （1）.
MAIN_PART: Final = 4
LEAST_NUMBERED: Final = 7
# Issued in these months a document titled after its own year plans that year, or looks back on it.
_STILL_PLANS: Final = 3
_LOOKS_BACK: Final = 10
# 下一步 said in December means the year to come.
_YEAR_IS_OVER: Final = 12
# Heading years this far from the document's own are a law's date or a city's founding.
_FARTHEST_YEARS: Final = 15


@dataclass(frozen=True, slots=True)
class Times:
    """What a document as a whole says of time.

    `reviews` is the year it looks back on, `plans` the years it plans; `issued` the year of issue and `month` its
    month; `as_of` the year its state of things holds for; `titled` the year its title names and `title_plans` whether
    that title is one of a plan.
    """

    kind: DocumentKind
    reviews: int | None
    plans: Years | None
    issued: int | None = None
    month: int | None = None
    as_of: int | None = None
    titled: int | None = None
    title_plans: bool = False

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
    return Setting(mode, named or implied_years(cue, mode, times), cue.rule, cue.start, cue.end, cue.strong)


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


def implied_years(cue: Cue, mode: SectionMode, times: Times) -> Years | None:
    """Return the years that a cue implies without naming them: 明年 is the year after that of issue."""
    if times.reports or not cue.years:
        return None
    base = times.issued or times.as_of or (times.plans[0] if times.plans else None)
    if cue.years == "title":
        return (times.titled, times.titled) if times.titled else None
    if base is None:
        return None
    if cue.years == "next" or (mode is SectionMode.PLAN and (times.month or 0) >= _YEAR_IS_OVER):
        base += 1
    return base, base


def years_for(mode: SectionMode, times: Times) -> Years | None:
    """Return the years a mode speaks of in a document whose headings name none."""
    if times.reports:
        if mode is SectionMode.REVIEW:
            return (times.reviews, times.reviews) if times.reviews else None
        return times.plans
    own = times.titled
    if mode is SectionMode.REVIEW:
        own = None if times.title_plans else own
        year = own or times.as_of or times.issued
    else:
        year = own if times.title_plans else times.issued or own
    if year is not None:
        return year, year
    return times.plans


def plausible(years: Years, times: Times) -> bool:
    """Whether years lie near enough to the document's own to be what it speaks of."""
    anchor = times.plans[0] if times.plans else times.reviews or times.issued
    return anchor is None or abs(years[0] - anchor) <= _FARTHEST_YEARS
