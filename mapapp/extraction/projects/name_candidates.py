"""Noun phrases of a clause into names: lists split, heads and prefixes shared, phases inherited, wrappings cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.extraction.projects.class_heads import class_words
from mapapp.extraction.projects.name_parts import (
    base_of,
    head_of,
    is_generic,
    names_something_built,
    proper_prefix,
    residue,
)
from mapapp.extraction.projects.phrase_pieces import CODE_NAME, last_etc, phrase_pieces, without_modifiers
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.text.brackets import mask_brackets

_NUMERAL: Final = r"[\d０-９.,]+(?:余|多|万|亿)?|[一二三四五六七八九十两百千]+(?:余|多)?|数|多|各|若干"
_MEASURE: Final = r"个|家|条|座|项|所|幢|处|栋|台|批|支|片|块|宗|户|套|间|辆|公里|万平方米|平方米|亩|千米|千亩|万亩|大|只|款|种|类|名|对|组|部|批次"
_COUNTED: Final = re.compile(rf"^有?(?:{_NUMERAL})(?:余|多)?(?:{_MEASURE})")
_COUNT_INSIDE: Final = re.compile(
    r"(?<=[\u4e00-\u9fff”）])((?:\d+|[两二三四五六七八九十]+)(?:个|家|条|座|项|所|幢|处|栋|大))(?=[\u4e00-\u9fff“”□A-Z]{2,}$)"
)
_TRAILING_QUANTITY: Final = re.compile(
    rf"(?:等)?(?:约|近|超|共|总计|合计|累计)?(?:[\d.,]+(?:万|亿|余|多)?)(?:{_MEASURE}|场|人|公顷|张|人次|件|份|册|次|年|天|元|万人|亿元|万元|平方公里|平米|万平米|米|吨|立方米|%)(?:以上|左右)?$"
)
_BARE_PHASE: Final = re.compile(r"^(?:第?(?:[一二三四五六七八九十]{1,3}|首)期|[东南西北]?延伸[线段])(?:工程|项目)?$")
_LINE: Final = re.compile(r"^(?:轨道交通|轨交|地铁)?\d+号线$")
_LINE_TAIL: Final = re.compile(
    r"\d+号线([东西南北]?(?:延伸|延长)(?:线|段|工程|项目)?|[一二三四]期)(?:（.*）)?(?:工程|项目)?$"
)
_LEAD_SUM: Final = re.compile(
    r"^(?:(?:总?投资|计划投资|占地|总建筑面积|建筑面积|全长|总长|长|投资额|总规模|年产|总占地)(?:约|近|超|超过|达|逾)?[\d.,]+(?:万|亿|余|多)*"
    r"(?:元|美元|亩|公里|平方公里|平方米|吨|米|台|套|辆)*(?:的|级)?|[\d.,]+(?:万|亿|余|多)*(?:元|美元|亩|公里|平方公里|平方米|吨|立方米)(?:以上)?(?:的|级)?)"
)
_CONTEXT_END: Final = re.compile(r"(?<=[\u4e00-\u9fff]{2})[在于向到由]")
_LENGTH: Final = re.compile(r"(?:公里|千米|米|公顷|亩)")
_LONGER_THAN_A_KIND: Final = 5
_SETTING: Final = re.compile(r"在|对(?!外|岸)|以(?!勒)|为(?!民)|由|至|到(?!底)|与|从")
_LEADING_AND: Final = re.compile(r"和(?![平谐睦美合顺兴记县田静颐布政林气])|及(?!第)")
_SHORTEST: Final = 2
# A numbered name, not a count: 13号线, 726所, 3号地块.
_NUMBER_NAME: Final = re.compile(r"\d+(?:号|所(?!学|幼)|路|弄|厂|院|团)")
# What of a place is worked on; the place is the name: 王家纪念馆业态升级.
_ASPECT: Final = re.compile(
    r"(?:业态|功能|能级|品质|环境|景观|风貌|形象|标准化|达标|智能化|数字化|智慧化|快速化|运营|招商|居民|设施|配套|服务功能|整体|示范|项目实施方案|实施|更新方案|新一轮|融合发展|协同发展|一体化发展|高质量发展|联动发展|转型发展|集聚发展|创新发展|加快发展|提质发展|发展)+$"
)
# A length inside a name is about it, not part of it: 元荡1.2公里岸线.
_INNER_LENGTH: Final = re.compile(
    r"(?:约|近|超|共)?\d+(?:\.\d+)?(?:公里|千米|万平方米|平方米|亩|万亩)(?:的)?(?=[\u4e00-\u9fff]{2,})"
)


# 甲馆、乙院两大建筑: a class that adds nothing to items with heads of their own.
_CLASS_TAIL: Final = re.compile(r"[两二三四五六七八九十]大(?:建筑|场馆|公建|公共建筑)(?:工程|项目)?$")


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate name: half-open offsets in the clause, its words as read (completed where the list shares a head).

    `context` is what the list says it holds (等十个项目 → 项目), `counted` whether a number stands where a name should,
    `listed` how many share the list, `shared` whether the list lent it its head; `full` the name with
    the prefix it shares with the first of the list, where its own words are generic (甲湾会客厅、图书馆 → 甲湾图书馆);
    `lent` the class named after 等, where the name has no head of its own (甲、乙等高速公路); `parent` the project that a
    bare part (二期) belongs to; `town` the town of the heading it stands under, where its own words name nothing.
    """

    start: int
    end: int
    text: str
    context: str = ""
    counted: bool = False
    listed: int = 1
    shared: bool = False
    full: str = ""
    lent: str = ""
    parent: str = ""
    town: str = ""


def split_names(clause: str, masked: str, start: int, end: int, lexicon: Lexicon, *, previous: str = "") -> list[Name]:
    """Split the noun phrase clause[start:end] into candidate names.

    甲、乙和丙等三个项目 gives 甲, 乙, 丙 with context 项目; shared heads, prefixes and phases are completed. `previous` is
    the name read before in the sentence: a bare 二期 belongs to it.
    """
    groups: list[list[Name]] = [[]]
    for left, right in without_modifiers(masked, phrase_pieces(masked, start, end, lexicon), lexicon):
        piece = masked[left:right]
        etc = last_etc(piece)
        if etc is not None:
            context = _strip_count(masked[left + etc + 1 : right])
            name = _trim(clause, masked, left, left + etc, lexicon)
            group = [*groups[-1], name] if name else groups[-1]
            groups[-1] = [_in_class(item, context, len(group), lexicon) for item in group]
            groups.append([])
            continue
        name = _trim(clause, masked, left, right, lexicon)
        if name:
            groups[-1].append(name)
    out: list[Name] = []
    for group in groups:
        completed = _complete(_shared_count(group, lexicon), lexicon, previous)
        out.extend(completed)
        previous = completed[-1].text if completed else previous
    return out


def _strip_count(context: str) -> str:
    """Return what a list says it holds without its numbers: 10个产业项目 → 产业项目, 竣工项目23个 → 竣工项目."""
    context = _COUNTED.sub("", _CONTEXT_END.split(context.strip())[0])
    return _TRAILING_QUANTITY.sub("", context)


def _trim(clause: str, masked: str, start: int, end: int, lexicon: Lexicon) -> Name | None:
    """Cut wrappings off one item: lead words, sums, relative clauses, quantities, adverbs."""
    if _SETTING.match(masked, start, end):
        return None
    if _LEADING_AND.match(masked, start, end):
        start += 1
    start, end, counted = _trim_front(masked, start, end, lexicon)
    end, counted = _trim_back(masked, start, end, lexicon, counted=counted)
    match = _INNER_LENGTH.search(masked[start:end])
    text = clause[start:end]
    if match and match.start() >= _SHORTEST:
        text = clause[start : start + match.start()] + clause[start + match.end() : end]
    while end > start and text and text[-1] in "、，的 和及与等（“约近超":
        end -= 1
        text = text[:-1]
    while start < end and text and (text[0] in "、，的 ）”·★●" or (text[0] == "“" and "”" not in text)):
        start += 1
        text = text[1:]
    if len(text) < _SHORTEST:
        return None
    return Name(start, end, text, counted=counted)


def _trim_front(masked: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int, bool]:
    """Cut lead words, sums and relative clauses off; return the new bounds and whether a number stood there."""
    counted = False
    changed = True
    while changed and end - start >= 1:
        changed = False
        for pattern in (_LEAD_SUM, _COUNTED):
            match = pattern.match(masked[start:end])
            if match and match.end() and not _NUMBER_NAME.match(masked[start:end]):
                counted = (
                    counted
                    or pattern is _COUNTED
                    or (
                        not match.group().endswith(("的", "级"))
                        and match.group()[0].isdigit()
                        and "元" not in match.group()
                    )
                )
                start += match.end()
                changed = True
        owner = masked.rfind("的", start + _SHORTEST, end - _SHORTEST - 1)
        if owner >= 0:
            if not head_of("甲" + masked[owner + 1 : end], lexicon) and head_of(masked[start:owner], lexicon):
                end = owner  # 甲园区的整体转型: the place is the name
            else:
                start = owner + 1
                counted = False
            changed = True
        match = lexicon.matchers["light_lead"].match(masked, start, end)
        if match and end - match.end() >= _SHORTEST:
            start = match.end()
            changed = True
    return start, end, counted


def _trim_back(masked: str, start: int, end: int, lexicon: Lexicon, *, counted: bool) -> tuple[int, bool]:
    """Cut a quantity, a class that adds nothing, and what of a place is worked on off the end of an item."""
    match = _TRAILING_QUANTITY.search(masked[start:end])
    if match and match.start() >= _SHORTEST:
        # 绿道30公里 is a quantity of green way; 新城绿环启动段14公里 is a place with a length
        counted = counted or match.start() < _LONGER_THAN_A_KIND or not _LENGTH.search(match.group())
        end = start + match.start()
    for tail in (_CLASS_TAIL, _ASPECT):
        match = tail.search(masked, start, end)
        if match and match.end() == end and head_of("甲" + masked[start : match.start()], lexicon):
            end = match.start()
    return end, counted


def _in_class(item: Name, context: str, listed: int, lexicon: Lexicon) -> Name:
    """Note of an item the class named after 等, which completes codes and names without a head of their own."""
    before, after = class_words(item.text, context, lexicon)
    return replace(
        item,
        text=before + item.text,
        context=context or "等",
        listed=listed,
        shared=item.shared or bool(before),
        lent="" if item.counted else after,
    )


def _shared_count(group: list[Name], lexicon: Lexicon) -> list[Name]:
    """Read 甲、乙、丙3座泵站 as a list of 泵站: the head stands once, after the number."""
    if not group:
        return group
    last = group[-1]
    match = _COUNT_INSIDE.search(mask_brackets(last.text))
    if not match or match.start() < _SHORTEST:
        return group
    head = last.text[match.end() :]
    first = replace(last, end=last.start + match.start(), text=last.text[: match.start()])
    if len(group) == 1 and head.endswith(("项目", "工程", "企业")) and not head_of(first.text, lexicon):
        return [replace(first, text=first.text + head, counted=True)]  # 一季度9个重大项目 names none
    return [
        replace(
            item,
            context=head,
            listed=len(group),
            shared=True,
            text=item.text if item.text.endswith((head, "项目", "工程")) else item.text + head,
        )
        for item in [*group[:-1], first]
    ]


def _complete(group: list[Name], lexicon: Lexicon, previous: str) -> list[Name]:
    """Complete what a list says once: heads, line extensions, prefixes, the base of bare phases."""
    if not group:
        return group
    line_tail = _LINE_TAIL.search(group[-1].text)
    shared = _shared_tail(group[-1].text, lexicon) if len(group) > 1 else ""
    out: list[Name] = []
    for position, item in enumerate(group):
        text, lent, full = item.text, item.shared, ""
        before = out[-1].text if out else previous
        if _BARE_PHASE.match(text) and before:
            text = base_of(before) + text
        elif line_tail and position < len(group) - 1 and _LINE.match(text):
            text += line_tail.group(1)
        elif (
            position < len(group) - 1
            and not item.context
            and shared
            and not item.counted
            and not CODE_NAME.search(text)
            and not names_something_built(text, lexicon)
            and not text.endswith(("扩建", "改建", "迁建"))
            and len(residue(text, lexicon)) >= _SHORTEST
        ):
            text, lent = text + shared, True
        elif position and not item.counted and is_generic(text, lexicon) and head_of("甲" + text, lexicon):
            full = proper_prefix(out[0].text, lexicon) + text
        out.append(replace(item, text=text, full=full, shared=lent, listed=max(item.listed, len(group))))
    return out


def _shared_tail(name: str, lexicon: Lexicon) -> str:
    """Return what a list's last name may lend to the others: all that follows its own proper part.

    甲镇、乙镇乡村振兴示范片区 lends 乡村振兴示范片区; a name without a proper part of its own lends nothing.
    """
    prefix = proper_prefix(name, lexicon)
    tail = name[len(prefix) :]
    return tail if prefix and head_of("甲" + tail, lexicon) else ""
