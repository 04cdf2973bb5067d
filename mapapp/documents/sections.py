"""Sections of a reading view: headings, review or plan, years, zones, form."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import Final

from mapapp.contracts.text import Section, TextView
from mapapp.contracts.vocabulary import DocumentKind, SectionForm, SectionMode
from mapapp.documents.default_tense import first_cue, leaning
from mapapp.documents.headings import Heading, read_heading
from mapapp.documents.lexicon import document_pattern
from mapapp.documents.reading_view import Block
from mapapp.documents.time.cues import heading_cue, heading_cues
from mapapp.documents.time.part_order import parts_in_order
from mapapp.documents.time.section_times import Times, heading_setting, years_for
from mapapp.documents.time.walk import BAND_LEVEL, DEFAULT_RULE, LEANING_RULE, Held, TimeWalk, from_cue
from mapapp.text.zone_words import zones_named

__all__ = ["Times", "find_sections"]

_GLOSSARY_HEADING: Final = document_pattern("glossary.heading")
_GLOSSARY_ITEM: Final = document_pattern("glossary.item")
# A leap this long inside one paragraph is no page break: columns were out of order.
_FAR: Final = 400
_SCRAMBLED_FROM: Final = 2
# 计划执行情况与计划草案的报告 reports before it plans, as its title says.
_REPORTS_FIRST: Final = re.compile(r"执行情况")
_OPENING_CHARS: Final = 300
_NEWS: Final = document_pattern("title.news")
_PAPER: Final = document_pattern("title.paper")
_LONGEST_TITLE: Final = 40
_GLOSSARY_LEVEL: Final = 6
# The path of a web page above its text is no title.
_BREADCRUMB: Final = re.compile(r"[>＞»]|当前位置")


def find_sections(
    view: TextView, blocks: tuple[Block, ...], times: Times, *, bands: frozenset[int] = frozenset()
) -> tuple[Section, ...]:
    """Return the sections of a view: they cover it without gap or overlap, in order.

    A new section begins at every heading, at a change of form, and where a sentence turns from review to plan. `bands`
    are the view offsets of lines that head the rows below them inside a table: each holds up to the next one.
    """
    text = view.text
    scrambled = sum(_jumps(view, block) for block in blocks) >= _SCRAMBLED_FROM
    isolated = _headings_stand_alone(blocks)
    first = _first_time(text, blocks, times, isolated=isolated)
    walk = TimeWalk(times, first, parts_in_order(text, blocks, times, isolated=isolated))
    held, glossary = first, False
    sections: list[Section] = []
    for number, block in enumerate(blocks):
        words = text[block.start : block.end]
        last = number + 1 == len(blocks)
        end = len(text) if last else blocks[number + 1].start
        prose = block.form is SectionForm.PROSE
        heading = read_heading(words, markdown=block.level, isolated=isolated and not last) if prose else None
        if prose and block.start in bands:
            heading = Heading(BAND_LEVEL, words, run_in=False)
            held = walk.open(heading, words, block.start)
        elif heading is not None:
            glossary = bool(_GLOSSARY_HEADING.search(heading.text)) or (glossary and heading.level >= _GLOSSARY_LEVEL)
            held = walk.open(heading, words, block.start)
        elif prose:
            held = walk.follow(words, block.start, scrambled=scrambled)
        elif block.form is not SectionForm.TABLE:
            held = walk.close_band()
        form = SectionForm.GLOSSARY if prose and (glossary or _GLOSSARY_ITEM.match(words)) else block.form
        section = _section(block.start, end, walk.headings, held, form)
        if sections and heading is None and _same(sections[-1], section):
            sections[-1] = replace(sections[-1], end=end)
        else:
            sections.append(section)
    if not sections:
        return (_section(0, len(text), (), first, SectionForm.PROSE),)
    sections[0] = replace(sections[0], start=0)
    return tuple(sections)


def _section(start: int, end: int, headings: tuple[str, ...], held: Held, form: SectionForm) -> Section:
    """Make one section."""
    return Section(
        start=start,
        end=end,
        headings=headings,
        mode=held.mode,
        years=held.years,
        form=form,
        zones=_zones(headings),
        time_rule=held.rule,
        time_basis=(held.start, held.end),
    )


def _jumps(view: TextView, block: Block) -> bool:
    """Whether a paragraph was joined from columns: its characters leap in the stored text."""
    offsets = view.offsets[block.start : block.end]
    return any(right < left or right > left + _FAR for left, right in itertools.pairwise(offsets))


def _headings_stand_alone(blocks: tuple[Block, ...]) -> bool:
    """Whether short lines without punctuation can be taken for headings: most paragraphs are long."""
    prose = [block for block in blocks if block.form is SectionForm.PROSE]
    long = sum(block.end - block.start > 60 for block in prose)
    return bool(prose) and long * 3 >= len(prose)


def _first_time(text: str, blocks: tuple[Block, ...], times: Times, *, isolated: bool) -> Held:
    """Return the time before any heading: a plan plans; other texts say it in their opening words.

    A report without such words begins by looking back when its headings tell of both times.
    """
    if times.kind is DocumentKind.FIVE_YEAR_PLAN:
        return _held(SectionMode.PLAN, times)
    if times.kind is DocumentKind.PLAN_REPORT and _REPORTS_FIRST.search(text[:_OPENING_CHARS]):
        return _held(SectionMode.REVIEW, times)
    opening: list[Block] = []
    headed = False
    for block in blocks:
        if block.form is not SectionForm.PROSE:
            continue
        words = text[block.start : block.end]
        heading = read_heading(words, markdown=block.level, isolated=isolated)
        if heading is not None and not heading.run_in and opening and _sets_time(heading, times):
            headed = True
            break
        opening.append(block)
    said = [text[block.start : block.end] for block in opening]
    titled = _title_time(said, opening, times)
    if titled is not None:
        return titled
    found = first_cue(said)
    if found is not None:
        number, cue = found
        if not times.reports and any(_tells(words) for words in said[:number]):
            # 今年还将 far down a piece of press plans nothing of what it tells before.
            return _held(SectionMode.UNKNOWN, times)
        return from_cue(cue, times, opening[number].start)
    if times.kind in (DocumentKind.WORK_REPORT, DocumentKind.PLAN_REPORT) and headed:
        return _held(SectionMode.REVIEW, times)
    mode = SectionMode.UNKNOWN if headed and times.reports else leaning(said)
    return _held(mode, times, LEANING_RULE if mode is not SectionMode.UNKNOWN else DEFAULT_RULE)


def _tells(words: str) -> bool:
    """Whether a paragraph is more than a title: whole sentences."""
    return len(words) > _LONGEST_TITLE and words.rstrip().endswith("。")


def _sets_time(heading: Heading, times: Times) -> bool:
    """Whether a heading says whether it looks back or ahead."""
    return heading_setting(heading.text, times, level=heading.level) is not None


def _title_time(said: list[str], opening: list[Block], times: Times) -> Held | None:
    """Return the time that a title sets: no part of 2026年重点任务 looks back, none of 评估情况 ahead.

    A report tells of both times whatever its title names, and so does a title that says both.
    """
    if not said or len(said[0]) > _LONGEST_TITLE or _BREADCRUMB.search(said[0]):
        return None
    modes = {cue.mode for cue in heading_cues(said[0]) if cue.mode is not None}
    if _NEWS.search(said[0]) and not _PAPER.search(said[0]):
        return None  # 石桥街道加快推进实事项目建设 is news of what goes on, no list of what is to be done
    cue = heading_cue(said[0])
    if cue is None or len(modes) != 1 or (times.reports and cue.mode is not SectionMode.PLAN):
        return None
    return from_cue(cue, times, opening[0].start)


def _held(mode: SectionMode, times: Times, rule: str = DEFAULT_RULE) -> Held:
    """Return a time that no word says."""
    return Held(mode, years_for(mode, times), rule)


def _zones(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the zones that open headings name, innermost first deciding."""
    for words in reversed(headings):
        zones = zones_named(words)
        if zones:
            return zones
    return ()


def _same(left: Section, right: Section) -> bool:
    """Whether two neighbouring stretches are one section."""
    return (left.headings, left.mode, left.years, left.form) == (right.headings, right.mode, right.years, right.form)
