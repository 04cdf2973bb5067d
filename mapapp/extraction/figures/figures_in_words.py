"""Figures given in words: 不低于全市平均水平, 与经济增长基本同步, 基本持平, 完成市下达目标, 全覆盖, 翻一番.

Such a record has value None; `value_text` holds the words as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import Comparator

_AVERAGE: Final = r"(?:全国|全省|全市|全区|全州|省|市|郊区|本市|世界|地区)?(?:平均(?:水平|增速|值|线|增幅)?|先进水平|领先水平|下达(?:的)?(?:目标|指标|任务)|经济增长(?:速度)?|经济增速|GDP增速|地区生产总值增速|水平)"
_PATTERNS: Final[tuple[tuple[re.Pattern[str], Comparator, str, str, bool], ...]] = (
    (re.compile(r"(?:增速|增幅|增长率|增长|涨幅|同比增长)?(?P<text>(?:不低于|高于|快于|好于|优于|力争高于|略高于|明显高于|跑赢)" + _AVERAGE + r")(?:以上)?"), Comparator.AT_LEAST, "增长率", "%", False),
    (re.compile(r"(?P<text>(?:不高于|低于)(?:全国|全省|全市|省|市)?平均(?:水平|值)?)"), Comparator.AT_MOST, "", "%", False),
    (re.compile(r"(?:增长|增速|增幅)?(?P<text>(?:与|同|和)(?:经济增长|经济发展|GDP增长|地区生产总值增长|地区生产总值|全市平均水平|居民收入增长|经济增速|全市|全省|全国)[一-龥]{0,4}?(?:基本)?(?:保持)?(?:同步|相当|持平|匹配))"), Comparator.ABOUT, "增长率", "%", False),
    (re.compile(r"(?P<text>(?:与|同|和|较|比)(?:上年|去年|上一年|往年|20\d\d年)(?:同期)?(?:基本)?持平|基本持平|持平略增|保持稳定增长)"), Comparator.ABOUT, "增长率", "%", False),
    (re.compile(r"(?P<text>(?:确保)?(?:完成|达到|控制在|实现)(?:国家|省|市|区|市政府|省政府|市级|上级|国家、省|省、市|市、区)(?:级)?(?:政府)?(?:下达|核定|考核|规定)的?(?:目标|指标|任务|考核目标|控制目标|年度目标)(?:要求|任务)?(?:以?内)?)"), Comparator.EQUAL, "", "", False),
    (re.compile(r"(?P<text>(?:控制在|完成|达到)(?:省|市|国家|上级)?(?:下达|目标|控制)(?:目标|指标|任务)?(?:要求)?(?:以?内)?)(?=[，。；、]|$)"), Comparator.EQUAL, "", "", False),
    (re.compile(r"(?P<text>(?:比|较)20\d\d年翻(?:一|两)番|翻(?:一|两)番|实现翻番|翻番)"), Comparator.EQUAL, "", "", False),
    (re.compile(r"(?P<text>(?:保持|达到)?两位数(?:以上)?增长|增长(?:达到)?两位数|保持两位数)"), Comparator.AT_LEAST, "增长率", "%", False),
    (re.compile(r"(?P<text>(?:达到|实现|保持)?(?:基本)?(?<!健)全覆盖)"), Comparator.EQUAL, "覆盖率", "%", True),
)  # fmt: skip
_SCAN: Final = re.compile("低于|高于|快于|好于|优于|跑赢|同步|相当|持平|匹配|下达|核定|控制在|翻|两位数|全覆盖")


@dataclass(frozen=True, slots=True)
class WordFigure:
    """One figure in words: [start, end) of the words in the sentence."""

    start: int
    end: int
    text: str
    comparator: Comparator
    tail: str
    unit: str
    doubtful: bool


def find_word_figures(sentence: str) -> tuple[WordFigure, ...]:
    """Find figures in words, left to right, without overlap.

    >>> [f.text for f in find_word_figures("居民收入增速不低于全市平均水平。")]
    ['不低于全市平均水平']
    """
    if not _SCAN.search(sentence):
        return ()
    found: list[WordFigure] = []
    for pattern, comparator, tail, unit, doubtful in _PATTERNS:
        for match in pattern.finditer(sentence):
            start, end = match.span("text")
            if any(start < other.end and other.start < end for other in found):
                continue
            bound = Comparator.AT_MOST if match.group("text").startswith("控制在") else comparator
            found.append(
                WordFigure(
                    start,
                    end,
                    match.group("text"),
                    bound,
                    tail,
                    unit,
                    doubtful,
                )
            )
    return tuple(sorted(found, key=lambda figure: figure.start))
