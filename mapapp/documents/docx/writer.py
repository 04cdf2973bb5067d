"""The text of a docx as it grows: lines, rows of tables with the offsets of their cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from mapapp.documents.tables.raw import RawCell, RawTable

# A merged cell with more words than a label is printed once: a page of text repeated in each row helps nobody.
_LONGEST_REPEATED: Final = 200


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell to be written: its place in the grid and its words on one line.

    `continued` cells belong to a cell above (a vertical merge): the text prints the words of that cell again, while the
    grid knows only the first.
    """

    column: int
    column_span: int
    words: str
    continued: bool = False


@dataclass(slots=True)
class _Started:
    """A table that is being written; for each column of the last row, its cell's place in `cells` and its words."""

    table: RawTable
    last_row: dict[int, tuple[int, str]]


class TextWriter:
    """Collect lines and know the offset of each."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._lines: list[str] = []
        self._length = 0
        self.tables: list[RawTable] = []

    @property
    def text(self) -> str:
        """Return everything written, lines parted by line ends."""
        return "\n".join(self._lines)

    def line(self, words: str) -> tuple[int, int]:
        """Write one line; return its half-open offsets."""
        start = self._length
        self._lines.append(words)
        self._length += len(words) + 1
        return start, start + len(words)

    def join(self, words: str) -> None:
        """Write words behind the last line, which was not at its end."""
        if not self._lines:
            self.line(words)
            return
        self._lines[-1] += words
        self._length += len(words)

    def start_table(self) -> _Started:
        """Begin a table of its own."""
        return _Started(RawTable("docx", 0, [], []), {})

    def row(self, started: _Started, cells: list[CellText]) -> None:
        """Write one row: cells parted by tabs, every cell where the grid has it."""
        table = started.table
        cells = [self._repeated(cell, started) for cell in cells]
        at, end_of_line = self.line("\t".join(cell.words for cell in cells))
        number = len(table.lines)
        table.lines.append((at, end_of_line))
        row: dict[int, tuple[int, str]] = {}
        for cell in cells:
            end = at + len(cell.words)
            above = started.last_row.get(cell.column) if cell.continued else None
            if above is not None:
                origin = table.cells[above[0]]
                table.cells[above[0]] = replace(origin, row_span=number - origin.row + 1)
                row[cell.column] = above
            else:
                row[cell.column] = (len(table.cells), cell.words)
                table.cells.append(RawCell(number, cell.column, at, end, 1, cell.column_span))
            at = end + 1
            table.columns = max(table.columns, cell.column + cell.column_span)
        started.last_row = row

    def _repeated(self, cell: CellText, started: _Started) -> CellText:
        """Return a cell that goes on with the one above with that cell's words."""
        above = started.last_row.get(cell.column) if cell.continued else None
        if above is None or len(above[1]) > _LONGEST_REPEATED:
            return cell
        return replace(cell, words=above[1])

    def end_table(self, started: _Started, *, header_rows: int | None) -> None:
        """Keep a table that has a grid worth keeping: two rows and two columns."""
        table = started.table
        if len(table.lines) >= 2 and table.columns >= 2:
            table.header_rows = header_rows or None
            self.tables.append(table)
