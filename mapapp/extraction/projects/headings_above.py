"""What the headings above a sentence name: a town, or one thing."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import is_thing

# 片区一 澜江船厂, （二）重大项目: the mark of a heading.
_MARK: Final = re.compile(
    r"^(?:(?:片区|地块|板块|项目|标段|组团|案例)?[一二三四五六七八九十\d]{1,3}[、.．：:]?|（[一二三四五六七八九十\d]{1,3}）|第[一二三四五六七八九十]+[章节篇部分]*)\s*"
)
_GENERAL: Final = re.compile(
    r"项目$|工程$|建设$|工作|情况|方面|任务|回顾|安排|打算|重点|问题|(?<![园片新厂社小校院城景])区$|[市县镇乡]$|街道$|类$|目标|进展"
)
_TOWN: Final = re.compile(r"[\u4e00-\u9fff]{2,7}(?:镇|街道|乡|工业区|开发区|度假区)")


def town_of(headings: tuple[str, ...]) -> str:
    """Return the town that the innermost heading which is nothing but a town names.

    >>> town_of(("一、工作回顾", "（一）朱家角镇")), town_of(("一、支持各镇发展",))
    ('朱家角镇', '')
    """
    for heading in reversed(headings):
        words = _MARK.sub("", heading.strip("【】[]：: "))
        if _TOWN.fullmatch(words):
            return words
    return ""


def thing_of(headings: tuple[str, ...], lexicon: Lexicon) -> str:
    """Return the thing that the innermost heading names, an empty string where it names none."""
    if not headings:
        return ""
    words = _MARK.sub("", headings[-1].strip("【】[]"))
    return words if is_thing(words, lexicon) and not _GENERAL.search(words) else ""
