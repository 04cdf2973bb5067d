"""Tables that go on over a page: a header printed again, a row or a merged cell cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mapapp.contracts.document_tables import Table, TableCell, TableRow
from mapapp.documents.lexicon import document_pattern

_BETWEEN: Final = document_pattern("table.between_pages")
_NUMBER_HEAD: Final = document_pattern("table.number_head")
_NUMBER: Final = re.compile(r"\d{1,4}|[（(]?[一二三四五六七八九十]{1,3}[）)]?")
# Rows that are asked whether their first column numbers them: the last pages tell as well as all.
_ROWS_LOOKED_AT: Final = 40
# Points by which the columns of one table may differ from page to page.
_EDGE_TOLERANCE: Final = 6.0


def only_furniture(lines: Sequence[str], seen: dict[str, int]) -> bool:
    """Whether the lines printed between two tables say nothing: page numbers, 续表, running heads seen elsewhere."""
    return all(_BETWEEN.fullmatch(line) or seen.get(line, 0) > 1 for line in lines)


def same_columns(first: tuple[float, ...], second: tuple[float, ...]) -> bool:
    """Whether two tables have their columns at the same places; true where the format knows of no places."""
    if not first or not second:
        return True
    return len(first) == len(second) and all(
        abs(left - right) <= _EDGE_TOLERANCE for left, right in zip(first, second, strict=True)
    )


def same_words(first: Sequence[TableRow], second: Sequence[TableRow]) -> bool:
    """Whether two headers say the same."""
    return bool(first) and [[cell.words for cell in row.cells] for row in first] == [
        [cell.words for cell in row.cells] for row in second
    ]


class GrowingTable:
    """A table that may go on over pages; each page is joined once, so that a long table takes no longer a page."""

    def __init__(self, first: Table) -> None:
        """Begin with the table of the first page."""
        self.first = first
        self._rows = list(first.rows)
        self._end = first.end
        self.view_end = first.view_end

    @property
    def last_page(self) -> int | None:
        """Return the page of the last row."""
        return self._rows[-1].page

    def finish(self) -> Table:
        """Return the table with the rows of all its pages."""
        if self._end == self.first.end:
            return self.first
        return replace(self.first, end=self._end, view_end=self.view_end, rows=tuple(self._rows))

    def take(self, second: Table) -> None:
        """Join the rows of the next page to it.

        A first row that only goes on with the row above it is joined to it; a merged cell that the page cut is filled
        down.
        """
        self._end, self.view_end = max(self._end, second.end), max(self.view_end, second.view_end)
        rows, body = self._rows, list(second.body)
        header = self.first.header
        if body and len(rows) > len(header) and _is_cut(body[0], header, rows):
            rows[-1] = _merged(rows[-1], body.pop(0))
        if not body:
            return
        first, start = len(rows), body[0].cells[0].row
        moved: dict[TableCell, TableCell] = {}
        for row in body:
            for cell in row.cells:
                moved.setdefault(cell, replace(cell, row=max(cell.row, start) - start + first))
            rows.append(replace(row, cells=tuple(moved[cell] for cell in row.cells)))
        _fill_down(rows, first)


def _is_cut(row: TableRow, header: Sequence[TableRow], rows: Sequence[TableRow]) -> bool:
    """Whether a row is the rest of the row above: its number is missing, or most of its cells are."""
    filled = [cell for cell in dict.fromkeys(row.cells) if cell.words]
    if not filled or len(row.cells) < 2 or row.band is not None:
        return False
    number = _number_column(header, rows)
    if number is not None:
        return not row.cells[number].words
    return not row.cells[0].words and len(filled) * 2 <= len(row.cells)


def _number_column(header: Sequence[TableRow], rows: Sequence[TableRow]) -> int | None:
    """Return the column that numbers the rows, by its heading or because every row has its own number there."""
    for row in header:
        for column, cell in enumerate(row.cells):
            if _NUMBER_HEAD.fullmatch(cell.words):
                return column
    told = [row.cells[0] for row in rows[len(header) :][-_ROWS_LOOKED_AT:] if row.band is None]
    numbered = len(told) >= 2 and len(set(told)) == len(told) and all(_NUMBER.fullmatch(cell.words) for cell in told)
    return 0 if numbered else None


def _merged(row: TableRow, rest: TableRow) -> TableRow:
    """Return a row with the words of its continuation behind its own."""
    joined: dict[tuple[TableCell, TableCell], TableCell] = {}
    cells = []
    for first, second in zip(row.cells, rest.cells, strict=True):
        if (first, second) not in joined:
            joined[first, second] = (
                replace(
                    first,
                    words=first.words + second.words,
                    spans=first.spans + second.spans,
                    view_spans=first.view_spans + second.view_spans,
                )
                if second.words
                else first
            )
        cells.append(joined[first, second])
    return replace(row, cells=tuple(cells), spans=row.spans + rest.spans, view_spans=row.view_spans + rest.view_spans)


def _fill_down(rows: list[TableRow], first: int) -> None:
    """Let a merged first cell that the page cut above row `first` reach over the rows below the cut."""
    last = first
    above, cut = rows[first - 1].cells[0], rows[first].cells[0]
    if cut.words or not above.words or (above.row_span < 2 and cut.row_span < 2 and not _leading(rows, first)):
        return
    while last < len(rows) and not rows[last].cells[0].words and rows[last].band is None:
        last += 1
    longer = replace(above, row_span=last - above.row)
    for at in range(above.row, last):
        cells = (
            longer if cell == above or (at >= first and column == 0) else cell
            for column, cell in enumerate(rows[at].cells)
        )
        rows[at] = replace(rows[at], cells=tuple(cells))


def _leading(rows: list[TableRow], first: int) -> bool:
    """Whether the first cell of a row is empty and all others are filled."""
    return all(cell.words for cell in rows[first].cells[1:])
