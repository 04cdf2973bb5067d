"""A table as a reader of files comes upon it: cells by place in the grid and by stored offsets."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RawCell:
    """One printed cell: its place in the grid, and half-open stored offsets (equal when it is empty)."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class RawTable:
    """One table of one page.

    `lines` are the stored offsets of each row's printed line. `header_rows` is what the file itself says, or None.
    `page` counts from 1; `edges` are the x positions of the columns in points, where the format has such.
    """

    source: str
    columns: int
    lines: list[tuple[int, int]]
    cells: list[RawCell]
    header_rows: int | None = None
    page: int | None = None
    edges: tuple[float, ...] = field(default=())

    @property
    def start(self) -> int:
        """Return the stored offset of the first row."""
        return self.lines[0][0]

    @property
    def end(self) -> int:
        """Return the stored offset behind the last row."""
        return self.lines[-1][1]
