"""What a figure is called: topic + action + counted noun, rebuilt from the words around it.

`compose` puts a name together from the words on both sides and from what the sentence said before (shared verbs,
shared nouns). Everything is plain strings, so each rule can be tested by a phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.mentions.figure_left import Left, LeftReader
from mapapp.mentions.figure_lexicon import FigureLexicon, alternation
from mapapp.mentions.figure_phrases import clip, join_verb, plain_noun, tidy
from mapapp.mentions.figure_right import Right, RightReader, plain_said

_PEOPLE_END: Final = re.compile(
    r"(?:人|员|者|生|师|民|众|家|童|人才|妇女|老人|群体|对象|患者|干部|青年|农户|学员|医生|院士|专家|团队)$"
)

_COMPARED: Final = re.compile(
    r"(?:高于|低于|超过|高出|快于|好于|优于|领先|超).|(?:高|低)?(?:全国|全省|全市|全区|全州|省|市|预期|年度目标)[一-龥]{0,6}$"
)
_REFERENCE: Final = re.compile(
    r"是|为|相当于|达到|超过|“?十[一二三四五]五|20\d\d年|上年|去年|同期|[一二三四五六七八九十]年前|全国|全省|全市"
)
_COUNTED: Final = frozenset({"count", "people", "area", "length", "times"})
_REACHING: Final = frozenset({"惠及", "受益", "覆盖", "带动", "服务", "辐射"})
_PER: Final = re.compile(r"每(?:[百千万十]+|百?户|名|位)?[一-龥]{0,4}?(?:人口|人|居民|老人|户)(?:拥有|配备)?")
_MEASURE_END: Final = re.compile(r"(?:时间|用时|时长|周期|期限|时限|年限|天数|得分|指数|满意度|分数|倍数|响应)$")
_AREA_END: Final = re.compile(
    r"(?:区|镇|街道|园区|市|县|省|中心|基地|小镇|港|湾|城|绿洲|研究院)(?:[（(][^（）()]{1,8}[）)])?$"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the sentence said before this figure.

    `body` is the last name without its measure, `level` with it; `verb_last` when the verb stood after the noun
    (项目开工), so that it is not carried over to the next noun. `topic` is a label or opening that stands for a
    missing noun.
    """

    verb: str = ""
    noun: str = ""
    body: str = ""
    level: str = ""
    verb_last: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A composed name, what to remember for the next figure, and how sure the composition is (0..1)."""

    name: str
    heard: Heard
    trust: float
    reasons: tuple[str, ...] = ()


class NameGrammar:
    """Reads both sides of a quantity and composes its name."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the patterns once."""
        words = lexicon.forms
        self.read_left = LeftReader(lexicon).read_left
        self.read_right = RightReader(lexicon).read_right
        self._causatives = frozenset(words("causative"))
        self._measures = self.measures = frozenset(words("measure"))
        self._predicate = re.compile(
            alternation(
                words("finite")
                + words("adverb")
                + (
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
            )
        )
        self._action = re.compile(alternation(words("action") + words("light")))
        self._measure_end = re.compile("(?:" + alternation(words("measure")) + ")$")
        self._rate_end = re.compile("(?:" + alternation(words("rate_noun")) + r")(?:[（(][^）)]{0,16}[）)])?$")

    def without_measure(self, noun: str) -> str:
        """Take a word of measure off the end of a noun: 项目总投资 -> 项目."""
        match = None if noun in self.measures else self._measure_end.search(noun, 1)
        return noun[: match.start()] if match else noun

    def opening(self, sentence: str, breaks: tuple[int, ...], first_figure: int) -> str:
        """Give the noun a sentence opens with when a clause without figures stands first: 软件业迅猛发展，产值… -> 软件业."""
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
        self, left: Left, right: Right, kind: str, suffix: str, unit: str, heard: Heard, *, listed: bool
    ) -> Named:
        """Put the name together.

        `listed` when only 、 stands between this figure and the one before, so that its verb carries over.
        """
        verb, noun = left.verb, left.noun or left.subject
        if (
            left.growth
            and (kind in _COUNTED or (left.noun or left.subject))
            and kind not in {"percent", "points", "ratio", "rate", "age", "duration"}
            and not re.search("增长|增加|减少|下降|降低|缩短|压缩|缩减", left.growth_word)
        ):
            left = (
                replace(
                    left,
                    growth="",
                    subject=left.noun or left.subject,
                    noun="",
                    verb=left.growth_word if left.growth_word not in {"超", "超过", "高于", "低于", "领先"} else "",
                )
                if not left.verb
                else replace(left, growth="")
            )
            verb, noun = left.verb, left.noun or left.subject
        grown = left.growth and kind not in {"score", "compute", ""}
        if grown and (noun or not right.noun or kind in {"percent", "points"}):
            return self._growth(left, kind, heard)
        if kind in {"percent", "score", "ratio", "rate", "age", "duration", "points"}:
            return self._rate(left, right, kind, suffix, heard)
        if left.link_word == "为" and right.said and right.noun:
            left, verb, noun = Left(), "", ""
        if noun and not left.noun and heard.noun.endswith(noun):
            left = replace(left, subject=heard.noun)
            noun = heard.noun
        if right.noun and verb in {"提供", "可提供"} and not left.noun and heard.noun:
            name = heard.noun + right.noun + suffix_for(right.noun, kind, suffix, unit)
            return Named(clip(name), replace(heard, level=name), 0.75, ("名词承前",))
        if right.said and verb in self._causatives:
            left, verb = replace(left, verb=""), ""
        if verb and not noun and kind == "money" and (left.light or verb in {"投资", "融资", "贷款", "补贴", "减免"}):
            left, verb, noun = replace(left, verb="", noun=verb), "", verb
        carried = heard.verb if listed and not verb and not left.light and not heard.verb_last else ""
        if right.noun and left.noun in self._measures and not left.verb:
            name = right.noun + left.noun
            return Named(clip(name), replace(heard, noun=right.noun, body=right.noun, level=name), 0.85)
        if (
            right.noun
            and right.noun not in self._measures
            and not (left.link_word not in {"", "完成", "实现"} and noun and not left.listed and len(right.noun) > 6)
        ):
            return self._from_right(left, right, kind, suffix, unit, heard, carried)
        if not noun and left.examples and not right.noun:
            body = verb + left.examples + "等"
            name = body + suffix_for(body, kind, suffix, unit)
            return Named(clip(name), Heard(verb, left.examples, body, name, topic=heard.topic), 0.6, ("只有举例",))
        if not noun:
            return self._from_heard(left, suffix, unit, kind, heard)
        if noun in self._measures and not verb:
            base = (
                heard.noun
                if noun in {"总数", "总量", "总人数", "总户数", "数量"} and heard.noun
                else heard.body or heard.noun or heard.topic
            )
            name = (self.without_measure(base) if noun not in {"总投资", "投资"} else base) + noun
            return Named(clip(name), replace(heard, level=name), 0.7, ("量名承前",))
        per = _PER.match(heard.noun) if listed and left.noun and not left.noun.startswith("每") else None
        if per:
            left, verb, carried = replace(left, verb="", noun=per.group() + verb + left.noun), "", ""
        own = verb or carried
        verb_last = not left.noun and own != "新增"
        body = _body(own, left)
        ending = suffix_for(body, kind, suffix, unit)
        name = body + ("累计" + ending if left.cumulative and not left.verb else ending)
        trust = 0.9 if own or left.link else 0.8
        return Named(clip(name), Heard(own, left.noun or left.subject, body, name, verb_last, heard.topic), trust)

    def _growth(self, left: Left, kind: str, heard: Heard) -> Named:
        noun = join_verb(left.verb, left.noun) if left.noun else left.subject + left.verb
        base = noun or heard.level or heard.noun or heard.topic
        if re.fullmatch(r"人次|户数|人数|数量|面积|金额", base) and heard.noun:
            base = heard.noun + base
        down = left.growth == "down"
        if kind in {"percent", "ratio"}:
            tail = "下降率" if down else "增长率"
            base = re.sub(r"(?:增速|增幅|增长率)$", "", base)
        elif kind == "points":
            tail = left.growth_word.removesuffix("了") + "百分点"
        else:
            tail = left.growth_word.removesuffix("了").removeprefix("同比")
        name = base + tail
        kept = replace(
            heard, level=noun or heard.level, body=noun or heard.body, noun=left.noun or left.subject or heard.noun
        )
        return Named(clip(name), kept, 0.9 if noun or heard.level else 0.5)

    def _rate(self, left: Left, right: Right, kind: str, suffix: str, heard: Heard) -> Named:
        noun = join_verb(left.verb, left.noun) if left.noun else left.subject + left.verb
        if noun in {"高", "低"} and kind == "points" and heard.level:
            return Named(clip(heard.level + noun + "出百分点"), heard, 0.8)
        if _COMPARED.match(noun) and kind == "points":
            return Named(clip(heard.level + noun), heard, 0.85 if heard.level else 0.5)
        if right.noun.startswith(("增长", "增速", "增幅")) and noun and kind == "percent":
            return Named(clip(noun + "增长率"), replace(heard, level=noun, body=noun, noun=noun), 0.85)
        if noun in {"全国", "全市", "全省", "全球", "世界"} and "占" in heard.level:
            noun = "占" + noun
        if re.match(r"占(?:全年|年度|年初|年)(?:任务|目标|计划|预算|投资计划)", noun):
            noun = ""
            left = replace(left, light="完成")
        if noun.startswith("占") and heard.body:
            noun = heard.body + noun
            heard = replace(heard, level=noun)
        if kind == "ratio" and _REFERENCE.match(noun) and heard.level:
            noun = heard.level + "相当于" + re.sub(r"^(?:是|为|相当于|达到|超过)", "", noun) + "的"
        if re.fullmatch(r"(?:年度|全年|年初|市|既定)?(?:下达)?(?:目标|任务|计划)(?:任务)?", noun) or (
            not noun and left.light == "完成"
        ):
            noun = (heard.body or heard.topic) + "目标完成率" if heard.body or heard.topic else "目标完成率"
        if noun in self._measures and (heard.body or heard.topic):
            base = heard.body if heard.verb_last else heard.noun
            noun = (base or heard.body or heard.topic) + noun
        if not noun and right.noun:
            name = right.said.lstrip("都均已") + right.noun + ("比例" if kind == "percent" else suffix)
            return Named(clip(name), replace(heard, noun=right.noun, body=right.noun, level=name), 0.7)
        base = noun or heard.level or heard.noun or heard.topic
        if right.noun and noun and kind == "percent" and not self._rate_end.search(noun):
            base = noun + right.noun
        elif kind == "percent" and "占" in base and not self._rate_end.search(base):
            base += "比重"
        if kind == "percent" and not self._rate_end.search(base):
            base += "完成率" if left.link_word in {"完成", "完成了"} or left.light == "完成" else suffix
        elif kind in {"duration", "score", "ratio"} and not _MEASURE_END.search(base):
            base += suffix
        carried = noun.split("占")[0] if "占" in noun else noun
        kept = replace(heard, level=base, body=carried or heard.body, noun=carried or heard.noun)
        return Named(clip(base), kept, 0.9 if noun else 0.75 if base.endswith("完成率") else 0.5)

    def _from_right(
        self, left: Left, right: Right, kind: str, suffix: str, unit: str, heard: Heard, carried: str
    ) -> Named:
        noun = right.noun
        own = left.verb or carried
        said = plain_said(right.said)
        before = left.noun or left.subject
        if left.listed or "、" in before or len(before) > 18 or before in self._measures or _AREA_END.search(before):
            before = before if left.link and not left.listed else ""
        if own and left.noun and not left.listed:
            body = join_verb(own, before + noun)
        elif own and not left.noun:
            body = before + own + noun if before else join_verb(own, noun)
        elif said and len(said) <= 24:
            body = before + said + noun
        else:
            body = before + noun
        name = body + suffix_for(body, kind, suffix, unit)
        kept = Heard(own, before + noun, body, name, topic=heard.topic)
        return Named(clip(name), kept, 0.85 if own or said or before else 0.75)

    def _from_heard(self, left: Left, suffix: str, unit: str, kind: str, heard: Heard) -> Named:
        """Name a figure that has only a verb, or nothing, before it: 、供应6000套; 累计达19家."""
        base = heard.noun or heard.topic
        if not base:
            return Named("", heard, 0.0)
        verb = left.verb
        if left.cumulative and not verb:
            body = base + "累计"
            name = body + (suffix_for(base, kind, suffix, unit) or "")
        else:
            if not verb:
                body = heard.body or base
            elif heard.verb_last or not heard.verb or verb in _REACHING:
                body = base + verb
            else:
                body = join_verb(verb, base)
            name = body + suffix_for(body, kind, suffix, unit)
        kept = replace(heard, verb=verb or heard.verb, body=body, level=name)
        return Named(clip(name), kept, 0.65, ("名词承前",))


def _body(verb: str, left: Left) -> str:
    """Join verb and noun in the order of the text; 新增 always leads."""
    if left.noun:
        return join_verb(verb, left.noun)
    return "新增" + left.subject if verb == "新增" else left.subject + verb


def suffix_for(name: str, kind: str, suffix: str, unit: str) -> str:
    """Give what a name needs at its end so that it says what is measured.

    >>> suffix_for("新增口袋公园", "count", "数", "座")
    '数'
    >>> suffix_for("人均公园绿地面积", "area", "面积", "平方米")
    ''
    """
    if re.search(
        r"(?:数|量|额|面积|里程|长度|规模|人次|场次|批次|总值|产值|收入|投资|税收|率|资金|贷款|补贴|支出|户数|能力|容量|人数|总数|产能|人口)$",
        name,
    ):
        return ""
    if kind == "people":
        return "数" if _PEOPLE_END.search(name) else "人数"
    if kind == "times":
        base = unit.lstrip("万亿千百")
        return {"人次": "人次", "期": "期数", "场": "场次", "场次": "场次", "批次": "批次", "次": "次数"}.get(
            base, "数"
        )
    if kind == "count":
        base = unit.lstrip("万亿千百")
        if base.endswith("次"):
            return base
        if base == "户" and not name.endswith("户"):
            return "户数"
        if base.startswith("套"):
            return "套数"
        return "数"
    if kind == "money":
        return (
            "额"
            if re.search(r"(?:拨付|授信|兑现|出让|成交|销售|融资|交易|签约|采购|发放|减免|保|捐|消费|补助)$", name)
            else ""
        )
    return suffix
