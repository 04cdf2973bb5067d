"""The zones of an event from words: what names a zone, what implies one, and with what evidence."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import Evidence
from mapapp.extraction.text.sentences import Sentence
from mapapp.text.zone_words import zones_named
from mapapp.workspace import ZoneFacts, active


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """One zone of the registry: its district, and a pattern of towns and landmarks that imply it."""

    zone: str
    district: str
    pattern: re.Pattern[str]
    towns: tuple[str, ...]
    catches: str
    leaves: str


def load_zones() -> tuple[ZoneRule, ...]:
    """Return the zones of the open workspace that documents can imply."""
    return _zone_rules(active().zones)


@functools.lru_cache(maxsize=4)
def _zone_rules(zones: tuple[ZoneFacts, ...]) -> tuple[ZoneRule, ...]:
    """Return one rule for each zone that has towns or landmarks."""
    rules = []
    for zone in zones:
        words = sorted((*zone.towns, *zone.landmarks), key=lambda word: (-len(word), word))
        if words:
            pattern = re.compile("|".join(re.escape(word) for word in words))
            rules.append(ZoneRule(zone.id, zone.district, pattern, zone.towns, zone.catches, zone.leaves))
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


def zones_of_words(words: str, section: Section, document: Document) -> tuple[tuple[str, ...], Evidence | None]:
    """Return the zones that words and the headings above them give, and how we know; as `decide_zones`, without a sentence."""
    rules = [rule for rule in load_zones() if rule.district == document.district]
    known = {rule.zone for rule in rules}
    named = {zone for zone in zones_named(words) if zone in known}
    implied = {rule.zone for rule in rules if rule.pattern.search(words)}
    if named or implied:
        return _ordered(_with_twins(named, known) | implied), Evidence.TEXT if named else Evidence.PLACE
    headed = {zone for zone in section.zones if zone in known}
    return (_ordered(_with_twins(headed, known)), Evidence.TEXT) if headed else ((), None)


def _with_twins(named: set[str], known: set[str]) -> set[str]:
    """Add what a named zone takes for granted: what is reported of one twin lies in the other."""
    twins = active().twins
    return named | (twins & known if named & twins else set())


def towns_in(words: str, document: Document) -> tuple[str, ...]:
    """Give the registered towns of the document's district that a text names."""
    towns = dict.fromkeys(town for rule in load_zones() if rule.district == document.district for town in rule.towns)
    return tuple(town for town in towns if town in words)


def _ordered(zones: set[str]) -> tuple[str, ...]:
    """Give zones in the order they are shown."""
    return tuple(zone for zone in active().headline_zones if zone in zones)
