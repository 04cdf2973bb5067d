"""One list of names, one list of values: 甲、乙分别为8亿、6亿; 甲、乙各9000亩; 甲和乙增长20%; then 增长3%、7%."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.figures.context_spans import Figure, Gap
from mapapp.extraction.figures.left_context import Left
from mapapp.extraction.figures.measures import Measure, ending_for
from mapapp.extraction.figures.naming import MONEY_NOUNS, NameGrammar
from mapapp.extraction.figures.noun_phrases import clip, tidy

_SPLIT: Final = re.compile(r"[、，]|以及|(?<![总协调温饱柔中饱平])和(?![平谐睦硬])|及(?!时)|与(?!会)")
_RATE_HEAD: Final = re.compile(
    r"(?:占比|比重|比例|增速|增幅|增长率|下降率|覆盖率|达标率|合格率|参保率|毛?入[学园]率|巩固率|升学率|普及率|利用率|处理率|满意度|率|度)$"
)
_HEAD: Final = re.compile(
    r"(?:(?:常住)?居民(?:年)?(?:人均)?(?:可支配)?(?:收入|支出)|(?:人均)?可支配收入|(?:限上|规上|规模以上)?(?:零售额|销售额|交易额|营业收入|增加值|总产值|产值)"
    r"|(?:各项)?(?:存款|贷款)?余额|(?:总)?(?:税收|投资|总额|产量|面积|浓度|业务量|利润|排放量|周转量|吞吐量|用电量|收入|支出|数量|数)|[一-龥]?[量额值])$"
)
_MEASURED: Final = re.compile(r"(?:量|额|值|收入|投资|税收|产值|人数|户数|支出|消费|外资|利润|余额)$")
_BETWEEN: Final = re.compile(r"(?:、|，?和|及|与|以及)(?:同比)?(?:提高|提升|增长|上升|下降|降低|减少|回落)?")
_STAGE: Final = re.compile(r"(?:立项|验收|开工|竣工|完工|投产|出让|签约|落地|入库|建成|投用|安置|交付)$")
_EACH: Final = re.compile(r"(?:各|各为|各达|均|均为|都|均达|均达到)\s*$")


def share_names(
    sentence: str, figures: list[Figure], gaps: tuple[Gap, ...], grammar: NameGrammar
) -> dict[int, tuple[str, ...]]:
    """Give figures that share a list of names their own: figure number -> names (several when one value holds for all)."""
    given: dict[int, tuple[str, ...]] = {}
    listed: list[str] = []
    for index, (figure, gap) in enumerate(zip(figures, gaps, strict=True)):
        if index in given:
            continue
        text = sentence[gap.left_start : gap.left_end]
        left = grammar.read_left(text)
        noun = left.noun or left.subject
        if figure.quantity is None:
            parts = _parts(noun)
            comparable = figure.words is not None and figure.words.tail != "覆盖率"
            if (
                comparable
                and 2 <= len(parts) <= 4
                and all(_HEAD.search(part) or _RATE_HEAD.search(part) for part in parts)
            ):
                given[index] = tuple(clip(part) for part in parts)
            continue
        group = _group(sentence, figures, index)
        if "分别" in text and len(group) > 1:
            names, listed = _respectively(sentence, text, group, figures, gaps, grammar, listed)
            given.update(names)
        elif len(group) > 1 and len(group) == len(listed) and not noun and not left.verb:
            # 甲、乙分别为47279元、23120元，增长3%、7%
            points = figure.quantity.kind == "points"
            tail = _growth_tail(left) or ("" if left.link else "比例")
            tail = left.growth_word.removesuffix("了").removeprefix("同比") + "百分点" if points else tail
            given.update({at: (clip(name + tail),) for name, at in zip(listed, group, strict=True)})
        elif len(group) > 1 and noun.startswith("城乡") and left.growth:
            parts = _town_and_country(noun)
            given.update({at: (clip(name + _growth_tail(left)),) for name, at in zip(parts, group, strict=False)})
        else:
            shared = _for_all(text, left, figure)
            if shared:
                given[index] = shared
    return given


def _for_all(text: str, left: Left, figure: Figure) -> tuple[str, ...]:
    """Give the names of a list that one value holds for: 甲、乙各9000亩; 甲和乙增长20%."""
    quantity = figure.quantity
    parts = _same_stage(_parts(left.noun or left.subject + left.verb))
    if quantity is None or left.listed or not 2 <= len(parts) <= 5:
        return ()
    grown = _growth_tail(left)
    if _EACH.search(text) or re.search(r"(?:各|均|都)(?:为|达|超|达到|增长|下降|完成)*\s*$", text):
        parts = _complete(parts)
        verb = left.verb if left.noun else ""
        if quantity.kind == "percent":
            return tuple(clip(part + grown) for part in parts)
        return tuple(
            clip(verb + part + (grown or ending_for(part, Measure(quantity.kind, quantity.suffix, quantity.unit))))
            for part in parts
        )
    if quantity.kind != "percent" or len(parts) > 4:
        return ()
    if grown and all(_MEASURED.search(part) for part in parts):
        return tuple(clip(part + grown) for part in parts)
    if not grown and all(part.endswith(("率", "比重", "占比")) for part in parts):
        return tuple(clip(part) for part in parts)
    return ()


def _group(sentence: str, figures: list[Figure], first: int) -> list[int]:
    """Collect the figures of a list that begins here: only 、 和 及 between them."""
    group = [first]
    for index in range(first + 1, len(figures)):
        between = sentence[figures[index - 1].end : figures[index].start].strip()
        if not _BETWEEN.fullmatch(between) or figures[index].quantity is None:
            break
        group.append(index)
    return group


def _respectively(
    sentence: str,
    text: str,
    group: list[int],
    figures: list[Figure],
    gaps: tuple[Gap, ...],
    grammar: NameGrammar,
    before: list[str],
) -> tuple[dict[int, tuple[str, ...]], list[str]]:
    """Pair a list of values with the list of names before 分别; also give the names, for a list of growth to follow."""
    head, tail = text.rsplit("分别", 1)
    left, after = grammar.read_left(head + tail), grammar.read_left(tail)
    quantity = figures[group[0]].quantity
    assert quantity is not None
    noun = left.noun or left.subject
    if not left.noun and left.verb in MONEY_NOUNS:
        noun += left.verb  # 商业、工业投资分别…: the last word is what is measured
    if noun and after.noun and noun.endswith(after.noun):
        noun = noun[: -len(after.noun)]
    growth = (_growth_tail(left) or _growth_tail(after)) if quantity.kind in {"percent", "ratio"} else ""
    measure = after.noun if after.noun and after.noun not in noun else ""
    if after.noun.startswith("占") or tail.lstrip().startswith("占"):
        noun = grammar.read_left(head).noun or noun
        measure, growth = tidy(tail).rstrip("的为达到") + "比重", ""
    parts = _parts(noun)
    if len(parts) == 1 and noun.startswith("城乡"):
        parts = _town_and_country(noun)
    if len(parts) == len(group):
        parts = _complete(parts)
    elif not noun:
        # the names stand at the figures before: 许可159个、验收77个，分别用时1个、3个工作日
        measure = after.noun or measure
        parts = _names_before(sentence, group, gaps, grammar) if measure or growth else []
        if len(parts) != len(group) and len(before) == len(group):
            parts = before
    if len(parts) != len(group):
        return {}, []
    result: dict[int, tuple[str, ...]] = {}
    plain: list[str] = []
    for part, at in zip(parts, group, strict=True):
        item = figures[at].quantity
        assert item is not None
        verb = left.verb if left.noun and not measure and not growth else ""
        body = verb + part + measure
        measured = item.kind in {"percent", "duration", "rate", "points", "money"}
        plain.append(body)
        own = grammar.read_left(sentence[gaps[at].left_start : gaps[at].left_end])
        if item.kind == "points":
            growth = (own.growth_word or after.growth_word).removesuffix("了") + "百分点"
        elif own.growth and at != group[0]:
            growth = _growth_tail(own)
        elif after.growth and item.kind not in {"percent", "ratio"}:
            growth = after.growth_word.removesuffix("了")
        result[at] = (
            clip(body + (growth or ("" if measured else ending_for(body, Measure(item.kind, item.suffix, item.unit))))),
        )
    return result, plain


def _names_before(sentence: str, group: list[int], gaps: tuple[Gap, ...], grammar: NameGrammar) -> list[str]:
    """Give the nouns of as many figures before the group as it has values; empty when one has none."""
    first = group[0]
    names: list[str] = []
    for at in range(max(0, first - len(group)), first):
        before = grammar.read_left(sentence[gaps[at].left_start : gaps[at].left_end])
        right = grammar.read_right(sentence[gaps[at].right_start : gaps[at].right_end])
        names.append(
            right.noun
            if (before.empty and not before.verb) or before.listed
            else (before.verb + before.noun if before.noun else before.subject or before.verb)
        )
    return names if all(names) else []


def _same_stage(parts: list[str]) -> list[str]:
    """Give a bare stage the noun of the first item: 减量化立项、验收 -> 减量化立项, 减量化验收."""
    stage = _STAGE.search(parts[0]) if parts else None
    if stage is None or stage.start() < 2:
        return parts
    return [parts[0][: stage.start()] + part if _STAGE.fullmatch(part) else part for part in parts]


def _town_and_country(noun: str) -> list[str]:
    """Split 城乡居民… into the two the values are for."""
    rest = noun.removeprefix("城乡")
    return ["城镇" + rest, "农村" + rest]


def _parts(noun: str) -> list[str]:
    noun = re.sub(r"存、贷款", "存款、贷款", noun)
    parts = [tidy(part) for part in _SPLIT.split(noun)]
    if not all(parts):
        return []
    if len(parts) == 2 and parts[0].endswith("存款") and parts[1].startswith("贷款"):
        parts[1] = parts[0].removesuffix("存款") + parts[1]
    return parts


def _complete(parts: list[str]) -> list[str]:
    """Give every item the head noun that only the last one prints: 新能源、高端装备产值 -> 新能源产值, 高端装备产值."""
    for pattern in (_RATE_HEAD, _HEAD):
        head = pattern.search(parts[-1])
        if head is None:
            continue
        word = head.group()
        if word in {"率", "度"}:
            return parts
        return [_with_head(part, word) for part in parts[:-1]] + parts[-1:]
    return parts


def _with_head(part: str, word: str) -> str:
    if part.endswith("存款") and word.endswith("余额"):
        return part + "余额"
    return part if _RATE_HEAD.search(part) or _HEAD.search(part) else part + word


def _growth_tail(left: Left) -> str:
    """Give what growth adds to a name; nothing when nothing grew."""
    tail = {"up": "增长率", "down": "下降率"}.get(left.growth, "")
    return "年均" + tail if tail and left.yearly else tail
