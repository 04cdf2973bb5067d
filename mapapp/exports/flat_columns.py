"""Rows as flat columns for tables: nested fields get joined names, lists one cell; the columns come from the dictionary.

So an empty table still has its header, and a column never depends on what the first row happens to hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mapapp.exports.dictionary import Field, data_dictionary
from mapapp.exports.rows import Row

Cell = str | int | float | bool | None

LIST_SEPARATOR = "；"


@dataclass(frozen=True, slots=True)
class Column:
    """One flat column: where its value stands in a row, and what the dictionary says of it.

    `type` is a dictionary type; `path` leads through objects and counts to the value.
    """

    name: str
    path: tuple[str, ...]
    type: str
    unit: str
    meaning: str
    terms: tuple[tuple[str, str], ...] = ()


@cache
def columns_of(table: str) -> tuple[Column, ...]:
    """Give the flat columns of a table, named as in the dictionary.

    >>> [column.name for column in columns_of("event")][16:20]
    ['district', 'amount_value', 'amount_unit', 'amount_what']
    """
    return tuple(column for field in data_dictionary()[table].fields for column in _columns(field, ()))


def _columns(field: Field, before: tuple[str, ...]) -> list[Column]:
    """Give the columns one field becomes."""
    path = (*before, field.name)
    if field.type == "object":
        return [column for inner in field.fields for column in _columns(inner, path)]
    if field.type == "counts":
        return [
            Column("_".join((*path, value)), (*path, value), "count", field.unit, f"{field.meaning}：{term}")
            for value, term in field.terms
        ]
    return [Column("_".join(path), path, field.type, field.unit, field.meaning, field.terms)]


def value_at(row: Row, column: Column) -> object:
    """Give the value of a column in a row as it stands, lists unchanged; absent objects give None, absent counts 0."""
    value: object = row
    for step in column.path:
        if not isinstance(value, dict):
            return None
        value = value.get(step, 0 if column.type == "count" else None)
    return value


def flat_cell(row: Row, column: Column) -> Cell:
    """Give the value of a column as one cell: lists joined by ；, spans as start-end, other values as they are."""
    value = value_at(row, column)
    if isinstance(value, list):
        return LIST_SEPARATOR.join(_item(item) for item in value)
    if column.type == "period" and value is not None:
        return str(value)
    return value if isinstance(value, str | int | float | bool) else None


def _item(item: object) -> str:
    """Write one list item: an object as its values with blanks, a span as start-end."""
    if isinstance(item, dict):
        return " ".join(str(value) for value in item.values())
    if isinstance(item, list):
        return "-".join(str(value) for value in item)
    return str(item)


def flat(table: str, row: Row) -> dict[str, Cell]:
    """Flatten one row of a table."""
    return {column.name: flat_cell(row, column) for column in columns_of(table)}
