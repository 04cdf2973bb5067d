"""What the headings above a sentence name: a town, or one thing."""

from __future__ import annotations

from typing import Final

from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import is_thing

# 片区一 澜江船厂, （二）重大项目: the mark of a heading.
_MARK: Final = name_pattern("heading.mark")
_GENERAL: Final = name_pattern("heading.general")
# 关于鹿鸣大桥改建项目有关问题: an item of minutes is about the thing between.
_ABOUT: Final = name_pattern("heading.about")
_TOWN: Final = name_pattern("heading.town")


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
    """Return the thing that the innermost heading names, or the item of minutes above it; an empty string for none."""
    if not headings:
        return ""
    words = _MARK.sub("", headings[-1].strip("【】[]"))
    if not words.startswith("关于") and is_thing(words, lexicon) and not _GENERAL.search(words):
        return words
    asked = [match for heading in reversed(headings) if (match := _ABOUT.fullmatch(heading.strip()))]
    things = (match["thing"] + tail for match in asked for tail in (match["tail"] or "", ""))
    return next((thing for thing in things if is_thing(thing, lexicon)), "")


def is_item_of_minutes(heading: str) -> bool:
    """Whether a heading only says what is dealt with: 二、关于鹿鸣水厂选址问题.

    >>> is_item_of_minutes("二、关于鹿鸣水厂选址"), is_item_of_minutes("二、鹿鸣水厂选址")
    (True, False)
    """
    return bool(_ABOUT.fullmatch(heading.strip()))
