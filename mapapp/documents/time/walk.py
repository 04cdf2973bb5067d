"""Walking through a document: which time holds where, as headings open and close and sentences turn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.documents.headings import Heading
from mapapp.documents.lexicon import document_pattern
from mapapp.documents.time.cues import Cue, opening_cue
from mapapp.documents.time.dates import find_dates
from mapapp.documents.time.section_times import MAIN_PART, Setting, Times, Years, heading_setting, plausible, years_for
from mapapp.text.numerals import plan_years
from mapapp.text.tense import lean_of

# 关于…规划纲要（草案）的说明: a part of a work report that explains a five-year plan.
_EXPLAINED: Final = re.compile(r"第十[一二三四五六七八九]个五年规划.{0,40}说明")
_PERIOD: Final = document_pattern("time.plan_period")
_AHEAD: Final = document_pattern("time.ahead")
_FIVE_YEARS: Final = document_pattern("time.five_years")
_TURN_CHARS: Final = 120
_TURN_BACK_CHARS: Final = 60
# A line inside a table that heads the rows below it stands below every other heading.
BAND_LEVEL: Final = 9
# Headings from 1. on are often no more than items of a list.
_FIRST_ITEM: Final = 6
DEFAULT_RULE: Final = "default"
LEANING_RULE: Final = "leaning"
# A report first looks back and then ahead, whatever its chapters are called.
PARTS_RULE: Final = "parts"


@dataclass(frozen=True, slots=True)
class Held:
    """The time that holds at a place: mode, years, the rule, and the view offsets of the words it rests on."""

    mode: SectionMode
    years: Years | None
    rule: str = DEFAULT_RULE
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Opened:
    """An open heading with the time it sets itself, if any, and where it stands in the view."""

    heading: Heading
    setting: Setting | None
    at: int

    def held(self, fallback: Years | None) -> Held:
        """Return the time this heading sets; it is asked only of one that sets a time."""
        setting = self.setting
        if setting is None:
            return Held(SectionMode.UNKNOWN, fallback)
        years = setting.years or fallback
        return Held(setting.mode, years, setting.rule, self.at + setting.start, self.at + setting.end)


class TimeWalk:
    """The time of each paragraph of a document, read in order."""

    def __init__(self, times: Times, first: Held, parts: Mapping[int, SectionMode]) -> None:
        """Begin with the time that holds before any heading.

        `parts` are the times of headings, by view offset, that the order of a report's parts tells and no word.
        """
        self._times = times
        self._parts = parts
        self._opened: tuple[_Opened, ...] = ()
        self._held = first
        self._before_band = first
        self._before_item = first

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the words of the open headings, outermost first."""
        return tuple(opened.heading.text for opened in self._opened)

    def open(self, heading: Heading, words: str, at: int) -> Held:
        """Open a heading that stands at a view offset, in the paragraph `words`; return the time from there on."""
        self.close_band()
        if heading.level == BAND_LEVEL:
            self._before_band = self._held
        outer = tuple(opened for opened in self._opened if opened.heading.level < heading.level)
        setting = heading_setting(heading.text, self._times, level=heading.level)
        if _FIRST_ITEM <= heading.level < BAND_LEVEL:
            if setting is None and self._opened and self._opened[-1].heading.level == heading.level:
                # 7.开馆推迟至明年 dates itself, not 8.大桥通车
                self._held = self._before_item if self._opened[-1].setting is not None else self._held
            elif setting is not None and (not self._opened or self._opened[-1].setting is None):
                self._before_item = self._held
        if at in self._parts:
            setting = Setting(self._parts[at], None, PARTS_RULE, 0, len(heading.text))
        opened = _Opened(heading, setting, at + max(0, words.find(heading.text)))
        above = _innermost(outer)
        if setting is None:
            held = self._after(heading) if above is None else above.held(self._held.years)
        elif MAIN_PART < heading.level < BAND_LEVEL and above is not None and not setting.strong:
            held = above.held(None)  # （一）主要目标完成情况 below 执行情况 stays in its parent's time
            held = replace(held, years=setting.years or held.years)
        else:
            held = opened.held(None)
        if held.years is None:
            keeps = self._times.kind is DocumentKind.FIVE_YEAR_PLAN and held.mode is self._held.mode
            held = replace(held, years=self._held.years if keeps else years_for(held.mode, self._times))
        self._opened, self._held = (*outer, opened), held
        if heading.run_in and _innermost(self._opened) is None:
            self._turn(words, at)
        return self._told(words)

    def _after(self, heading: Heading) -> Held:
        """Return the time below a heading that says none, nor does one above it: a plan goes on planning once it has looked back."""
        times = self._times
        planning = times.kind is DocumentKind.FIVE_YEAR_PLAN or times.title_plans
        looked_back = any(
            opened.heading.level >= heading.level and opened.setting and opened.setting.mode is SectionMode.REVIEW
            for opened in self._opened
        )
        if planning and looked_back and self._held.mode is SectionMode.REVIEW:
            return Held(SectionMode.PLAN, years_for(SectionMode.PLAN, times), PARTS_RULE)
        return self._held

    def follow(self, words: str, at: int, *, scrambled: bool) -> Held:
        """Return the time of a paragraph without a heading of its own."""
        self.close_band()
        explained, before = self._explains(), self._held
        if explained or _innermost(self._opened) is None:
            self._turn(words, at)
        else:
            self._name_years(words, at)
        if scrambled:
            self._lean(words)
        if not explained and self._held is before:
            local = self._local(words, at)
            if local is not None:
                return local
        return self._told(words)

    def close_band(self) -> Held:
        """End what a line inside a table headed; return the time that held before it."""
        if self._opened and self._opened[-1].heading.level == BAND_LEVEL:
            self._opened, self._held = self._opened[:-1], self._before_band
        return self._held

    def _explains(self) -> bool:
        """Whether the text is a five-year plan or explains one."""
        return self._times.kind is DocumentKind.FIVE_YEAR_PLAN or any(
            _EXPLAINED.search(opened.heading.text) for opened in self._opened
        )

    def _turn(self, words: str, at: int) -> None:
        """Follow a sentence that turns from looking back to looking ahead, or the reverse."""
        if self._explains():
            self._turn_by_period(words, at)
            return
        cue = opening_cue(words[:_TURN_CHARS], "turn")
        if cue is None and self._held.mode is SectionMode.UNKNOWN:
            cue = opening_cue(words[:_TURN_BACK_CHARS], "turn_back")
        if cue is not None and cue.mode is not None and not self._gone_by(cue, words):
            self._held = from_cue(cue, self._times, at)

    def _gone_by(self, cue: Cue, words: str) -> bool:
        """Whether a cue that looks ahead names the year a report looks back on: 2025年，我们要求 …."""
        dates = find_dates(words[cue.start : cue.end])
        reviews = self._times.reviews
        ahead = cue.mode is SectionMode.PLAN and self._times.reports
        return ahead and bool(dates) and reviews is not None and all(date.year <= reviews for date in dates)

    def _name_years(self, words: str, at: int) -> None:
        """Follow a paragraph that names the year of its part: 2026年主要目标是 below 今后五年和2026年工作."""
        cue = opening_cue(words[:_TURN_CHARS], "turn")
        dates = find_dates(words[cue.start : cue.end]) if cue is not None else ()
        if cue is None or len(dates) != 1 or cue.mode is not self._held.mode:
            return
        years = (dates[0].year, dates[0].year)
        if plausible(years, self._times):
            self._held = replace(from_cue(cue, self._times, at), years=years)

    def _turn_by_period(self, words: str, at: int) -> None:
        """Follow a plan that looks back on the last five years and ahead on the next."""
        plans = self._times.plans
        first = plans[0] if plans else (self._times.reviews or 0) + 1
        period = _PERIOD.match(words)
        years = plan_years(period.group(1)) if period else None
        if period is None or years is None:
            ahead = _AHEAD.match(words)
            if ahead and self._held.mode is not SectionMode.PLAN:
                self._held = Held(SectionMode.PLAN, plans, "period.ahead", at, at + ahead.end())
            return
        if years[1] < first:
            self._held = Held(SectionMode.REVIEW, (years[1], years[1]), "period.past", at, at + period.end())
        else:
            self._held = Held(SectionMode.PLAN, years, "period.named", at, at + period.end())

    def _lean(self, words: str) -> None:
        """Trust a paragraph's own words where headings stand over the wrong columns."""
        lean = lean_of(words)
        if abs(lean) >= 1:
            mode = SectionMode.REVIEW if lean > 0 else SectionMode.PLAN
            self._held = Held(mode, years_for(mode, self._times), LEANING_RULE)

    def _local(self, words: str, at: int) -> Held | None:
        """Return the time that the first words of a paragraph set for it alone: 下一步，… below a heading of results."""
        cue = opening_cue(words, "start")
        if cue is None or cue.mode is None or cue.mode is self._held.mode:
            return None
        if cue.mode is SectionMode.REVIEW and (self._times.reports or _innermost(self._opened) is not None):
            return None
        return from_cue(cue, self._times, at)

    def _told(self, words: str) -> Held:
        """Return the time of one paragraph: 五年来 in a report that looks back tells of five years."""
        looks_back = self._held.mode is SectionMode.REVIEW and self._times.kind is not DocumentKind.FIVE_YEAR_PLAN
        reviews = self._times.reviews
        if looks_back and reviews and _FIVE_YEARS.match(words):
            return replace(self._held, years=(reviews - 4, reviews))
        return self._held


def _innermost(opened: tuple[_Opened, ...]) -> _Opened | None:
    """Return the innermost open heading that says whether it looks back or ahead."""
    return next((item for item in reversed(opened) if item.setting is not None), None)


def from_cue(cue: Cue, times: Times, at: int) -> Held:
    """Return the time that a cue of running text sets, in a paragraph that begins at a view offset."""
    mode = cue.mode or SectionMode.UNKNOWN
    return Held(mode, years_for(mode, times), cue.rule, at + cue.start, at + cue.end)
