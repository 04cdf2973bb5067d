"""Whether the stage a sentence names was reached: what stands before and after the words that tell it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mapapp.contracts.vocabulary import Polarity
from mapapp.errors import RegistryError
from mapapp.extraction.lexicon_patterns import LEXICON_DIR, clause_pattern
from mapapp.extraction.text.times import TIME
from mapapp.text.lexicon_files import read_entries

# What may stand between 未 and the stage word, or between the stage word and 推迟: adverbs of manner, a time, 能.
_MANNER: Final = clause_pattern("polarity.between").pattern
_BETWEEN: Final = rf"(?:{TIME}|{_MANNER})*"


@dataclass(frozen=True, slots=True)
class PolarityRule:
    """One entry of polarity.toml that stands before or after a stage word (see that file)."""

    id: str
    polarity: Polarity
    place: str
    moved: bool
    pattern: re.Pattern[str]
    catches: str
    leaves: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the words round a stage word say of it: a polarity, whether a new time follows, where that time begins."""

    rule: str
    polarity: Polarity
    moved_from: int | None


@functools.lru_cache(maxsize=4)
def load_polarity(folder: Path = LEXICON_DIR) -> tuple[PolarityRule, ...]:
    """Return the entries that stand before or after a stage word.

    Raises RegistryError naming the entry when one is not well formed.
    """
    return tuple(
        _rule(entry) for entry in read_entries(folder / "polarity.toml", "polarity") if entry.get("place") != "verb"
    )


def _rule(entry: dict[str, Any]) -> PolarityRule:
    """Return one entry as a rule."""
    polarity = next((value for value in Polarity if value.value == entry.get("polarity")), None)
    if polarity is None or entry.get("place") not in ("before", "after") or not entry.get("pattern"):
        raise RegistryError(f"polarity.toml：条目 {entry['id']} 缺少 polarity、place 或 pattern；请补齐")
    pattern = f"(?:{entry['pattern']})"
    if entry["place"] == "before":
        pattern += f"(?P<rest>{_BETWEEN})$"
    return PolarityRule(
        id=entry["id"],
        polarity=polarity,
        place=entry["place"],
        moved=bool(entry.get("moved", False)),
        pattern=re.compile(pattern),
        catches=entry["catches"],
        leaves=entry["leaves"],
    )


def negation(folder: Path = LEXICON_DIR) -> str:
    """Return a pattern of all words that, before a stage word, say it is not reached; names never end in them."""
    entries = read_entries(folder / "polarity.toml", "polarity")
    return "|".join(f"(?:{entry['pattern']})" for entry in entries if entry.get("place") == "before")


def polarity_around(words: str, bounds: tuple[int, int], start: int, end: int) -> Said | None:
    """Return what the words round words[start:end], a stage word, say of it; None where it simply holds.

    `bounds` are the half-open offsets within which one may look.
    """
    before, after = words[bounds[0] : start], words[end : bounds[1]]
    for rule in load_polarity():
        if rule.place == "before":
            match = rule.pattern.search(before)
            if match:
                return Said(rule.id, rule.polarity, bounds[0] + match.start("rest") if rule.moved else None)
        else:
            match = rule.pattern.match(after)
            if match:
                return Said(rule.id, rule.polarity, end + match.end() if rule.moved else None)
    return None
