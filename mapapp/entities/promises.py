"""What became of every planned event: kept, late, partly, missed, or not known, with the rule and its numbers.

The rules, in the order they are tried. Evidence is what documents report; a plan is never evidence of a deed.
grey    not-due, uncovered, baseline: no later document speaks of the project, or of its zone in that year or the next
green   kept, already: the promised stage is reported for a year up to the promised one
yellow  late: it is reported for a later year; partly: by the promised year a later document reports a lower stage
red     missed: a later document speaks of the project, silent: one reports on its zone for that year or the next, and the stage is not reported
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts import Document, Light, Modality, Project, ProjectEvent, Promise, Stage
from mapapp.entities.coverage import SILENCE_SPEAKS_YEARS, Coverage, covering_documents, document_coverage
from mapapp.entities.timelines import lane_of, years_of

# Stages with a day on which they are met; 推进 and 谋划 go on for years without slipping.
MILESTONES: Final = frozenset({Stage.STARTED, Stage.TOPPED_OUT, Stage.COMPLETED, Stage.OPERATING})

RULES: Final[dict[str, str]] = {
    "kept": "绿：承诺年份前（含）报告已达到承诺阶段",
    "already": "绿：承诺之前已报告达到该阶段，其后的文件仍在谈这个项目",
    "late": "黄：达到承诺阶段，但最早见于承诺年份之后的报告",
    "partly": "黄：承诺年份前（含）其后的文件只报告到较低阶段",
    "missed": "红：承诺年份已过，其后的文件谈到该项目，仍未见达到",
    "silent": "红：承诺年份已过，其后的文件回顾了所在片区的承诺年份或次年，却未提该项目",
    "not-due": "灰：没有更晚的文件覆盖承诺年份",
    "uncovered": "灰：更晚的文件没有谈到该项目，也没有回顾其片区的承诺年份或次年",
    "baseline": "灰：承诺前已达到该阶段，其后的文件只谈到片区，未再提及",
}
_LIGHT_BY_RULE: Final = {
    "kept": Light.GREEN,
    "already": Light.GREEN,
    "late": Light.YELLOW,
    "partly": Light.YELLOW,
    "missed": Light.RED,
    "silent": Light.RED,
    "not-due": Light.GREY,
    "uncovered": Light.GREY,
    "baseline": Light.GREY,
}


@dataclass(frozen=True, slots=True)
class _World:
    """What judging one project needs to know."""

    project: Project
    events: tuple[ProjectEvent, ...]
    lanes: Mapping[str, str]
    years: Mapping[str, int]
    documents: tuple[Document, ...]
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """The rule that decided, its outcome and its words."""

    rule: str
    reason: str
    outcome: ProjectEvent | None = None


def judge_promises(
    projects: Sequence[Project], events: Iterable[ProjectEvent], documents: Iterable[Document]
) -> tuple[Promise, ...]:
    """Judge every planned event that has a year, in order of project, year and document.

    Later means a document of a later year than the promising one. A promise about a phase is met by that phase; one
    about a named piece (南园, 上海馆) also by the whole, one about a numbered phase not. A promise about the whole is
    met by a phase only up to 在建: one finished phase is no finished project. Ids depend on project, document, name,
    stage and year, not on order.
    """
    documents = tuple(documents)
    by_id = {event.event_id: event for event in events}
    coverage = document_coverage(by_id.values(), documents)
    years = years_of(documents)
    found: list[Promise] = []
    for project in projects:
        mine = tuple(by_id[event_id] for event_id in project.event_ids)
        lanes = {event.event_id: lane_of(event, project) for event in mine}
        world = _World(project, mine, lanes, years, documents, coverage)
        promises = [_judge(world, event) for event in mine if event.modality is Modality.PLANNED and event.year]
        found.extend(_number_twins(_chain_slips(promises, world)))
    return tuple(found)


def judge_as_told(
    projects: Sequence[Project], events: Iterable[ProjectEvent], documents: Iterable[Document]
) -> tuple[tuple[int, tuple[Promise, ...]], ...]:
    """Judge every promise once for each year a document speaks for, knowing only the documents up to that year.

    This is what the promise clock shows: nothing in it comes from a later document, neither promise nor outcome.
    """
    events, documents = tuple(events), tuple(documents)
    told = []
    for year in sorted({document.year for document in documents if document.year is not None}):
        known = tuple(document for document in documents if document.year is not None and document.year <= year)
        names = {document.id for document in known}
        heard = {event.event_id: event for event in events if event.doc in names}
        then = tuple(
            replace(project, event_ids=tuple(key for key in project.event_ids if key in heard)) for project in projects
        )
        told.append((year, judge_promises(then, heard.values(), known)))
    return tuple(told)


def _judge(world: _World, event: ProjectEvent) -> Promise:
    """Judge one planned event."""
    year = event.year or 0
    issued = world.years.get(event.doc, year)
    named = _documents_naming(world, issued)
    covering = covering_documents(world.project.zones, year, issued, world.coverage, world.documents)
    verdict = _decide(world, event, named, covering)
    outcome = verdict.outcome
    covered = tuple(doc for doc in world.years if doc in named or doc in covering)
    return Promise(
        promise_id=_promise_id(world.project.project_id, event),
        project_id=world.project.project_id,
        event_id=event.event_id,
        stage=event.stage,
        year=year,
        light=_LIGHT_BY_RULE[verdict.rule],
        rule=verdict.rule,
        reason=verdict.reason,
        outcome_event_id=outcome.event_id if outcome else None,
        outcome_stage=outcome.stage if outcome else None,
        outcome_year=outcome.year if outcome else None,
        delay_years=_delay(verdict, year),
        covered_by=covered,
    )


def _delay(verdict: _Verdict, year: int) -> int | None:
    """Count the years from promise to outcome; none where the stage was reached before it was promised."""
    if verdict.outcome is None or verdict.outcome.year is None or verdict.rule == "already":
        return None
    return verdict.outcome.year - year


def _decide(world: _World, event: ProjectEvent, named: Sequence[str], covering: Sequence[str]) -> _Verdict:
    """Try the rules in their order."""
    year, term = event.year or 0, event.stage.term
    issued = world.years.get(event.doc, year)
    newest = max(world.years.values(), default=issued)
    reached = sorted(
        (other for other in world.events if _meets(world, event, other)),
        key=lambda other: (other.year or 0, other.stage.rank, world.years.get(other.doc, 0), other.doc, other.start),
    )
    after = [other for other in reached if world.years.get(other.doc, issued) > issued]
    in_time = [other for other in after if (other.year or 0) <= year]
    # 1. reached, as a later document says
    if in_time:
        best = in_time[-1]
        return _Verdict("kept", f"承诺{year}年{term}，{best.year}年报告{best.stage.term}，如期", best)
    if reached and (reached[0].year or 0) <= year:
        best = reached[-1] if (reached[-1].year or 0) <= year else reached[0]
        if named:
            words = f"承诺{year}年{term}，承诺前已报告{best.stage.term}（{best.year}年），其后{_titles(world, named)}仍谈到该项目"
            if after:
                words += f"（{after[0].year}年报告{after[0].stage.term}）"
            return _Verdict("already", words, best)
        if covering:
            words = f"承诺{year}年{term}，承诺前已报告{best.stage.term}（{best.year}年），其后文件未再提及该项目"
            return _Verdict("baseline", words)
    if after:
        best = after[0]
        words = f"承诺{year}年{term}，最早见于{best.year}年的报告（{best.stage.term}），晚{(best.year or 0) - year}年"
        if best.stage is not event.stage:
            words += "；报告的是更后的阶段，实际达到可能更早"
        return _Verdict("late", words, best)
    # 2. not reached: does anyone who could know speak?
    if newest <= year or newest <= issued:
        return _Verdict("not-due", f"承诺{year}年{term}，最新文件为{newest}年，尚无更晚的文件可查")
    judging = [doc for doc in named if world.years[doc] > year]
    if judging or covering:
        lower = _lower(world, event, issued)
        if lower:
            words = f"承诺{year}年{term}，{lower.year}年报告仅到{lower.stage.term}"
            return _Verdict("partly", words, lower)
    if judging:
        return _Verdict(
            "missed", f"承诺{year}年{term}，{_titles(world, judging)}谈到该项目，未见{term}的报告{_hint(world, event)}"
        )
    if covering:
        words = f"承诺{year}年{term}，{_titles(world, covering)}回顾了{_reported(world, covering, year)}，未提该项目"
        return _Verdict("silent", words)
    if not world.project.zones:
        return _Verdict("uncovered", f"承诺{year}年{term}，更晚的文件没有谈到该项目；不知其片区，无从按片区核对")
    zones = "、".join(world.project.zones)
    words = f"承诺{year}年{term}，更晚的文件没有谈到该项目，也没有回顾{zones}的{year}或{year + 1}年"
    return _Verdict("uncovered", words)


def _meets(world: _World, promise: ProjectEvent, other: ProjectEvent) -> bool:
    """Say whether a report shows the promised stage of the promised thing."""
    if other.modality is not Modality.REPORTED or other.year is None or other.stage.rank < promise.stage.rank:
        return False
    promised, told = world.lanes[promise.event_id], world.lanes[other.event_id]
    if promised == told:
        return True
    if not promised:
        return promise.stage.rank <= Stage.BUILDING.rank
    return not told and not promised.endswith("期")


def _lower(world: _World, promise: ProjectEvent, issued: int) -> ProjectEvent | None:
    """Find the furthest lower stage, or finished phase, that a later document reports by the promised year."""
    candidates = [
        other
        for other in world.events
        if other.modality is Modality.REPORTED
        and other.year is not None
        and other.year <= (promise.year or 0)
        and world.years.get(other.doc, issued) > issued
        and (not world.lanes[promise.event_id] or world.lanes[promise.event_id] == world.lanes[other.event_id])
    ]
    return max(candidates, key=lambda other: (other.stage.rank, other.year or 0, other.doc, -other.start), default=None)


def _documents_naming(world: _World, issued: int) -> tuple[str, ...]:
    """Name the later documents in which the project has any event."""
    docs = {event.doc for event in world.events}
    return tuple(doc for doc, year in world.years.items() if doc in docs and year > issued)


def _hint(world: _World, event: ProjectEvent) -> str:
    """Say what later plans let one guess, without counting it as evidence."""
    issued = world.years.get(event.doc, 0)
    later = [
        other
        for other in world.events
        if other.modality is Modality.PLANNED and world.years.get(other.doc, 0) > issued and other.year is not None
    ]
    if not later:
        return ""
    furthest = max(later, key=lambda other: (other.stage.rank, other.year or 0, other.start))
    return f"（仅见计划：{furthest.name}{furthest.year}年{furthest.stage.term}）"


def _reported(world: _World, covering: Sequence[str], year: int) -> str:
    """Say how much the covering documents report about the project's zones."""
    parts = []
    for zone in world.project.zones:
        count = sum(
            row.reported
            for row in world.coverage
            if row.zone_id == zone and row.doc in covering and 0 <= row.year - year <= SILENCE_SPEAKS_YEARS
        )
        if count:
            parts.append(f"{zone}{count}项进展")
    return "、".join(parts)


def _titles(world: _World, docs: Sequence[str]) -> str:
    """Name documents for a reader."""
    short = {document.id: document.short_title or document.title or document.id for document in world.documents}
    return "、".join(f"《{short[doc]}》" for doc in docs)


def _promise_id(project_id: str, event: ProjectEvent) -> str:
    """Give an id that survives new rules as long as document, name, stage and year stay."""
    name = "".join(event.name.split())
    text = f"{project_id}|{event.doc}|{name}|{event.stage.value}|{event.year}"
    return f"m-{hashlib.sha256(text.encode()).hexdigest()[:10]}"


def _number_twins(promises: Sequence[Promise]) -> list[Promise]:
    """Tell apart promises a document makes twice in the same words: -2, -3 in order of the text."""
    seen: dict[str, int] = defaultdict(int)
    numbered = []
    for promise in promises:
        seen[promise.promise_id] += 1
        count = seen[promise.promise_id]
        numbered.append(promise if count == 1 else replace(promise, promise_id=f"{promise.promise_id}-{count}"))
    return numbered


def _chain_slips(promises: Sequence[Promise], world: _World) -> list[Promise]:
    """Link each promise to the later promises of the same lane that move it to a later year.

    A milestone slips unless it was kept; work that goes on (推进, 谋划) only if it was not seen at all and is promised
    again. The chain 2023→2024→2025 is read by following ids.
    """
    linked = []
    for promise in promises:
        slipped: list[str] = []
        milestone = promise.stage in MILESTONES
        if promise.light is Light.RED or (milestone and promise.light is not Light.GREEN):
            issued = world.years.get(_doc(world, promise), 0)
            slipped = [
                other.promise_id
                for other in promises
                if (other.stage is promise.stage or (milestone and other.stage in MILESTONES))
                and other.stage.rank <= promise.stage.rank
                and other.year > promise.year
                and world.lanes[other.event_id] == world.lanes[promise.event_id]
                and world.years.get(_doc(world, other), 0) > issued
            ]
        linked.append(replace(promise, slipped_to=tuple(dict.fromkeys(slipped))) if slipped else promise)
    return linked


def _doc(world: _World, promise: Promise) -> str:
    """Give the document that makes a promise."""
    return next(event.doc for event in world.events if event.event_id == promise.event_id)
