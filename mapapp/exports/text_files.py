"""CSV that Excel opens in Chinese, with formula prefixes defused; and JSON Lines. Both are written row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from mapapp.exports.flat_columns import Cell, FlatColumn, spreadsheet_cell
from mapapp.exports.geojson import dumps
from mapapp.exports.rows import Row
from mapapp.exports.unencodable import without_surrogates

# A cell that starts with one of these is a formula to some spreadsheet; an apostrophe in front makes it text again.
# The full-width signs count too: Excel in a Chinese or Japanese setting may take them for the plain ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defused(value: str) -> str:
    """Make a text cell harmless to a spreadsheet; text that already hides a formula gets one more apostrophe.

    So the way back is always to take one apostrophe off.

    >>> defused("=1+1"), defused("'=1+1"), defused("青西")
    ("'=1+1", "''=1+1", '青西')
    """
    return "'" + value if value.lstrip("'").startswith(FORMULA_STARTS) else value


def restored(cell: str) -> str:
    """Return the text a defused cell stands for.

    >>> restored("'=1+1"), restored("'青西'")
    ('=1+1', "'青西'")
    """
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def cell_text(value: Cell) -> str:
    """Write one cell as text; null is empty, booleans are 是 and 否, only texts are defused."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return defused(without_surrogates(value)) if isinstance(value, str) else str(value)


def csv_pieces(columns: Sequence[FlatColumn], rows: Iterable[Row]) -> Iterator[bytes]:
    """Return rows as RFC 4180 CSV, UTF-8 with BOM, a header first, one piece a row."""
    yield b"\xef\xbb\xbf" + _csv_line([column.name for column in columns])
    for row in rows:
        yield _csv_line([_cell(row, column) for column in columns])


def _cell(row: Row, column: FlatColumn) -> str:
    """Return a cell of a row as text; the sign of a comparator is ours, computes nothing and stands as it is."""
    shown = spreadsheet_cell(row, column)
    return str(shown) if column.name == "comparator" else cell_text(shown)


def table_csv(lines: Iterable[list[str]]) -> bytes:
    """Write lines of texts as CSV of the same kind."""
    return b"\xef\xbb\xbf" + b"".join(_csv_line([defused(cell) for cell in line]) for line in lines)


def _csv_line(cells: list[str]) -> bytes:
    """Write one record; cells with a comma, quote or line break are quoted."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode("utf-8")


def jsonl_pieces(rows: Iterable[Row]) -> Iterator[bytes]:
    """Write rows as JSON Lines, one piece a row."""
    for row in rows:
        yield (dumps(row) + "\n").encode("utf-8")
