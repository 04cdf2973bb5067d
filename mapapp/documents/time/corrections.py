"""What a person has set right in a document's time: which part looks back or ahead, and on which years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts.text import Section, TimeFrame
from mapapp.contracts.vocabulary import SectionMode

PERSON_RULE: Final = "person"
# 二、下一步工作安排 | plan | 2026-2030: the heading's words, its mode, its years.
_PART: Final = re.compile(r"(?P<heading>[^|]+)\|\s*(?P<mode>review|plan|unknown)\s*(?:\|\s*(?P<years>[\d\s—–-]*))?")
_YEARS: Final = re.compile(r"(20[0-4]\d)(?:\s*[-—–]\s*(20[0-4]\d))?")


@dataclass(frozen=True, slots=True)
class PartFact:
    """One part as a person sees it: `heading` are words of its heading; years None when it names none."""

    heading: str
    mode: SectionMode
    years: tuple[int, int] | None


def read_part(line: str) -> PartFact | None:
    """Return what one line of a manifest says of a part, or None when it is not understood.

    >>> read_part("二、下一步安排 | plan | 2026-2030").years
    (2026, 2030)
    """
    match = _PART.fullmatch(line.strip())
    if match is None:
        return None
    told = (match["years"] or "").strip()
    years = _YEARS.fullmatch(told)
    if told and years is None:
        return None
    span = (int(years.group(1)), int(years.group(2) or years.group(1))) if years else None
    if span is not None and span[0] > span[1]:
        return None
    return PartFact(match["heading"].strip(), SectionMode(match["mode"]), span)


def correct_sections(sections: Sequence[Section], parts: Sequence[PartFact]) -> tuple[Section, ...]:
    """Return sections with the time a person has set: below a named heading, up to the next heading that is named.

    The innermost heading that is named decides.
    """
    if not parts:
        return tuple(sections)
    corrected = []
    for section in sections:
        fact = next((part for words in reversed(section.headings) for part in parts if part.heading in words), None)
        corrected.append(
            section
            if fact is None
            else replace(
                section,
                mode=fact.mode,
                years=fact.years or section.years,
                time_rule=PERSON_RULE,
                time_basis=(0, 0),
            )
        )
    return tuple(corrected)


def correct_frame(
    frame: TimeFrame,
    *,
    issued: str,
    reviews: tuple[int, int] | None,
    plans: tuple[int, int] | None,
    parts: Sequence[PartFact],
) -> TimeFrame:
    """Return a time frame with what a person has set; its clues stay, so that both can be compared."""
    said = {"issued": issued, "reviews": reviews, "plans": plans, "parts": tuple(parts)}
    return replace(
        frame,
        issued=issued or frame.issued,
        reviews=reviews or frame.reviews,
        plans=plans or frame.plans,
        corrected=tuple(name for name, value in said.items() if value),
    )
