"""Names of rates, shares, scores and growth: what grew, or whose share it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from mapapp.extraction.figures.discourse_state import Heard, Named
from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.left_context import Left
from mapapp.extraction.figures.measures import Measure
from mapapp.extraction.figures.noun_phrases import clip, join_verb
from mapapp.extraction.figures.right_context import Right
from mapapp.text.lexicon_files import alternation

_COMPARED: Final = re.compile(
    r"(?:高于|低于|超过|高出|快于|好于|优于|领先|超).|(?:高|低)?(?:全国|全省|全市|全区|全州|省|市|预期|年度目标)[一-龥]{0,6}$"
)
_REFERENCE: Final = re.compile(
    r"是|为|相当于|达到|超过|“?十[一二三四五]五|20\d\d年|上年|去年|同期|[一二三四五六七八九十]年前|全国|全省|全市"
)
_WHOLES: Final = frozenset({"全国", "全市", "全省", "全球", "世界"})
_OF_TASK: Final = re.compile(r"占(?:全年|年度|年初|年)(?:任务|目标|计划|预算|投资计划)")
_TASK: Final = re.compile(r"(?:年度|全年|年初|市|既定)?(?:下达)?(?:目标|任务|计划)(?:任务)?")
_BARE_COUNT: Final = re.compile(r"人次|户数|人数|数量|面积|金额")
_COUNT_END: Final = re.compile(r"(?:批次|人次|件次|户次|户数|人数|数量|面积|金额|总量|数|量)$")
_MEASURE_END: Final = re.compile(r"(?:时间|用时|时长|周期|期限|时限|年限|天数|得分|指数|满意度|分数|倍数|响应)$")


class RateNames:
    """Composes the names of rates and growth."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the patterns once."""
        self._measures = frozenset(lexicon.forms("measure"))
        rates = alternation(lexicon.forms("rate_noun"))
        self._rate_end = re.compile("(?:" + rates + r")(?:[（(][^）)]{0,16}[）)])?$")

    def is_rate(self, noun: str) -> bool:
        """Whether a noun ends as a rate or share does."""
        return self._rate_end.search(noun) is not None

    def growth(self, left: Left, measure: Measure, heard: Heard) -> Named:
        """Name how much something grew or fell: its own noun, else the level said before."""
        noun = phrase(left)
        base = noun or heard.level or heard.noun or heard.topic
        if _BARE_COUNT.fullmatch(base) and heard.noun:
            base = _COUNT_END.sub("", heard.noun) + base
        word = left.growth_word.removesuffix("了")
        if measure.kind in {"percent", "ratio"}:
            tail = ("年均" if left.yearly else "") + ("下降率" if left.growth == "down" else "增长率")
            base = re.sub(r"(?:增速|增幅|增长率)$", "", base)
        elif measure.kind == "points":
            tail = word + "百分点"
        else:
            tail = word.removeprefix("同比")
        own = left.noun or left.subject
        if measure.kind == "percent" and re.search("(?:率|比重|占比)$", base):
            tail = word.removeprefix("同比") + "幅度"
        elif left.growth_word == "改善":
            tail = "改善率"
        rate = clip(base + tail) if measure.kind == "percent" else heard.rate
        kept = replace(heard, rate=rate, level=noun or heard.level, body=noun or heard.body, noun=own or heard.noun)
        return Named(clip(base + tail), kept, 0.9 if noun or heard.level else 0.5)

    def rate(self, left: Left, right: Right, measure: Measure, heard: Heard) -> Named:
        """Name a rate, share, score, duration or multiple."""
        noun, kind = phrase(left), measure.kind
        early = self._compared(noun, right, kind, heard)
        if early is not None:
            return early
        if noun in _WHOLES and "占" in heard.level:
            noun = "占" + noun
        done = left.light == "完成" or bool(_OF_TASK.match(noun))
        if done and _OF_TASK.match(noun):
            noun = ""
        if noun.startswith("占") and heard.body:
            noun = heard.body + noun
            heard = replace(heard, level=noun)
        if kind == "ratio" and _REFERENCE.match(noun) and heard.level:
            noun = heard.level + "相当于" + re.sub(r"^(?:是|为|相当于|达到|超过)", "", noun) + "的"
        if _TASK.fullmatch(noun) or (not noun and done):
            noun = (heard.body or heard.topic) + "目标完成率"
        if noun in self._measures and (heard.body or heard.topic):
            whose = heard.body if heard.verb_last else heard.noun
            noun = (whose or heard.body or heard.topic) + noun
        if not noun and right.noun:
            name = right.said.lstrip("都均已") + right.noun + ("比例" if kind == "percent" else measure.suffix)
            return Named(clip(name), replace(heard, noun=right.noun, body=right.noun, level=name), 0.7)
        if not noun and kind == "percent" and heard.rate:
            return Named(heard.rate, heard, 0.8, ("同前一比率",))
        base = self._ended(noun or heard.level or heard.noun or heard.topic, noun, left, right, measure)
        carried = noun.split("占")[0] if "占" in noun else noun
        kept = replace(heard, level=base, rate=clip(base), body=carried or heard.body, noun=carried or heard.noun)
        return Named(clip(base), kept, 0.9 if noun else 0.75 if base.endswith("完成率") else 0.5)

    @staticmethod
    def _compared(noun: str, right: Right, kind: str, heard: Heard) -> Named | None:
        """Name a comparison with another area (高于全市5个百分点), or growth printed behind (40%以上增长)."""
        if kind == "points" and noun in {"高", "低"} and heard.level:
            return Named(clip(heard.level + noun + "出百分点"), heard, 0.8)
        if kind == "points" and _COMPARED.match(noun):
            return Named(clip(heard.level + noun), heard, 0.85 if heard.level else 0.5)
        if kind == "percent" and noun and right.noun.startswith(("增长", "增速", "增幅")):
            return Named(clip(noun + "增长率"), replace(heard, level=noun, body=noun, noun=noun), 0.85)
        return None

    def _ended(self, base: str, noun: str, left: Left, right: Right, measure: Measure) -> str:
        """End a name so that it says it is a share, a rate or a time."""
        kind = measure.kind
        if right.noun and noun and kind == "percent" and not self._rate_end.search(noun):
            base = noun + right.noun
        elif kind == "percent" and "占" in base and not self._rate_end.search(base):
            base += "比重"
        if kind == "percent" and not self._rate_end.search(base):
            done = left.link_word in {"完成", "完成了"} or left.light == "完成"
            return base + ("完成率" if done else measure.suffix)
        if kind in {"duration", "score", "ratio"} and not _MEASURE_END.search(base):
            return base + measure.suffix
        return base


def phrase(left: Left) -> str:
    """Write what stood before a number in its own order."""
    return join_verb(left.verb, left.noun) if left.noun else left.subject + left.verb
