"""Table, TableRow, TableCell: what the lines of a printed table cannot say by themselves.

The stored text keeps a table as lines with cells parted by tabs; here stand its grid, its merged cells, its header
and the rows that a page break cut in two.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TableCell:
    """One printed cell.

    `row` and `column` say where it begins in the grid (from 0), the spans how far it reaches. `words` are as read:
    folded, without line ends. `spans` are its pieces of stored text in reading order (two where a page cut the cell,
    none when it is empty), `view_spans` the same in `Document.view.text`.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    words: str = ""
    spans: Pieces = ()
    view_spans: Pieces = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the grid: as many cells as the table has columns, a merged cell at every place it covers.

    `spans` are the pieces of stored text that print the row, `view_spans` the same in the view; `page` counts from 1.
    """

    cells: tuple[TableCell, ...]
    spans: Pieces = ()
    view_spans: Pieces = ()
    page: int | None = None

    @property
    def band(self) -> TableCell | None:
        """Return the cell that covers the whole width and so heads the rows below it, or None."""
        first = self.cells[0] if self.cells else None
        if first is None or not first.words or len(self.cells) < 2:
            return None
        if first.row_span == 1 and all(cell is first or not cell.words for cell in self.cells):
            return first
        return None


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    `start` and `end` are stored offsets, `view_start` and `view_end` the same in the view. The first `header_rows` of
    `rows` name the columns (0 when no header was found); a header printed again on the next page is left out.
    `captions` are the short lines right above it, nearest last; `source` says what it was read from: docx, pdf, tabs,
    bars or blanks.
    """

    start: int
    end: int
    view_start: int
    view_end: int
    columns: int
    header_rows: int
    rows: tuple[TableRow, ...]
    source: str
    captions: tuple[TableCell, ...] = field(default=())

    @property
    def header(self) -> tuple[TableRow, ...]:
        """Return the rows that name the columns."""
        return self.rows[: self.header_rows]

    @property
    def body(self) -> tuple[TableRow, ...]:
        """Return the rows below the header."""
        return self.rows[self.header_rows :]

    @property
    def headings(self) -> tuple[str, ...]:
        """Return each column's header words over all header rows, words of a merged cell once."""
        found = []
        for column in range(self.columns):
            words: list[str] = []
            for row in self.header:
                said = row.cells[column].words
                if said and said not in words:
                    words.append(said)
            found.append(" ".join(words))
        return tuple(found)
