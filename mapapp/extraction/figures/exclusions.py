"""What looks like a figure and is none: parts of names, list and policy numbers, dates, ranks, ages.

The rules stand in `lexicons/not_figures.toml`, each with an id, an example it leaves out and one it spares.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from mapapp.extraction.figures.quantities import Quantity
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.extraction.text.clauses import Layout
from mapapp.text.lexicon_files import compiled, read_entries

_YEAR_NUMBER: Final = re.compile(r"(?:19|20)\d\d$")
_COMPARED_DAYS: Final = figure_pattern("days.compared")
LEFT_SEEN: Final = 110  # characters before a quantity that a rule may look at
RIGHT_SEEN: Final = 90  # characters behind it


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """One entry of `not_figures.toml`: every condition it names must hold. Empty conditions hold for all.

    `left` ends right before the quantity, `right` begins right behind it, `after_unit` right behind its unit.
    """

    id: str
    reason: str
    kinds: frozenset[str]
    units: frozenset[str]
    at_most: float | None
    exactly: float | None
    han: bool
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    after_unit: re.Pattern[str] | None
    unless_left: re.Pattern[str] | None

    def holds(self, quantity: Quantity, left: str, right: str, after_unit: str) -> bool:
        """Whether the rule leaves a quantity of its kinds and units out, given the text on both sides of it."""
        value = quantity.value or 0
        return (
            (self.at_most is None or value <= self.at_most)
            and (self.exactly is None or value == self.exactly)
            and (not self.han or quantity.han)
            and (self.right is None or self.right.match(right) is not None)
            and (self.after_unit is None or self.after_unit.match(after_unit) is not None)
            and (self.left is None or self.left.search(left) is not None)
            and not (self.unless_left is not None and self.unless_left.search(left))
        )


@dataclass(frozen=True, slots=True)
class BareRule:
    """When a number without a unit counts: its multiplier, whether 超, 突破 … must stand before it, and its neighbours."""

    id: str
    scales: frozenset[str]
    bound: bool
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None

    def holds(self, quantity: Quantity, left: str, right: str) -> bool:
        """Whether the rule lets a quantity without a unit count."""
        return (
            quantity.scale in self.scales
            and (not self.bound or quantity.start < quantity.number_start)
            and (self.left is None or self.left.search(left) is not None)
            and (self.right is None or self.right.match(right) is not None)
        )


@dataclass(frozen=True, slots=True)
class Exclusions:
    """All rules of `not_figures.toml`."""

    rules: tuple[ExclusionRule, ...]
    bare: tuple[BareRule, ...]
    _by_unit: dict[tuple[str, str], tuple[ExclusionRule, ...]] = field(default_factory=dict)

    def _for(self, kind: str, unit: str) -> tuple[ExclusionRule, ...]:
        """Return the rules that can hold for a kind and a unit, picked once."""
        if (kind, unit) not in self._by_unit:
            self._by_unit[kind, unit] = tuple(
                rule
                for rule in self.rules
                if (not rule.kinds or kind in rule.kinds) and (not rule.units or unit in rule.units)
            )
        return self._by_unit[kind, unit]

    def rule_for(self, sentence: str, quantity: Quantity, layout: Layout) -> str:
        """Return the id of the rule by which a quantity is no figure, or "".

        `sentence` is the text the quantity was read from; its offsets count there.
        """
        if layout.in_quotes(quantity.number_start):
            return "not.quoted"
        left = sentence[max(0, quantity.start - LEFT_SEEN) : quantity.start].rstrip()
        right = sentence[quantity.end : quantity.end + RIGHT_SEEN].lstrip()
        if quantity.needs_left and _is_date(sentence, quantity, left):
            return "not.date"
        after_unit = sentence[quantity.unit_end : quantity.unit_end + RIGHT_SEEN]
        rules = self._for(quantity.kind, quantity.unit.lstrip("万亿"))
        excluded = next((rule.id for rule in rules if rule.holds(quantity, left, right, after_unit)), "")
        if excluded or not quantity.bare:
            return excluded
        return "" if any(rule.holds(quantity, left, right) for rule in self.bare) else "not.without_unit"


def read_exclusions(path: Path) -> Exclusions:
    """Return the rules of a file.

    Raises
    ------
    RegistryError
        If an entry is not well formed; the message names it.
    """
    rules = read_entries(path, "rule", ("reason", "catches", "leaves", "leaves_gives"))
    bare = read_entries(path, "bare", ("scales", "catches", "gives", "leaves"))
    return Exclusions(
        tuple(_rule(path, entry) for entry in rules),
        tuple(
            BareRule(
                id=entry["id"],
                scales=frozenset(entry["scales"]),
                bound=bool(entry.get("bound", False)),
                left=compiled(path, entry, "left", anchor="$"),
                right=compiled(path, entry, "right"),
            )
            for entry in bare
        ),
    )


def _rule(path: Path, entry: dict[str, Any]) -> ExclusionRule:
    return ExclusionRule(
        id=entry["id"],
        reason=entry["reason"],
        kinds=frozenset(entry.get("kinds", ())),
        units=frozenset(entry.get("units", ())),
        at_most=entry.get("at_most"),
        exactly=entry.get("exactly"),
        han=bool(entry.get("han", False)),
        left=compiled(path, entry, "left", anchor="$"),
        right=compiled(path, entry, "right"),
        after_unit=compiled(path, entry, "after_unit"),
        unless_left=compiled(path, entry, "unless_left", anchor="$"),
    )


def _is_date(sentence: str, quantity: Quantity, left: str) -> bool:
    """Whether a quantity of a unit that mostly dates (年, 天, 岁) dates or ages here instead of measuring."""
    number = sentence[quantity.number_start : quantity.unit_end]
    if quantity.kind == "duration" and quantity.unit == "年" and _YEAR_NUMBER.match(number.rstrip("年")):
        return True
    tail = left[-(30 if quantity.kind == "age" else 14) :]
    return not any(word in tail for word in quantity.needs_left) and not _COMPARED_DAYS.search(left)
