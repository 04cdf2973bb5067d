"""The year of an event, and only that."""

from __future__ import annotations

import re
from typing import Final

from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import Modality, SectionMode, YearBasis

_YEAR: Final = re.compile(r"(?<![\d—\-~（(])(20[0-4]\d)年(?!度|版|第|以来|上半年同期)")
_IN_BRACKETS: Final = re.compile(r"[（(《“][^）)》”]*[）)》”]")
_NEXT: Final = re.compile(r"明年|来年")
_LAST: Final = re.compile(r"去年|上年")


def decide_year(
    clause: str, sentence: str, section: Section, document: Document, modality: Modality
) -> tuple[int | None, YearBasis]:
    """Give the year an event's stage refers to and where it comes from.

    A year in the clause wins, then one that opens the sentence, then the section's, then the document's.
    """
    for words in (clause, sentence[:24]):
        years = [int(year) for year in _YEAR.findall(_IN_BRACKETS.sub("", words))]
        if years and _fits(years[-1], document, modality):
            return years[-1], YearBasis.SENTENCE
    if document.year is not None:
        if _NEXT.search(clause):
            return document.year + (0 if section.mode is SectionMode.PLAN else 1), YearBasis.SENTENCE
        if _LAST.search(clause):
            return document.year - 1, YearBasis.SENTENCE
    if section.years:
        return section.years[1], YearBasis.SECTION
    if modality is Modality.REPORTED and document.reviews:
        return document.reviews, YearBasis.DOCUMENT
    if document.plans:
        return document.plans[1], YearBasis.DOCUMENT
    return document.year, YearBasis.DOCUMENT


def _fits(year: int, document: Document, modality: Modality) -> bool:
    """Refuse years that cannot date the event: a report does not plan for years gone by."""
    if document.year is None:
        return True
    if modality is Modality.PLANNED:
        return year >= document.year - 1
    return year <= document.year
