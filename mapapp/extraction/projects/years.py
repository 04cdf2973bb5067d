"""The year of an event, and the year it was moved to."""

from __future__ import annotations

from typing import Final

from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import Modality, Polarity, SectionMode, YearBasis
from mapapp.extraction.text.times import years_in

# A time that opens a sentence dates all of it: 2028年，甲桥建成，乙路通车.
_OPENING_CHARS: Final = 24


def spoken_year(document: Document) -> int | None:
    """Return the year a document was issued in, from which 今年 and 明年 count; its own year where the day is not known."""
    issued = document.issued[:4]
    return int(issued) if issued.isdigit() else document.year


def decide_year(
    told: tuple[str, ...], section: Section, document: Document, modality: Modality, polarity: Polarity | None
) -> tuple[int | None, YearBasis]:
    """Return the year an event's stage refers to, and where it comes from.

    `told` are the words that may date it, nearest first: those of the stage itself, its clause, the sentence. A year in
    them wins, then the section's, then the document's.
    """
    now = spoken_year(document)
    begins = document.plans[0] if document.plans else now
    for words in told:
        years = [mention.last for mention in years_in(words, now=now, begins=begins)]
        if years and _fits(years[-1], document, modality, polarity):
            return years[-1], YearBasis.SENTENCE
    if modality is Modality.PLANNED and polarity is None and section.mode is SectionMode.REVIEW and now is not None:
        return now, YearBasis.DOCUMENT  # 即将开放 in a review: not the year looked back on
    if section.years:
        return section.years[1], YearBasis.SECTION
    if (modality is Modality.REPORTED or polarity is not None) and document.reviews:
        return document.reviews, YearBasis.DOCUMENT
    if document.plans:
        return document.plans[1], YearBasis.DOCUMENT
    return document.year, YearBasis.DOCUMENT


def opening_words(sentence: str) -> str:
    """Return the words of a sentence that may date all of it."""
    return sentence[:_OPENING_CHARS]


def year_moved_to(words: str, missed: int | None, document: Document) -> int | None:
    """Return the new year of a stage that was not reached, None where the words give none later than the year missed."""
    now = spoken_year(document)
    years = [mention.last for mention in years_in(words, now=now) if not mention.open]
    return years[-1] if years and (missed is None or years[-1] > missed) else None


def _fits(year: int, document: Document, modality: Modality, polarity: Polarity | None) -> bool:
    """Refuse years that cannot date the event: a report does not plan for years gone by, nor report years to come."""
    latest = max(filter(None, (document.year, spoken_year(document))), default=None)
    if latest is None or document.year is None:
        return True
    if polarity is not None:
        return year <= latest + 1
    if modality is Modality.PLANNED:
        return year >= document.year - 1
    return year <= latest
