"""The coordination grammar: which names of a clause reach which stage.

A clause is read as [adverb] [verb] NAMES [noun of action] [adverb] [verb] [quantity], repeated over 、 and 和. A verb
with nothing before it governs what follows (建成甲、乙); one with names before and nothing after closes them
(甲、乙结构封顶); both together say one thing (推进甲、乙竣工).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.mentions.lexicon import Lexicon, StageRule
from mapapp.mentions.phrases import Name, split_names
from mapapp.mentions.triggers import Reading, Trigger, combine, find_triggers

# What may follow a closing verb without being its object: a separator, a quantity, the clause's end.
_AFTER_CLOSING: Final = re.compile(
    r"[、和及并且与；]|(?:约|近|超|共|达)?[\d一二两三四五六七八九十百千]+(?:余|多)?(?:个|家|条|座|公里|平方|亩|万|亿|米|户|%|人|项|台|套|天|月|年|周)|（|$|仪式|阶段|条件|后|时|以来"
)
_JOIN: Final = re.compile(r"^[、，和及并且与而后]*$")
# Verbs that never take what follows as their object when names stand before them.
_INTRANSITIVE: Final = frozenset({"result", "start", "under", "weak", "prepare"})
_TRANSITIVE_RESULTS: Final = frozenset(
    {
        "建成",
        "建成启用",
        "竣工",
        "完工",
        "启用",
        "投用",
        "开通",
        "落地",
        "引进",
        "集聚",
        "打通",
        "贯通",
        "签约",
        "完成",
        "获批",
    }
)
_TITLE_KINDS: Final = frozenset({"title", "selected", "certified", "create", "apply"})
_NOMINAL: Final = frozenset({"action", "noun_prepared", "noun_planned", "create"})
_BACKDROP: Final = re.compile(
    r"^(?:与|同|由|在|对|将|把|以|从|向|经|按照|根据|依托|围绕|聚焦|针对|结合|随着|通过|面向|紧扣|立足|发挥|利用|借助)"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A name with a stage: offsets within the clause of the name and of everything the claim rests on.

    `subject` is what a title belongs to (碧湖村 获评 …); `soft` that only a general verb governs; `closing` that the
    stage stands after the name; `verb` the governing words.
    """

    name: Name
    reading: Reading
    start: int
    end: int
    verb: str
    closing: bool
    subject: Name | None = None


@dataclass(slots=True)
class _State:
    """Reading state within a clause: the governing chain, names waiting for a verb, the last names closed."""

    governing: tuple[StageRule, ...] = ()
    governing_start: int = 0
    governing_words: str = ""
    waiting: list[Name] | None = None
    closed: list[Name] | None = None


def read_clause(clause: str, masked: str, lexicon: Lexicon, *, governing: tuple[StageRule, ...] = ()) -> list[Claim]:
    """Read one clause into claims.

    `masked` is the clause with quotes and brackets masked; `governing` verbs carried over from a clause that ended in
    分别是 or a colon.
    """
    triggers = find_triggers(masked, lexicon)
    state = _State(governing=governing)
    claims: list[Claim] = []
    at = 0
    index = 0
    while index < len(triggers):
        chain, following = _chain(masked, triggers, index, lexicon)
        phrase = _phrase(clause, masked, at, chain[0].start, lexicon)
        if phrase:
            state.waiting = [*(state.waiting or []), *phrase]
        _read_chain(clause, masked, chain, triggers, following, state, claims, lexicon)
        at = chain[-1].end
        index = following
    phrase = _phrase(clause, masked, at, len(clause), lexicon)
    waiting = [*(state.waiting or []), *phrase]
    if waiting and state.governing:
        claims.extend(_claims(waiting, state.governing, (), state, len(clause), closing=False))
    return claims


def _chain(masked: str, triggers: list[Trigger], index: int, lexicon: Lexicon) -> tuple[list[Trigger], int]:
    """Take stage words that follow one another with only adverbs or joining marks between them."""
    chain = [triggers[index]]
    following = index + 1
    while following < len(triggers):
        gap = masked[chain[-1].end : triggers[following].start]
        bare = lexicon.matchers["adverbs"].sub("", gap)
        if bare and not _JOIN.match(bare):
            break
        if (
            gap
            and bare
            and triggers[following].rule.kind not in ("result", "action")
            and chain[-1].rule.kind == "result"
        ):
            break
        chain.append(triggers[following])
        following += 1
    return chain, following


def _phrase(clause: str, masked: str, start: int, end: int, lexicon: Lexicon) -> list[Name]:
    """Read the names between two chains; adverbs at either end belong to the verbs."""
    while True:
        rest = masked[start:end]
        match = lexicon.matchers["adverbs_open"].match(rest)
        if match and match.end() and (match.end() < len(rest) - 1 or match.end() == len(rest)):
            start += match.end()
            continue
        break
    while True:
        match = lexicon.matchers["adverbs_close"].search(masked, start, end)
        if match and match.start() < match.end() and match.end() == end and match.start() > start:
            end = match.start()
            continue
        break
    if end - start < 2:
        return []
    return split_names(clause, start, end, lexicon)


def _read_chain(
    clause: str,
    masked: str,
    chain: list[Trigger],
    triggers: list[Trigger],
    following: int,
    state: _State,
    claims: list[Claim],
    lexicon: Lexicon,
) -> None:
    """Decide what a chain of verbs does: close the names before it, or govern those after it."""
    rules = tuple(trigger.rule for trigger in chain)
    rest = masked[chain[-1].end : triggers[following].start if following < len(triggers) else len(masked)]
    rest = lexicon.matchers["adverbs_open"].sub("", rest, count=1) if rest else rest
    waiting = state.waiting
    if not waiting:
        if state.closed and masked[chain[0].start - 1 : chain[0].start] in ("并", "且") and not rest:
            claims.extend(_claims(state.closed, (), rules, state, chain[-1].end, closing=True))
            return
        if not state.governing or masked[chain[0].start - 1 : chain[0].start] in ("、", "和", "并", "及"):
            state.governing_start = chain[0].start
        state.governing = (*state.governing, *rules) if _same_verb(state) else rules
        state.governing_words = clause[state.governing_start : chain[-1].end]
        return
    ends = not rest or bool(_AFTER_CLOSING.match(rest))
    last = chain[-1]
    if not ends and any(rule.kind in _TITLE_KINDS for rule in rules) and following >= len(triggers) - 1:
        objects = _phrase(
            clause, masked, last.end, len(clause) if following >= len(triggers) else triggers[following].start, lexicon
        )
        tail = tuple(trigger.rule for trigger in triggers[following:])
        reading = combine((*rules, *tail))
        if objects and reading:
            subjects = [name for name in waiting if not _BACKDROP.match(name.text)]
            claims.extend(_title_claims(subjects, objects, reading, len(clause), clause[chain[0].start : last.end]))
            state.waiting, state.closed = None, None
            state.governing = ()
            # the object is used up: nothing may read it again
            triggers[following:] = []
            return
    transitive = last.rule.kind not in _INTRANSITIVE or last.word in _TRANSITIVE_RESULTS
    if ends or not transitive:
        claims.extend(_claims(waiting, state.governing, rules, state, last.end, closing=True))
        state.closed, state.waiting = waiting, None
        if rest and rest[0] not in "、和及并且与":
            state.governing = ()
        return
    if last.rule.kind in _NOMINAL and state.governing:
        # 推进甲建设乙 does not occur; 推进甲改造提升工程 does: the noun belongs to the name
        claims.extend(_claims(waiting, state.governing, rules, state, last.end, closing=True))
        state.closed, state.waiting, state.governing = waiting, None, ()
        return
    state.waiting = None
    state.closed = None
    state.governing = rules
    state.governing_start = chain[0].start
    state.governing_words = clause[chain[0].start : last.end]


def _same_verb(state: _State) -> bool:
    """Tell whether a chain continues the governing verb (加快推进 … 建设) or is a new one (开工、竣工)."""
    return bool(state.governing) and state.closed is None


def _claims(
    names: list[Name],
    governing: tuple[StageRule, ...],
    closing_rules: tuple[StageRule, ...],
    state: _State,
    end: int,
    *,
    closing: bool,
) -> list[Claim]:
    """Give one claim for each name."""
    rules = (*governing, *closing_rules)
    reading = combine(rules)
    if reading is None or (not governing and all(rule.kind in _NOMINAL for rule in closing_rules)):
        reading = _bare_noun(closing_rules)
        if reading is None:
            return []
    start = min(names[0].start, state.governing_start if governing else names[0].start)
    start = max(0, start)
    return [Claim(name, reading, start, end, state.governing_words, closing) for name in names]


def _bare_noun(rules: tuple[StageRule, ...]) -> Reading | None:
    """Read a clause that is only a name and a noun of action (云岭医院扩建): work under way, weakly."""
    reading = combine(rules)
    return replace(reading, kind="bare", hard=False) if reading else None


def _title_claims(subjects: list[Name], objects: list[Name], reading: Reading, end: int, verb: str) -> list[Claim]:
    """Join each subject with the title it won, or give the title alone."""
    reading = replace(reading, kind="title")
    if not subjects:
        return [Claim(name, reading, 0, end, verb, closing=False) for name in objects]
    return [
        Claim(objects[-1], reading, subject.start, end, verb, closing=False, subject=subject) for subject in subjects
    ]
