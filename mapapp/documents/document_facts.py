"""What is known of a document before it is read: one row of the manifest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mapapp.contracts.vocabulary import DocumentCoverage, DocumentKind
from mapapp.documents.time.corrections import PartFact


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One manifest row.

    `year` is the year the document speaks for; `plans` the first and last year it plans, `reviews` the year it
    looks back on last and `reviewed_years` the first and last; `coverage` says whether the text is whole. Where these
    two are None the reader proposes them. `parts` say of single parts whether they look back or ahead. `issued` a day or a year as text; `sha256` of the file's bytes.
    """

    id: str
    path: Path
    title: str
    short_title: str
    district: str
    kind: DocumentKind
    year: int | None
    issued: str
    plans: tuple[int, int] | None
    reviews: int | None
    sha256: str
    coverage: DocumentCoverage | None = None
    reviewed_years: tuple[int, int] | None = None
    parts: tuple[PartFact, ...] = ()
