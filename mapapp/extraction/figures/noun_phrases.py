"""Phrases every name rule needs: times, comparisons, brackets, lists that end in 等, and names cut to size."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.lexicon_patterns import figure_pattern

TIME: Final = figure_pattern("time.words").pattern
COMPARE: Final = figure_pattern("time.compared_with").pattern
BRACKET: Final = re.compile(r"[（(]([^（）()]*)[）)]")
BLANK: Final = re.compile(r"[\s*#>•·_{}●■◆▲○▶►]+")
GENERIC: Final = figure_pattern("noun.generic")
_AMONG_END: Final = re.compile("(?<![高初完集空水])中$")
_SHORT: Final = (
    (figure_pattern("short.retail"), "社会消费品零售总额"),
    (figure_pattern("short.above_limit"), "限额以上"),
    (re.compile(r"商销(?!售)(?:总额)?"), "商品销售总额"),
    (figure_pattern("short.industry_investment"), "工业固定资产投资"),
    (re.compile(r"固投"), "固定资产投资"),
)
MAX_NAME: Final = 40  # characters; a longer name is a sentence that was not understood


def tidy(text: str) -> str:
    """Leave out blanks and print marks, and brackets too long to be part of a name."""
    text = BLANK.sub("", text)
    return BRACKET.sub(
        lambda match: (
            match.group()
            if len(match.group(1)) <= 8 and not figure_pattern("bracket.aside").search(match.group(1))
            else ""
        ),
        text,
    )


def clip(name: str) -> str:
    """Cut a name that is too long from its front, at a joint if there is one."""
    name = name.strip("，、；：:,;。 的")
    if name.count("“") != name.count("”"):
        name = name.replace("“", "").replace("”", "")
    if len(name) <= MAX_NAME:
        return name
    return name[-MAX_NAME:]


def expand(name: str) -> str:
    """Write out the short names of statistics: 社零 -> 社会消费品零售总额; the words as printed stay in the quote.

    >>> expand("限上商销增长率")
    '限额以上商品销售总额增长率'
    """
    for short, full in _SHORT:
        name = short.sub(full, name)
    return name


def plain_noun(text: str) -> str:
    """Leave out words that name nothing before a noun: 全区, 各类, 一批; 全区生产总值 stays whole."""
    return (
        _AMONG_END.sub("", GENERIC.sub("", text.strip("，、；：:,;。 的")))
        if text not in {"全区生产总值", "全市生产总值"} and not re.match(r"全.生产总值", text)
        else text
    )


def join_verb(verb: str, noun: str) -> str:
    """Put a verb before its noun, once."""
    return noun if noun.startswith(verb) else verb + noun


def last_deng(text: str) -> int:
    """Find the last 等 that ends a list, not the one in 等级, 平等, 高等, 中等, 初等, 同等, 等候."""
    at = len(text)
    while True:
        at = text.rfind("等", 0, at)
        if at < 0:
            return -1
        if text[at + 1 : at + 2] not in {"级", "候", "待", "值", "离"} and text[at - 1 : at] not in {
            "平",
            "高",
            "中",
            "初",
            "同",
            "均",
            "对",
        }:
            return at


def in_marks(text: str, offset: int) -> bool:
    """Whether an offset lies inside “…”."""
    return text.count("“", 0, offset) > text.count("”", 0, offset)
