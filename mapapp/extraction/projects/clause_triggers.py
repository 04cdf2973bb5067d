"""The stage words of a clause: which of them tell a stage, and which follow one another as one chain."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.lexicon_patterns import clause_pattern
from mapapp.extraction.projects.name_candidates import Name
from mapapp.extraction.projects.phrase_pieces import has_etc
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import has_head
from mapapp.extraction.projects.stage_words import StageReading, Trigger, combine, find_triggers

_JOIN: Final = re.compile(r"^[、，和及并且与而后]*$")
# Outcomes that are also nouns: in a list they end a name (光伏发电、引水供水等项目).
_NOUN_RESULTS: Final = frozenset({"发电", "供水", "供热", "贯通", "运营", "搬迁"})
_AFTER: Final = clause_pattern("clause.after_works")
_CONTEXT_KINDS: Final = frozenset({"result", "start", "prepare", "noun_prepared", "light", "action", "bring"})
_CLOSING: Final = frozenset({"result", "start", "under"})
# Works and paper work that may only have come before: 改造后, 摘牌后.
_BEFOREHAND: Final = frozenset({"action", "prepare", "noun_prepared"})
_LIST_MARKS: Final = frozenset("、和及等以")
# Between 等 and the word that closes its class: 等12个重大产业项目.
_CLASS_WIDTH: Final = 8
_SHORTEST_LEAD: Final = 2
_SHORTEST_ITEM: Final = 4


def clause_triggers(masked: str, start: int, end: int, found: list[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """Return the stage words `found` in a clause without those that are part of a listed name or of its class.

    甲改扩建、乙拓宽等项目: 拓宽 belongs to 乙; 丙等开工项目: 开工 belongs to the class.
    """
    closes = [start + match.start() for match in has_etc(masked[start:end])]
    if (
        not closes
        and len(found) > 1
        and found[-1].rule.kind in _CLOSING
        and (found[0].start - start > _SHORTEST_LEAD or found[0].rule.id == "build.push")
    ):
        closes = [found[-1].start]  # 甲医院改扩建、乙医院重建项目完工: one list under one verb
    if not closes:
        return found
    out: list[Trigger] = []
    glued: set[int] = set()
    for trigger in reversed(found):
        following = masked[trigger.end : trigger.end + 2]
        later = [close for close in closes if close >= trigger.end]
        listed = following[:1] in _LIST_MARKS or trigger.end in glued
        if (
            (trigger.rule.kind == "action" or trigger.word in _NOUN_RESULTS or trigger.end in glued)
            and later
            and listed
            and trigger.start > start + 1
            and all(other.start >= later[0] or other.rule.kind == "action" for other in out)
        ):
            glued.add(trigger.start)
            continue
        before = [close for close in closes if 0 < trigger.start - close <= _CLASS_WIDTH]
        if before and following in ("项目", "工程", "企业"):
            continue
        if _inside_item(masked, trigger, start, later, lexicon):
            continue
        out.append(trigger)
    return out[::-1]


# 开放时间为9:00, 具体开通时间另行通知: no day is said on which it happened or will.
_ITS_TIME: Final = clause_pattern("clause.its_time")


def without_settings(masked: str, found: list[Trigger]) -> list[Trigger]:
    """Return stage words without works that only came before: 鹿鸣公园改造提升后重新开放.

    The works stay part of the words before the name's stage, from which the name is cut.
    """
    kept = []
    for number, trigger in enumerate(found):
        if trigger.rule.hard and _ITS_TIME.match(masked, trigger.end):
            continue
        chained = trigger.end
        for other in found[number + 1 :]:
            if other.start == chained and other.rule.kind == "action":
                chained = other.end
        later = [other.rule for other in found[number + 1 :] if other.rule.hard and other.start > chained]
        if trigger.rule.kind != "action":  # 土壤修复后出让: two steps of the paper work are both told
            later = [rule for rule in later if rule.kind not in _BEFOREHAND]
        if trigger.rule.kind in _BEFOREHAND and later and _AFTER.match(masked, chained):
            continue
        kept.append(trigger)
    return kept


def _inside_item(masked: str, trigger: Trigger, start: int, closes: list[int], lexicon: Lexicon) -> bool:
    """Whether a word of works stands inside an item of a list that 等 closes: 甲桥、城中村改造A地块安置房等."""
    if trigger.rule.kind != "action" or not closes or trigger.start - start < _SHORTEST_ITEM:
        return False
    ends = [at for at in (masked.find("、", trigger.end), masked.find("和", trigger.end), closes[0]) if at > 0]
    words = masked[trigger.end : min(ends)]
    opened = masked.rfind("、", start, trigger.start)
    return opened > 0 and 2 <= len(words) <= 10 and words[0] not in "为成到" and has_head(words, lexicon)


def chain_from(masked: str, triggers: list[Trigger], index: int, lexicon: Lexicon) -> tuple[list[Trigger], int]:
    """Take stage words that follow one another with only adverbs or joining marks between them."""
    chain = [triggers[index]]
    following = index + 1
    while following < len(triggers):
        gap = masked[chain[-1].end : triggers[following].start]
        bare = lexicon.matchers["adverbs"].sub("", gap)
        if bare and not _JOIN.match(bare):
            break
        if gap.startswith("、") and len(gap) > 1 and chain[-1].rule.kind == triggers[following].rule.kind == "result":
            break  # 洞通、计划明年运营 says two things
        if bare and triggers[following].rule.kind not in ("result", "action") and chain[-1].rule.kind == "result":
            break
        if (
            ("并" in gap or "且" in gap)
            and triggers[following].rule.kind == "result"
            and chain[-1].rule.kind != "result"
        ):
            break  # 加快建设并尽早达产 says two things
        chain.append(triggers[following])
        following += 1
    return chain, following


def class_reading(name: Name, lexicon: Lexicon) -> StageReading | None:
    """Read the stage that a list's class names: 甲等开工项目12个."""
    if not name.context.endswith(("项目", "工程")):
        return None
    rules = [trigger.rule for trigger in find_triggers(name.context[:-2], lexicon)]
    rules = [rule for rule in rules if rule.kind in _CONTEXT_KINDS and (rule.hard or rule.kind != "action")]
    return combine(tuple(rules)) if rules else None
