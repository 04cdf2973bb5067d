"""Sections of a reading view: headings, review or plan, years, zones, form."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts.text import Section, TextView
from mapapp.contracts.vocabulary import DocumentKind, SectionForm, SectionMode
from mapapp.documents.default_tense import leaning, opening_mode
from mapapp.documents.headings import Heading, mode_of, read_heading, years_of
from mapapp.documents.reading_view import Block
from mapapp.text.numerals import plan_years
from mapapp.text.tense import lean_of
from mapapp.text.zone_words import zones_named

_GLOSSARY_HEADING: Final = re.compile(r"(?:有关)?(?:名词|术语|用语|词语)(?:解释|说明|注释)|附件.{0,6}名词")
_GLOSSARY_ITEM: Final = re.compile(
    r"\d{1,3}[.、．][^。：]{1,40}[。：]\s*(?:是?指|即|包括|“[^”]{1,12}”[为指即是]|.{0,6}指)|[［\[【]?\d{1,3}[】\]］]?[^。：]{1,30}[：，]是?指"
)
# A leap this long inside one paragraph is no page break: columns were out of order.
_FAR: Final = 400
_SCRAMBLED_FROM: Final = 2
# 计划执行情况与计划草案的报告 reports before it plans, as its title says.
_REPORTS_FIRST: Final = re.compile(r"执行情况")
_OPENING_CHARS: Final = 300
_LONGEST_TITLE: Final = 40
# The path of a web page above its text is no title.
_BREADCRUMB: Final = re.compile(r"[>＞»]|当前位置")
# Sentences that turn a text without headings from looking back to looking ahead, and the reverse.
_TURN_TO_PLAN: Final = re.compile(
    r"(?:今年|20\d\d年|明年|新的?一年)(?:的?(?:经济社会发展|政府|全[区市县省]|我[区市县省])*)?(?:工作)?(?:的)?"
    r"(?:总体要求|总体思路|主要(?:预期)?目标|预期目标|重点(?:要)?做好|主要任务|重点工作|是.{0,30}(?:关键|开局|收官|攻坚|起步)之年|要重点|要着力|将重点|将着力)"
    r"|做好(?:今年|20\d\d年|明年)(?:的)?.{0,12}工作|重点(?:抓好|做好|推进).{0,6}(?:个)?方面(?:的)?(?:重点)?工作|工作安排如下"
    r"|今后五年.{0,12}(?:总体要求|奋斗目标|主要目标|发展目标)|为实现(?:上述|今年|全年)"
)
# 关于…规划纲要（草案）的说明: a part of a work report that explains a five-year plan.
_EXPLAINED: Final = re.compile(r"第十[一二三四五六七八九]个五年规划.{0,40}说明")
_PERIOD: Final = re.compile(r"(?:过去五年|回顾|综观|“)?“?(十[一二三四五六七八九]五)”(?:时期|以来|期间|规划|的五年|是)")
_AHEAD: Final = re.compile(r"未来|今后|展望|到20[2-4]\d年|锚定|在“十[一二三四五六七八九]五”发展基础上")
_TURN_TO_REVIEW: Final = re.compile(
    r"^(?:刚刚)?过去的?(?:一年|五年|20\d\d年)|^一年来|^五年来|^20\d\d年(?:以来|，(?:面对|在.{2,30}领导下|我[们区市县省]|全[区市县省]|是.{0,40}的一年))|^即将过去"
)

_FIVE_YEARS: Final = re.compile(r"(?:过去|这|刚刚过去的)?五年来?，|(?:回望|回首|过去|这)[^，。]{0,6}五年")


@dataclass(frozen=True, slots=True)
class Times:
    """What a document as a whole says of time: kind, the year it looks back on, the years it plans."""

    kind: DocumentKind
    reviews: int | None
    plans: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _State:
    """Where the reader is: open headings, mode, years."""

    headings: tuple[Heading, ...] = ()
    mode: SectionMode = SectionMode.UNKNOWN
    years: tuple[int, int] | None = None
    glossary: bool = False


def find_sections(view: TextView, blocks: tuple[Block, ...], times: Times) -> tuple[Section, ...]:
    """Cut a view into sections that cover it without gap or overlap, in order.

    A new section begins at every heading, at a change of form, and where a sentence turns from review to plan.
    """
    text = view.text
    scrambled = sum(_jumps(view, block) for block in blocks) >= _SCRAMBLED_FROM
    isolated = _headings_stand_alone(blocks)
    state = _State(mode=_first_mode(text, blocks, times, isolated=isolated))
    state = replace(state, years=_years_for(state.mode, times))
    sections: list[Section] = []
    for number, block in enumerate(blocks):
        words = text[block.start : block.end]
        end = blocks[number + 1].start if number + 1 < len(blocks) else len(text)
        following = text[blocks[number + 1].start : blocks[number + 1].end] if number + 1 < len(blocks) else ""
        prose = block.form is SectionForm.PROSE
        heading = read_heading(words, markdown=block.level, isolated=isolated and bool(following)) if prose else None
        if prose:
            state = _advance(state, words, heading, times)
            if scrambled and heading is None:
                state = _lean(state, words, times)
        form = block.form
        if prose and (state.glossary or _GLOSSARY_ITEM.match(words)):
            form = SectionForm.GLOSSARY
        section = Section(
            start=block.start,
            end=end,
            headings=tuple(opened.text for opened in state.headings),
            mode=state.mode,
            years=_years_told(state, words, times) if prose else state.years,
            form=form,
            zones=_zones(state.headings),
        )
        if sections and heading is None and _same(sections[-1], section):
            sections[-1] = replace(sections[-1], end=end)
        else:
            sections.append(section)
    if not sections:
        return (Section(0, len(text), (), state.mode, state.years),)
    sections[0] = replace(sections[0], start=0)
    return tuple(sections)


def _jumps(view: TextView, block: Block) -> bool:
    """Tell whether a paragraph was joined from columns: its characters leap in the stored text."""
    offsets = view.offsets[block.start : block.end]
    return any(right < left or right > left + _FAR for left, right in itertools.pairwise(offsets))


def _lean(state: _State, words: str, times: Times) -> _State:
    """Trust a paragraph's own words where headings stand over the wrong columns."""
    lean = lean_of(words)
    if abs(lean) < 1:
        return state
    mode = SectionMode.REVIEW if lean > 0 else SectionMode.PLAN
    return replace(state, mode=mode, years=_years_for(mode, times))


def _headings_stand_alone(blocks: tuple[Block, ...]) -> bool:
    """Tell whether short lines without punctuation can be taken for headings: most paragraphs are long."""
    prose = [block for block in blocks if block.form is SectionForm.PROSE]
    long = sum(block.end - block.start > 60 for block in prose)
    return bool(prose) and long * 3 >= len(prose)


def _advance(state: _State, words: str, heading: Heading | None, times: Times) -> _State:
    """Move on to the next paragraph: open or close headings, turn from review to plan."""
    if heading is None:
        explained = times.kind is DocumentKind.FIVE_YEAR_PLAN or any(_EXPLAINED.search(o.text) for o in state.headings)
        if explained or not _inherited(state.headings):
            return _turn(state, words, times)
        return state
    glossary = bool(_GLOSSARY_HEADING.search(heading.text)) or (state.glossary and heading.level >= 6)
    outer = tuple(opened for opened in state.headings if opened.level < heading.level)
    mode, years = mode_of(heading.text), years_of(heading.text)
    if mode is SectionMode.UNKNOWN:
        inherited = _inherited(outer)
        mode = inherited[0] if inherited else state.mode
        years = (inherited[1] if inherited else None) or state.years
    elif heading.level > 4:
        inherited = _inherited(outer)
        if inherited:  # （一）主要目标完成情况 below 执行情况 stays in its parent's time
            mode, years = inherited[0], years or inherited[1]
    if years is None or not _plausible(years, times):
        years = (
            state.years if times.kind is DocumentKind.FIVE_YEAR_PLAN and mode is state.mode else _years_for(mode, times)
        )
    state = _State((*outer, heading), mode, years, glossary)
    return _turn(state, words, times) if heading.run_in and not _inherited(state.headings) else state


def _inherited(headings: tuple[Heading, ...]) -> tuple[SectionMode, tuple[int, int] | None] | None:
    """Give mode and years of the innermost open heading that says whether it looks back or ahead."""
    for opened in reversed(headings):
        mode = mode_of(opened.text)
        if mode is not SectionMode.UNKNOWN:
            return mode, years_of(opened.text)
    return None


def _turn(state: _State, words: str, times: Times) -> _State:
    """Follow a sentence that turns from looking back to looking ahead, or the reverse."""
    if times.kind is DocumentKind.FIVE_YEAR_PLAN or _EXPLAINED.search(
        "".join(opened.text for opened in state.headings)
    ):
        return _turn_by_period(state, words, times)
    if _TURN_TO_PLAN.search(words[:120]):
        return replace(state, mode=SectionMode.PLAN, years=_years_for(SectionMode.PLAN, times))
    if state.mode is SectionMode.UNKNOWN and _TURN_TO_REVIEW.search(words[:60]):
        return replace(state, mode=SectionMode.REVIEW, years=_years_for(SectionMode.REVIEW, times))
    return state


def _turn_by_period(state: _State, words: str, times: Times) -> _State:
    """Follow a plan that looks back on the last five years and ahead on the next."""
    first = times.plans[0] if times.plans else (times.reviews or 0) + 1
    period = _PERIOD.match(words)
    years = plan_years(period.group(1)) if period else None
    if years is None:
        if _AHEAD.match(words) and state.mode is not SectionMode.PLAN:
            return replace(state, mode=SectionMode.PLAN, years=times.plans)
        return state
    if years[1] < first:
        return replace(state, mode=SectionMode.REVIEW, years=(years[1], years[1]))
    return replace(state, mode=SectionMode.PLAN, years=years)


def _first_mode(text: str, blocks: tuple[Block, ...], times: Times, *, isolated: bool) -> SectionMode:
    """Give the mode before any heading: a plan plans; other texts say it in their opening words.

    A report without such words begins by looking back when its headings tell of both times.
    """
    if times.kind is DocumentKind.FIVE_YEAR_PLAN:
        return SectionMode.PLAN
    if times.kind is DocumentKind.PLAN_REPORT and _REPORTS_FIRST.search(text[:_OPENING_CHARS]):
        return SectionMode.REVIEW
    opening: list[str] = []
    headed = False
    for block in blocks:
        if block.form is not SectionForm.PROSE:
            continue
        words = text[block.start : block.end]
        heading = read_heading(words, markdown=block.level, isolated=isolated)
        if heading is not None and not heading.run_in and mode_of(heading.text) is not SectionMode.UNKNOWN:
            headed = True
            break
        opening.append(words)
    titled = opening and len(opening[0]) <= _LONGEST_TITLE and not _BREADCRUMB.search(opening[0])
    if titled and mode_of(opening[0]) is SectionMode.PLAN:
        return SectionMode.PLAN  # 2026年重点任务 as a title: no part of it looks back
    mode = opening_mode(opening)
    if mode is not SectionMode.UNKNOWN:
        return mode
    if times.kind in (DocumentKind.WORK_REPORT, DocumentKind.PLAN_REPORT):
        return SectionMode.REVIEW if headed else leaning(opening)
    return SectionMode.UNKNOWN if headed else leaning(opening)


def _years_for(mode: SectionMode, times: Times) -> tuple[int, int] | None:
    """Give the years a mode speaks of in this document."""
    if mode is SectionMode.REVIEW and times.kind is not DocumentKind.OTHER:
        return (times.reviews, times.reviews) if times.reviews else None
    return times.plans  # a note that is no report tells of the year it is written in


def _years_told(state: _State, words: str, times: Times) -> tuple[int, int] | None:
    """Give the years of one paragraph: 五年来 in a report that looks back tells of five years."""
    report = state.mode is SectionMode.REVIEW and times.kind is not DocumentKind.FIVE_YEAR_PLAN
    if report and times.reviews and _FIVE_YEARS.match(words):
        return (times.reviews - 4, times.reviews)
    return state.years


def _plausible(years: tuple[int, int], times: Times) -> bool:
    """Refuse heading years that lie far from the document's own (a law's date, a city's founding)."""
    anchor = times.plans[0] if times.plans else times.reviews
    return anchor is None or abs(years[0] - anchor) <= 15


def _zones(headings: tuple[Heading, ...]) -> tuple[str, ...]:
    """Give the zones that open headings name, innermost first deciding."""
    for opened in reversed(headings):
        zones = zones_named(opened.text)
        if zones:
            return zones
    return ()


def _same(left: Section, right: Section) -> bool:
    """Tell whether two neighbouring stretches are one section."""
    return (left.headings, left.mode, left.years, left.form) == (right.headings, right.mode, right.years, right.form)
