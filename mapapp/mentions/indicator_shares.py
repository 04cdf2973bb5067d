"""One list of names, one list of values: 甲、乙分别为8亿、6亿; 甲、乙各9000亩; 甲和乙增长20%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mapapp.mentions.figure_gaps import Gap
from mapapp.mentions.figure_phrases import clip, tidy
from mapapp.mentions.indicator_names import NameGrammar, suffix_for

if TYPE_CHECKING:
    from mapapp.mentions.indicators import Figure

_SPLIT: Final = re.compile(r"[、，]|以及|(?<![总协调温饱柔中饱平])和(?![平谐睦硬])|及(?!时)|与(?!会)")
_HEADS: Final = re.compile(
    r"(?:居民)?(?:人均)?(?:可支配)?(?:收入|支出)$|(?:增加值|总产值|产值|税收|投资|总额|产量|面积|存款余额|贷款余额|余额|浓度|销售额|交易额|业务量"
    r"|投资额|利润|营业收入|排放量|周转量|吞吐量|用电量|数量|增速|占比|比重|比例|覆盖率|达标率|率|量|额|值|数)$"
)
_MEASURED: Final = re.compile(r"(?:量|额|值|收入|投资|税收|产值|人数|户数|支出|消费|外资|利润)$")


def share_names(
    sentence: str, figures: list[Figure], gaps: tuple[Gap, ...], grammar: NameGrammar
) -> dict[int, tuple[str, ...]]:
    """Give figures that share a list of names their own: figure number -> names (several when one value holds for all)."""
    given: dict[int, tuple[str, ...]] = {}
    for index, (figure, gap) in enumerate(zip(figures, gaps, strict=True)):
        if index in given:
            continue
        if figure.quantity is None:
            words = figure.words
            left = grammar.read_left(sentence[gap.left_start : gap.left_end])
            parts = _parts(left.noun or left.subject)
            if (
                words is not None
                and words.tail != "覆盖率"
                and 2 <= len(parts) <= 4
                and all(_HEADS.search(part) for part in parts)
            ):
                given[index] = tuple(clip(part) for part in parts)
            continue
        left_text = sentence[gap.left_start : gap.left_end]
        if "分别" in left_text:
            group = _group(sentence, figures, index)
            if len(group) < 2:
                continue
            head, tail = left_text.rsplit("分别", 1)
            given.update(_respectively(head, tail, group, figures, gaps, grammar, index, sentence))
        elif re.search(r"(?:各|均|均为|各为|都|均达|均超|均达到)\s*(?:不少于|超过|超|达)?$", left_text) and re.search(
            "[、和与及]", left_text
        ):
            left = grammar.read_left(left_text)
            parts = _parts(left.noun or left.subject)
            if len(parts) >= 2 and not left.listed:
                kind, suffix, unit = figure.quantity.kind, figure.quantity.suffix, figure.quantity.unit
                grow = _growth_tail(left.growth)
                given[index] = tuple(
                    clip(
                        left.verb * bool(left.noun)
                        + part
                        + (grow or suffix_for(part, kind, suffix, unit) * (kind != "percent"))
                    )
                    for part in _complete(parts)
                )
        elif figure.quantity.kind == "percent":
            left = grammar.read_left(left_text)
            noun = left.noun or left.subject
            parts = _parts(noun)
            if left.growth and 2 <= len(parts) <= 4 and all(_MEASURED.search(part) for part in parts):
                given[index] = tuple(clip(part + _growth_tail(left.growth)) for part in parts)
            elif (
                not left.growth
                and 2 <= len(parts) <= 4
                and all(part.endswith(("率", "比重", "占比")) for part in parts)
            ):
                given[index] = tuple(clip(part) for part in parts)
    return given


def _group(sentence: str, figures: list[Figure], first: int) -> list[int]:
    """Collect the figures of a list that begins here: only 、 和 及 between them."""
    group = [first]
    for index in range(first + 1, len(figures)):
        between = sentence[figures[index - 1].end : figures[index].start].strip()
        if between not in {"、", "和", "及", "与", "，", "以及", "，和"} or figures[index].quantity is None:
            break
        group.append(index)
    return group


def _respectively(
    head: str,
    tail: str,
    group: list[int],
    figures: list[Figure],
    gaps: tuple[Gap, ...],
    grammar: NameGrammar,
    index: int,
    sentence: str,
) -> dict[int, tuple[str, ...]]:
    left = grammar.read_left(head + tail)
    after = grammar.read_left(tail)
    quantity = figures[index].quantity
    assert quantity is not None
    noun = left.noun or left.subject
    if noun and after.noun and noun.endswith(after.noun):
        noun = noun[: -len(after.noun)]
    parts = _parts(noun)
    growth = _growth_tail(after.growth or left.growth) if quantity.kind in {"percent", "ratio"} else ""
    measure = after.noun if after.noun and after.noun not in noun else ""
    if len(parts) != len(group):
        # the names stand at the figures before: 许可159个、验收77个，分别用时1个、3个工作日
        earlier = list(range(max(0, index - len(group)), index))
        if len(earlier) < len(group):
            return {}
        parts = []
        for at in earlier:
            before = grammar.read_left(sentence[gaps[at].left_start : gaps[at].left_end])
            right = grammar.read_right(sentence[gaps[at].right_start : gaps[at].right_end])
            parts.append(right.noun if before.empty or before.listed else (before.noun or before.subject))
        if not all(parts):
            return {}
        measure = after.noun or noun
        if not measure and not growth:
            return {}
    else:
        parts = _complete(parts)
    result: dict[int, tuple[str, ...]] = {}
    for part, at in zip(parts, group, strict=True):
        item = figures[at].quantity
        assert item is not None
        body = (left.verb * bool(left.noun) if not measure and not growth else "") + part + measure
        tail_text = growth or (
            suffix_for(body, item.kind, item.suffix, item.unit)
            if item.kind not in {"percent", "duration", "rate", "points"}
            else ""
        )
        result[at] = (clip(body + tail_text),)
    return result


def _parts(noun: str) -> list[str]:
    parts = [tidy(part) for part in _SPLIT.split(noun)]
    return [part for part in parts if part] if all(parts) else []


def _complete(parts: list[str]) -> list[str]:
    """Give every item the head noun that only the last one prints: 新能源、高端装备产值 -> 新能源产值, 高端装备产值."""
    head = _HEADS.search(parts[-1])
    if head is None:
        return parts
    word = head.group()
    return [part if _HEADS.search(part) else part + word for part in parts[:-1]] + parts[-1:]


def _growth_tail(growth: str) -> str:
    return {"up": "增长率", "down": "下降率"}.get(growth, "")
