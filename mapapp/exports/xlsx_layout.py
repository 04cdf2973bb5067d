"""Which columns of a sheet people see, in which order and how wide: xlsx_layout.toml, held against the dictionary."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mapapp.exports.flat_columns import FlatColumn
from mapapp.settings import PACKAGE_DIR

LAYOUT_FILE = PACKAGE_DIR / "exports" / "xlsx_layout.toml"

# Columns that are folded away: wide enough to read when they are unfolded.
FOLDED_WIDTH = 16

# A line of 10 point text; two lines of a head; more lines than this and a row would fill the screen.
LINE_POINTS, HEAD_POINTS, MOST_LINES = 13.5, 30.0, 12


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """A column of a sheet; `head` is what people read above it, `width` is in characters, `folded` says whether it waits behind the + above the sheet."""

    column: FlatColumn
    head: str
    width: float
    folded: bool


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The columns of a sheet in order; the first `lead` stay in sight, the head is `head_points` high."""

    columns: tuple[PlacedColumn, ...]
    lead: int
    head_points: float

    def fits(self, index: int, cell: object) -> bool:
        """Whether a cell shows its text in one line."""
        return columns_wide(str(cell)) <= self.columns[index].width

    def row_points(self, cells: Sequence[object]) -> float | None:
        """Return how high a row must be to show its texts, None where one line is enough.

        Programs work heights out for themselves when they open a file, but not all of them do.
        """
        lines = 1
        for placed, cell in zip(self.columns, cells, strict=True):
            if isinstance(cell, str) and not placed.folded:
                parts = cell.split("\n") if "\n" in cell else (cell,)
                lines = max(lines, sum(max(1, math.ceil(columns_wide(part) / placed.width)) for part in parts))
        return None if lines == 1 else min(lines, MOST_LINES) * LINE_POINTS


@cache
def _layouts() -> dict[str, Any]:
    """Read the layouts."""
    return tomllib.loads(LAYOUT_FILE.read_text(encoding="utf-8"))


def sheet_layout(entry: str, columns: Sequence[FlatColumn]) -> SheetLayout:
    """Return how the columns of a dictionary table are laid out; a column nobody placed is folded away, never lost."""
    written = _layouts()[entry]
    left = {column.name: column for column in columns}
    placed: list[PlacedColumn] = []
    for text in written["columns"]:
        pattern, width, *own = text.split(" ")
        names = [name for name in left if name.startswith(pattern[:-1])] if pattern.endswith("*") else [pattern]
        for name in filter(left.__contains__, names):
            column = left.pop(name)
            placed.append(PlacedColumn(column, own[0] if own else _head(column), float(width), folded=False))
    placed += [PlacedColumn(column, _head(column), FOLDED_WIDTH, folded=True) for column in left.values()]
    return SheetLayout(tuple(placed), written["lead"], written.get("head_points", HEAD_POINTS))


def _head(column: FlatColumn) -> str:
    """Return the head of a column: its name, and its unit unless it counts."""
    return f"{column.term}（{column.unit}）" if column.unit and column.type != "count" else column.term


def columns_wide(text: str) -> float:
    """Return how many columns of a cell a text takes: a Chinese character takes two, with a little room."""
    return len(text) if text.isascii() else sum(1.0 if character.isascii() else 2.0 for character in text) * 0.98
