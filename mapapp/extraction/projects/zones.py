"""The zones of an event from words: what names a zone, what implies one, and with what evidence."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from mapapp.contracts.text import Document
from mapapp.contracts.vocabulary import ZONE_IDS, Evidence
from mapapp.extraction.projects.project_lexicon import LEXICON_DIR, read_entries
from mapapp.extraction.text.sentences import Sentence
from mapapp.text.zone_words import zones_named


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """One zone of the registry: its district, and a pattern of towns and landmarks that imply it."""

    zone: str
    district: str
    pattern: re.Pattern[str]
    towns: tuple[str, ...]
    catches: str
    leaves: str


@functools.lru_cache(maxsize=4)
def load_zones(folder: Path = LEXICON_DIR) -> tuple[ZoneRule, ...]:
    """Load the registry of zones; RegistryError if it is not well formed."""
    rules = []
    for entry in read_entries(folder / "zones.toml", "zone"):
        words = [*entry["towns"], *entry["landmarks"]]
        pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))))
        rules.append(
            ZoneRule(entry["id"], entry["district"], pattern, tuple(entry["towns"]), entry["catches"], entry["leaves"])
        )
    return tuple(rules)


def decide_zones(
    name: str, clause: str, sentence: Sentence, document: Document
) -> tuple[tuple[str, ...], Evidence | None]:
    """Give the zones of an event and how we know.

    The name's own words win, then its clause, then the paragraph's topic, then the section's headings. Words that
    name a zone are evidence text; a town or landmark that implies one is evidence place. None means no zone is known.
    """
    rules = [rule for rule in load_zones() if rule.district == document.district]
    if not rules:
        return (), None
    known = {rule.zone for rule in rules}
    for words in (name, clause):
        named = {zone for zone in zones_named(words) if zone in known}
        implied = {rule.zone for rule in rules if rule.pattern.search(words)}
        if named or implied:
            zones = _with_twins(named, known) | implied
            return _ordered(zones), Evidence.TEXT if named else Evidence.PLACE
    named = {zone for zone in zones_named(sentence.topic) if zone in known}
    named = named or {zone for zone in sentence.section.zones if zone in known}
    if named:
        return _ordered(_with_twins(named, known)), Evidence.TEXT
    implied = {rule.zone for rule in rules if rule.pattern.search(sentence.topic)}
    return (_ordered(implied), Evidence.PLACE) if implied else ((), None)


def _with_twins(named: set[str], known: set[str]) -> set[str]:
    """Add what a named zone takes for granted: what is reported of 示范区 lies in 青西, and the reverse."""
    twins = {"示范区", "青西"}
    return named | (twins & known if named & twins else set())


def towns_in(words: str, document: Document) -> tuple[str, ...]:
    """Give the registered towns of the document's district that a text names."""
    towns = dict.fromkeys(town for rule in load_zones() if rule.district == document.district for town in rule.towns)
    return tuple(town for town in towns if town in words)


def _ordered(zones: set[str]) -> tuple[str, ...]:
    """Give zones in the order they are shown."""
    return tuple(zone for zone in ZONE_IDS if zone in zones)
