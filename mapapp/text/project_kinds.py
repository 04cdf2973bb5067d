"""What sort of undertaking a name speaks of, from its head noun; the words are data (project_kinds.toml)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from mapapp.contracts import ProjectKind
from mapapp.text.text_patterns import text_pattern

# Brackets, quotes and phases say nothing about the kind: 甲园（一期） is what 甲园 is.
_DECORATION: Final = re.compile(r"[\s“”\"'‘’《》「」『』•·—~～*]")
_TAIL: Final = text_pattern("kind.tail")


# 甲镇卫生院（一期）改造工程: what is done to a thing is not the thing.
_FEWEST_LEFT: Final = 2


@dataclass(frozen=True, slots=True)
class KindRule:
    """One entry of project_kinds.toml: a `pattern` anywhere in a name, or `endings` of it, and what they mean.

    `deed`: the endings say what is done to a thing.
    """

    id: str
    kind: ProjectKind
    pattern: re.Pattern[str] | None
    endings: tuple[str, ...]
    deed: bool
    reason: str
    catches: str
    leaves: str


@dataclass(frozen=True, slots=True)
class KindReading:
    """The kind of a name, the word that decided it ("" where none did) and why."""

    kind: ProjectKind
    word: str
    reason: str


@lru_cache(maxsize=1)
def load_kind_rules() -> tuple[KindRule, ...]:
    """Return the entries of project_kinds.toml beside this file, marks first."""
    rows = tomllib.loads(Path(__file__).with_name("project_kinds.toml").read_text(encoding="utf-8"))
    return tuple(
        KindRule(
            id=row["id"],
            kind=ProjectKind(row["kind"]),
            pattern=re.compile(row["pattern"]) if "pattern" in row else None,
            endings=tuple(row.get("endings", ())),
            deed=section == "deed",
            reason=row["reason"],
            catches=row["catches"],
            leaves=row["leaves"],
        )
        for section in ("mark", "ending", "deed")
        for row in rows[section]
    )


@lru_cache(maxsize=4096)
def read_kind(name: str) -> KindReading:
    """Return the kind of a project's name.

    A mark anywhere decides first, then the longest ending; what is done to a facility leaves it one. A name without
    any is most often a firm's.

    >>> read_kind("青石大道").kind.value, read_kind("青石大道小学扩建工程").kind.value, read_kind("甲湖博物馆（二期）").word
    ('works', 'facility', '博物馆')
    """
    text = _DECORATION.sub("", unicodedata.normalize("NFKC", name))
    for rule in load_kind_rules():
        if rule.pattern is not None and (match := rule.pattern.search(text)):
            return KindReading(rule.kind, match.group(), rule.reason)
    text = _without_tail(text)
    found = _longest_ending(text)
    if found is None:
        return KindReading(ProjectKind.INVESTMENT, "", "名称没有可判断的中心词，多为企业或投资项目")
    word, rule = found
    if rule.deed:
        thing = text
        while (deed := _longest_ending(thing)) and deed[1].deed and len(thing) - len(deed[0]) >= _FEWEST_LEFT:
            thing = _without_tail(thing[: -len(deed[0])])
        inner = _longest_ending(thing)
        if inner and inner[1].kind is ProjectKind.FACILITY:
            return KindReading(ProjectKind.FACILITY, inner[0], inner[1].reason)
        if word == "项目" and (inner is None or inner[1].kind is not ProjectKind.WORKS):
            return KindReading(ProjectKind.INVESTMENT, word, "以“项目”为名，多为企业或投资项目")
    return KindReading(rule.kind, word, rule.reason)


def _without_tail(text: str) -> str:
    """Drop brackets, phases and sections at the end; a name that is nothing else stays."""
    while (shorter := _TAIL.sub("", text)) and shorter != text:
        text = shorter
    return text


def _longest_ending(text: str) -> tuple[str, KindRule] | None:
    """Return the longest ending a text has, with its rule."""
    found = (
        (word, rule) for rule in load_kind_rules() for word in rule.endings if text.endswith(word) and text != word
    )
    return max(found, key=lambda pair: len(pair[0]), default=None)
