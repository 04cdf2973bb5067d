"""How complete a text is and which years it looks back on, as far as its title, opening and headings say.

Proposed where the manifest is silent; what the manifest says stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mapapp.contracts.text import Section
from mapapp.contracts.vocabulary import DocumentCoverage, DocumentKind, SectionMode
from mapapp.documents.lexicon import document_pattern

# Only the first lines say it: 摘要 later on is a chapter of the text itself.
_OPENING_CHARS: Final = 300
# A newspaper prints the whole report too, under its reporter's name; a report that is read out is longer than any article.
_WHOLE_REPORT_CHARS: Final = 9000
_ABRIDGED: Final = document_pattern("whole.abridged")
_PLAN_YEARS: Final = 5
_TITLE_PRESS: Final = document_pattern("whole.press_title")
_PRESS: Final = document_pattern("whole.press")


def propose_coverage(title: str, view_text: str, kind: DocumentKind) -> DocumentCoverage:
    """Return how complete a document is by its title and opening; full where neither says otherwise.

    >>> propose_coverage("2031年政府工作报告（摘要）", "", DocumentKind.WORK_REPORT).value
    'abridged'
    >>> propose_coverage("2031年政府工作报告解读", "", DocumentKind.WORK_REPORT).value
    'press'
    """
    opening = view_text[:_OPENING_CHARS]
    if _ABRIDGED.search(title) or _ABRIDGED.search(opening):
        return DocumentCoverage.ABRIDGED
    article = len(view_text) < _WHOLE_REPORT_CHARS and _PRESS.search(opening)
    if kind is DocumentKind.PRESS or _TITLE_PRESS.search(title) or article:
        return DocumentCoverage.PRESS
    return DocumentCoverage.FULL


def propose_reviewed_years(
    sections: Iterable[Section], kind: DocumentKind, plans: tuple[int, int] | None, reviews: int | None
) -> tuple[int, int] | None:
    """Return the first and last year a document looks back on, by the headings of its review parts.

    A five-year plan looks back on the plan before it. Without such a heading the one year it reviews; None where that
    is not known either.
    """
    if kind is DocumentKind.FIVE_YEAR_PLAN and plans:
        return plans[0] - _PLAN_YEARS, plans[0] - 1
    told = [
        section.years
        for section in sections
        if section.mode is SectionMode.REVIEW and section.years and (reviews is None or section.years[1] <= reviews)
    ]
    if told:
        return min(first for first, _ in told), max(last for _, last in told)
    return (reviews, reviews) if reviews is not None else None
