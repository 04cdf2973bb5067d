"""Times said in words: months of a year, quarters, halves, 截至9月底, and the year before said beside this one.

The patterns stand in `lexicons/periods.toml`, each with an id and examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.text.lexicon_files import compiled, read_entries
from mapapp.text.numerals import read_numeral

_COMPARED_BEFORE: Final = figure_pattern("time.compared")
_ONLY_LINK: Final = figure_pattern("earlier.link")
_COMPARING: Final = re.compile("[比较同与由从自]$")
_OF_ANOTHER: Final = figure_pattern("earlier.of")
_MONTHLY: Final = re.compile("[月季]|半年")
_LEADING: Final = figure_pattern("time.opening")
_NEVER: Final = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class MonthRule:
    """One way to say part of a year; see `periods.toml`."""

    id: str
    pattern: re.Pattern[str]
    months: tuple[int, int] | None
    as_of: bool
    single: bool


@dataclass(frozen=True, slots=True)
class EarlierRule:
    """One way to say that a value is of a year before."""

    id: str
    pattern: re.Pattern[str]
    years: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """That a value is some years older: how many, by which rule, and where the words that say so stand in their text.

    `bare` when nothing but 为 or 达 stands between these words and the number, so that the figure before lends its name;
    `spoken` for 去年, which counts from when the text is spoken and not from the year it tells of.
    """

    years: int
    rule: str
    start: int
    end: int
    bare: bool
    spoken: bool


@dataclass(frozen=True, slots=True)
class Months:
    """Part of a year: `year` where the words say it, first and last month, and the id of the rule that read it."""

    year: int | None
    first: int
    last: int
    rule: str

    def period(self, year: int) -> str:
        """Return the period of these months in a year: 2025-01/09, 2025-07.

        >>> Months(None, 1, 9, "").period(2025), Months(None, 7, 7, "").period(2025)
        ('2025-01/09', '2025-07')
        """
        if self.first == self.last:
            return f"{self.year or year}-{self.last:02d}"
        return f"{self.year or year}-{self.first:02d}/{self.last:02d}"


class TimeWords:
    """Reads words of time with the rules of a lexicon folder."""

    def __init__(self, folder: Path) -> None:
        """Compile the rules once."""
        path = folder / "periods.toml"
        self._months = tuple(
            MonthRule(
                id=entry["id"],
                pattern=compiled(path, entry, "pattern") or _NEVER,
                months=(entry["months"][0], entry["months"][1]) if "months" in entry else None,
                as_of=bool(entry.get("as_of", False)),
                single=bool(entry.get("single", False)),
            )
            for entry in read_entries(path, "months", ("pattern", "catches", "gives", "leaves"))
        )
        self._earlier = tuple(
            EarlierRule(entry["id"], compiled(path, entry, "pattern") or _NEVER, int(entry["years"]))
            for entry in read_entries(path, "earlier", ("pattern", "years", "catches", "gives", "leaves"))
        )

    def months(self, text: str, *, flow: bool, leading: bool = False) -> Months | None:
        """Return the part of a year a text names last; one it only compares with does not count.

        `flow` says that the figure adds up over time, so that 截至9月底 begins in January; `leading` that only words
        at the head of a clause count, as for what follows in the same sentence (针对三季度回落的情况 dates nothing).
        """
        best: tuple[int, Months] | None = None
        if not _MONTHLY.search(text):
            return None
        for rule in self._months:
            for match in rule.pattern.finditer(text):
                if _compared(match) or (leading and not _LEADING.search(text, 0, match.start())):
                    continue
                found = _read(rule, match, flow=flow)
                if found is not None and (best is None or match.end() > best[0]):
                    best = (match.end(), found)
        return best[1] if best else None

    def without_months(self, text: str) -> str:
        """Return a text without the parts of a year it names, so that no name takes them in: 一季度末贷款 -> 贷款."""
        if not _MONTHLY.search(text):
            return text
        for rule in self._months:
            for match in rule.pattern.finditer(text):
                if not _compared(match):
                    return self.without_months(text[: match.start()] + text[match.end() :].lstrip("末底"))
        return text

    def earlier(self, text: str) -> Earlier | None:
        """Return how far back the value behind a text lies: 上年为, （去年同期; None when it is of this year.

        A comparison (比上年增加) looks back without giving the value of that year; 比上年的 and 由上年的 give it.
        """
        if "年" not in text:
            return None
        for rule in self._earlier:
            for match in rule.pattern.finditer(text):
                before, rest = text[: match.start()].rstrip(), text[match.end() :]
                bare = _ONLY_LINK.fullmatch(rest) is not None
                if _OF_ANOTHER.search(before):
                    continue
                if _COMPARING.search(before) and not (bare and "的" in rest):
                    continue
                return Earlier(
                    rule.years, rule.id, match.start(), match.end(), bare=bare, spoken=match.group()[0] == "去"
                )
        return None


def years_before(period: str, years: int) -> str:
    """Return a period some years earlier.

    >>> years_before("2025-01/09", 1), years_before("2021-2025", 5)
    ('2024-01/09', '2016-2020')
    """
    return re.sub(r"\d{4}", lambda match: str(int(match.group()) - years), period)


def _compared(match: re.Match[str]) -> bool:
    """Whether a time is only compared with: 较上半年, 与一季度相比."""
    text = match.string
    return _COMPARED_BEFORE.search(text, 0, match.start()) is not None or text.startswith("相比", match.end())


def _read(rule: MonthRule, match: re.Match[str], *, flow: bool) -> Months | None:
    said = {name: value for name, value in match.groupdict().items() if value}
    year = int(said["y"]) if "y" in said else None
    if rule.months is not None:
        return Months(year, *rule.months, rule.id)
    last = read_numeral(said.get("b") or said.get("n") or "") or 0
    first = read_numeral(said["a"]) if "a" in said else 1
    if rule.single or (rule.as_of and not flow):
        first = last
    if not first or not 1 <= first <= last <= 12:
        return None
    return Months(year, first, last, rule.id)
