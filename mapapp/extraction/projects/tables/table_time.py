"""Which years a table of projects speaks of: its headings, the lines above it, its section, its document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.document_tables import Table
from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.extraction.lexicon_patterns import cell_pattern
from mapapp.extraction.projects.years import spoken_year

_AS_OF: Final = re.compile(
    r"(?P<year>20[0-4]\d)年(?:(?P<month>1[0-2]|[1-9])月|(?P<quarter>[一二三四])季度|(?P<half>[上下])半年)?"
)
_QUARTERS: Final = {"一": 3, "二": 6, "三": 9, "四": 12}
_PLANS: Final = cell_pattern("table.plans")
_TELLS: Final = cell_pattern("table.tells")
# From this month on the next step is usually one of the next year.
_LATE: Final = 10


@dataclass(frozen=True, slots=True)
class TableTime:
    """The year its reports tell of, the year of its next steps, the year of its goals; `as_of_month` where it is said.

    `plans` says that the table as a whole looks ahead.
    """

    told: int | None
    following: int | None
    goals: int | None
    as_of_month: int | None
    plans: bool


def table_time(document: Document, table: Table, section: Section) -> TableTime:
    """Return the years of a table.

    The line nearest above it that names a year wins; a title 进展情况 tells, 计划 and 清单 plan.
    """
    captions = [cell.words for cell in reversed(table.captions)]
    if not any(map(_AS_OF.search, captions)):
        # a later table of a list goes on in the time of the one before it
        before = [other for other in document.tables if other.view_end <= table.view_start]
        captions += [cell.words for other in reversed(before) for cell in reversed(other.captions)]
    dated = next((match for match in map(_AS_OF.search, captions) if match), None)
    titled = next(
        (words for words in captions[: len(table.captions)] if _PLANS.search(words) or _TELLS.search(words)), ""
    )
    plans = bool(_PLANS.search(titled)) and not _TELLS.search(titled)
    if not titled:
        plans = section.mode is SectionMode.PLAN
    told = int(dated.group("year")) if dated and not plans else None
    month = _month(dated) if dated else None
    goals = int(dated.group("year")) if dated and plans else None
    if told is None:
        told = _reviewed(document, section)
    if goals is None:
        goals = section.years[1] if section.years and section.mode is SectionMode.PLAN else _planned(document, told)
    late = month is not None and month >= _LATE
    following = told + 1 if told is not None and (late or section.mode is SectionMode.REVIEW) else goals or told
    if following is not None and told is not None and following < told:
        following = told
    return TableTime(told, following, goals if goals is not None else told, month, plans)


def _reviewed(document: Document, section: Section) -> int | None:
    """Return the year reports of a section tell of."""
    if section.mode is SectionMode.REVIEW and section.years:
        return section.years[1]
    if document.kind in (DocumentKind.WORK_REPORT, DocumentKind.PLAN_REPORT):
        return document.reviews
    return spoken_year(document) or (section.years[1] if section.years else None)


def _planned(document: Document, told: int | None) -> int | None:
    """Return the year goals are of."""
    return document.plans[1] if document.plans else told


def _month(match: re.Match[str]) -> int | None:
    """Return the month up to which a table tells."""
    if match.group("month"):
        return int(match.group("month"))
    if match.group("quarter"):
        return _QUARTERS[match.group("quarter")]
    return {"上": 6, "下": 12}.get(match.group("half") or "")
