"""The time frame of a document: everything it says of its own time, in one record, with the words it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from mapapp.contracts.text import Section, TextView, TimeClue, TimeFrame, TimePart
from mapapp.contracts.vocabulary import SectionMode
from mapapp.documents.time.document_dates import Dates
from mapapp.documents.time.issue import FoundDate

Years = tuple[int, int]


def build_frame(view: TextView, sections: Sequence[Section], dates: Dates) -> TimeFrame:
    """Return the time frame that a document's dates and sections make up."""
    clues = [
        _clue(view, says, found)
        for says, found in (("issued", dates.issued), ("as_of", dates.as_of))
        if found is not None
    ]
    parts = _parts(view, sections)
    for part in parts:
        if part.years is not None and part.end > part.start:
            says = "reviews" if part.mode is SectionMode.REVIEW else "plans"
            clues.append(TimeClue(says, part.years, "", part.rule, part.start, part.end))
    return TimeFrame(
        issued=dates.issued.iso if dates.issued else "",
        as_of=dates.as_of.iso if dates.as_of else "",
        reviews=_span(parts, SectionMode.REVIEW),
        plans=_span(parts, SectionMode.PLAN),
        clues=tuple(clues),
        parts=tuple(parts),
    )


def _clue(view: TextView, says: str, found: FoundDate) -> TimeClue:
    """Return a date as a clue in stored offsets."""
    start, end = view.stored_span(found.start, found.end)
    return TimeClue(says, (found.year, found.year), found.iso, found.rule, start, end)


def _parts(view: TextView, sections: Sequence[Section]) -> list[TimePart]:
    """Return neighbouring sections of one time and one basis as parts; those of no time are left out."""
    parts: list[TimePart] = []
    for section in sections:
        if section.mode is SectionMode.UNKNOWN:
            continue
        first, last = section.time_basis
        start, end = view.stored_span(first, last) if last > first else (0, 0)
        part = TimePart(section.mode, section.years, section.time_rule, start, end, section.start, section.end)
        before = parts[-1] if parts else None
        same = before is not None and before.view_end == section.start and _told(before) == _told(part)
        if before is not None and same:
            parts[-1] = TimePart(*_told(before), before.view_start, part.view_end)
        else:
            parts.append(part)
    return parts


def _told(part: TimePart) -> tuple[SectionMode, Years | None, str, int, int]:
    """Return what a part says and what it rests on."""
    return part.mode, part.years, part.rule, part.start, part.end


def _span(parts: Sequence[TimePart], mode: SectionMode) -> Years | None:
    """Return the first and last year of all parts of one mode."""
    years = [part.years for part in parts if part.mode is mode and part.years is not None]
    return (min(first for first, _ in years), max(last for _, last in years)) if years else None
