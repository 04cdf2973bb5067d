"""What a document says of itself: title, district, kind, year; for files without a manifest row."""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import DocumentKind
from mapapp.documents.lexicon import read_entries
from mapapp.documents.time.dates import find_dates
from mapapp.documents.time.document_dates import NO_DATES, Dates, read_dates
from mapapp.text.numerals import plan_years

_HEAD_CHARS: Final = 3000
_TITLE_LINES: Final = 12
_OPENING_CHARS: Final = 600
_LONGEST_FIRST_LINE: Final = 40
# Numbered headings, the path of a web page, sentences and salutations are no titles.
_NO_TITLE: Final = re.compile(
    r"[。：；]$|^[一二三四五六七八九十]{1,3}、|^（[一二三四五六七八九十]|^\d{1,2}[.、]|[>＞»|\t]|^[各同]位|^图为|^来源"
)
_TITLE_WORDS: Final = re.compile(r"报告|纲要|规划|计划|公报|方案|摘要|解读|说明")
# A goal for a year far off does not date a text.
_GOAL: Final = re.compile(r"(?:到|至|力争|展望|面向|前瞻)\s?20[0-4]\d年?")
_FIRST_PART: Final = re.compile(
    r"(?<![一二三四五六七八九十])一、(20[0-4]\d)年(?![^。；，]{0,24}(?:目标|任务|安排|计划|部署|思路|要求|打算|重点))"
)
_REVIEWED: Final = re.compile(
    r"(20[0-4]\d)年(?:的)?(?:政府)?(?:主要)?工作(?:的)?(?:回顾|总结|情况)|(20[0-4]\d)年.{0,30}(?:执行情况|完成情况)"
)
# A report that names no year of its own, delivered from this month on, plans the next year.
_NEXT_YEAR: Final = 11
_PLANNED: Final = re.compile(
    r"(20[0-4]\d)年(?:的)?(?:主要|总体|重点|预期|工作|经济社会|政府工作|国民经济).{0,16}(?:任务|目标|要求|安排|部署|重点)"
)
_PLAN_ORDINAL: Final = re.compile(
    r"[“\"]?(十[一二三四五六七八九]五)[”\"]?(?:[^。“”]{0,12}(?:规划|方案|计划)|时期)|第(十[一二三四五六七八九])个五年"
)
_DISTRICT: Final = re.compile(
    r"((?:(?![年月日在作向受])[\u4e00-\u9fff]){2,9}?(?:自治区|自治州|自治县|新区|省|市|区|县|旗))(?=人民政府|第[一二三四五六七八九十]+届|20\d\d年|国民经济|政府工作|人民代表)"
)
_PREFIX: Final = re.compile(
    r"^.*(?:省|自治区|市)(?=[\u4e00-\u9fff]{2,}(?:区|县|市|旗)$)|^(?:.*(?:举行的|召开的|代表|关于|中共)|在|向|.{1,4}作(?=.{2,}[区县市]))"
)


@dataclass(frozen=True, slots=True)
class About:
    """What the text itself says: empty or None where it does not."""

    title: str
    district: str
    kind: DocumentKind
    year: int | None
    issued: str
    plans: tuple[int, int] | None
    reviews: int | None
    dates: Dates = NO_DATES


def read_about(view_text: str, *, stem: str) -> About:
    """Read title, district, kind and years from the beginning of a reading view.

    `stem` is the file's name, used only when the text has no title.
    """
    head = view_text[:_HEAD_CHARS]
    title = _title(head) or stem
    kind = kind_of(title, head[:_OPENING_CHARS])
    dates = read_dates(view_text, title)
    year = _year(kind, view_text, dates)
    plans = _plan_span(kind, title + head, year, dates)
    if kind is DocumentKind.FIVE_YEAR_PLAN and plans:
        year = plans[0]
    reviews = year - 1 if year else None
    return About(
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
    match = re.search(r"《([^《》]{6,60}(?:纲要|规划|报告))》", head)
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
    votes = Counter(date.year for date in find_dates(_GOAL.sub("", text)))
    return max(votes, key=lambda year: (votes[year], year)) if votes else None


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
