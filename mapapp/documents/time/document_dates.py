"""The dates of a document as a whole: issued, state of things, the year its title names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.documents.time.cues import heading_cue, heading_cues
from mapapp.documents.time.issue import FoundDate, find_as_of, find_issued
from mapapp.documents.time.section_times import Times
from mapapp.documents.time.years_named import years_of

_BRACKETED_YEARS: Final = re.compile(r"\s*[（(]?\s*[（(]((?:20[0-4]\d年?\s?[-—~～至]{1,2}\s?)?20[0-4]\d年?度?)[）)]")


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a document; None where it does not say.

    `titled_years` are the first and last year its title names and `title_plans` whether that title is one of a plan,
    `title_both` whether it looks back on the first and ahead on the last: 2025年工作总结和2026年工作计划.
    """

    issued: FoundDate | None = None
    as_of: FoundDate | None = None
    titled_years: tuple[int, int] | None = None
    title_plans: bool = False
    title_both: bool = False

    @property
    def titled(self) -> int | None:
        """Return the last year the title names."""
        return self.titled_years[1] if self.titled_years else None


NO_DATES: Final = Dates()


def read_dates(view_text: str, title: str) -> Dates:
    """Return the dates a reading view tells; `title` is its title, "" when it has none."""
    at = view_text.find(title) if title else -1
    issued = find_issued(view_text)
    titled = years_of(title) or years_of(_below_title(view_text, title))
    cue = heading_cue(title) if title else None
    modes = {found.mode for found in heading_cues(title)} if title else set()
    both = titled is not None and titled[1] == titled[0] + 1 and {SectionMode.REVIEW, SectionMode.PLAN} <= modes
    return Dates(
        issued=issued,
        as_of=find_as_of(view_text, at + len(title) if at >= 0 else view_text.find("\n"), issued),
        titled_years=titled,
        title_plans=not both and cue is not None and cue.mode is SectionMode.PLAN,
        title_both=both,
    )


def _below_title(view_text: str, title: str) -> str:
    """Return a line in brackets right below a title, where it names years: （2026—2030年）."""
    at = view_text.find(title) if title else -1
    match = _BRACKETED_YEARS.match(view_text, at + len(title)) if at >= 0 else None
    return match.group(1) if match else ""


def document_times(kind: DocumentKind, reviews: int | None, plans: tuple[int, int] | None, dates: Dates) -> Times:
    """Return what a document as a whole says of time, for the reading of its parts."""
    return Times(
        kind=kind,
        reviews=reviews,
        plans=plans,
        issued=dates.issued.year if dates.issued else None,
        month=dates.issued.month if dates.issued else None,
        as_of=dates.as_of.year if dates.as_of else None,
        titled=dates.titled_years,
        title_plans=dates.title_plans,
        title_both=dates.title_both,
    )
