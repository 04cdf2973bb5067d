"""What a document says of itself: title, district, kind, year; for files without a manifest row."""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import DocumentKind
from mapapp.documents.lexicon import document_pattern, read_entries
from mapapp.documents.time.dates import find_dates
from mapapp.documents.time.document_dates import NO_DATES, Dates, read_dates
from mapapp.text.numerals import plan_years

_HEAD_CHARS: Final = 3000
_TITLE_LINES: Final = 12
_OPENING_CHARS: Final = 600
_LONGEST_FIRST_LINE: Final = 40
# Numbered headings, the path of a web page, sentences and salutations are no titles.
_NO_TITLE: Final = document_pattern("front.no_title")
_TITLE_WORDS: Final = document_pattern("front.title_words")
_NAMED_TITLE: Final = document_pattern("front.named_title")
_FIRST_PART: Final = document_pattern("front.first_part")
_REVIEWED: Final = document_pattern("front.reviewed")
# A report that names no year of its own, delivered from this month on, plans the next year.
_NEXT_YEAR: Final = 11
_PLANNED: Final = document_pattern("front.planned")
_PLAN_ORDINAL: Final = document_pattern("front.plan_ordinal")
_DISTRICT: Final = document_pattern("front.district")
_PREFIX: Final = document_pattern("front.before_district")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the text itself says: empty or None where it does not."""

    title: str
    district: str
    kind: DocumentKind
    year: int | None
    issued: str
    plans: tuple[int, int] | None
    reviews: int | None
    dates: Dates = NO_DATES


def read_front_matter(view_text: str, *, stem: str) -> FrontMatter:
    """Read title, district, kind and years from the beginning of a reading view.

    `stem` is the file's name, used only when the text has no title.
    """
    head = view_text[:_HEAD_CHARS]
    title = _title(head) or stem
    kind = kind_of(title, head[:_OPENING_CHARS])
    dates = read_dates(view_text, title)
    year = _year(kind, view_text, dates)
    plans = _plan_span(kind, title + head, year, dates)
    if plans and (kind is DocumentKind.FIVE_YEAR_PLAN or (dates.title_plans and not dates.issued)):
        year = plans[0]
    reviews = year - 1 if year else None
    return FrontMatter(
        title=title,
        district=_district(title, head),
        kind=kind,
        year=year,
        issued=dates.issued.iso if dates.issued else str(year or ""),
        plans=plans,
        reviews=reviews,
        dates=dates,
    )


def _title(head: str) -> str:
    """Return the first line that is called a title, else the first line when it can be one."""
    lines = [line.strip("—-（）() ") for line in head.split("\n")[:_TITLE_LINES]]
    for words in lines:
        if 4 <= len(words) <= 80 and _TITLE_WORDS.search(words) and not _NO_TITLE.search(words):
            return words
    match = _NAMED_TITLE.search(head)
    if match:
        return match.group(1)
    first = next((words for words in lines if words), "")
    plain = 4 <= len(first) <= _LONGEST_FIRST_LINE and not _NO_TITLE.search(first)
    printed = sum(date.end - date.start for date in find_dates(first))
    return first if plain and head.strip() != first and len(first) - printed >= 4 else ""


@dataclass(frozen=True, slots=True)
class _KindRule:
    """One entry of document_kinds.toml, compiled."""

    kind: DocumentKind
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@functools.cache
def _kind_rules() -> tuple[_KindRule, ...]:
    """Return the rules of kinds in the order they are asked."""
    return tuple(
        _KindRule(
            DocumentKind(str(entry["kind"])),
            re.compile(str(entry["pattern"])),
            re.compile(str(entry["unless"])) if "unless" in entry else None,
        )
        for entry in read_entries("document_kinds", "kind")
    )


def kind_of(title: str, opening: str) -> DocumentKind:
    """Return what sort of document it is by its title, else by its opening.

    >>> kind_of("甲区2026年政府工作报告", "").value, kind_of("甲区“十四五”规划实施情况评估", "").value
    ('work_report', 'other')
    """
    for words in (title, opening):
        for rule in _kind_rules():
            if rule.pattern.search(words) and not (rule.unless and rule.unless.search(words)):
                return rule.kind
    return DocumentKind.OTHER


def _year(kind: DocumentKind, text: str, dates: Dates) -> int | None:
    """Return the year a document speaks for."""
    delivered = dates.issued.year if dates.issued else None
    if kind is DocumentKind.WORK_REPORT or kind is DocumentKind.PLAN_REPORT:
        planned = Counter(int(match) for match in _PLANNED.findall(text))
        reviewed = Counter(int(a or b) + 1 for a, b in _REVIEWED.findall(text))
        told_first = _FIRST_PART.search(text[:_HEAD_CHARS])
        if told_first and not reviewed:
            reviewed[int(told_first.group(1)) + 1] += 1  # 一、2031年我们…: the first part of a report looks back
        votes = planned + reviewed + reviewed
        if dates.titled:
            # a report of 2023 may be called after the year it looks back on; its own headings decide
            votes[dates.titled] += 1
        if delivered and not dates.titled and not votes and ((dates.issued and dates.issued.month) or 0) >= _NEXT_YEAR:
            return delivered + 1  # held before the turn of the year, it looks back on the year that ends
        if delivered:
            votes[delivered] += 1
            # a report looks one year ahead at most: 到2025年 is a goal, not its year
            votes = Counter({year: count for year, count in votes.items() if year <= delivered + 1})
        if votes:
            return max(votes, key=lambda year: (votes[year], year))
    if kind is DocumentKind.OTHER and delivered:
        return delivered  # 今年 and 明年 count from the day of issue, whatever year the title names
    told = dates.titled or delivered or (dates.as_of.year if dates.as_of else None)
    if told:
        return told
    for pattern in _not_dating():
        text = pattern.sub("", text)
    votes = Counter(date.year for date in find_dates(text))
    return max(votes, key=lambda year: (votes[year], year)) if votes else None


@functools.cache
def _not_dating() -> tuple[re.Pattern[str], ...]:
    """Return the words with years that do not date a text: goals, plans, foundings."""
    return tuple(re.compile(str(entry["pattern"])) for entry in read_entries("not_dating", "year"))


def _plan_span(kind: DocumentKind, words: str, year: int | None, dates: Dates) -> tuple[int, int] | None:
    """Return the years a document plans: the five of a five-year plan, those its title names, else its own year."""
    if kind is DocumentKind.FIVE_YEAR_PLAN:
        for short, long in _PLAN_ORDINAL.findall(words):
            span = plan_years(short or long + "五")
            if span:
                return span
    if dates.title_plans and dates.titled_years is not None:
        return dates.titled_years
    return (year, year) if year else None


def _district(title: str, head: str) -> str:
    """Return the reporting district by its own name, without the province or city before it."""
    votes: Counter[str] = Counter()
    for source, weight in ((title, 3), (head, 1)):
        for match in _DISTRICT.finditer(source):
            name = _PREFIX.sub("", match.group(1))
            name = _PREFIX.sub("", name)
            if 2 <= len(name) <= 9:
                votes[name] += weight
    return max(votes, key=lambda name: (votes[name], -len(name), name)) if votes else ""
