"""FigureLexicon: units and the words around figures, loaded from `units.toml` and `indicators.toml`.

Every entry carries an id, a meaning, a sentence it catches with the figures it gives, and one it leaves alone;
`tests/extraction/figures/test_figure_lexicon.py` runs them all.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mapapp.errors import RegistryError
from mapapp.extraction.lexicon_patterns import LEXICON_DIR
from mapapp.text.lexicon_files import read_entries

_REQUIRED: Final = ("forms", "meaning", "catches", "gives", "leaves")


@dataclass(frozen=True, slots=True)
class FigureUnit:
    """One printed unit and how a figure in it behaves."""

    rule: str
    form: str
    kind: str
    suffix: str
    not_before: tuple[str, ...] = ()
    needs_left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureWord:
    """One entry of `indicators.toml`: a group of words that play one part in a sentence with figures."""

    rule: str
    part: str
    forms: tuple[str, ...]
    meaning: str
    catches: str
    gives: tuple[str, ...]
    leaves: str
    leaves_gives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class FigureLexicon:
    """Units by printed form, and words by the part they play; `examples` are the entries as written, `folder` their home.

    Two are equal only if they are one object, so that what is compiled from a lexicon can be kept by it.
    """

    units: dict[str, FigureUnit]
    words: dict[str, tuple[str, ...]]
    rules: dict[str, dict[str, str]]
    examples: tuple[FigureWord, ...]
    folder: Path

    def forms(self, part: str) -> tuple[str, ...]:
        """Return the words of one part, longest first, so that a longer word is always tried before its beginning."""
        return self.words.get(part, ())

    def rule_of(self, part: str, form: str) -> str:
        """Return the id of the entry that holds a word."""
        return self.rules.get(part, {}).get(form, "")


def load_figure_lexicon(folder: Path = LEXICON_DIR) -> FigureLexicon:
    """Load the figure part of the lexicon; the same object for the same folder.

    Raises RegistryError naming the file and entry when one is not well formed.
    """
    return _load(folder)


@functools.lru_cache(maxsize=4)
def _load(folder: Path) -> FigureLexicon:
    units: dict[str, FigureUnit] = {}
    words: dict[str, list[str]] = {}
    rules: dict[str, dict[str, str]] = {}
    examples: list[FigureWord] = []
    for entry in read_entries(folder / "units.toml", "unit", (*_REQUIRED, "kind", "suffix")):
        example = _example(entry, "unit", folder / "units.toml")
        examples.append(example)
        for form in example.forms:
            units[form] = FigureUnit(
                rule=example.rule,
                form=form,
                kind=str(entry["kind"]),
                suffix=str(entry["suffix"]),
                not_before=tuple(entry.get("not_before", ())),
                needs_left=tuple(entry.get("needs_left", ())),
            )
    for entry in read_entries(folder / "indicators.toml", "word", _REQUIRED):
        example = _example(entry, str(entry.get("part", "")), folder / "indicators.toml")
        examples.append(example)
        words.setdefault(example.part, []).extend(example.forms)
        rules.setdefault(example.part, {}).update(dict.fromkeys(example.forms, example.rule))
    ordered = {part: tuple(sorted(set(forms), key=lambda form: (-len(form), form))) for part, forms in words.items()}
    return FigureLexicon(units=units, words=ordered, rules=rules, examples=tuple(examples), folder=folder)


def _example(entry: dict[str, Any], part: str, path: Path) -> FigureWord:
    if not part:
        raise RegistryError(f"{path.name}：条目 {entry['id']} 缺少 part；请补齐")
    return FigureWord(
        rule=str(entry["id"]),
        part=part,
        forms=tuple(entry["forms"]),
        meaning=str(entry["meaning"]),
        catches=str(entry["catches"]),
        gives=tuple(entry["gives"]),
        leaves=str(entry["leaves"]),
        leaves_gives=tuple(entry.get("leaves_gives", ())),
    )
