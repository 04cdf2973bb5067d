"""What the headings above a sentence name: a town, or one thing."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.name_parts import residue
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import is_thing

# 片区一 澜江船厂, （二）重大项目: the mark of a heading.
_MARK: Final = name_pattern("heading.mark")
_GENERAL: Final = name_pattern("heading.general")
# 关于鹿鸣大桥改建项目有关问题: an item of minutes is about the thing between.
_ABOUT: Final = name_pattern("heading.about")
_TOWN: Final = name_pattern("heading.town")
# 鹿鸣幼儿园建设项目: what is done at a thing in the name of its works.
_WORKS: Final = name_pattern("heading.works")
_ITEM_MARK: Final = re.compile(r"^(?:[☑☐✅✔√▶►◆■●★·•▪]|[（(]?\d{1,3}[）).．、]|[①-⑳])\s*")
_ITEM_NOTE: Final = name_pattern("item.note")
_NUMBERED: Final = name_pattern("item.numbered")
# So many characters of its own make a name.
_OWN_NAME: Final = 2


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
    if named_thing(words, lexicon):
        return words
    asked = [match for heading in reversed(headings) if (match := _ABOUT.fullmatch(heading.strip()))]
    things = (match["thing"] + tail for match in asked for tail in (match["tail"] or "", ""))
    return next((thing for thing in things if is_thing(thing, lexicon)), "")


def named_thing(words: str, lexicon: Lexicon) -> bool:
    """Whether the words of a heading, its mark taken off, name one thing and no class of things: 鹿鸣幼儿园建设项目."""
    works = _WORKS.sub("", words)
    if words.startswith("关于") or not is_thing(works, lexicon) or _GENERAL.search(works):
        return False
    return works == words or _has_own_name(works, lexicon)


def item_of(line: str, lexicon: Lexicon) -> str:
    """Return the thing that a line of a list names and tells nothing of; an empty string for any other line.

    ☑鹿鸣路北延工程（续建项目）, below which stands: 该项目于6月开工.
    """
    words = _ITEM_MARK.sub("", line.strip()).rstrip("。：:")
    words = _ITEM_NOTE.sub("", words)
    return words if named_thing(words, lexicon) and _has_own_name(words, lexicon) else ""


def opens_item(line: str) -> bool:
    """Whether a line looks like the next item of a list, whatever it names."""
    return bool(_ITEM_MARK.match(line)) or line.rstrip("。：:").endswith(("项目", "工程"))


def _has_own_name(words: str, lexicon: Lexicon) -> bool:
    """Whether words name one of a kind: 鹿鸣幼儿园, 区第四幼儿园."""
    return len(residue(words, lexicon)) >= _OWN_NAME or bool(_NUMBERED.search(words))


def is_item_of_minutes(heading: str) -> bool:
    """Whether a heading only says what is dealt with: 二、关于鹿鸣水厂选址问题.

    >>> is_item_of_minutes("二、关于鹿鸣水厂选址"), is_item_of_minutes("二、鹿鸣水厂选址")
    (True, False)
    """
    return bool(_ABOUT.fullmatch(heading.strip()))
