"""How far records found meet records read by hand: matching one to one, and the shares that come of it.

A found record meets a gold one when their names contain one another and their quotes lie at most NEAR_CHARS characters
apart, white space aside, one to one. Precision counts every gold record, recall the certain ones.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

NEAR_CHARS = 80
LIKE_NAMES = 0.6
EVENT_FIELDS = ("stage", "modality", "year", "polarity", "project_kind")
Record = dict[str, Any]
Pairs = list[tuple[Record, Record]]


def squeeze(text: str) -> str:
    """Return the text without white space."""
    return re.sub(r"\s+", "", text)


def fold(name: str) -> str:
    """Return a name as it is compared: widths, marks and case aside."""
    return re.sub(r"[\s“”\"'‘’《》「」（）()·•\-—~～*_{}]", "", unicodedata.normalize("NFKC", name or "")).lower()


def same_name(left: str, right: str) -> bool:
    """Whether one name contains the other."""
    left, right = fold(left), fold(right)
    return bool(left and right) and (
        left == right or (min(len(left), len(right)) > 1 and (left in right or right in left))
    )


def places(text: str, quote: str) -> list[tuple[int, int]]:
    """Return where a quote stands in a squeezed text."""
    quote, found, at = squeeze(quote), [], -1
    while quote and (at := text.find(quote, at + 1)) >= 0:
        found.append((at, at + len(quote)))
    return found


def pair_up(
    gold: list[Record],
    found: list[Record],
    accept: Callable[[Record, Record], bool],
    worth: Callable[[Record, Record], float],
) -> Pairs:
    """Return pairs matched one to one, the worthiest first. Every record needs `at`, its places in the squeezed text."""
    pairs = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(found):
            gap = min((max(0, max(a, c) - min(b, d)) for a, b in wanted["at"] for c, d in given["at"]), default=10**9)
            if gap <= NEAR_CHARS and accept(wanted, given):
                pairs.append((-worth(wanted, given), gap, i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for _, _, i, j in sorted(pairs):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            out.append((gold[i], found[j]))
    return out


def pair_events(gold: list[Record], found: list[Record]) -> Pairs:
    """Return project events matched by name and place; stage, modality and year break ties."""
    return pair_up(
        gold,
        found,
        lambda a, b: (
            same_name(a["name"], b["name"])
            or same_name(a["canonical"], b["name"])
            or (bool(b["canonical"]) and same_name(a["canonical"], b["canonical"]))
        ),
        lambda a, b: (
            4 * (fold(a["name"]) == fold(b["name"]))
            + 2 * (a["stage"] == b["stage"])
            + (a["modality"] == b["modality"])
            + (a["year"] == b["year"])
        ),
    )


def pair_figures(gold: list[Record], found: list[Record]) -> Pairs:
    """Return indicators matched by number and place; name, kind and period break ties."""
    return pair_up(
        gold,
        found,
        same_figure,
        lambda a, b: (
            3.0 * like_name(a, b) + (a["value_kind"] == b["value_kind"]) + (str(a["period"]) == str(b["period"]))
        ),
    )


def same_figure(wanted: Record, given: Record) -> bool:
    """Whether two figures are the same number, or the same words where there is no number."""
    if wanted.get("value") is not None and given.get("value") is not None:
        return round(float(wanted["value"]), 6) == round(float(given["value"]), 6)
    left, right = squeeze(str(wanted.get("value_text") or "")), squeeze(str(given.get("value_text") or ""))
    return bool(left and right) and (left in right or right in left)


def like_name(wanted: Record, given: Record) -> bool:
    """Whether two indicator names are close."""
    left, right = fold(wanted["name"]), fold(given["name"])
    return same_name(left, right) or difflib.SequenceMatcher(None, left, right).ratio() >= LIKE_NAMES


@dataclass(slots=True)
class Tally:
    """Counts of one set of documents; scores come from the sums, so that long documents weigh more."""

    gold: int = 0
    certain: int = 0
    found: int = 0
    paired: int = 0
    certain_paired: int = 0
    full: int = 0
    certain_full: int = 0
    exact: int = 0
    agree: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    certain_figures: int = 0
    found_figures: int = 0
    shown: int = 0
    certain_shown: int = 0
    named: int = 0
    certain_named: int = 0
    whole: int = 0
    certain_whole: int = 0
    same_period: int = 0
    seconds: float = 0.0

    def add_events(self, gold: list[Record], found: list[Record], pairs: Pairs) -> None:
        """Count the events of one document."""
        full = [(a, b) for a, b in pairs if a["stage"] == b["stage"] and a["modality"] == b["modality"]]
        self.gold += len(gold)
        self.certain += sum(is_certain(record) for record in gold)
        self.found += len(found)
        self.paired += len(pairs)
        self.certain_paired += sum(is_certain(a) for a, _ in pairs)
        self.full += len(full)
        self.certain_full += sum(is_certain(a) for a, _ in full)
        self.exact += sum(
            fold(a["name"]) == fold(b["name"]) or fold(a["canonical"]) == fold(b["canonical"]) for a, b in pairs
        )
        for name in EVENT_FIELDS:
            told = [(a, b) for a, b in pairs if a.get(name) is not None or name == "year"]
            self.asked[name] = self.asked.get(name, 0) + len(told)
            self.agree[name] = self.agree.get(name, 0) + sum(a[name] == b[name] for a, b in told)

    def add_figures(self, gold: list[Record], found: list[Record], pairs: Pairs) -> None:
        """Count the indicators of one document."""
        named = [(a, b) for a, b in pairs if like_name(a, b)]
        dated = [(a, b) for a, b in pairs if str(a["period"]) == str(b["period"] or None)]
        whole = [(a, b) for a, b in named if (a, b) in dated and a["value_kind"] == b["value_kind"]]
        self.certain_figures += sum(is_certain(record) for record in gold)
        self.found_figures += len(found)
        self.shown += len(pairs)
        self.certain_shown += sum(is_certain(a) for a, _ in pairs)
        self.named += len(named)
        self.certain_named += sum(is_certain(a) for a, _ in named)
        self.whole += len(whole)
        self.certain_whole += sum(is_certain(a) for a, _ in whole)
        self.same_period += len(dated)

    def add(self, other: Tally) -> None:
        """Add the counts of another set."""
        for name in ("agree", "asked"):
            counts = getattr(self, name)
            for key, value in getattr(other, name).items():
                counts[key] = counts.get(key, 0) + value
        for name in self.__slots__:
            if name not in ("agree", "asked"):
                setattr(self, name, getattr(self, name) + getattr(other, name))

    def scores(self) -> dict[str, float]:
        """Return the scores, each from 0 to 1, and the counts behind them."""
        shares = {name: self.agree.get(name, 0) / asked for name, asked in self.asked.items() if asked}
        return {
            "gold": self.gold,
            "found": self.found,
            "name_p": ratio(self.paired, self.found),
            "name_r": ratio(self.certain_paired, self.certain),
            "name_f": harmonic(ratio(self.paired, self.found), ratio(self.certain_paired, self.certain)),
            "record_f": harmonic(ratio(self.full, self.found), ratio(self.certain_full, self.certain)),
            "exact": ratio(self.exact, self.paired),
            **shares,
            "figure_f": harmonic(
                ratio(self.shown, self.found_figures), ratio(self.certain_shown, self.certain_figures)
            ),
            "named_f": harmonic(ratio(self.named, self.found_figures), ratio(self.certain_named, self.certain_figures)),
            "full_f": harmonic(ratio(self.whole, self.found_figures), ratio(self.certain_whole, self.certain_figures)),
            "period": ratio(self.same_period, self.shown),
            "seconds": self.seconds,
        }


def is_certain(record: Record) -> bool:
    """Whether two careful readers would agree on a gold record."""
    return bool(record.get("certain", True))


def ratio(part: int, whole: int) -> float:
    """Return a share, 0 of nothing."""
    return part / whole if whole else 0.0


def harmonic(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
