"""From raw tables to Tables: the filled grid, its header, its captions, pages joined."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mapapp.contracts.document_tables import Table, TableCell, TableRow
from mapapp.contracts.text import TextView
from mapapp.contracts.vocabulary import SectionForm
from mapapp.documents.reading_view import Block
from mapapp.documents.tables.from_lines import tables_of_lines
from mapapp.documents.tables.headers import count_header_rows
from mapapp.documents.tables.over_pages import GrowingTable, only_furniture, same_columns, same_words
from mapapp.documents.tables.positions import ViewPositions
from mapapp.documents.tables.raw import RawTable
from mapapp.text.folding import fold_characters

# Lines above a table that can say its title, its unit, its date; longer ones are prose.
_CAPTION_LINES: Final = 3
_LONGEST_CAPTION: Final = 60


def build_tables(
    text: str, view: TextView, blocks: tuple[Block, ...], raw: Sequence[RawTable], pages: tuple[int, ...]
) -> tuple[Table, ...]:
    """Return the tables of a document in reading order.

    Parameters
    ----------
    text, view, blocks
        The stored text, its reading view and the paragraphs of the view.
    raw
        Tables that the file itself marks, in any order; all others are found in the lines of the text.
    pages
        Stored offsets at which pages begin.
    """
    taken = [(table.start, table.end) for table in raw]
    found = sorted(
        [*raw, *tables_of_lines(fold_characters(text), view, blocks, taken, pages)],
        key=lambda table: (table.start, -table.end),
    )
    if not found:
        return ()
    positions = ViewPositions(view)
    between = _Between(view, blocks)
    tables: list[GrowingTable] = []
    edges: tuple[float, ...] = ()
    for table in found:
        made = _table(table, text, positions, between)
        if made is None:
            continue
        aligned = bool(tables) and same_columns(edges, table.edges)
        if aligned and _goes_on(tables[-1], made, between):
            tables[-1].take(made)
        else:
            tables.append(GrowingTable(made))
        edges = table.edges
    return tuple(table.finish() for table in tables)


class _Between:
    """The prose lines of a view, by view offset."""

    def __init__(self, view: TextView, blocks: tuple[Block, ...]) -> None:
        prose = [block for block in blocks if block.form is SectionForm.PROSE]
        self._starts = [block.start for block in prose]
        self._spans = [(block.start, block.end) for block in prose]
        self.text = view.text
        self.seen = Counter(
            view.text[block.start : block.end] for block in prose if block.end - block.start <= _LONGEST_CAPTION
        )

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the prose lines that begin in [start, end)."""
        return self._spans[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]

    def above(self, start: int) -> list[tuple[int, int]]:
        """Return the last prose lines that end at or before `start`, nearest last."""
        at = bisect.bisect_left(self._starts, start)
        return self._spans[max(0, at - _CAPTION_LINES) : at]


def _table(raw: RawTable, text: str, positions: ViewPositions, between: _Between) -> Table | None:
    """Return one table of one page, or None when it holds no words."""
    grid = _grid(raw, text, positions)
    rows = [
        TableRow(tuple(cells), (line,), positions.spans(*line), raw.page)
        for cells, line in zip(grid, raw.lines, strict=True)
    ]
    view_spans = [span for row in rows for span in row.view_spans]
    if not view_spans:
        return None
    captions: list[TableCell] = []
    stated = raw.header_rows or 0
    while (
        len(rows) > 2
        and rows[0].band is not None
        and (stated > 1 or count_header_rows([row.cells for row in rows[1:]]))
    ):
        captions.append(rows[0].cells[0])  # a title inside the table
        rows, stated = _renumbered(rows[1:]), max(0, stated - 1)
    header = max(stated, count_header_rows([row.cells for row in rows]))
    start = min(left for left, _ in view_spans)
    return Table(
        start=raw.start,
        end=raw.end,
        view_start=start,
        view_end=max(right for _, right in view_spans),
        columns=raw.columns,
        header_rows=min(header, len(rows)),
        rows=tuple(rows),
        source=raw.source,
        captions=(*_captions(start, between), *captions),
    )


def _grid(raw: RawTable, text: str, positions: ViewPositions) -> list[list[TableCell]]:
    """Return the cells of each row, merged ones at every place they cover, empty ones where nothing is printed."""
    grid: list[list[TableCell | None]] = [[None] * raw.columns for _ in raw.lines]
    for cell in raw.cells:
        view_spans = positions.spans(cell.start, cell.end)
        words = positions.words(view_spans)
        made = TableCell(
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            words,
            ((cell.start, cell.end),) if text[cell.start : cell.end].strip() else (),
            view_spans,
        )
        for row in range(cell.row, min(cell.row + cell.row_span, len(grid))):
            for column in range(cell.column, min(cell.column + cell.column_span, raw.columns)):
                if grid[row][column] is None:
                    grid[row][column] = made
    return [
        [cell if cell is not None else TableCell(row, column) for column, cell in enumerate(cells)]
        for row, cells in enumerate(grid)
    ]


def _renumbered(rows: Sequence[TableRow]) -> list[TableRow]:
    """Return rows whose first has gone, counted from 0 again."""
    shift = rows[0].cells[0].row
    moved: dict[TableCell, TableCell] = {}
    out = []
    for row in rows:
        for cell in row.cells:
            moved.setdefault(cell, replace(cell, row=max(0, cell.row - shift)))
        out.append(replace(row, cells=tuple(moved[cell] for cell in row.cells)))
    return out


def _captions(start: int, between: _Between) -> list[TableCell]:
    """Return the short lines right above a table."""
    found: list[TableCell] = []
    edge = start
    for left, right in reversed(between.above(start)):
        words = between.text[left:right]
        if between.text[right:edge].strip() or len(words) > _LONGEST_CAPTION or words.endswith(("。", "；")):
            break
        found.insert(0, TableCell(-1, 0, words=words, view_spans=((left, right),)))
        edge = left
    return found


def _goes_on(table: GrowingTable, second: Table, between: _Between) -> bool:
    """Whether a table goes on with one of the page before: the same columns, and nothing said between the two."""
    first = table.first
    if first.columns != second.columns or first.source != second.source:
        return False
    other_page = second.rows[0].page != table.last_page
    unheaded = not second.header_rows and bool(first.header_rows) and other_page
    if not unheaded and not same_words(first.header, second.header):
        return False
    lines = [between.text[left:right] for left, right in between.spans(table.view_end, second.view_start)]
    return only_furniture(lines, between.seen)
