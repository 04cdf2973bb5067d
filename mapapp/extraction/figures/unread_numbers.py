"""Numbers a document prints and nobody can read: each becomes a line of the problem list, never a part of a number."""

from __future__ import annotations

import re
from typing import Final

from mapapp.contracts.problems import Problem
from mapapp.contracts.text import Document
from mapapp.contracts.vocabulary import SectionForm, Severity
from mapapp.extraction.figures.indicators import HasFigures, sentence_reader
from mapapp.extraction.text.clauses import even_marks
from mapapp.extraction.text.sentences import split_sentences

# What may be misprinted: digits parted by marks or mixed with letters, numerals of two and more characters, blanks.
_SUSPECT: Final = re.compile(r"\d[.,OolI]|[OolI]\d|[×✕□■_…]|[xX]{2}|\.{3}|[百千][一二两三四五六七八九]")
_AROUND: Final = 12  # characters of the sentence shown before the number, so that it is found in the original


def find_number_problems(document: Document, lexicon: HasFigures) -> tuple[Problem, ...]:
    """Return a Problem for every number with a unit that cannot be read: 1,25,0亿元, 三百二八亿元, ××亿元.

    Parameters
    ----------
    document : Document
        The text to look through; tables and prose alike.
    lexicon : HasFigures
        The lexicon with the units a number may stand in.

    Returns
    -------
    tuple of Problem
        In reading order, with stored offsets of the number; severity is a warning.
    """
    reader = sentence_reader(lexicon.figures).quantities
    view = document.view.text
    found: list[Problem] = []
    for begin, stop in split_sentences(view):
        text = view[begin:stop]
        if not _SUSPECT.search(text) or _left_out(document, begin):
            continue
        for start, end in reader.unreadable(even_marks(text)):
            stored = document.view.stored_spans(begin + start, begin + end)[0]
            printed = "".join(text[start:end].split())
            before = "".join(text[max(0, start - _AROUND) : start].split())
            message = f"“{before}{printed}”中的“{printed}”像一个数，读不出是多少，没有记成指标"
            found.append(
                Problem(
                    "number-unreadable",
                    Severity.WARNING,
                    document.name,
                    message,
                    "请对照原件核对这个数；确有此数的，在复核中补记",
                    doc=document.id,
                    start=stored[0],
                    end=stored[1],
                )
            )
    return tuple(found)


def _left_out(document: Document, offset: int) -> bool:
    """Whether an offset lies in a table of contents, where dots and page numbers stand."""
    return bool(document.sections) and document.section_at(offset).form is SectionForm.CONTENTS
