"""A project named first and told of afterwards: 青石产业园项目，建成9万平方米厂房."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from mapapp.contracts.vocabulary import Stage
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.name_candidates import split_names
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.stage_words import Reading, Trigger, combine, find_triggers
from mapapp.extraction.text.clauses import clause_bounds

_TOPIC: Final = re.compile(r"[^，。；、]{4,40}(?:项目|工程)$")
_BEFORE_TOPIC: Final = re.compile(r"\s*(?:其中|目前|此外|同时)?\s*$")
# What may stand between the comma and the verb.
_LEAD: Final = re.compile(r"\s*(?:计划|将|拟|力争|年内|年底前?|今年|目前|现|已|正在?)*")
# An object that is part of the topic: counted, or a word for all of it.
_OWN_PART: Final = re.compile(r"(?:约|近|超|共)?[\d一二两三四五六七八九十]+|标准化?厂房|(?:项目|工程)?主体|全部|首批")
# Works whose counted object the stage words leave to the figures: 新建2个车间.
_WORKS: Final = re.compile(
    r"(?:新建|建设|新上|改建|扩建|购置)(?=(?:约|近|超|共)?[\d一二两三四五六七八九十]|标准化?厂房)"
)
_SHELL: Final = re.compile(r"主体(?:工程|结构|建设|施工)?")
_BUILDING_KINDS: Final = frozenset({"result", "finish", "start", "action", "light", "under"})
_CLAUSES_TRIED: Final = 2


def topic_claims(text: str, masked: str, claims: list[Claim], lexicon: Lexicon) -> list[Claim]:
    """Return the project that opens a sentence, set off by a comma, the stage of its counted parts.

    `claims` are those the sentence makes already; a topic that has one, or a clause whose object is a name of its
    own, is left alone.
    """
    bounds = clause_bounds(masked)
    at = next((number for number, bound in enumerate(bounds) if _TOPIC.match(masked[slice(*bound)])), None)
    if at is None or at > 1 or not _BEFORE_TOPIC.match(masked[: bounds[at][0]].rstrip("，,：:")):
        return []
    left, right = bounds[at]
    if find_triggers(masked[left:right], lexicon) or any(left <= claim.name.start < right for claim in claims):
        return []
    names = split_names(text, masked, left, right, lexicon)
    if len(names) != 1 or names[0].counted:
        return []
    for start, end in bounds[at + 1 : at + 1 + _CLAUSES_TRIED]:
        reading = _parts_stage(masked[start:end], lexicon)
        if reading is not None:
            return [Claim(names[0], reading, left, end, "", closing=True, clause=(left, end))]
    return []


def _parts_stage(clause: str, lexicon: Lexicon) -> Reading | None:
    """Return what stage a clause gives to counted parts of the thing named before, None if to no such parts."""
    lead = _LEAD.match(clause)
    start = lead.end() if lead else 0
    triggers = find_triggers(clause, lexicon)
    chain: list[Trigger] = []
    at = start
    for trigger in triggers:
        if trigger.start > at and chain:
            break
        if trigger.end <= start:
            continue
        if trigger.start > at:
            break
        chain.append(trigger)
        at = trigger.end
    if not chain and _WORKS.match(clause, start):
        rule = next(rule for rule in lexicon.stages if rule.id == "build.build")
        return Reading(Stage.BUILDING, rule, hard=True, kind="action")
    if not chain or chain[-1].rule.kind not in _BUILDING_KINDS or not _OWN_PART.match(clause, at):
        return None
    reading = combine(tuple(trigger.rule for trigger in chain))
    if reading is None:
        return None
    topped_out = reading.stage is Stage.COMPLETED and bool(_SHELL.search(clause, at))
    # counted floors and halls stand on the ground
    return replace(reading, hard=True, stage=Stage.TOPPED_OUT if topped_out else reading.stage)
