"""Phrases every name rule needs: times, comparisons, brackets, lists that end in 等, and names cut to size."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.figures.patterns import pattern

TIME: Final = (
    r"(?:到|至|截至|截止|自)?(?:20|19)\d\d ?[—\-–~至到]? ?(?:(?:20|19)?\d\d)? ?年(?:以来|年?底|年?末|年?初|度|期间|全年|上半年|下半年|前三季度|底前|底)?"
    r"(?: ?\d+ ?[—\-–~至到]? ?\d* ?月份?(?:底|末)?(?:\d+日)?)?"
    r"|\d+ ?[—\-–~至到] ?\d+ ?月份?|(?:到|至|截至)?(?:年底|年末|期末|上半年|下半年|前三季度|一季度|前11个月)(?:前)?"
    r"|(?:到|至|在)?“?十[一二三四五]五”?(?:时期|期间|期末|末|以来|规划期末|规划期内|规划)|(?:过去|近|今后|未来)[一二三四五六1-9]年(?:来|间|里)?|\d{1,2} ?年(?:来|间|内)?(?=提|增|下|累)|[一二三四五六七八九十两]{1,2}年(?:来|间)?(?=累计|净|增|提|共|总|$)|连续[\d一二三四五六七八九十]{1,3}个?(?:月|年|季度|届|次)|本届政府(?:任期)?"
)
COMPARE: Final = (
    r"(?:比|较|与|同)(?:上年度?|去年|上一年度?|前年|往年|上半年|一季度|前三季度|上季度|上月|年初|基准年|期初|前期|原先|全市平均水平|全省平均水平|全国平均水平|“?十[一二三四]五”?(?:期末|时期|期间|末)?|(?:20|19)\d\d ?年)"
    r"(?:同期|年底|末|底|相比|水平|翻)?(?:[（(][^）)]{0,12}[）)])?"
)
BRACKET: Final = re.compile(r"[（(]([^（）()]*)[）)]")
BLANK: Final = re.compile(r"[\s*#>•·_{}●■◆▲○▶►]+")
GENERIC: Final = pattern("noun.generic")
_AMONG_END: Final = re.compile("(?<![高初完集空水])中$")
_SHORT: Final = (
    (pattern("short.retail"), "社会消费品零售总额"),
    (pattern("short.above_limit"), "限额以上"),
    (re.compile(r"商销(?!售)(?:总额)?"), "商品销售总额"),
    (pattern("short.industry_investment"), "工业固定资产投资"),
    (re.compile(r"固投"), "固定资产投资"),
)
MAX_NAME: Final = 40  # characters; a longer name is a sentence that was not understood


def tidy(text: str) -> str:
    """Leave out blanks and print marks, and brackets too long to be part of a name."""
    text = BLANK.sub("", text)
    return BRACKET.sub(
        lambda match: (
            match.group() if len(match.group(1)) <= 8 and not pattern("bracket.aside").search(match.group(1)) else ""
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
