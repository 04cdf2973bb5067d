"""Names of rates, shares, scores and growth: what grew, or whose share it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from mapapp.extraction.figures.discourse_state import ComposedName, DiscourseState
from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.left_context import LeftContext
from mapapp.extraction.figures.measures import Measure
from mapapp.extraction.figures.noun_phrases import clip, join_verb
from mapapp.extraction.figures.right_context import RightContext
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.text.lexicon_files import alternation

_COMPARED: Final = figure_pattern("rate.compared")
_REFERENCE: Final = figure_pattern("ratio.reference")
_WHOLES: Final = frozenset({"全国", "全市", "全省", "全球", "世界"})
_OF_TASK: Final = figure_pattern("task.share")
_TASK: Final = figure_pattern("task.named")
_BARE_COUNT: Final = figure_pattern("count.bare")
_COUNT_END: Final = figure_pattern("count.end")
_MEASURE_END: Final = figure_pattern("rate.measured")


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

    def growth(self, left: LeftContext, measure: Measure, state: DiscourseState) -> ComposedName:
        """Name how much something grew or fell: its own noun, else the level said before."""
        noun = phrase(left)
        base = noun or state.level or state.noun or state.topic
        if _BARE_COUNT.fullmatch(base) and state.noun:
            base = _COUNT_END.sub("", state.noun) + base
        word = left.growth_word.removesuffix("了")
        if measure.kind in {"percent", "ratio"}:
            tail = ("年均" if left.yearly else "") + ("下降率" if left.growth == "down" else "增长率")
            base = figure_pattern("growth.end").sub("", base)
        elif measure.kind == "points":
            tail = word + "百分点"
        else:
            tail = word.removeprefix("同比")
        own = left.noun or left.subject
        if measure.kind == "percent" and figure_pattern("rate.end_share").search(base):
            tail = word.removeprefix("同比") + "幅度"
        elif left.growth_word == "改善":
            tail = "改善率"
        rate = clip(base + tail) if measure.kind == "percent" else state.rate
        kept = replace(state, rate=rate, level=noun or state.level, body=noun or state.body, noun=own or state.noun)
        return ComposedName(clip(base + tail), kept, 0.9 if noun or state.level else 0.5)

    def rate(self, left: LeftContext, right: RightContext, measure: Measure, state: DiscourseState) -> ComposedName:
        """Name a rate, share, score, duration or multiple."""
        noun, kind = phrase(left), measure.kind
        early = self._compared(noun, right, kind, state)
        if early is not None:
            return early
        if noun in _WHOLES and "占" in state.level:
            noun = "占" + noun
        done = left.light == "完成" or bool(_OF_TASK.match(noun))
        if done and _OF_TASK.match(noun):
            noun = ""
        if noun.startswith("占") and state.body:
            noun = state.body + noun
            state = replace(state, level=noun)
        if kind == "ratio" and _REFERENCE.match(noun) and state.level:
            noun = state.level + "相当于" + figure_pattern("ratio.link").sub("", noun) + "的"
        if _TASK.fullmatch(noun) or (not noun and done):
            noun = (state.body or state.topic) + "目标完成率"
        if noun in self._measures and (state.body or state.topic):
            whose = state.body if state.verb_last else state.noun
            noun = (whose or state.body or state.topic) + noun
        if not noun and right.noun:
            name = right.said.lstrip("都均已") + right.noun + ("比例" if kind == "percent" else measure.suffix)
            return ComposedName(clip(name), replace(state, noun=right.noun, body=right.noun, level=name), 0.7)
        if not noun and kind == "percent" and state.rate:
            return ComposedName(state.rate, state, 0.8, ("同前一比率",))
        base = self._ended(noun or state.level or state.noun or state.topic, noun, left, right, measure)
        carried = noun.split("占")[0] if "占" in noun else noun
        kept = replace(state, level=base, rate=clip(base), body=carried or state.body, noun=carried or state.noun)
        return ComposedName(clip(base), kept, 0.9 if noun else 0.75 if base.endswith("完成率") else 0.5)

    @staticmethod
    def _compared(noun: str, right: RightContext, kind: str, state: DiscourseState) -> ComposedName | None:
        """Name a comparison with another area (高于全市5个百分点), or growth printed behind (40%以上增长)."""
        if kind == "points" and noun in {"高", "低"} and state.level:
            return ComposedName(clip(state.level + noun + "出百分点"), state, 0.8)
        if kind == "points" and _COMPARED.match(noun):
            return ComposedName(clip(state.level + noun), state, 0.85 if state.level else 0.5)
        if kind == "percent" and noun and right.noun.startswith(("增长", "增速", "增幅")):
            return ComposedName(clip(noun + "增长率"), replace(state, level=noun, body=noun, noun=noun), 0.85)
        return None

    def _ended(self, base: str, noun: str, left: LeftContext, right: RightContext, measure: Measure) -> str:
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


def phrase(left: LeftContext) -> str:
    """Write what stood before a number in its own order."""
    return join_verb(left.verb, left.noun) if left.noun else left.subject + left.verb
