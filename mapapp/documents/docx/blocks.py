"""The body of a docx, block by block: paragraphs, tables, text boxes, notes, headers, in the order they are printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from mapapp.documents.docx.markup import child, is_on, name_of, number_of, unwrapped, value_of
from mapapp.documents.docx.numbering import Numbering
from mapapp.documents.docx.runs import ParagraphText, RunReader
from mapapp.documents.docx.styles import Style
from mapapp.documents.docx.writer import CellText, TextWriter

# Word itself allows 63 columns; a wider span is a slip or an attack and covers what there is.
_MOST_COLUMNS: Final = 63
_CELL_JOIN: Final = " "
_LONGEST_HEADING: Final = 60
# A dotted line leads to the page number of an entry in a table of contents.
_LEADER: Final = " ...... "
_LINE_START: Final = re.compile(r"^[\t ]+", re.MULTILINE)
_PAGE_WORDS: Final = re.compile(r"[-—–·\s\d/第页共]*")


class BodyReader:
    """Write a document's blocks into a text.

    `notes` holds the elements of foot- and endnotes by kind and id, `headers` those of headers and footers by
    relation id.
    """

    def __init__(
        self,
        runs: RunReader,
        numbering: Numbering,
        *,
        notes: dict[tuple[str, str], etree._Element],
        headers: dict[str, etree._Element],
    ) -> None:
        """Start with an empty text."""
        self.writer = TextWriter()
        self._runs = runs
        self._numbering = numbering
        self._notes = notes
        self._headers = headers
        self._printed_heads: set[str] = set()
        self._progress: Callable[[int, int], None] | None = None
        self._blocks_in_all = 0
        self._open_line = False  # the mark at the end of the last paragraph was removed: the next one goes on

    def read(self, body: etree._Element, *, on_block: Callable[[int, int], None] | None = None) -> None:
        """Read a whole body: each section's headers first, its footers at its end; `on_block` hears of progress."""
        blocks = list(unwrapped(body))
        self._progress = on_block
        self._blocks_in_all = len(blocks)
        start = 0
        for at, block in enumerate(blocks):
            properties = _section_properties(block)
            if properties is None:
                continue
            self._read_heads(properties, "headerReference")
            self._read_blocks(blocks[start : at + 1], start)
            self._read_heads(properties, "footerReference")
            start = at + 1
        self._read_blocks(blocks[start:], start)

    def _read_blocks(self, blocks: list[etree._Element], first: int | None = None) -> None:
        """Read paragraphs and tables in order; `first` is the number of the first in the body, if they stand there."""
        for number, block in enumerate(blocks):
            if first is not None and self._progress is not None:
                self._progress(first + number + 1, self._blocks_in_all)
            name = name_of(block)
            if name == "p":
                self._read_paragraph(block)
            elif name == "tbl":
                self._read_table(block)
            elif name == "altChunk":
                self._runs.unread.note("chunk", "altChunk")

    def _read_paragraph(self, paragraph: etree._Element) -> None:
        """Write a paragraph as one line (more where it has line breaks), then its boxes and notes."""
        found, style = self._runs.read(paragraph)
        self._write_paragraph(self._printed(found, style), style)
        self._open_line = child(child(child(paragraph, "pPr"), "rPr"), "del") is not None
        self._write_hanging(found)

    def _printed(self, found: ParagraphText, style: Style) -> str:
        """Return the words of a paragraph with the number of its list."""
        words = found.text
        if style.contents:
            return _LINE_START.sub("", words).replace("\t", _LEADER)
        words = _LINE_START.sub("", words)
        if not words.strip():
            return words
        label = self._numbering.label(style.list_id, style.list_level)
        return f"{label}{words}" if label else words

    def _write_paragraph(self, words: str, style: Style) -> None:
        """Write the words of a paragraph, with # where it is a heading."""
        if self._open_line:
            self.writer.join(words)
            return
        heading = style.marks and len(words) <= _LONGEST_HEADING and "。" not in words.rstrip("。")
        marks = "#" * style.marks + " " if heading and words.strip() else ""
        for number, line in enumerate(words.split("\n")):
            self.writer.line(f"{marks}{line}" if not number else line)

    def _write_hanging(self, found: ParagraphText) -> None:
        """Write what hangs on a paragraph: its text boxes, its notes."""
        for box in found.boxes:
            self._open_line = False
            self._read_blocks(list(unwrapped(box)))
        for key in found.notes:
            note = self._notes.get(key)
            words = "" if note is None else self._flat_words(note)
            if words:
                self._open_line = False
                self.writer.line(f"{self._runs.note_number(key)} {words}")

    def _flat_words(self, element: etree._Element) -> str:
        """Return the words of all paragraphs of an element on one line."""
        words = []
        for block in _cell_blocks(element, []):
            found, _ = self._runs.read(block)
            words.append(found.text)
            words.extend(self._flat_words(box) for box in found.boxes)
        return " ".join(" ".join(words).split())

    def _read_heads(self, properties: etree._Element, kind: str) -> None:
        """Write the headers or footers of a section, each wording once, page numbers alone never."""
        for reference in properties:
            if name_of(reference) != kind:
                continue
            element = self._headers.get(value_of(reference, "id") or "")
            words = "" if element is None else self._flat_words(element)
            if words and not _PAGE_WORDS.fullmatch(words) and words not in self._printed_heads:
                self._printed_heads.add(words)
                self._open_line = False
                self.writer.line(words)

    def _read_table(self, table: etree._Element) -> None:
        """Write a table row by row; a frame of one column round text is no table."""
        self._open_line = False
        rows = [row for row in unwrapped(table) if name_of(row) == "tr" and not _is_removed_row(row)]
        if _is_frame(rows):
            for row in rows:
                for cell in _cells(row):
                    self._read_blocks(list(unwrapped(cell)))
            return
        started = self.writer.start_table()
        header_rows = 0
        for number, row in enumerate(rows):
            nested: list[etree._Element] = []
            cells, hanging = self._row(row, nested)
            self.writer.row(started, cells)
            if header_rows == number and is_on(child(row, "trPr"), "tblHeader"):
                header_rows += 1
            for found in hanging:
                self._write_hanging(found)
            for inner in nested:
                self._read_table(inner)
        self.writer.end_table(started, header_rows=header_rows)

    def _row(self, row: etree._Element, nested: list[etree._Element]) -> tuple[list[CellText], list[ParagraphText]]:
        """Return the cells of a row with what hangs on their paragraphs; tables inside are collected."""
        column = min(number_of(child(child(row, "trPr"), "gridBefore")) or 0, _MOST_COLUMNS)
        cells = [CellText(at, 1, "") for at in range(column)]
        hanging: list[ParagraphText] = []
        for cell in _cells(row):
            properties = child(cell, "tcPr")
            span = min(max(1, number_of(child(properties, "gridSpan")) or 1), max(1, _MOST_COLUMNS - column))
            merge = child(properties, "vMerge")
            continued = merge is not None and (value_of(merge) or "continue") == "continue"
            words = "" if child(properties, "cellDel") is not None else self._cell_words(cell, nested, hanging)
            cells.append(CellText(column, span, words, continued))
            column += span
        return cells, hanging

    def _cell_words(self, cell: etree._Element, nested: list[etree._Element], hanging: list[ParagraphText]) -> str:
        """Return the words of a cell on one line; a real table inside it is collected, a frame is read in place."""
        lines: list[str] = []
        for block in _cell_blocks(cell, nested):
            found, style = self._runs.read(block)
            lines.extend(self._printed(found, style).split("\n"))
            if found.boxes or found.notes:
                hanging.append(found)
        return _CELL_JOIN.join(line.replace("\t", " ") for line in lines).strip()


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Return the cells of a row."""
    return (cell for cell in unwrapped(row) if name_of(cell) == "tc")


def _cell_blocks(cell: etree._Element, nested: list[etree._Element]) -> Iterator[etree._Element]:
    """Return the paragraphs of a cell, those of frames inside it too."""
    for block in unwrapped(cell):
        if name_of(block) == "p":
            yield block
        elif name_of(block) == "tbl":
            rows = [row for row in unwrapped(block) if name_of(row) == "tr"]
            if not _is_frame(rows):
                nested.append(block)
                continue
            for row in rows:
                for inner in _cells(row):
                    yield from _cell_blocks(inner, nested)


def _is_frame(rows: list[etree._Element]) -> bool:
    """Whether a table has but one column, so that it frames text (专栏) instead of ordering it."""
    return all(sum(1 for _ in _cells(row)) <= 1 for row in rows)


def _is_removed_row(row: etree._Element) -> bool:
    """Whether a tracked change takes a row out."""
    return child(child(row, "trPr"), "del") is not None


def _section_properties(block: etree._Element) -> etree._Element | None:
    """Return the properties of the section that a block ends, or None."""
    return block if name_of(block) == "sectPr" else child(child(block, "pPr"), "sectPr")
