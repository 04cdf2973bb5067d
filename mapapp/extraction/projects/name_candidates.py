"""Noun phrases of a clause into names: lists split, heads and prefixes shared, phases inherited, wrappings cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.class_heads import class_words
from mapapp.extraction.projects.name_parts import (
    BRACKETED,
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

_NUMERAL: Final = name_pattern("count.numeral").pattern
_MEASURE: Final = name_pattern("count.measure").pattern
_COUNTED: Final = re.compile(rf"^有?(?:{_NUMERAL})[余多]?(?:{_MEASURE})")
_COUNT_INSIDE: Final = name_pattern("count.inside")
_MORE_MEASURE: Final = name_pattern("count.more_measure").pattern
_ABOUT: Final = name_pattern("count.about").pattern
_ROUNDLY: Final = name_pattern("count.roundly").pattern
_TRAILING_QUANTITY: Final = re.compile(rf"等?{_ABOUT}?(?:[\d.,]+[万亿余多]?)(?:{_MEASURE}|{_MORE_MEASURE}){_ROUNDLY}?$")
_BARE_PHASE: Final = name_pattern("name.bare_phase")
_LINE: Final = name_pattern("name.rail_line")
_LINE_TAIL: Final = name_pattern("name.rail_line_part")
_LEAD_SUM: Final = name_pattern("name.lead_sum")
_CONTEXT_END: Final = re.compile(r"(?<=[\u4e00-\u9fff]{2})[在于向到由]")
_LENGTH: Final = name_pattern("name.length")
_LONGER_THAN_A_KIND: Final = 5
# A place in a list has two or three characters; so many more before the head belong to what the list shares.
_LONGEST_PLACE: Final = 3
# What one building is counted in.
_UNITS_OF_ONE: Final = ("套", "间", "栋", "幢", "张", "平方米", "平米")
_OF_THE_TAIL: Final = {"industry": 2, "structure": 3}
_SETTING: Final = name_pattern("name.setting")
_LEADING_AND: Final = name_pattern("name.leading_and")
_SHORTEST: Final = 2
# A numbered name, not a count: 13号线, 726所, 3号地块.
_NUMBER_NAME: Final = name_pattern("name.numbered")
# What of a place is worked on; the place is the name: 王家纪念馆业态升级.
_ASPECT: Final = name_pattern("name.aspect")
# A length inside a name is about it, not part of it: 元荡1.2公里岸线.
_INNER_LENGTH: Final = name_pattern("name.inner_length")


# 甲馆、乙院两大建筑: a class that adds nothing to items with heads of their own.
_IN_PHASES: Final = re.compile(r"(?:共?分)[一二两三四五六\d][期批段]$")
# 鹿鸣中学建成后, 鹿鸣广场由四栋楼组成: what is told of it between its name and its stage.
_CLAUSE_TAIL: Final = name_pattern("name.clause_tail")
_CLASS_TAIL: Final = name_pattern("name.class_tail")


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
    while end > start and text and text[-1] in "、，的 和及与等（“约近超—":
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
        # and 枫桥人才公寓800套 is one house with a size
        whole = masked[start : start + match.start()]
        named = bool(_LENGTH.search(match.group())) or (
            match.group().endswith(_UNITS_OF_ONE)
            and len(residue(whole, lexicon)) >= _SHORTEST
            and head_of(whole, lexicon)
        )
        counted = counted or match.start() < _LONGER_THAN_A_KIND or not named
        end = start + match.start()
    for tail in (_CLAUSE_TAIL, _CLASS_TAIL, _IN_PHASES, _ASPECT):
        match = tail.search(masked, start, end)
        before = masked[start : match.start()] if match else ""
        if (
            match
            and match.end() == end
            and (_names(before, lexicon) or (tail is _CLAUSE_TAIL and _builds(before, lexicon)))
        ):
            end = match.start()
    return end, counted


def _builds(words: str, lexicon: Lexicon) -> bool:
    """Whether words that a clause goes on about end like something built, one character and brackets included: 湖畔雅苑（LT-2025-03）."""
    return names_something_built("甲" + BRACKETED.sub("", words), lexicon)


def _names(words: str, lexicon: Lexicon) -> bool:
    """Whether words can be a name by what they end with: a head noun or works."""
    return bool(head_of("甲" + words, lexicon)) or (
        len(words) > _LONGER_THAN_A_KIND and bool(lexicon.matchers["works_close"].search(words))
    )


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
            text=item.text if _has_head(item.text, head, lexicon) else item.text + head,
        )
        for item in [*group[:-1], first]
    ]


def _has_head(name: str, head: str, lexicon: Lexicon) -> bool:
    """Whether an item of a counted list needs no head: 青石街北延（甲路—乙路） of 两条道路."""
    return name.endswith((head, "项目", "工程")) or (
        name.endswith("）") and names_something_built(BRACKETED.sub("", name), lexicon)
    )


def _complete(group: list[Name], lexicon: Lexicon, previous: str) -> list[Name]:
    """Complete what a list says once: heads, line extensions, prefixes, the base of bare phases."""
    if not group:
        return group
    line_tail = _LINE_TAIL.search(group[-1].text)
    shared = _shared_tail(group, lexicon) if len(group) > 1 else ""
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
        listed = max(item.listed, len(group))
        told = (text, full, lent, listed)
        kept = told == (item.text, item.full, item.shared, item.listed)
        out.append(item if kept else replace(item, text=text, full=full, shared=lent, listed=listed))
    return out


def _shared_tail(group: list[Name], lexicon: Lexicon) -> str:
    """Return what a list's last name may lend to the others: all that follows its own proper part.

    甲镇、乙镇乡村振兴示范片区 lends 乡村振兴示范片区; a name without a proper part of its own lends nothing. Where the others are
    short names of places, so is the last: 南宁、百色、梧州泛铝件生产基地 lends 泛铝件生产基地.
    """
    name = group[-1].text
    prefix = proper_prefix(name, lexicon)
    short = min(len(item.text) for item in group[:-1])
    if (
        _SHORTEST <= short <= _LONGEST_PLACE
        and len(prefix) >= short + _OF_THE_TAIL.get(lexicon.head_class.get(head_of(name, lexicon), ""), len(name))
        and not any(head_of(item.text, lexicon) for item in group[:-1])
    ):
        prefix = name[:short]
    tail = name[len(prefix) :]
    return tail if prefix and head_of("甲" + tail, lexicon) else ""
