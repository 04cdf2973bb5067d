"""The text of one page: lines as printed, ruled tables as rows with cells parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import pypdfium2

from mapapp.documents.pdf.grids import Box, Grid, find_grids, join_rules
from mapapp.documents.pdf.open_tables import find_open_grids
from mapapp.documents.pdf.rotation import Rotation
from mapapp.documents.pdf.rules import Rules
from mapapp.documents.tables.raw import RawCell, RawTable

# Points by which a cell is read smaller than it is drawn, so that its rules take no neighbour's words in.
_INSET: Final = 0.6
_FEWEST_WORDS: Final = 3
_LEAST_FILLED: Final = 0.2
_LATIN_WRAP: Final = re.compile(r"(?<=[A-Za-z])\s*\n\s*(?=[A-Za-z])")
# What pdfium writes for a hyphen at a line's end and for characters it has no code for.
_MARKS: Final = str.maketrans("", "", "\ufffe\uffff\x02\x00")


class PageText:
    """The lines of a page as they are collected, with the tables among them."""

    def __init__(self, number: int, start: int) -> None:
        """Begin page `number` (from 1) at a stored offset."""
        self.tables: list[RawTable] = []
        self._number = number
        self._lines: list[str] = []
        self._at = start

    @property
    def text(self) -> str:
        """Return the page's lines, each with its line end."""
        return "".join(f"{line}\n" for line in self._lines)

    def lines(self, words: str) -> None:
        """Add what stands between tables."""
        words = words.strip("\n")
        if words:
            self._line(words)

    def table(self, grid: Grid, words: dict[Box, str]) -> None:
        """Add the rows of a table."""
        lines: list[tuple[int, int]] = []
        cells: list[RawCell] = []
        by_place = {(box.row, box.column): box for box in grid.boxes}
        for row in range(len(grid.ys) - 1):
            places = [by_place.get((row, column)) for column in range(len(grid.xs) - 1)]
            printed = ["" if box is None else words[box] for box in places]
            at = self._at
            for column, (box, said) in enumerate(zip(places, printed, strict=True)):
                if box is not None:
                    cells.append(RawCell(row, column, at, at + len(said), box.row_span, box.column_span))
                at += len(said) + 1
            start = self._at
            self._line("\t".join(printed))
            lines.append((start, self._at - 1))
        self.tables.append(RawTable("pdf", len(grid.xs) - 1, lines, cells, page=self._number, edges=tuple(grid.xs)))

    def _line(self, words: str) -> None:
        """Add one line or several."""
        self._lines.append(words)
        self._at += len(words) + 1


def write_page(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, rules: Rules, written: PageText) -> None:
    """Write a page from top to bottom: text, then a table's rows, then text again.

    A page that is turned has its rules and cells turned with it.
    """
    turn = Rotation(page)
    tables = []
    seen = turn.rules(rules)
    closed = find_grids(seen)
    for grid in sorted(
        [*closed, *_open_grids(textpage, seen, closed, turn)], key=lambda grid: (-grid.ys[0], grid.xs[0])
    ):
        words = {box: _cell_words(textpage, turn.area(box.left, box.bottom, box.right, box.top)) for box in grid.boxes}
        if _is_table(grid, words):
            tables.append((grid, words))
    if not tables:
        written.lines(clean(textpage.get_text_range()))
        return
    top = turn.height
    for grid, words in tables:
        if top - grid.ys[0] > 1:
            written.lines(_bounded(textpage, turn.area(0, grid.ys[0], turn.width, top)))
        written.table(grid, words)
        top = min(top, grid.ys[-1])
    if top > 1:
        written.lines(_bounded(textpage, turn.area(0, 0, turn.width, top)))


def _open_grids(textpage: pypdfium2.PdfTextPage, rules: Rules, closed: Sequence[Grid], turn: Rotation) -> list[Grid]:
    """Return the tables of a page that have level rules only."""
    spans = [(grid.ys[-1] - _INSET, grid.ys[0] + _INSET) for grid in closed]
    level = [rule for rule in join_rules(rules.level) if not any(bottom <= rule.at <= top for bottom, top in spans)]
    if len(level) < 2:
        return []
    return find_open_grids(level, [turn.seen_area(*textpage.get_rect(at)) for at in range(textpage.count_rects())])


def clean(words: str) -> str:
    """Return pdfium's text with plain line ends and without its marks."""
    return words.translate(_MARKS).replace("\r\n", "\n").replace("\r", "\n")


def _bounded(textpage: pypdfium2.PdfTextPage, area: tuple[float, float, float, float]) -> str:
    """Return the words inside an area."""
    left, bottom, right, top = area
    words: str = textpage.get_text_bounded(left=left, bottom=bottom, right=right, top=top)
    return clean(words)


def _cell_words(textpage: pypdfium2.PdfTextPage, area: tuple[float, float, float, float]) -> str:
    """Return the words of a cell on one line: lines wrapped inside it go on without a blank, Latin words with one."""
    left, bottom, right, top = area
    words = _bounded(textpage, (left + _INSET, bottom + _INSET, right - _INSET, top - _INSET))
    lines = [line.strip() for line in _LATIN_WRAP.sub(" ", words.replace("\t", " ")).split("\n")]
    return "".join(lines).strip()


def _is_table(grid: Grid, words: dict[Box, str]) -> bool:
    """Whether a grid orders words and is no drawing and no frame round text."""
    filled = [box for box in grid.boxes if words[box]]
    columns, rows = {box.column for box in filled}, {box.row for box in filled}
    return len(filled) >= max(_FEWEST_WORDS, _LEAST_FILLED * len(grid.boxes)) and len(columns) >= 2 and len(rows) >= 2
