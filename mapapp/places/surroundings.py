"""What stands over an event in its document: the label of its table row, the topic of its paragraph, its heading.

A company's name does not say where it builds; the row 莘庄工业区 it is listed in does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mapapp.contracts.records import ProjectEvent
from mapapp.contracts.text import Document
from mapapp.contracts.vocabulary import Precision
from mapapp.places.gazetteer import Gazetteer, GazetteerEntry
from mapapp.text.place_names import normal_name

# A topic sentence is short (虹桥国际中央商务区能级提升。); a longer first sentence already tells a story of its own.
LONGEST_TOPIC = 30
# A row whose first cell is empty continues the row above; no table goes on so for longer.
MOST_ROWS_BACK = 12
_SENTENCE_END = re.compile("[。；\n]")
_NUMBERING = re.compile(r"^[\s（(]*[0-9一二三四五六七八九十]{1,3}[）)、.．]\s*")


@dataclass(frozen=True, slots=True)
class Over:
    """A drawn area named over an event, and the words to say it with."""

    entry: GazetteerEntry
    because: str


class Surroundings:
    """Documents to look around in, by id. Only functional areas count here: a heading that names a town is its zone."""

    def __init__(self, documents: Sequence[Document], gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._documents = {document.id: document for document in documents}
        self._view_offsets: dict[str, dict[int, int]] = {}

    def look(self, event: ProjectEvent) -> Over | None:
        """Find the area that stands over an event: row label first, then paragraph topic, then heading.

        None without the document, or when nothing over the event names a drawn area.
        """
        document = self._documents.get(event.doc)
        if document is None:
            return None
        # Rows are read as stored, where an empty first cell still shows; prose in its repaired order.
        start, row = _line_at(document.text, event.start)
        if "\t" in row:
            return self._row(document.text, start, row)
        position = self._view_offset(document, event.start)
        if position is None:
            return None
        _, paragraph = _line_at(document.view.text, position)
        heading = document.section_at(position).headings[-1:]
        return self._topic(paragraph) or (self._named(heading[0], "写在标题“{}”之下") if heading else None)

    def _view_offset(self, document: Document, stored: int) -> int | None:
        if document.id not in self._view_offsets:
            self._view_offsets[document.id] = {offset: index for index, offset in enumerate(document.view.offsets)}
        return self._view_offsets[document.id].get(stored)

    def _row(self, text: str, line_start: int, line: str) -> Over | None:
        """Read the first cell of the row, or of the rows above while the first cell is empty."""
        for _ in range(MOST_ROWS_BACK):
            label = line.split("\t", 1)[0].strip()
            if label:
                entries = self._areas(self.gazetteer.exact(normal_name(label)))
                return Over(entries[0], f"原文列在表中“{label}”一行") if entries else None
            if line_start == 0:
                return None
            line_end = line_start - 1
            line_start = text.rfind("\n", 0, line_end) + 1
            line = text[line_start:line_end]
            if line.strip() and "\t" not in line:
                return None
        return None

    def _topic(self, paragraph: str) -> Over | None:
        """Read a short first sentence as the topic of the paragraph."""
        first = _SENTENCE_END.split(paragraph.strip(), maxsplit=1)[0]
        return self._named(first, "写在以“{}”开头的一段") if len(first) <= LONGEST_TOPIC else None

    def _named(self, words: str, said: str) -> Over | None:
        """Find the one functional area that some words name; two areas name none."""
        plain = _NUMBERING.sub("", words)
        found = [entry for match in self.gazetteer.find(normal_name(plain)) for entry in self._areas(match.entries)[:1]]
        return Over(found[0], "原文" + said.format(plain.strip())) if len(found) == 1 else None

    @staticmethod
    def _areas(entries: Sequence[GazetteerEntry]) -> list[GazetteerEntry]:
        return [entry for entry in entries if entry.precision is Precision.AREA and entry.layer in ("areas", "towns")]


def _line_at(text: str, position: int) -> tuple[int, str]:
    """Return where the line around a position starts, and the line without its end."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return start, text[start : end if end >= 0 else len(text)]
