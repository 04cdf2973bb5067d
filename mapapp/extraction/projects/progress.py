"""Words that tell how far a thing is without naming it: 完成最后一个承台浇筑, 目前正进行墩身施工, 开工目标未能实现.

Such a stretch holds stage words, times, adverbs, parts of works and shares, and nothing that is a name of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts.vocabulary import Polarity, Stage
from mapapp.extraction.projects.name_parts import residue
from mapapp.extraction.projects.polarity import polarity_around
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import has_head, tells_of_topic
from mapapp.extraction.projects.stage_words import Reading, Trigger, combine, find_triggers


@dataclass(frozen=True, slots=True)
class Progress:
    """One stage told without a name: its reading, the bounds of the stage words and of the words that date them.

    `polarity` where the stage is said not to be reached; `moved` bounds the words that may hold the new time.
    """

    reading: Reading
    said: tuple[int, int]
    scope: tuple[int, int]
    polarity: Polarity | None
    moved: tuple[int, int] | None


# Kinds of stage words that tell of works on the ground, or of the paper work before them.
_TELLING: Final = frozenset(
    {
        "result",
        "site",
        "denied",
        "start",
        "under",
        "finish",
        "noun_prepared",
        "prepare",
        "approve",
        "early",
        "noun_planned",
    }
)
_HELPING: Final = frozenset({"light", "action", "plan", "study", "bring", "weak"})
_NUMBER: Final = r"(?:约|近|超过?|共|达到?|逾|仅)?[\d.,，一二三四五六七八九十百千万两几数]+(?:余|多|万|亿)?"
# What may follow the last stage word: a quantity, a share, a mark of aspect, a class word.
_TAIL: Final = re.compile(
    rf"(?:了|中|同步|穿插|结束|完成|完毕|到位|收尾|阶段|工作|手续|程序|任务|验收|工程|状态|环节|作业|一年|过半|期|并|且|尾声|基本|较?慢|缓慢|顺利|良好|有序|进展|进度"
    rf"|{_NUMBER}(?:%|％|成[一二三四五六七八九半多]?|个百分点|公里|千米|米|层|根|户|家|套|台|栋|幢|座|条|个|处|证|亩|吨|张|间|片|块|平方米|万平方米|万元|亿元|天|个?月|周|年|号楼)"
    rf"(?:以上|左右|居民|企业|厂房|床位)?|(?:给|至)?(?:属地|养护|管理|运营|使用|业主)?(?:单位|部门|街道|方|公司)|属地|的?[\d.]+[%％]|[一二三四五六七八九]成[一二三四五六七八九半多]?|率?达到?|、|，)*"
)
# Words that stand between two stage words of one statement.
_INNER: Final = re.compile(
    r"(?:了|着|的|中|地|后|于|拿到|领取|具有|相关|各项|有关|主要|第[一二三四五六七八九十\d]+[层根榀跨环]|年度|全部|所有|先行|单体|专项|深化|新的?|正在|进行|开展|办理|取得|获得|通过|实现|进入|处于|具备|阶段|工作|手续|作业)*"
)
# What a stage word before it set: 招标后, 于.
_SETTING: Final = re.compile(r"[^，。；]{0,10}[后时]于?")
# 因与规划冲突终止: the reason stands before the stage word.
REASON: Final = re.compile(r"(?:因(?!地)|受(?!理)|由于|鉴于)[^，。；]{1,24}")
_BEFORE: Final = re.compile(r"(?:之|以)?(?:后|来)(?:于|在)?")
_STOREY: Final = re.compile(r"[\d一二三四五六七八九十]+层")
_PARTS_TIME: Final = re.compile(r"[、并且和]|\d月|年|季度|“")


def read_progress(masked: str, start: int, end: int, topic: str, lexicon: Lexicon) -> list[Progress] | None:
    """Return the stages that masked[start:end] tells of `topic`; None where it names something of its own or tells none.

    The stages stand in the order they are told; of words that follow one another without a mark or a time, the furthest
    counts.
    """
    triggers = [
        replace(trigger, start=trigger.start + start, end=trigger.end + start)
        for trigger in find_triggers(masked[start:end], lexicon)
    ]
    triggers = [trigger for trigger in triggers if trigger.rule.kind in _TELLING | _HELPING]
    if triggers and REASON.match(masked, start, end):
        if not _denies(masked, start, end, triggers[-1]):
            return None  # 因管线迁改: why, not how far
        triggers = triggers[-1:]
    # 招标后进场: what came before is only the setting
    triggers = [trigger for trigger in triggers if not _BEFORE.match(masked, trigger.end) or trigger is triggers[-1]]
    if not any(trigger.rule.kind in _TELLING or trigger.rule.hard for trigger in triggers):
        return None
    groups: list[list[Trigger]] = [[]]
    at = start
    for trigger in triggers:
        gap = masked[at : trigger.start]
        if not _is_filler(masked, at, trigger.start, topic, lexicon):
            return None
        if groups[-1] and _PARTS_TIME.search(gap):
            groups.append([])
        groups[-1].append(trigger)
        at = trigger.end
    if not _closes(masked, at, end, lexicon):
        return None
    return _statements(masked, start, end, groups, lexicon)


def _denies(masked: str, start: int, end: int, last: Trigger) -> bool:
    """Whether the last stage word of a clause says that a stage was not reached or given up."""
    return last.rule.polarity is not None or polarity_around(masked, (start, end), last.start, last.end) is not None


def _is_filler(masked: str, start: int, end: int, topic: str, lexicon: Lexicon) -> bool:
    """Whether the words before a stage word name nothing new."""
    words = _INNER.sub("", masked[start:end])
    if not words or REASON.fullmatch(words) or tells_of_topic(masked, start, end, topic, lexicon):
        return True
    bare = _INNER.sub("", lexicon.matchers["between"].sub("", words))
    bare = re.sub(_NUMBER + r"(?:个|项|家|台|套|处|层|根|条|座|块)?", "", bare).strip("、和及的")
    if not bare or lexicon.matchers["parts_only"].fullmatch(bare):
        return True
    part = lexicon.matchers["parts_close"].search(bare)
    if part is None:
        return bool(_SETTING.fullmatch(words))
    named = bare[: part.start()]
    return not has_head(named, lexicon) or len(residue(named, lexicon)) < 2


def _closes(masked: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether nothing of its own follows the last stage word: a quantity, a part, a denial and its new time."""
    if polarity_around(masked, (start, end), start, start) is not None:
        return True
    match = _TAIL.match(masked, start, end)
    at = match.end() if match else start
    if polarity_around(masked, (at, end), at, at) is not None:
        return True
    words = lexicon.matchers["between"].sub("", masked[at:end]).strip("、的")
    return not words or bool(lexicon.matchers["parts_only"].fullmatch(words)) or words.startswith(("，", "（"))


def _statements(
    masked: str, start: int, end: int, groups: list[list[Trigger]], lexicon: Lexicon
) -> list[Progress] | None:
    """Read each group of stage words as one statement, the words between dating and denying it."""
    found: list[Progress] = []
    at = start
    for number, group in enumerate(groups):
        reading = combine(tuple(trigger.rule for trigger in group))
        if reading is None:
            continue
        first, last = group[0].start, group[-1].end
        until = groups[number + 1][0].start if number + 1 < len(groups) else end
        part = masked[at : until if number + 1 == len(groups) else last]
        reading = of_part(reading, part, lexicon)
        denied = polarity_around(masked, (at, until), first, last)
        polarity, moved = reading.rule.polarity, None
        if denied is not None:
            polarity = denied.polarity if polarity is not Polarity.CANCELLED else polarity
            moved = (denied.moved_from, until) if denied.moved_from is not None else None
        found.append(Progress(reading, (first, last), (at, last), polarity, moved))
        at = last
    return found or None


def of_part(reading: Reading, words: str, lexicon: Lexicon) -> Reading:
    """Return a reading at the stage of the whole when only a part of the works has come so far.

    A finished frame is topped out; a finished foundation, façade or road bed is building.
    """
    if reading.stage in (Stage.COMPLETED, Stage.STARTED) and reading.kind in ("result", "finish", "start", "site"):
        if _STOREY.search(words) or any(
            lexicon.matchers[f"part_{name}"].search(words) for name in ("below", "above", "fit-out", "civil")
        ):
            return replace(reading, stage=Stage.BUILDING, hard=True)
        if reading.stage is Stage.COMPLETED and lexicon.matchers["part_shell"].search(words):
            return replace(reading, stage=Stage.TOPPED_OUT, hard=True)
    if reading.kind == "finish":
        return replace(reading, hard=True)
    return reading
