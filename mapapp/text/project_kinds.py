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

# Brackets, quotes and phases say nothing about the kind: 甲园（一期） is what 甲园 is.
_DECORATION: Final = re.compile(r"[\s“”\"'‘’《》「」『』•·—~～*]")
_TAIL: Final = re.compile(r"(?:[（(][^（）()]*[）)]|第?[一二三四五六七八九十\d]+期|[东南西北]段)$")


@dataclass(frozen=True, slots=True)
class KindRule:
    """One entry of project_kinds.toml: endings of a name, or words anywhere in it (`marks`), and what they mean."""

    id: str
    kind: ProjectKind
    words: tuple[str, ...]
    marks: bool
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
            words=tuple(row["words" if marks else "endings"]),
            marks=marks,
            reason=row["reason"],
            catches=row["catches"],
            leaves=row["leaves"],
        )
        for section, marks in (("mark", True), ("ending", False))
        for row in rows[section]
    )


@lru_cache(maxsize=4096)
def read_kind(name: str) -> KindReading:
    """Return the kind of a project's name.

    A mark anywhere decides first, then the longest ending; a name without either is most often a firm's.

    >>> read_kind("青石大道").kind.value, read_kind("青石大道小学").kind.value, read_kind("甲湖博物馆（二期）").word
    ('works', 'facility', '博物馆')
    """
    text = _DECORATION.sub("", unicodedata.normalize("NFKC", name))
    while (shorter := _TAIL.sub("", text)) and shorter != text:
        text = shorter
    for rule in load_kind_rules():
        if rule.marks:
            for word in rule.words:
                if word in text:
                    return KindReading(rule.kind, word, rule.reason)
    found = max(
        ((word, rule) for rule in load_kind_rules() if not rule.marks for word in rule.words if text.endswith(word)),
        key=lambda pair: len(pair[0]),
        default=None,
    )
    if found is None:
        return KindReading(ProjectKind.INVESTMENT, "", "名称没有可判断的中心词，多为企业或投资项目")
    word, rule = found
    return KindReading(rule.kind, word, rule.reason)
