"""Rows of a file that other programs may have saved since: the same values again, whatever the saving did to them.

What programs do by saving: 2025 becomes 2025.0, true becomes 1, a list or object becomes its JSON as text, an empty
text becomes nothing or the reverse, and members nobody asked about are dropped. None of it is news.
"""

from __future__ import annotations

import ast
import json
import math
import re
from typing import Any

from mapapp.exports.flat_columns import LIST_SEPARATOR, LIST_TYPES, FlatColumn, columns_of, value_at
from mapapp.exports.rows import Row

# geopandas writes a list of several texts as numpy prints it: ['a' 'b'], without commas.
_BETWEEN_QUOTES = re.compile(r"(?<=['\"])\s+(?=['\"])")

_TRUE = ("true", "1", "1.0", "是", "yes")


def settled_row(entry: str, properties: Row) -> Row:
    """Return the flat row of a dictionary table that properties, flat or nested, stand for.

    Numbers are numbers, lists are lists of texts, and what is empty is None.

    >>> row = settled_row("project", {"year": 2025.0, "zones": "青西；示范区", "carried": 1, "placement": '{"town": ""}'})
    >>> row["year"], row["zones"], row["carried"], row["placement_town"]
    (2025, ['青西', '示范区'], True, None)
    """
    parsed = {name: _unpacked(value) for name, value in properties.items()}
    return {
        column.name: _settled(column, parsed[column.name] if column.name in parsed else value_at(parsed, column))
        for column in columns_of(entry)
    }


def _unpacked(value: Any) -> Any:
    """Return the list or object a text is the JSON or the Python notation of, other values as they are."""
    if not isinstance(value, str) or value[:1] not in ("[", "{"):
        return value
    for read, text in ((json.loads, value), (ast.literal_eval, _BETWEEN_QUOTES.sub(", ", value))):
        try:
            parsed = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return parsed if isinstance(parsed, list | dict) else value
    return value


def _settled(column: FlatColumn, value: Any) -> Any:
    """Return a value in the type its column has."""
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return [] if column.type in LIST_TYPES else 0 if column.type == "count" else None
    if column.type in LIST_TYPES:
        return value if isinstance(value, list) else str(value).split(LIST_SEPARATOR)
    if column.type == "boolean":
        return value if isinstance(value, bool) else str(value).casefold() in _TRUE
    if column.type in {"integer", "count", "number"}:
        return _number(value)
    return _text(value)


def _number(value: Any) -> Any:
    """Return a whole number where it is one, so that 2025.0 and 2025 are the same."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return value
    return int(number) if number.is_integer() else number


def _text(value: Any) -> str:
    """Return a text; a number stands for the text it was before a program took it for one."""
    return str(_number(value)) if isinstance(value, float) else str(value)
