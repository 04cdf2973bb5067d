"""Projects as a flat table: CSV that Excel opens in Chinese, with formula prefixes defused; and JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from mapapp.exports.geojson import dumps
from mapapp.exports.rows import Row

# A cell that starts with one of these is a formula to a spreadsheet; an apostrophe in front makes it text again.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def defused(value: str) -> str:
    """Make a text cell harmless to a spreadsheet.

    >>> defused("=1+1"), defused("青西")
    ("'=1+1", '青西')
    """
    return "'" + value if value.startswith(FORMULA_STARTS) else value


def flat(row: Row) -> dict[str, str]:
    """Flatten one row for a table: nested objects by a dotted name, lists joined by ；."""
    cells: dict[str, str] = {}
    for key, value in row.items():
        if isinstance(value, dict):
            if key == "lights":
                cells[key] = "；".join(f"{light}:{count}" for light, count in value.items())
                continue
            for inner, text in flat(value).items():
                cells[f"{key}.{inner}"] = text
        elif isinstance(value, list):
            cells[key] = defused("；".join(_cell(item) for item in value))
        else:
            cells[key] = defused(value) if isinstance(value, str) else _cell(value)
    return cells


def _cell(value: object) -> str:
    """Write one value as text; null is empty, booleans are 是 and 否."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return " ".join(_cell(item) for item in value.values())
    if isinstance(value, list):
        return "-".join(_cell(item) for item in value)
    return str(value)


def csv_pieces(rows: Iterable[Row]) -> Iterator[bytes]:
    """Write rows as RFC 4180 CSV, UTF-8 with BOM, one piece a row; columns are those of the first row."""
    columns: list[str] = []
    yield b"\xef\xbb\xbf"
    for row in rows:
        cells = flat(row)
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\r\n")
        if not columns:
            columns = list(cells)
            writer.writerow(columns)
        writer.writerow([cells.get(column, "") for column in columns])
        yield buffer.getvalue().encode("utf-8")


def jsonl_pieces(rows: Iterable[Row]) -> Iterator[bytes]:
    """Write rows as JSON Lines, one piece a row."""
    for row in rows:
        yield (dumps(row) + "\n").encode("utf-8")
