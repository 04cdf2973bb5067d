"""Numbered notes: every claim of a brief points to the sentence it rests on; the same sentence keeps its number."""

from __future__ import annotations

from dataclasses import dataclass, field

from mapapp.contracts import Atlas, Indicator, ProjectEvent
from mapapp.reports.lookup_data import where_in
from mapapp.text.quote_lines import clean_quote


@dataclass(slots=True)
class Notes:
    """The notes of one document, numbered from 1 in the order they are first asked for."""

    atlas: Atlas
    numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def number(self, record: ProjectEvent | Indicator) -> int:
        """Return the number of a record's quote."""
        return self.numbers.setdefault((record.doc, record.start, record.end), len(self.numbers) + 1)

    def texts(self, after: int = 0) -> list[tuple[int, str]]:
        """Return (number, quote and where it stands) of every note numbered above `after`."""
        return [(number, self._text(*key)) for key, number in self.numbers.items() if number > after]

    def _text(self, doc: str, start: int, end: int) -> str:
        """Return one note in words."""
        document = self.atlas.document_by_id[doc]
        return f"“{clean_quote(document.text[start:end])}”——《{document.title}》{where_in(document, start, end)}"
