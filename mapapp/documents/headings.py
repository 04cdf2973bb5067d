"""Headings of any style: how deep a heading is, what it says, whether text follows on its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.documents.lexicon import document_pattern
from mapapp.documents.time.cues import heading_cue
from mapapp.documents.time.years_named import years_of

_LEVELS: Final = (
    (1, re.compile(r"第[一二三四五六七八九十百]{1,4}[篇编]")),
    (2, re.compile(r"第[一二三四五六七八九十百]{1,4}[章部]分?")),
    (3, re.compile(r"第[一二三四五六七八九十百]{1,4}节")),
    (4, re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")),
    (5, re.compile(r"（[一二三四五六七八九十]{1,3}）")),
    (6, re.compile(r"\d{1,2}[、.．](?:(?!\d)|(?=20[0-4]\d年))")),
    (7, re.compile(r"（\d{1,2}）")),
)
# a markdown heading of one # is the title, so ## sits where 一、 does
_MARKDOWN_BASE: Final = 2
_MAIN_PART: Final = 4
_PLAIN: Final = 8
_LONGEST_HEADING: Final = 60
_PLAIN_HEADING: Final = re.compile(r"[^。！？；，、：>＞»]{2,32}")
# A label in brackets heads what follows it: 【下月看点】.
_LABEL: Final = re.compile(r"[【〖\[［]\s?([^【】〖〗\[\]［］。，；]{2,24})\s?[】〗\]］]")
# 附：2025年民生实事项目完成情况
_APPENDED: Final = document_pattern("heading.appended")
_MARK: Final = re.compile(r"[■▲△★☆◆◇●○□▶►→※#]\s?")
# 2022年工作回顾 without a number is the heading of a main part all the same.
_LONGEST_UNNUMBERED: Final = 32
_LONGEST_OF_CUE: Final = 16
_INSIDE: Final = re.compile(r"[。！？；，>＞»]|：(?!$)")
_INLINE_END: Final = re.compile(r"[。：；]")
_SPAN_WORDS: Final = ("过去", "今后", "未来", "今年", "明年", "上半年", "下半年", "季度")


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
    >>> read_heading("【下月看点】甲桥通车。", markdown=0, isolated=False)
    Heading(level=4, text='下月看点', run_in=True)
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
    label = _LABEL.match(paragraph)
    if label:
        return Heading(_MAIN_PART, label.group(1), run_in=label.end() < len(paragraph))
    if _is_main_part(paragraph):
        return Heading(_MAIN_PART, paragraph.rstrip("："), run_in=False)
    if isolated and _PLAIN_HEADING.fullmatch(paragraph) and not paragraph.startswith(("图", "表")):
        return Heading(_PLAIN, paragraph, run_in=False)
    return None


def _is_main_part(paragraph: str) -> bool:
    """Whether a line without a number heads a main part: it is short, and says of which time the part is."""
    appended = _APPENDED.match(paragraph)
    words = paragraph[appended.end() :] if appended and appended.end() else paragraph
    mark = _MARK.match(words)
    words = words[mark.end() :] if mark else words
    if len(words) > _LONGEST_UNNUMBERED or _INSIDE.search(words):
        return False
    cue = heading_cue(words)
    if cue is None or cue.mode is None:
        return False
    if appended and appended.end():
        return True
    dated = years_of(words) is not None or any(span in words for span in _SPAN_WORDS)
    ends = len(words.rstrip("：）)")) - cue.end <= 2
    if dated and ends:
        return True
    # 存在问题, 下一步打算: the cue is all the line says
    return len(words) <= _LONGEST_OF_CUE and (cue.end - cue.start) * 2 >= len(words) and (cue.strong or ends)
