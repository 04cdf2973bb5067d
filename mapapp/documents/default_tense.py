"""What time a text speaks of before any heading says so: its first words of time decide."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from mapapp.contracts.vocabulary import SectionMode
from mapapp.text.tense import lean_of

# Ways in which a summary of a plan begins: 方案提到, 今年将, 2031年，某市将, 提出了2031年工作主要任务.
_OPENS_PLAN: Final = re.compile(
    r"(?:今年|明年|新的?一年|20\d\d年)，?[^，。；\d]{0,8}(?<!即)(?:将(?!近)|拟|力争|计划(?!执行|完成))"
    r"|(?:报告|方案|会议|通知|清单)(?:中)?(?:提出|提到|明确|部署)[^。]{0,30}(?:将|任务|目标|今年|要)"
    r"|提出了?(?:今年|明年|20\d\d年)[^。，]{0,10}(?:任务|目标|安排)|重点(?:工作|任务)分工方案"
)
_OPENS_REVIEW: Final = re.compile(
    r"截至(?:目前|\d{1,2}月|20\d\d年)|一年来|五年来|过去的?[一五]年|20\d\d年[^，。]{0,8}工作回顾|今年以来|自[^，。]{2,16}以来|去年"
    r"|\d日，[^。]{2,20}(?:举行|举办)[^。]{0,30}(?:活动|仪式)"
)
# How clearly all of a text must lean when none of its sentences sets the time.
_CLEAR: Final = 4.0


def opening_mode(paragraphs: Iterable[str]) -> SectionMode:
    """Say whether the paragraphs before the first heading of time look back or ahead; UNKNOWN when no word of theirs says it.

    The first paragraph with a cue decides, so that a title above it is of the same time.

    >>> opening_mode(["青石大桥今年通车", "今年将加快青石大桥建设。"]).value, opening_mode(["截至目前，青石大桥完工。"]).value
    ('plan', 'review')
    """
    for words in paragraphs:
        ahead, back = _OPENS_PLAN.search(words), _OPENS_REVIEW.search(words)
        if ahead and (not back or ahead.start() < back.start()):
            return SectionMode.PLAN
        if back:
            return SectionMode.REVIEW
    return SectionMode.UNKNOWN


def leaning(paragraphs: Iterable[str]) -> SectionMode:
    """Say where a text without headings and cues leans as a whole; UNKNOWN when it does not."""
    lean = sum(lean_of(words) for words in paragraphs)
    if abs(lean) < _CLEAR:
        return SectionMode.UNKNOWN
    return SectionMode.REVIEW if lean > 0 else SectionMode.PLAN
