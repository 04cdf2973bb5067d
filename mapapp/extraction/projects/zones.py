"""The zones of an event from words: what names a zone, what implies one, and with what evidence."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import Evidence
from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.headings_above import town_of
from mapapp.extraction.text.sentences import Sentence
from mapapp.open_workspace import active
from mapapp.text.zone_words import zones_named
from mapapp.workspace import ZoneFacts

# A town's name in the name of a street, a bridge or a company elsewhere says nothing of where they are: 金泽路小学.
_NOT_A_STREET: Final = name_pattern("zone.not_a_street").pattern


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
        landmarks = [re.escape(word) for word in sorted(zone.landmarks, key=lambda word: (-len(word), word))]
        words = [*landmarks, *(re.escape(town) + _NOT_A_STREET for town in sorted(zone.towns))]
        if words:
            pattern = re.compile("|".join(words))
            rules.append(ZoneRule(zone.id, zone.district, pattern, zone.towns, zone.catches, zone.leaves))
    return tuple(rules)


def decide_zones(
    name: str, clause: str, sentence: Sentence, document: Document
) -> tuple[tuple[str, ...], Evidence | None]:
    """Return the zones of an event and how we know.

    The name's own words win, then its clause, then the zone its paragraph sets out from (青西加快发展: …), then the
    headings above it. A town in another sentence of the paragraph holds for that sentence only. Words that name a zone
    are evidence text; a town or landmark that implies one is evidence place. None means no zone is known.
    """
    for words in (name, clause):
        zones, evidence = _zones_in(words, document)
        if evidence is not None:
            return zones, evidence
    known = {rule.zone for rule in load_zones() if rule.district == document.district}
    named = {zone for zone in zones_named(sentence.topic) if zone in known}
    if named:
        return _ordered(_with_twins(named, known)), Evidence.TEXT
    if sentence.table:
        zones, evidence = _zones_in(sentence.topic, document)  # the first cell heads its row
        if evidence is not None:
            return zones, evidence
    return _zones_above(sentence.section, document)


def zones_of_words(words: str, section: Section, document: Document) -> tuple[tuple[str, ...], Evidence | None]:
    """Return the zones that words give, else the headings above them, and how we know."""
    zones, evidence = _zones_in(words, document)
    return (zones, evidence) if evidence is not None else _zones_above(section, document)


def _zones_in(words: str, document: Document) -> tuple[tuple[str, ...], Evidence | None]:
    """Return the zones that words name or imply."""
    rules = [rule for rule in load_zones() if rule.district == document.district]
    known = {rule.zone for rule in rules}
    named = {zone for zone in zones_named(words) if zone in known}
    implied = {rule.zone for rule in rules if rule.pattern.search(words)}
    if not named and not implied:
        return (), None
    return _ordered(_with_twins(named, known) | implied), Evidence.TEXT if named else Evidence.PLACE


def _zones_above(section: Section, document: Document) -> tuple[tuple[str, ...], Evidence | None]:
    """Return the zones that the headings of a section name, or imply by naming nothing but a town."""
    known = {rule.zone for rule in load_zones() if rule.district == document.district}
    headed = {zone for zone in section.zones if zone in known}
    if headed:
        return _ordered(_with_twins(headed, known)), Evidence.TEXT
    zones, evidence = _zones_in(town_of(section.headings), document)
    return (zones, Evidence.PLACE) if evidence is not None else ((), None)


def places_of(words: str, section: Section, document: Document) -> tuple[str, ...]:
    """Return the towns a text names, else the town whose heading it stands under."""
    town = town_of(section.headings)
    return towns_in(words, document) or towns_in(town, document) or ((town,) if town else ())


def _with_twins(named: set[str], known: set[str]) -> set[str]:
    """Add what a named zone takes for granted: what is reported of one twin lies in the other."""
    twins = active().twins
    return named | (twins & known if named & twins else set())


def towns_in(words: str, document: Document) -> tuple[str, ...]:
    """Return the registered towns of the document's district that a text names."""
    towns = dict.fromkeys(town for rule in load_zones() if rule.district == document.district for town in rule.towns)
    return tuple(town for town in towns if re.search(re.escape(town) + _NOT_A_STREET, words))


def _ordered(zones: set[str]) -> tuple[str, ...]:
    """Return zones in the order they are shown."""
    return tuple(zone for zone in active().headline_zones if zone in zones)
