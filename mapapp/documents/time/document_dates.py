"""The dates of a document as a whole: issued, state of things, the year its title names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.documents.time.cues import heading_cue
from mapapp.documents.time.dates import find_dates
from mapapp.documents.time.issue import FoundDate, find_as_of, find_issued
from mapapp.documents.time.section_times import Times

_SPAN_END: Final = re.compile(r"(20[0-4]\d)(?=[—\-~～至]20)")


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a document; None where it does not say.

    `titled` is the last year its title names and `title_plans` whether that title is one of a plan.
    """

    issued: FoundDate | None = None
    as_of: FoundDate | None = None
    titled: int | None = None
    title_plans: bool = False


NO_DATES: Final = Dates()


def read_dates(view_text: str, title: str) -> Dates:
    """Return the dates a reading view tells; `title` is its title, "" when it has none."""
    at = view_text.find(title) if title else -1
    issued = find_issued(view_text)
    years = [date.year for date in find_dates(title)] + [int(year) for year in _SPAN_END.findall(title)]
    cue = heading_cue(title) if title else None
    return Dates(
        issued=issued,
        as_of=find_as_of(view_text, at + len(title) if at >= 0 else view_text.find("\n"), issued),
        titled=max(years, default=None),
        title_plans=cue is not None and cue.mode is SectionMode.PLAN,
    )


def document_times(kind: DocumentKind, reviews: int | None, plans: tuple[int, int] | None, dates: Dates) -> Times:
    """Return what a document as a whole says of time, for the reading of its parts."""
    return Times(
        kind=kind,
        reviews=reviews,
        plans=plans,
        issued=dates.issued.year if dates.issued else None,
        month=dates.issued.month if dates.issued else None,
        as_of=dates.as_of.year if dates.as_of else None,
        titled=dates.titled,
        title_plans=dates.title_plans,
    )
