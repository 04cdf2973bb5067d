"""Headings of any style: how deep a heading is and what it says about time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import SectionMode
from mapapp.text.numerals import plan_years

_LEVELS: Final = (
    (1, re.compile(r"第[一二三四五六七八九十百]{1,4}[篇编]")),
    (2, re.compile(r"第[一二三四五六七八九十百]{1,4}[章部]分?")),
    (3, re.compile(r"第[一二三四五六七八九十百]{1,4}节")),
    (4, re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")),
    (5, re.compile(r"（[一二三四五六七八九十]{1,3}）")),
    (6, re.compile(r"\d{1,2}[、.．](?!\d)")),
    (7, re.compile(r"（\d{1,2}）")),
)
# a markdown heading of one # is the title, so ## sits where 一、 does
_MARKDOWN_BASE: Final = 2
_PLAIN_HEADING: Final = re.compile(r"[^。！？；，、：]{2,32}")
# 2022年工作回顾 without a number is the heading of a main part all the same.
_DATED_HEADING: Final = re.compile(
    r"(?:关于)?(?:20\d\d年|过去[一五]年|今后五年|未来五年|今年)(?:及[^。，]{2,10})?[^。！？；，：]{0,16}(?:回顾|安排|任务|目标|打算|重点工作|工作重点|要求|举措|思路|总结|情况|部署|建议)"
)
_INLINE_END: Final = re.compile(r"[。：；]")
_LONGEST_HEADING: Final = 60

_YEAR: Final = re.compile(r"(20[0-4]\d)\s*年")
_PLAN_ORDINAL: Final = re.compile(
    r"“?(十[一二三四五六七八九]五)”?(?:规划|时期|经济社会|主要)|第(十[一二三四五六七八九])个五年"
)
_REVIEW: Final = re.compile(
    r"回顾|完成情况|执行情况|落实情况|工作总结|主要成就|发展成就|取得的?成[就绩效]|主要工作|工作情况|过去[一五]年|发展基础|发展回顾|建设成就|工作成效|成绩单"
)
_PLAN: Final = re.compile(
    r"任务|安排|主要目标|预期目标|总体要求|工作目标|重点工作|工作部署|下一步|展望|打算|举措|措施|计划(?!.{0,6}(?:执行|完成))|总体思路|今年工作|指导思想|发展目标|民生实事项目|为民办实事|工作建议|未来五年|今后五年|基本思路|目标要求|规划.{0,4}纲要.{0,12}说明"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 (outermost) to 9, its words, whether text follows on the same line."""

    level: int
    text: str
    run_in: bool


def read_heading(paragraph: str, *, markdown: int, isolated: bool) -> Heading | None:
    """Read the heading a paragraph is or begins with, if it does.

    `markdown` counts the # before it; `isolated` says that short lines without punctuation are headings here.

    >>> read_heading("（一）主动服务新发展格局。强化支撑。", markdown=0, isolated=True)
    Heading(level=5, text='（一）主动服务新发展格局', run_in=True)
    >>> read_heading("建成道路三条。", markdown=0, isolated=True)
    """
    if markdown:
        return Heading(markdown + _MARKDOWN_BASE, paragraph[:_LONGEST_HEADING], run_in=False)
    for level, pattern in _LEVELS:
        match = pattern.match(paragraph)
        if match:
            end = _INLINE_END.search(paragraph, match.end())
            words = paragraph[: end.start()] if end else paragraph
            if len(words) > _LONGEST_HEADING:
                return None
            return Heading(level, words, run_in=bool(end and end.end() < len(paragraph)))
    if _DATED_HEADING.fullmatch(paragraph):
        return Heading(4, paragraph, run_in=False)
    if isolated and _PLAIN_HEADING.fullmatch(paragraph) and not paragraph.startswith(("图", "表")):
        return Heading(8, paragraph, run_in=False)
    return None


def mode_of(words: str) -> SectionMode:
    """Tell from a heading's words whether its section looks back or ahead.

    >>> mode_of("一、2023年工作回顾").value, mode_of("二、2024年主要任务").value, mode_of("（三）改善民生").value
    ('review', 'plan', 'unknown')
    """
    review, plan = _REVIEW.search(words), _PLAN.search(words)
    if review and plan:
        # 计划执行情况与计划草案的报告 is a title, it says both; otherwise the word that comes last is the head
        return SectionMode.REVIEW if review.end() > plan.end() else SectionMode.PLAN
    if review:
        return SectionMode.REVIEW
    return SectionMode.PLAN if plan else SectionMode.UNKNOWN


def years_of(words: str) -> tuple[int, int] | None:
    """Give the first and last year a heading names, or None.

    >>> years_of("一、2023年工作回顾")
    (2023, 2023)
    """
    years = [int(year) for year in _YEAR.findall(words)]
    if years:
        return min(years), max(years)
    ordinal = _PLAN_ORDINAL.search(words)
    return plan_years(ordinal.group(1) or ordinal.group(2) + "五") if ordinal else None
