"""What a figure is called: topic + action + counted noun, rebuilt from the words around it.

`compose` puts a name together from the words on both sides and from what the sentence said before (shared verbs,
shared nouns). Everything is plain strings, so each rule can be tested by a phrase.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from mapapp.extraction.figures.discourse_state import ComposedName, DiscourseState
from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.left_context import LeftContext, LeftReader
from mapapp.extraction.figures.measures import Measure, ending_for
from mapapp.extraction.figures.noun_phrases import clip, join_verb, plain_noun, tidy
from mapapp.extraction.figures.rates import RateNames
from mapapp.extraction.figures.right_context import RightContext, RightReader, plain_said
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.text.lexicon_files import alternation

_RATES: Final = frozenset({"percent", "score", "ratio", "rate", "age", "duration", "points"})
_ALWAYS_GROW: Final = _RATES - {"score"}  # kinds in which 提高, 超 and the like are growth, not an action
_COUNTED: Final = frozenset({"count", "people", "area", "length", "times"})
_GROWTH: Final = figure_pattern("growth.real")
_BOUNDS: Final = frozenset({"超", "超过", "高于", "低于", "领先"})
_REACHING: Final = frozenset({"惠及", "受益", "覆盖", "带动", "服务", "辐射"})
MONEY_NOUNS: Final = frozenset({"投资", "融资", "贷款", "补贴", "减免", "出口", "进口", "消费"})
_FUNDS: Final = figure_pattern("money.funds")
_TOTALS: Final = frozenset({"总数", "总量", "总人数", "总户数", "数量"})
_PER: Final = figure_pattern("per.head")
_AREA_END: Final = figure_pattern("area.end")
_MANNER: Final = (
    "迅猛",
    "蓬勃",
    "快速",
    "稳中",
    "不断",
    "持续",
    "平稳",
    "明显",
    "显著",
    "有力",
    "大幅",
    "健康",
    "发展",
)
LONGEST_NOUN: Final = 18  # characters before a counted noun that still read as its topic
LONGEST_SAID: Final = 24  # characters of a predicate that still read as part of a name


class NameGrammar:
    """Reads both sides of a quantity and composes its name."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the patterns once."""
        words = lexicon.forms
        left = LeftReader(lexicon)
        self.read_left, self.list_before = left.read_left, left.list_before
        self.read_right = RightReader(lexicon).read_right
        self.measures = frozenset(words("measure"))
        self._rates = RateNames(lexicon)
        self._causatives = frozenset(words("causative"))
        self._predicate = re.compile(alternation(words("finite") + words("adverb") + _MANNER))
        self._action = re.compile(alternation(words("action") + words("light")))
        self._measure_end = re.compile("(?:" + alternation(words("measure")) + ")$")

    def without_measure(self, noun: str) -> str:
        """Take a word of measure off the end of a noun: 项目总投资 -> 项目."""
        match = None if noun in self.measures else self._measure_end.search(noun, 1)
        return noun[: match.start()] if match else noun

    def opening(self, sentence: str, breaks: tuple[int, ...], first_figure: int) -> str:
        """Return the noun a sentence opens with when a clause without figures stands first.

        软件业迅猛发展，产值… -> 软件业.
        """
        if not breaks or breaks[0] >= first_figure:
            return ""
        head = tidy(sentence[: breaks[0]]).lstrip("—-")
        action = self._action.match(head)
        if action:
            rest = head[action.end() :]
            return rest if 2 <= len(rest) <= 14 else ""
        match = self._predicate.search(head, 2)
        return plain_noun(head[: match.start()]) if match and match.start() <= 16 else ""

    def compose(
        self, left: LeftContext, right: RightContext, measure: Measure, state: DiscourseState, *, listed: bool
    ) -> ComposedName:
        """Put the name together.

        `listed` when only 、 stands between this figure and the one before, so that its verb carries over.
        """
        kind = measure.kind
        doubtful = left.growth == "down" and measure.negative  # 下降-3.5%: a fall said twice, or a rise
        left = _without_false_growth(self._grown_by_sign(left, measure), kind)
        if doubtful:
            return replace(self._rates.growth(left, measure, state), trust=0.5, reasons=("降幅又带负号，按下降记",))
        own_noun = not left.empty or not right.noun or kind in {"percent", "points"}
        if left.growth and own_noun and kind not in {"score", "compute", ""}:
            return self._rates.growth(left, measure, state)
        if kind in _RATES:
            return self._rates.rate(left, right, measure, state)
        left = self._plain_left(left, right, kind, state)
        if right.noun and left.verb in {"提供", "可提供"} and not left.noun and state.noun:
            name = state.noun + right.noun + ending_for(right.noun, measure)
            return ComposedName(clip(name), replace(state, level=name), 0.75, ("名词承前",))
        carried = state.verb if listed and not left.verb and not left.light and not state.verb_last else ""
        if state.money != (kind == "money"):
            carried = ""
        if right.noun and left.noun in self.measures and not left.verb:
            name = right.noun + left.noun
            return ComposedName(clip(name), replace(state, noun=right.noun, body=right.noun, level=name), 0.85)
        reached = left.link_word not in {"", "完成", "实现"} and not left.empty and not left.listed
        spent = kind == "money" and _FUNDS.search(left.noun) is not None  # 安排资金75亿元加快项目落地
        if right.noun and right.noun not in self.measures and not spent and not (reached and len(right.noun) > 6):
            return self._from_right(left, right, measure, state, carried)
        if not left.empty:
            return self._from_left(left, measure, state, carried, listed=listed)
        if left.examples and not right.noun:
            body = left.verb + left.examples + "等"
            name = body + ending_for(body, measure)
            return ComposedName(
                clip(name), DiscourseState(left.verb, left.examples, body, name, topic=state.topic), 0.6, ("只有举例",)
            )
        return _from_heard(left, measure, state)

    def _grown_by_sign(self, left: LeftContext, measure: Measure) -> LeftContext:
        """Read a percentage behind 同比, or with a sign and no rate before it, as growth: 同比-12.4%."""
        if measure.kind not in {"percent", "points"}:
            return replace(left, growth="up", growth_word="增长") if left.compared and measure.signed else left
        if left.growth == "down" and measure.negative:
            return replace(left, growth="up", growth_word="增长")
        noun = left.noun or left.subject
        if left.growth or not (left.compared or (measure.signed and not self._rates.is_rate(noun))):
            return left
        return replace(left, growth="up", growth_word="增长")

    def _plain_left(self, left: LeftContext, right: RightContext, kind: str, state: DiscourseState) -> LeftContext:
        """Drop from the left side what names nothing: 90家机构为 before 老人, 推荐 before 企业获授信."""
        if left.link_word == "为" and right.said and right.noun:
            return LeftContext()
        if left.subject and not left.noun and state.noun.endswith(left.subject):
            left = replace(left, subject=state.noun)
        if right.said and left.verb in self._causatives:
            left = replace(left, verb="")
        if left.verb and left.empty and kind == "money" and (left.light or left.verb in MONEY_NOUNS):
            left = replace(left, verb="", noun=left.verb)
        return left

    def _from_left(
        self, left: LeftContext, measure: Measure, state: DiscourseState, carried: str, *, listed: bool
    ) -> ComposedName:
        """Name a figure by the noun before it: 新增床位60张; 光有量名的承前."""
        noun, verb = left.noun or left.subject, left.verb
        if noun in self.measures and not verb:
            whose = state.noun if noun in _TOTALS and state.noun else state.body or state.noun or state.topic
            name = (whose if noun in {"总投资", "投资"} else self.without_measure(whose)) + noun
            kept = replace(state, level=name, body=state.body or name, noun=state.noun or noun)
            return ComposedName(clip(name), kept, 0.7, ("量名承前",))
        per = _PER.match(state.noun) if listed and left.noun and not left.noun.startswith("每") else None
        if per:
            left, verb, carried = replace(left, verb="", noun=per.group() + verb + left.noun), "", ""
        own = verb or carried
        body = _body(own, left)
        ending = ending_for(body, measure)
        name = body + ("累计" + ending if left.cumulative and not left.verb else ending)
        verb_last = not left.noun and own != "新增"
        kept = DiscourseState(
            own,
            left.noun or left.subject,
            body,
            name,
            verb_last=verb_last,
            topic=state.topic,
            money=measure.kind == "money",
        )
        return ComposedName(clip(name), kept, 0.9 if own or left.link else 0.8)

    def _from_right(
        self, left: LeftContext, right: RightContext, measure: Measure, state: DiscourseState, carried: str
    ) -> ComposedName:
        """Name a figure by the noun behind it: 新增50个托班; 10条道路竣工."""
        own, said = left.verb or carried, plain_said(right.said)
        before = left.noun or left.subject
        unfit = left.listed or "、" in before or len(before) > LONGEST_NOUN or before in self.measures
        if (unfit or _AREA_END.search(before)) and not (left.link and not left.listed):
            before = ""
        noun = before + right.noun
        if own and left.noun and not left.listed:
            body = join_verb(own, noun)
        elif own and not left.noun:
            body = before + own + right.noun if before else join_verb(own, right.noun)
        elif said and len(said) <= LONGEST_SAID:
            body = before + said + right.noun
        else:
            body = noun
        name = body + ending_for(body, measure)
        kept = DiscourseState(own, noun, body, name, topic=state.topic, money=measure.kind == "money")
        return ComposedName(clip(name), kept, 0.85 if own or said or before else 0.75)


def _without_false_growth(left: LeftContext, kind: str) -> LeftContext:
    """Take 提升, 扩大, 超 before a count for an action or a bound: 慢行设施提升4处."""
    noun = left.noun or left.subject
    if not left.growth or kind in _ALWAYS_GROW or _GROWTH.search(left.growth_word) or not (kind in _COUNTED or noun):
        return left
    if left.verb:
        return replace(left, growth="")
    verb = "" if left.growth_word in _BOUNDS else left.growth_word
    return replace(left, growth="", subject=noun, noun="", verb=verb)


def _from_heard(left: LeftContext, measure: Measure, state: DiscourseState) -> ComposedName:
    """Name a figure that has only a verb, or nothing, before it: 、供应6000套; 累计达19家."""
    base, verb = state.noun or state.topic, left.verb
    if not base:
        return ComposedName("", state, 0.0)
    if left.cumulative and not verb:
        body = base + "累计"
        name = body + ending_for(base, measure)
    else:
        if not verb and left.link and state.verb.startswith(("新", "净", "增")):
            body = base  # 净增50家，达到300家: all of them
        elif not verb:
            body = state.body or base
        elif state.verb_last or not state.verb or verb in _REACHING:
            body = base + verb
        else:
            body = join_verb(verb, base)
        name = body + ending_for(body, measure)
    return ComposedName(clip(name), replace(state, verb=verb or state.verb, body=body, level=name), 0.65, ("名词承前",))


def _body(verb: str, left: LeftContext) -> str:
    """Join verb and noun in the order of the text; 新增 always leads."""
    if left.noun:
        return join_verb(verb, left.noun)
    return "新增" + left.subject if verb == "新增" else left.subject + verb
