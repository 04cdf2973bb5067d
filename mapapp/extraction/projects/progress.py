"""Words that tell how far a thing is without naming it: 完成最后一个承台浇筑, 目前正进行墩身施工, 开工目标未能实现.

Such a stretch holds stage words, times, adverbs, parts of works and shares, and nothing that is a name of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts.vocabulary import Polarity, Stage
from mapapp.extraction.lexicon_patterns import clause_pattern
from mapapp.extraction.projects.name_parts import residue
from mapapp.extraction.projects.polarity import polarity_around
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import has_head, points_back, tells_of_topic
from mapapp.extraction.projects.stage_words import StageReading, Trigger, combine, triggers_between
from mapapp.extraction.text.times import TIME


@dataclass(frozen=True, slots=True)
class Progress:
    """One stage told without a name: its reading, the bounds of the stage words and of the words that date them.

    `polarity` where the stage is said not to be reached; `moved` bounds the words that may hold the new time.
    """

    reading: StageReading
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
# Paper work that is listed behind one verb.
_PAPERS: Final = frozenset({"noun_prepared", "prepare", "early"})
_LINKS: Final = clause_pattern("progress.links")
_HELPING: Final = frozenset({"light", "action", "plan", "study", "bring", "weak"})
_NUMBER: Final = clause_pattern("progress.number").pattern
# What may follow the last stage word: a quantity, a share, a mark of aspect, a class word.
_AFTER: Final = clause_pattern("progress.after").pattern
_UNIT: Final = clause_pattern("progress.unit").pattern
_MORE: Final = clause_pattern("progress.more").pattern
_OF_WHOM: Final = clause_pattern("progress.of_whom").pattern
_TAIL: Final = re.compile(rf"(?:{_AFTER}|{_NUMBER}(?:{_UNIT})(?:{_MORE})?|{_OF_WHOM})*")
# 竣工日期为2024年3月: the date stands behind its stage.
_DUE: Final = re.compile(rf"(?:{clause_pattern('progress.due').pattern}){TIME}")
# Words that stand between two stage words of one statement.
_INNER: Final = clause_pattern("progress.inner")
# What a stage word before it set: 招标后, 于.
_SETTING: Final = re.compile(r"[^，。；]{0,10}[后时]于?")
# 因与规划冲突终止: the reason stands before the stage word.
REASON: Final = clause_pattern("progress.reason")
_BEFORE: Final = clause_pattern("progress.before")
# So many characters of its own before a part make another project of it: 金泰电子新厂房.
_OWN_NAME: Final = 3
_STOREY: Final = re.compile(r"[\d一二三四五六七八九十]+层")
_PIECE: Final = clause_pattern("progress.piece").pattern
_PARTS_TIME: Final = clause_pattern("progress.parts_time")


def read_progress(
    masked: str, start: int, end: int, topic: str, lexicon: Lexicon, *, labelled: bool = False
) -> list[Progress] | None:
    """Return the stages that masked[start:end] tells of `topic`; None where it names something of its own or tells none.

    The stages stand in the order they are told; of words that follow one another without a mark or a time, the furthest
    counts. `labelled` says that the words stand under the topic's label: what names nothing built is then told of it.
    """
    triggers = [
        trigger
        for trigger in triggers_between(masked, start, end, lexicon)
        if trigger.rule.kind in _TELLING or trigger.rule.kind in _HELPING
    ]
    if triggers and REASON.match(masked, start, end):
        if not _denies(masked, start, end, triggers[-1]):
            return None  # 因管线迁改: why, not how far
        triggers = triggers[-1:]
    # 招标后进场: what came before is only the setting
    triggers = [trigger for trigger in triggers if not _BEFORE.match(masked, trigger.end) or trigger is triggers[-1]]
    if not any(tells(trigger) for trigger in triggers):
        return None
    groups: list[list[Trigger]] = [[]]
    at = start
    for trigger in triggers:
        gap = masked[at : trigger.start]
        lenient = labelled and trigger.rule.hard and not _names_another(gap, lexicon)
        if not lenient and not _is_filler(masked, at, trigger.start, topic, lexicon):
            return None
        parted = groups[-1] and _PARTS_TIME.search(gap)
        if parted and not (_is_one_outcome(groups[-1][-1], gap, trigger) or _is_paper_list(gap, trigger, lexicon)):
            groups.append([])
        groups[-1].append(trigger)
        at = trigger.end
    if not _closes(masked, at, end, lexicon) and not (labelled and _counts(masked[at:end], lexicon)):
        return None
    return _statements(masked, start, end, groups, lexicon)


def tells(trigger: Trigger) -> bool:
    """Whether a stage word can tell by itself how far a thing is."""
    return trigger.rule.kind in _TELLING or trigger.rule.hard


def _is_one_outcome(before: Trigger, gap: str, after: Trigger) -> bool:
    """Whether two outcomes are told as one: 建成并投入使用."""
    return gap in ("并", "并且", "且", "并正式") and before.rule.kind == after.rule.kind == "result"


def _is_paper_list(gap: str, after: Trigger, lexicon: Lexicon) -> bool:
    """Whether a stage word goes on a list of paper work that one verb governs: 完成立项、环评."""
    return after.rule.kind in _PAPERS and not _LINKS.sub("", lexicon.matchers["part_early"].sub("", gap))


def _denies(masked: str, start: int, end: int, last: Trigger) -> bool:
    """Whether the last stage word of a clause says that a stage was not reached or given up."""
    return last.rule.polarity is not None or polarity_around(masked, (start, end), last.start, last.end) is not None


def _is_filler(masked: str, start: int, end: int, topic: str, lexicon: Lexicon) -> bool:
    """Whether the words before a stage word name nothing new."""
    reason = REASON.search(masked, start, end)
    if reason and _SETTING.fullmatch(masked, start, reason.start()):
        return True  # 开工后因资金断裂停工
    words = _INNER.sub("", masked[start:end])
    if not words or REASON.fullmatch(words) or tells_of_topic(masked, start, end, topic, lexicon):
        return True
    bare = _INNER.sub("", lexicon.matchers["between"].sub("", words))
    bare = re.sub(_NUMBER + _PIECE, "", bare).strip("、和及的")
    if not bare or lexicon.matchers["parts_only"].fullmatch(bare):
        return True
    part = lexicon.matchers["parts_close"].search(bare)
    if part is None:
        return bool(_SETTING.fullmatch(words))
    named = bare[: part.start()]
    if points_back(named, topic):
        return True
    return not has_head(named, lexicon) and len(residue(named, lexicon)) < _OWN_NAME


def _names_another(words: str, lexicon: Lexicon) -> bool:
    """Whether words under a label name something built besides; 两条路 counts what the label names."""
    bare = lexicon.matchers["between"].sub("", words).strip("、，的和及已均")
    return has_head(bare, lexicon) and not re.match(_NUMBER + _PIECE, bare)


def _counts(words: str, lexicon: Lexicon) -> bool:
    """Whether what follows a stage word under a label only says how much: 架设18孔."""
    return bool(re.fullmatch(_NUMBER + r"[\u4e00-\u9fff]{0,2}", lexicon.matchers["between"].sub("", words)))


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
        due = _DUE.match(masked, last, until)
        found.append(Progress(reading, (first, last), (at, due.end() if due else last), polarity, moved))
        at = last
    return found or None


def of_part(reading: StageReading, words: str, lexicon: Lexicon) -> StageReading:
    """Return a reading at the stage of the whole when only a part of the works has come so far.

    A finished frame is topped out; a finished foundation, façade or road bed is building.
    """
    if reading.stage is Stage.TOPPED_OUT and lexicon.matchers["part_below"].search(words):
        return replace(reading, stage=Stage.BUILDING, hard=True)  # 地下结构已全部封顶
    if reading.stage in (Stage.COMPLETED, Stage.STARTED) and reading.kind in ("result", "finish", "start", "site"):
        if _STOREY.search(words) or any(
            lexicon.matchers[f"part_{name}"].search(words) for name in ("below", "above", "fit-out", "civil")
        ):
            return replace(reading, stage=Stage.BUILDING, hard=True)
        if reading.stage is Stage.COMPLETED and lexicon.matchers["part_shell"].search(words):
            return replace(reading, stage=Stage.TOPPED_OUT, hard=True)
    if reading.kind == "finish" and _is_paper(words, lexicon):
        return replace(reading, stage=Stage.PREPARED)  # 完成立项、设计
    if reading.kind == "finish":
        return replace(reading, hard=True)
    return reading


def _is_paper(words: str, lexicon: Lexicon) -> bool:
    """Whether what was finished is paper work only: words end in a list of it."""
    return bool(lexicon.matchers["part_early"].match(words, words.rfind("完成") + 2))
