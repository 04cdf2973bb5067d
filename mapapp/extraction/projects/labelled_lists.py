"""Lists under a label that tells their stage: 【竣工】甲桥、乙路。在建项目：甲厂、乙园."""

from __future__ import annotations

import re
from typing import Final

from mapapp.contracts.vocabulary import Stage
from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.name_candidates import split_names
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.stage_words import StageReading, combine, find_triggers

_LABEL: Final = re.compile(
    r"\s*(?:[▶►▷→◎□■◆●★▲·—-]*\s*)(?:【(?P<boxed>[^】]{2,14})】|(?P<plain>[^，。；：【】]{2,14})[：:])\s*"
)
# Nothing but a stage: 本周开工, 新签约项目（3个）, 在建项目.
_WORDS: Final = name_pattern("list.label")
# Words that are a stage only as a label; the general rules of that stage stand for them.
_LABELS: Final = {
    "在建": "build.build",
    "续建": "build.build",
    "拟建": "plan.plan",
    "规划": "plan.plan",
    "储备": "plan.plan",
    "谋划": "plan.plan",
    "预备": "plan.plan",
    "完成": "done.finished",
    "办结": "done.finished",
    "推进": "build.build",
    "推进中": "build.build",
    "正在推进": "build.build",
    "建设中": "build.build",
    "施工中": "build.build",
}
# 供热：, 供水：: what a paragraph is about, not how far it is.
_FIELDS: Final = frozenset({"供水", "供热", "供气", "发电", "通气"})
_LABEL_STAGES: Final = (Stage.BUILDING, Stage.COMPLETED)
_TELLING: Final = ("prepare", "approve", "early", "under")
_MARKS: Final = re.compile(r"[。；;\s]+")


def labelled_claims(text: str, masked: str, lexicon: Lexicon) -> list[Claim]:
    """Return the names of a list the stage that the label before it tells; none where the label is no stage."""
    label = _LABEL.match(text)
    reading = stage_of_label(label.group("boxed") or label.group("plain"), lexicon) if label else None
    if label is None or reading is None:
        return []
    found: list[Claim] = []
    start = label.end()
    for mark in (*_MARKS.finditer(masked, start), None):
        end = mark.start() if mark else len(masked)
        if end - start >= 2:
            found += [
                Claim(
                    name,
                    reading,
                    label.start(),
                    name.end,
                    "",
                    closing=True,
                    clause=(label.start(), end),
                    scope=(label.start(), label.end()),
                )
                for name in split_names(text, masked, start, end, lexicon)
            ]
        start = mark.end() if mark else end
    return found


def stage_of_label(label: str, lexicon: Lexicon) -> StageReading | None:
    """Return what a label or heading tells; None where it holds more than stage words: 计划新开工项目, not 加快项目建设."""
    match = _WORDS.fullmatch(label)
    if match is None:
        return None
    words = match.group("stage")
    if words in _FIELDS:
        return None
    ident = _LABELS.get(words)
    rule = next((rule for rule in lexicon.stages if rule.id == ident), None) if ident else None
    if rule is not None:
        return StageReading(rule.stage if rule.stage in _LABEL_STAGES else Stage.PLANNED, rule, hard=True, kind="under")
    triggers = find_triggers(words, lexicon)
    if not triggers or triggers[0].start or triggers[-1].end != len(words):
        return None
    reading = combine(tuple(trigger.rule for trigger in triggers))
    return reading if reading is not None and (reading.hard or reading.kind in _TELLING) else None
