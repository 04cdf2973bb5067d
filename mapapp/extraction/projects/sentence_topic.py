"""What a sentence goes on about: the project named before, whose parts and later stages need no name of their own.

鹿鸣大桥9月完成承台浇筑，目前正进行墩身施工，全桥预计2027年合龙; 鹿鸣医院工地，工人正在安装幕墙; 1号船坞：改造竣工.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.name_parts import PHASE_ENDS, base_of, head_of, residue
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.stage_words import Trigger, find_triggers
from mapapp.extraction.text.times import TIME


@dataclass(frozen=True, slots=True)
class About:
    """What stands above a sentence: the project before it or over it.

    `goes_on` says that clauses without a name tell of it (a site people came to, the subject of a heading); `told_before`
    that it does so only because the sentence before told of nothing else. `whole` says that all the sentence tells of it (a table row, a label); otherwise only bare parts and words that
    point back (二期, 医院, 项目) belong to it.
    """

    name: str = ""
    whole: bool = False
    goes_on: bool = False
    told_before: bool = False


# A topic ends where the sentence begins to tell: a time, a reason, a size, a denial.
_SHORTEST: Final = 3
# So many characters of its own make a label a name, if it ends like a place or holds works: 桂三社区托育点, 桂花苑加装电梯.
_OWN_NAME: Final = 2
_LABEL_ENDS: Final = name_pattern("label.ends")
_LABEL_TAIL: Final = name_pattern("label.tail")
_LONGEST: Final = 40
# Who acts or speaks in a clause; what follows is told of the topic.
_SPEAKER: Final = name_pattern("clause.speaker")
_ITEM: Final = re.compile(r"[1-9][.．、](?!\d)|（[一二三四五六七八九\d]）|[①-⑳]")
_AGENT: Final = name_pattern("name.agent")
_SCENE: Final = name_pattern("scene.site")
# 林某一行来到鹿鸣公园, 先后察看了鹿鸣医院, 关于鹿鸣水厂扩建: where people are, or what an answer is about, is what follows.
_VISIT: Final = name_pattern("scene.visit")
# 对鹿鸣水厂实行挂图作战, 确保…: what is acted on is what the next clause tells of.
_OBJECT: Final = name_pattern("scene.object")
# One of these is part of every such clause.
# 区长详细了解鹿鸣水厂建设情况: what people look at and ask about tells of no stage.
_INSPECTS: Final = name_pattern("scene.inspects")
_QUOTED: Final = re.compile("(?:“[^“”]*”|”)+(?=.)")
_SCENE_WORDS: Final = (
    "在", "对", "来到", "走进", "现场", "工地", "项目部", "前往", "赶到", "抵达", "赴", "关于",
    "察看", "查看", "视察", "考察", "参观", "走访", "调研", "踏勘", "观摩", "反映的", "咨询的", "提到的", "提及的", "关心的",
    "关注的", "询问的", "反馈的", "说的", "问的",
)  # fmt: skip
_TENANTS: Final = name_pattern("subject.tenants")
_BACK: Final = name_pattern("subject.back")


def opening_ends(masked: str, start: int, end: int, triggers: list[Trigger], lexicon: Lexicon) -> list[int]:
    """Return where the name may end that opens masked[start:end] and that the clause goes on to tell of, the last first.

    `triggers` are the stage words of the clause; a name holds none but works (甲小学扩建).
    """
    told = (trigger.start for trigger in triggers if trigger.rule.kind not in IN_NAMES)
    latest = min(end, start + _LONGEST, *told)
    found = {trigger.start for trigger in triggers if start + 2 <= trigger.start <= latest}
    for marks in (_TELLS_AT, lexicon.matchers["parts_next"], lexicon.matchers["part_whole"]):
        found.update([match.start() for match in marks.finditer(masked, start + 2, latest)])
    return [at for at in sorted(found, reverse=True) if is_thing(masked[start:at], lexicon)]


# Kinds of stage words that a name may hold: works, and words that are nouns as well.
IN_NAMES: Final = frozenset({"action", "create", "light", "soft", "support", "plan", "study", "noun_planned"})
_TELLS_AT: Final = re.compile(f"{TIME}|{name_pattern('clause.tells').pattern}")


def goes_on(masked: str, start: int, end: int) -> bool:
    """Whether masked[start:end] goes on to tell of what stands right before it."""
    return bool(_TELLS_AT.match(masked, start, end))


def back_reference(masked: str, start: int, end: int, topic: str) -> int | None:
    """Return where words end that open a clause and point back to `topic` by its noun: 医院设置床位500张."""
    if not topic:
        return None
    if masked[start : start + 1] in ("该", "此"):
        # 该园, 该路段: the end of the name, however long
        sizes = (size for size in (3, 2, 1) if topic.endswith(masked[start + 1 : start + 1 + size]))
        size = next(sizes, 0)
        if size and start + 1 + size <= end:
            return start + 1 + size
        at = kin_reference(masked, start, end, topic)
        if at is not None and goes_on(masked, at, end):
            return at
    match = _POINTS.match(masked, start, end)
    if not match:
        return None
    words = match.group("noun")
    known = topic.endswith(words) or (bool(match.group("this")) and words in ("项目", "工程"))
    return match.end() if known and goes_on(masked, match.end(), end) else None


_POINTS: Final = name_pattern("subject.points")
_KIN: Final = name_pattern("topic.kin")
_LONGEST_BACK: Final = 6


def kin_reference(masked: str, start: int, end: int, topic: str) -> int | None:
    """Return where 该路段, 该校 ends at the beginning of a clause if it is a word for what `topic` is."""
    sizes = range(min(_LONGEST_BACK, end - start - 1), 0, -1)
    return next((start + 1 + size for size in sizes if akin(masked[start + 1 : start + 1 + size], topic)), None)


def akin(noun: str, topic: str) -> bool:
    """Whether a noun alone is a word for what `topic` is: 路段 for 鹿鸣路北延伸, 学校 for 鹿鸣小学."""
    own = _KIN.match(noun)
    other = _KIN.search(base_of(topic))
    return bool(own and other and own.lastgroup == other.lastgroup)


_LONGEST_HEAD: Final = 7
# In what a name ends besides nouns and works: quotes, brackets, phases.
_OTHER_ENDS: Final = PHASE_ENDS | {"”", "）"}


def has_head(words: str, lexicon: Lexicon) -> bool:
    """Whether words end with the noun of something built, or of an area."""
    return any(
        lexicon.head_class.get(words[-size:], "policy") not in ("policy", "title")
        for size in lexicon.head_sizes.get(words[-1:], ())
        if size <= _LONGEST_HEAD
    )


def is_thing(words: str, lexicon: Lexicon) -> bool:
    """Whether words end like the name of something built, and not like who acts or like a part of it."""
    if len(words) < _SHORTEST or not (words[-1] in lexicon.thing_ends or words[-1] in _OTHER_ENDS):
        return False
    if _AGENT.search(words) or _NO_NAME.match(words) or _TOWN.fullmatch(words):
        return False
    if lexicon.matchers["works_close"].search(words) or words.endswith(("”", "）")) or base_of(words) != words:
        return True
    return not lexicon.matchers["parts_close"].search(words) and has_head(words, lexicon)


_TOWN: Final = name_pattern("name.town")
_NO_NAME: Final = name_pattern("name.no_name")


def is_back(words: str) -> bool:
    """Whether words are a noun that points back by itself: 医院, 该学校."""
    return bool(_BACK.fullmatch(words))


def is_agent(words: str) -> bool:
    """Whether words end like who acts or speaks: 区长要求."""
    return bool(_AGENT.search(words))


def label_end(masked: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where the name ends in a label that goes on: 石桥路项目具体情况."""
    tail = _LABEL_TAIL.search(masked, start, end)
    named = tail is not None and tail.end() == end and len(residue(masked[start : tail.start()], lexicon)) >= _OWN_NAME
    return tail.start() if tail is not None and named else end


def is_label(masked: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether masked[start:end], which a colon follows, names one thing that the sentence tells of."""
    words = masked[start:end]
    if not _SHORTEST - 1 <= len(words) <= _LONGEST or re.search(r"[，。；：]", words):
        return False
    if is_thing(words, lexicon) or lexicon.matchers["bare_part"].fullmatch(words):
        return True
    triggers = find_triggers(words, lexicon)
    if triggers and not triggers[0].start:
        return False
    works = any(trigger.rule.kind == "action" for trigger in triggers)
    named = len(residue(words, lexicon)) >= _OWN_NAME and not _AGENT.search(words) and not _NO_NAME.match(words)
    return named and (works or bool(_LABEL_ENDS.search(words)))


_DESCRIBES: Final = name_pattern("topic.describes")
_SUM: Final = name_pattern("name.lead_sum")


def after_sum(masked: str, start: int, end: int) -> int:
    """Return where a clause goes on after a sum or a size before its name: 总投资4亿元的鹿鸣水厂."""
    match = _SUM.match(masked[start:end])
    return start + match.end() if match and match.group().endswith("的") else start


def described(masked: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Return where the thing ends that opens a clause which says where, what or how large it is: 鹿鸣河整治是重点工程."""
    start = after_sum(masked, start, end)
    match = _DESCRIBES.search(masked, start + 2, min(end, start + _LONGEST))
    words = masked[start : match.start()] if match else ""
    return start + len(words) if is_thing(words, lexicon) and len(residue(words, lexicon)) >= _OWN_NAME else None


def whole_topic(masked: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Return where the longest thing ends that opens a clause which tells no stage: 绿野公园补办了变更审批.

    Only a name of some length with a noun of two characters and more will do: nothing marks where it ends.
    """
    told = _DESCRIBES.search(masked, start + 2, end)
    for at in range(min(told.start() if told else end, start + _LONGEST), start + _SHORTEST, -1):
        words = masked[start:at]
        if head_of(words, lexicon) and is_thing(words, lexicon) and len(residue(words, lexicon)) >= 2:
            return at
    return None


def scene_topic(masked: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the bounds of the site at which a clause is set: 在沧源科技园现场; what somebody is quoted with before it aside."""
    said = _QUOTED.match(masked, start, end)
    start = said.end() if said else start
    if not any(masked.find(word, start, end) >= 0 for word in _SCENE_WORDS):
        return None
    visit = _VISIT.match(masked, start, end)
    if visit and visit.end() == end:
        bounds = visit.span(visit.lastgroup or 0)
        words = masked[slice(*bounds)]
        if is_thing(words, lexicon) and not any(trigger.rule.hard for trigger in find_triggers(words, lexicon)):
            return bounds
    match = _SCENE.match(masked, start, end) or _OBJECT.match(masked, start, end)
    if not match or match.end() != end:
        return None
    where = next((group for group in ("seen", "inside") if match.groupdict().get(group)), "name")
    return match.span(where)


def inspected(masked: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the bounds of what people look at or ask about in a clause that says only that; None for any other clause."""
    match = _INSPECTS.match(masked, start, end)
    return match.span("seen") if match and match.end() == end else None


def after_speaker(masked: str, start: int, end: int) -> int:
    """Return where a clause goes on after the mark of an item (1．, ②) and the words that say who tells or does it."""
    mark = _ITEM.match(masked, start, end)
    start = mark.end() if mark else start
    start += masked.startswith("“", start) and "”" not in masked[start:end]  # somebody is quoted at length
    match = _SPEAKER.match(masked, start, end)
    return match.end() if match else start


def tells_of_topic(masked: str, start: int, end: int, topic: str, lexicon: Lexicon) -> bool:
    """Whether masked[start:end], what stands before a stage word, leaves the topic to be the subject.

    Nothing, adverbs and times, parts of the works, people who move in, or words that point back to the topic.
    """
    words = lexicon.matchers["between"].sub("", masked[start:end]).strip("、，并且和也又则都")
    words = _DOING.sub("", words)
    if not words or lexicon.matchers["parts_only"].fullmatch(words) or _TENANTS.fullmatch(words):
        return True
    return points_back(words, topic)


_DOING: Final = name_pattern("clause.doing")


def points_back(words: str, topic: str) -> bool:
    """Whether words name the topic again by its end or by its kind.

    >>> points_back("医院", "鹿鸣妇幼保健医院"), points_back("右线", "鹿鸣隧道")
    (True, False)
    """
    if not topic or len(words) < 2:
        return False
    bare = words.removeprefix("该").removeprefix("本")
    works = bare.removesuffix("项目").removesuffix("工程")
    if len(works) > 1 and works != bare and topic.removesuffix("项目").removesuffix("工程").endswith(works):
        return True  # 扩建工程, of 鹿鸣医院扩建项目
    return topic.endswith(bare) or bool(_BACK.fullmatch(words) and topic[-1:] == words[-1:]) or bare in ("项目", "工程")
