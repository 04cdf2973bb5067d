"""When a document was issued and to which day its figures reach, by the lines that say so."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from mapapp.documents.lexicon import read_entries
from mapapp.documents.time.dates import PrintedDate, find_dates

_HEAD_LINES: Final = 14
_HEAD_CHARS: Final = 1_500
_TAIL_LINES: Final = 12
_END_CHARS: Final = 40
# A line that tells the date of issue is short; in longer ones only their beginning counts.
_LINE_CHARS: Final = 120
_AS_OF_CHARS: Final = 3_000
_AS_OF: Final = re.compile(
    r"截[至止到]\s?(?:(?P<year>20\d\d)年)?\s?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|[底末初中]|[上中下]旬)?"
)
_AS_OF_YEAR: Final = re.compile(r"截[至止到]\s?(?P<year>20\d\d)年(?:底|末)")
_PERIOD_END: Final = {"上半年": 6, "一季度": 3, "二季度": 6, "三季度": 9, "四季度": 12, "前三季度": 9, "下半年": 12}
_PERIOD: Final = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?:第)?(?:(?P<name>上半年|下半年|前三季度|[一二三四]季度)|(?:\d{1,2}[-—~～至])?(?P<month>\d{1,2})月)"
)
_DASH: Final = re.compile(r"\s?[-—~～至]{1,2}\s?")
_TITLE_CHARS: Final = 80


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date with its meaning: [start, end) in the view, ISO form, the rule that read it, its rank (lowest is best)."""

    start: int
    end: int
    year: int
    iso: str
    rule: str
    rank: int = 0

    @property
    def month(self) -> int | None:
        """Return the month where it is known."""
        return int(self.iso[5:7]) if len(self.iso) >= 7 else None


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of issue_lines.toml."""

    id: str
    rank: int
    where: str
    alone: bool
    year_only: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    """Return the rules, best first."""
    return tuple(sorted((_rule(entry) for entry in read_entries("issue_lines", "issue")), key=lambda rule: rule.rank))


def _rule(entry: dict[str, Any]) -> _Rule:
    """Compile one entry."""

    def pattern(name: str, form: str) -> re.Pattern[str] | None:
        return re.compile(form.format(entry[name])) if name in entry else None

    return _Rule(
        id=str(entry["id"]),
        rank=int(entry["rank"]),
        where=str(entry["where"]),
        alone=bool(entry.get("alone", False)),
        year_only=bool(entry.get("year_only", False)),
        before=pattern("before", "(?:{})$"),
        after=pattern("after", "(?:{})"),
        unless_before=pattern("unless_before", "(?:{})$"),
    )


def find_issued(text: str) -> FoundDate | None:
    """Return when a text says it was issued, by the best of its lines; None when no line says so."""
    best: FoundDate | None = None
    for start, line, where in _lines(text):
        for found in _issued_in(line, where):
            if best is None or found.rank < best.rank:
                best = FoundDate(start + found.start, start + found.end, found.year, found.iso, found.rule, found.rank)
    return best


def read_issue_line(line: str) -> tuple[FoundDate, ...]:
    """Return the dates of issue that one line tells, wherever it stands."""
    return tuple(found for where in ("head", "tail") for found in _issued_in(line, where))


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Return the first and the last lines of a text with where they stand."""
    lines = [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]
    for number, (start, line) in enumerate(lines):
        if number < _HEAD_LINES and start < _HEAD_CHARS:
            yield start, line[:_LINE_CHARS], "head"
            if len(line) > _LINE_CHARS:
                yield start + len(line) - _END_CHARS, line[-_END_CHARS:], "end"
        elif number >= len(lines) - _TAIL_LINES and len(line) <= _LINE_CHARS:
            yield start, line, "tail"


def _issued_in(line: str, where: str) -> Iterator[FoundDate]:
    """Return the dates of issue a line tells."""
    years = [PrintedDate(match.start(), match.end(), int(match.group())) for match in re.finditer(r"20[0-4]\d", line)]
    dates = find_dates(line)
    for rule in _rules():
        if rule.where not in (where, "any"):
            continue
        for date in years if rule.year_only else dates:
            if _holds(rule, line, date):
                last = _end_of_range(line, date, dates) if rule.where == "head" else date
                yield FoundDate(last.start, last.end, last.year, last.iso, rule.id, rule.rank)


def _holds(rule: _Rule, line: str, date: PrintedDate) -> bool:
    """Whether a rule takes a date for one of issue."""
    before, after = line[: date.start], line[date.end :]
    if date.month is None and not rule.year_only:
        return False
    if rule.unless_before is not None and rule.unless_before.search(before):
        return False
    if rule.before is not None and not rule.before.search(before):
        return False
    return rule.after is None or rule.after.match(after) is not None


def _end_of_range(line: str, date: PrintedDate, dates: tuple[PrintedDate, ...]) -> PrintedDate:
    """Return the last day of a span of days: 2026年1月19日—1月25日."""
    for later in dates:
        if _DASH.fullmatch(line[date.end : later.start]):
            return later
    span = re.match(r"\s?[-—~～至]{1,2}\s?(?:(\d{1,2})月)?(\d{1,2})日", line[date.end :])
    if span is None:
        return date
    month, day = int(span.group(1) or date.month or 1), int(span.group(2))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return date
    return PrintedDate(date.start, date.end + span.end(), date.year, month, day)


def find_as_of(text: str, title_end: int, issued: FoundDate | None) -> FoundDate | None:
    """Return the day that a text's state of things holds for: 截至9月底, or the period its title names.

    A month without a year is of the year of issue, or of the year before when it had not come by then.
    """
    head = text[:_AS_OF_CHARS]
    for match in _AS_OF.finditer(head):
        month = int(match["month"])
        if not 1 <= month <= 12:
            continue
        year = int(match["year"]) if match["year"] else _year_of_month(month, issued, text[:title_end])
        if year is not None:
            iso = f"{year}-{month:02}" + (f"-{int(match['day']):02}" if match["day"] else "")
            return FoundDate(match.start(), match.end(), year, iso, "as_of")
    end = _AS_OF_YEAR.search(head)
    if end is not None:
        return FoundDate(end.start(), end.end(), int(end["year"]), f"{end['year']}-12", "as_of")
    period = _PERIOD.search(text[: min(title_end, _TITLE_CHARS)])
    if period is None:
        return None
    month = _PERIOD_END[period["name"]] if period["name"] else int(period["month"])
    if not 1 <= month <= 12:
        return None
    return FoundDate(period.start(), period.end(), int(period["year"]), f"{period['year']}-{month:02}", "title_period")


def _year_of_month(month: int, issued: FoundDate | None, title: str) -> int | None:
    """Return the year a month without one belongs to."""
    if issued is None:
        years = find_dates(title)
        return years[-1].year if years else None
    return issued.year - 1 if issued.month is not None and month > issued.month else issued.year
