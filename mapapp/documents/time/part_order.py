"""The parts of a work report by their order: it first looks back and then ahead, whatever its chapters are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mapapp.contracts.vocabulary import DocumentKind, SectionForm, SectionMode
from mapapp.documents.headings import Heading, read_heading
from mapapp.documents.reading_view import Block
from mapapp.documents.time.section_times import Times, heading_setting

# Review, plan, and often a third part on the government itself; more parts than these are chapters of one.
_FEWEST: Final = 2
_MOST: Final = 3
# 一、2025：爬坡过坎 is a heading as a whole.
_LONGEST_TITLE: Final = 30


def parts_in_order(text: str, blocks: Sequence[Block], times: Times, *, isolated: bool) -> dict[int, SectionMode]:
    """Return the times that the order of a work report's main parts tells, by the view offset of their headings.

    Only where two or three parts have headings and none of them says that it looks ahead: 一、昨日之路 二、明日之约.
    """
    if times.kind is not DocumentKind.WORK_REPORT:
        return {}
    headings = _main_headings(text, blocks, isolated=isolated)
    if not _FEWEST <= len(headings) <= _MOST:
        return {}
    said = [heading_setting(heading.text, times, level=heading.level) for _, heading in headings]
    modes = [setting.mode if setting is not None else None for setting in said]
    if SectionMode.PLAN in modes or modes[-1] is not None:
        return {}
    behind = max((number for number, mode in enumerate(modes) if mode is SectionMode.REVIEW), default=0)
    return {
        at: SectionMode.REVIEW if number <= behind else SectionMode.PLAN
        for number, (at, _) in enumerate(headings)
        if modes[number] is None
    }


def _main_headings(text: str, blocks: Sequence[Block], *, isolated: bool) -> list[tuple[int, Heading]]:
    """Return the outermost headings that stand on lines of their own below the report's opening words."""
    found: list[tuple[int, Heading]] = []
    opened = False
    for block in blocks:
        if block.form is not SectionForm.PROSE:
            continue
        words = text[block.start : block.end]
        heading = read_heading(words, markdown=block.level, isolated=isolated)
        opened = opened or (heading is None and words.rstrip().endswith("。"))
        alone = heading is not None and (not heading.run_in or ("。" not in words and len(words) <= _LONGEST_TITLE))
        if opened and heading is not None and alone:
            found.append((block.start, heading))
    outermost = min((heading.level for _, heading in found), default=0)
    return [(at, heading) for at, heading in found if heading.level == outermost]
