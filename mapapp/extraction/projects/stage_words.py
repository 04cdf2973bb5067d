"""Stage words found in a clause, and what a chain of them says together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts.vocabulary import Stage
from mapapp.extraction.lexicon_patterns import clause_pattern
from mapapp.extraction.projects.project_lexicon import Lexicon, StageRule


@dataclass(frozen=True, slots=True)
class Trigger:
    """A stage word in a clause: half-open offsets within the clause."""

    start: int
    end: int
    word: str
    rule: StageRule


@dataclass(frozen=True, slots=True)
class StageReading:
    """What a chain of stage words says: a stage, the rule that decided it, how hard the stage is, the part it plays."""

    stage: Stage
    rule: StageRule
    hard: bool
    kind: str


def triggers_between(masked: str, start: int, end: int, lexicon: Lexicon) -> list[Trigger]:
    """Return the stage words of the clause masked[start:end], with offsets in `masked`."""
    found = find_triggers(masked[start:end], lexicon)
    if len(found) > 1 and found[0].rule.polarity is not None and found[1].rule.polarity is None:
        found = found[1:] if _STOOD.match(masked, start + found[0].end, end) else found
    return [Trigger(start + told.start, start + told.end, told.word, told.rule) for told in found]


# 停工两年的甲酒店竣工: what was, and is no more.
_STOOD: Final = clause_pattern("stage.stood")


def find_triggers(masked: str, lexicon: Lexicon) -> list[Trigger]:
    """Find the stage words of a masked clause, longest first, never overlapping.

    Words inside quotes, brackets and protected compounds (开发区, 研究院) are not read. What is done in part (完成六成) is
    under way, whatever the word before the share says.
    """
    hidden = _protected(masked, lexicon)
    found: list[Trigger] = []
    starts = lexicon.matchers["starts"]
    index = adverb_end = 0
    while (start := starts.search(masked, index)) is not None:
        index = start.start()
        match = _word_at(masked, index, lexicon, hidden)
        if match is not None and index in hidden and not match.rule.rank:
            match = None  # 建设用地规划许可证 begins with a protected word, and is one of its own
        adverb = lexicon.matchers["adverbs"].match(masked, index)
        if adverb and adverb.end() > index + 1 and (match is None or adverb.end() > match.end):
            index = adverb_end = adverb.end()  # 大力推进 is 大力 + 推进, never 力推
        elif match is None or (match.rule.kind in _ONLY_GOVERNING and _inside_phrase(masked, index, found, adverb_end)):
            index += 1
        elif match.rule.kind == "finish" and found and _denies_paper(masked, found[-1], index):
            index = match.end  # 土地出让没有完成 says one thing
        else:
            found.append(match)
            index = match.end
    return [_in_part(trigger, masked, lexicon) for trigger in found]


_NOT_DONE: Final = clause_pattern("stage.not_done")


def _denies_paper(masked: str, before: Trigger, at: int) -> bool:
    """Whether the words up to 完成 say of the early work named before them that it is not done."""
    return before.rule.kind.startswith("noun_") and bool(_NOT_DONE.fullmatch(masked, before.end, at))


# 完成四成, 贯通九成, 完成总工程量的62%, 完成60%工程量
_SHARE: Final = clause_pattern("stage.share")
_DONE_KINDS: Final = frozenset({"result", "finish", "site"})


def _in_part(trigger: Trigger, masked: str, lexicon: Lexicon) -> Trigger:
    """Return a stage word as a word of building when only a share of the works is done."""
    if trigger.rule.kind not in _DONE_KINDS or trigger.rule.stage.rank > Stage.COMPLETED.rank:
        return trigger
    match = _SHARE.match(masked, trigger.end)
    if match is None:
        return trigger
    return replace(trigger, end=match.end(), word=masked[trigger.start : match.end()], rule=lexicon.share_rule)


# 服务, 支持, 发展 … are verbs at the head of a phrase and nouns inside one (人力资源服务产业园).
_ONLY_GOVERNING = frozenset({"support", "soft"})


def _inside_phrase(masked: str, index: int, found: list[Trigger], adverb_end: int) -> bool:
    """Whether a word stands in the middle of a noun phrase: a Chinese character before it that ends no verb."""
    if index in (0, adverb_end) or (found and found[-1].end == index):
        return False
    return "\u4e00" <= masked[index - 1] <= "\u9fff" and masked[index - 1] not in "并和且及要来以"


# Words that take a denial back: nothing was stopped or put off.
_UNDENIED: Final = clause_pattern("stage.undenied")
_CONDITION: Final = ("具备", "具备了", "满足", "达到", "达到了", "符合", "创造", "创造了", "基本具备")
_DENIAL_REACH: Final = 24
# How far back a part of the works, and the adverbs behind it, are looked for.
_PART_REACH: Final = 24


def _word_at(masked: str, index: int, lexicon: Lexicon, hidden: frozenset[int]) -> Trigger | None:
    """Return the longest stage word that begins at an offset and that nothing around it rules out."""
    for word, rule in lexicon.by_first.get(masked[index], ()):
        if not masked.startswith(word, index):
            continue
        end = index + len(word)
        if rule.reach is not None:
            reached = rule.reach.match(masked, end)
            if reached is None:
                continue
            end = reached.end()
        if rule.unless_next and rule.unless_next.match(masked, end):
            continue
        if rule.unless_prev and masked.endswith(rule.unless_prev, 0, index):
            continue
        if masked.startswith("条件", end) and masked.endswith(_CONDITION, 0, index):
            continue  # 具备送电条件: not done yet
        if rule.polarity is not None and _UNDENIED.search(masked, max(0, index - _DENIAL_REACH), index):
            continue  # 没有因为雨季停工, 避免大桥再次延期
        if end - 1 in hidden or (rule.part and not _beside_part(masked, index, end, lexicon)):
            continue
        return Trigger(index, end, masked[index:end], rule)
    return None


def _beside_part(masked: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a part of the works stands right before or after masked[start:end], adverbs and times aside."""
    closing = lexicon.matchers["adverbs_close"].search(masked, max(0, start - _PART_REACH), start)
    edge = closing.start() if closing and closing.end() == start else start
    part = lexicon.matchers["parts_close"].search(masked, max(0, edge - _PART_REACH), edge)
    return bool(part) or bool(lexicon.matchers["parts_next"].match(masked, end))


def _protected(masked: str, lexicon: Lexicon) -> frozenset[int]:
    """Return the offsets inside protected compounds."""
    return frozenset(at for match in lexicon.matchers["protect"].finditer(masked) for at in range(*match.span()))


# Parts that say by themselves how far a thing is; among several the furthest counts.
_OUTCOMES = frozenset({"result"})
_TITLES = frozenset({"title", "selected", "certified"})


def combine(chain: tuple[StageRule, ...]) -> StageReading | None:
    """Return what a chain of stage words means together, from the governing verb to the last.

    Order of precedence: outcomes (the furthest), completion, early work, planning, landing, start, building.
    加快 + 建设 is building; 推进 + 竣工 completed; 完成 + 方案 prepared; 研究 + 推进 planned; 建成 + 启用 operating.
    """
    if not chain:
        return None
    by_kind: dict[str, list[StageRule]] = {}
    for rule in chain:
        by_kind.setdefault(rule.kind, []).append(rule)
    if "denied" in by_kind:
        return _denied(by_kind["denied"][-1], chain)
    outcomes = by_kind.get("result", [])
    if outcomes and all(rule.id == "done.wrapped-up" for rule in outcomes) and by_kind.get("noun_prepared"):
        outcomes = []  # 征收收尾 ends the early work, not the project
    planned_first = chain[0].kind in ("plan", "study", "explore", "strive") and not any(rule.hard for rule in chain)
    if outcomes:
        rule = max(outcomes, key=lambda outcome: outcome.stage.rank)
        return StageReading(rule.stage, rule, rule.hard, "result")
    if "site" in by_kind:
        rule = max(by_kind["site"], key=lambda told: told.rank)
        return StageReading(rule.stage, rule, rule.hard, "site")
    early = by_kind.get("noun_prepared") or by_kind.get("noun_planned")
    if "finish" in by_kind:
        return _finished(by_kind, early)
    if early and "certified" in by_kind:
        return StageReading(early[-1].stage, early[-1], early[-1].hard, kind="early")  # 可研报告通过专家评审
    title = _title(by_kind, chain[0], planned_first=planned_first)
    if title is not None:
        return title
    if early:
        return StageReading(early[-1].stage, early[-1], early[-1].hard, kind="early")
    landing = by_kind.get("prepare", [])
    if planned_first and not (landing and chain[0].kind == "strive"):
        return StageReading(chain[0].stage, chain[0], hard=False, kind="plan")
    if landing and chain[-1].kind == "start" and chain[-1].hard and chain[-1] is not chain[0]:
        return StageReading(chain[-1].stage, chain[-1], hard=True, kind="start")  # 核准开工, 立项开工
    if landing and chain[-1].id == "build.build" and chain[-1] is not chain[0]:
        return StageReading(chain[-1].stage, chain[-1], hard=False, kind="light")  # 落地建设, 立项建设
    return _begun(by_kind, chain)


def _begun(by_kind: dict[str, list[StageRule]], chain: tuple[StageRule, ...]) -> StageReading:
    """Return what a chain without outcome, title and early work means: a beginning, a plan, or work going on."""
    for kind in ("approve", "prepare", "found", "bring", "start"):
        if kind in by_kind:
            rule = by_kind[kind][-1]
            return StageReading(rule.stage, rule, rule.hard, kind)
    for kind in ("plan", "study", "explore", "strive"):
        if kind in by_kind and chain[-1].kind == kind:
            rule = by_kind[kind][-1]
            return StageReading(rule.stage, rule, hard=False, kind="plan")
    solid = any(rule.hard for rule in by_kind.get("action", []))
    for kind in ("under", "light", "make", "weak", "action", "support", "soft"):
        if kind in by_kind:
            rule = by_kind[kind][-1]
            return StageReading(rule.stage, rule, rule.hard or solid, kind)
    rule = chain[-1]
    return StageReading(rule.stage, rule, rule.hard, rule.kind)


def _title(by_kind: dict[str, list[StageRule]], first: StageRule, *, planned_first: bool) -> StageReading | None:
    """Return what the words of a title mean: sought when applied for or planned, else as they say; None without any."""
    for kinds in (("create",), ("title", "certified", "selected"), ("apply",)):
        rules = [rule for kind in kinds for rule in by_kind.get(kind, [])]
        if rules and ("apply" in by_kind or planned_first):
            return StageReading(Stage.PLANNED, by_kind.get("apply", [first])[0], hard=False, kind="title")
        if rules:
            return StageReading(rules[-1].stage, rules[-1], hard=False, kind="title")
    return None


_UNTOLD: Final = frozenset({"denied", "light", "soft", "support"})


def _denied(rule: StageRule, chain: tuple[StageRule, ...]) -> StageReading:
    """Return which stage was stopped or given up: the one named with it (取消开工), else the word's own."""
    told = [other for other in chain if other.kind not in _UNTOLD]
    return StageReading(told[-1].stage if told else rule.stage, rule, hard=True, kind="denied")


def _finished(by_kind: dict[str, list[StageRule]], early: list[StageRule] | None) -> StageReading:
    """Return what 完成 means with what it completes: early work prepares, building completes."""
    finish = by_kind["finish"][0]
    if early:
        return StageReading(Stage.PREPARED, early[-1], hard=False, kind="early")
    if "prepare" in by_kind:
        return StageReading(Stage.PREPARED, by_kind["prepare"][-1], hard=False, kind="prepare")
    if "create" in by_kind:
        return StageReading(Stage.COMPLETED, by_kind["create"][-1], hard=False, kind="title")
    return StageReading(Stage.COMPLETED, finish, "action" in by_kind, "finish")
