"""Words that say whether a part of a document looks back or ahead: those of headings, and those of running text."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import Any, Final

from mapapp.contracts.vocabulary import SectionMode
from mapapp.documents.lexicon import read_entries

BY_YEAR: Final = "by_year"
SILENT: Final = "silent"
# A word behind a cue takes it away only if it follows at once: 计划执行情况, 目标任务完成情况.
_NEAR: Final = 8


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of time: its vocabulary id, what it says, where it stands in the words, and which years it implies.

    `mode` is None when the year beside the cue decides; `years` is "", issued, next or title; a `strong` cue holds
    below any other heading; one of `past` looks back when the year beside it is gone by.
    """

    rule: str
    mode: SectionMode | None
    start: int
    end: int
    years: str = ""
    strong: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class _HeadingRule:
    """One entry of time_headings.toml, compiled."""

    id: str
    mode: SectionMode | None
    pattern: re.Pattern[str]
    years: str
    strong: bool
    past: bool


@dataclass(frozen=True, slots=True)
class _OpeningRule:
    """One entry of time_openings.toml, compiled."""

    id: str
    mode: SectionMode
    at: str
    pattern: re.Pattern[str]


@functools.cache
def _heading_rules() -> tuple[_HeadingRule, ...]:
    """Return the rules of headings."""
    entries = read_entries("time_headings", "heading")
    return tuple(_heading_rule(entry) for entry in entries if entry["mode"] != SILENT)


@functools.cache
def _silent() -> tuple[re.Pattern[str], ...]:
    """Return what takes all cues of a heading away."""
    entries = read_entries("time_headings", "heading")
    return tuple(re.compile(str(entry["pattern"])) for entry in entries if entry["mode"] == SILENT)


def _heading_rule(entry: dict[str, Any]) -> _HeadingRule:
    """Compile one rule: its words, longest first, unless one of `not_before` follows."""
    words = sorted((re.escape(str(word)) for word in entry["words"]), key=len, reverse=True)
    unless = "|".join(re.escape(str(word)) for word in entry.get("not_before", ()))
    guard = rf"(?!.{{0,{_NEAR}}}(?:{unless}))" if unless else ""
    pattern = str(entry["pattern"]) if "pattern" in entry else f"(?:{'|'.join(words)}){guard}"
    mode = str(entry["mode"])
    return _HeadingRule(
        id=str(entry["id"]),
        mode=None if mode == BY_YEAR else SectionMode(mode),
        pattern=re.compile(pattern),
        years=str(entry.get("years", "")),
        strong=bool(entry.get("strong", False)),
        past=bool(entry.get("past", False)),
    )


def heading_cues(words: str) -> tuple[Cue, ...]:
    """Return every cue of a heading; none where it only says what a meeting did."""
    if any(pattern.search(words) for pattern in _silent()):
        return ()
    return tuple(
        Cue(rule.id, rule.mode, match.start(), match.end(), rule.years, rule.strong, rule.past)
        for rule in _heading_rules()
        for match in rule.pattern.finditer(words)
    )


@functools.lru_cache(maxsize=4096)
def heading_cue(words: str) -> Cue | None:
    """Return the cue of a heading: the one that ends last, the longer of two, before any that needs a year.

    >>> heading_cue("一、2023年工作回顾").mode.value, heading_cue("（三）下一步打算").mode.value
    ('review', 'plan')
    >>> heading_cue("（三）改善民生") is None
    True
    """
    cues = heading_cues(words)
    if not cues:
        return None
    best = max(cues, key=_weight)
    # 明年打算: 打算 says that it is a plan, 明年 of which year; both are what it rests on
    helping = [cue for cue in cues if cue.mode is best.mode and (cue.years or cue.strong)]
    if not helping:
        return best
    last = max(helping, key=_weight)
    return replace(
        best,
        years=best.years or last.years,
        strong=best.strong or last.strong,
        start=min(best.start, last.start),
        end=max(best.end, last.end),
    )


def _weight(cue: Cue) -> tuple[bool, int, int]:
    """Return what makes a cue count before another."""
    return cue.mode is not None, cue.end, cue.end - cue.start


@functools.cache
def _opening_rules(at: str) -> tuple[_OpeningRule, ...]:
    """Return the rules of running text that count at one place."""
    return tuple(
        _OpeningRule(str(entry["id"]), SectionMode(str(entry["mode"])), at, re.compile(str(entry["pattern"])))
        for entry in read_entries("time_openings", "opening")
        if entry["at"] == at
    )


def opening_cue(words: str, at: str, *, mode: SectionMode | None = None) -> Cue | None:
    """Return the first cue of running text that counts at a place (opening, turn, turn_back, start).

    Parameters
    ----------
    words
        A paragraph.
    at
        The place: `start` cues stand at its very beginning, others anywhere in it.
    mode
        Only cues that say so, if given.
    """
    best: Cue | None = None
    for rule in _opening_rules(at):
        if mode is not None and rule.mode is not mode:
            continue
        match = rule.pattern.match(words) if at == "start" else rule.pattern.search(words)
        if match is not None and (best is None or match.start() < best.start):
            best = Cue(rule.id, rule.mode, match.start(), match.end())
    return best
