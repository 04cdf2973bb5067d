"""Rows as flat columns for tables: nested fields get joined names, lists one text; the columns come from the dictionary.

So an empty table still has its header, and a column never depends on what the first row happens to hold. Beside every
code stands its Chinese term (`stage`, `stage_term`), beside every place its label point (`lon`, `lat`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from typing import Any, Literal

from mapapp.exports.dictionary import DictionaryTable, Field, data_dictionary, type_schema, type_term
from mapapp.exports.label_points import POINT_FIELDS
from mapapp.exports.rows import Row

Cell = str | int | float | bool | None

LIST_SEPARATOR = "；"

# The dictionary types that are lists: one text in a flat table.
LIST_TYPES = ("strings", "spans", "objects")

# The tables whose rows have a place of their own or their project's.
PLACED_ENTRIES = ("event", "project", "promise", "zone")


# The dictionary types whose values are cells as they stand in a row.
_PLAIN_TYPES = ("string", "integer", "number", "boolean", "count")


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """One flat column: where its value stands in a row, and what the dictionary says of it.

    `path` leads through objects and counts to the value; `type` is a dictionary type; `shows` says whether the cell
    holds the value itself or its Chinese term. `null` is true where the cell may be empty.
    """

    name: str
    path: tuple[str, ...]
    type: str
    unit: str
    term: str
    meaning: str
    terms: tuple[tuple[str, str], ...] = ()
    null: bool = False
    shows: Literal["value", "term"] = "value"


# The geometry as text, for tables that have no geometry of their own; on request only, it is long.
WKT_COLUMN = FlatColumn(
    "wkt", ("wkt",), "string", "", "图形", "图形的 WKT（EPSG:4326，先经度后纬度）；没有位置时为空", null=True
)

# Columns a row may lack: they are added where they are asked for.
_ADDED = ("lon", "lat", "point_of", WKT_COLUMN.name)

# Signs a spreadsheet shows as they are: a cell that begins with = or > would have to be escaped or misread.
COMPARATOR_SIGNS = {"=": "＝", ">=": "≥", "<=": "≤", "~": "约", "range": "区间"}


@cache
def columns_of(table: str) -> tuple[FlatColumn, ...]:
    """Return the flat columns of a table, named as in the dictionary.

    >>> [column.name for column in columns_of("event") if column.path[0] == "amount"]
    ['amount_value', 'amount_unit', 'amount_what']
    """
    entry = data_dictionary()[table]
    columns = [column for field in entry.fields for column in _columns(field, (), null=False)]
    if table in PLACED_ENTRIES:
        columns += [column for field in POINT_FIELDS for column in _columns(field, (), null=False)]
    # A field that is documented under such a name already (a project's stage_term) stands where it stands.
    added = {column.name: column for column in columns if column.shows == "term"}
    own = {column.name for column in columns if column.shows == "value"}
    return tuple(
        replace(column, term=added[column.name].term) if column.name in added else column
        for column in columns
        if column.shows == "value" or column.name not in own
    )


def _columns(field: Field, before: tuple[str, ...], *, null: bool) -> list[FlatColumn]:
    """Return the columns one field becomes."""
    path, null = (*before, field.name), null or field.null
    if field.type == "object":
        return [column for inner in field.fields for column in _columns(inner, path, null=null)]
    if field.type == "counts":
        return [
            FlatColumn(
                "_".join((*path, value)),
                (*path, value),
                "count",
                field.unit,
                f"{field.term}：{term}",
                f"{field.meaning}：{term}",
            )
            for value, term in field.terms
        ]
    name = "_".join(path)
    if not field.terms:
        return [FlatColumn(name, path, field.type, field.unit, field.term, field.meaning, (), null)]
    # People read the term, programs the code: the plain name is for people.
    return [
        FlatColumn(name, path, field.type, "", f"{field.term}代码", field.meaning, field.terms, null),
        FlatColumn(
            f"{name}_term", path, field.type, "", field.term, f"{field.meaning}（中文）", field.terms, null, "term"
        ),
    ]


def value_at(row: Row, column: FlatColumn) -> object:
    """Return the value of a column as it stands in a row, lists unchanged; absent objects give None, absent counts 0."""
    value: object = row
    for step in column.path:
        if not isinstance(value, dict):
            return None
        value = value.get(step, 0 if column.type == "count" else None)
    if column.shows == "term" and value is not None:
        terms = dict(column.terms)
        return [terms.get(item, item) for item in value] if isinstance(value, list) else terms.get(str(value), value)
    return value


def flat_cell(row: Row, column: FlatColumn) -> Cell:
    """Return the value of a column as one cell: lists joined by ；, spans as start-end, other values as they are."""
    value = value_at(row, column)
    if isinstance(value, list):
        return LIST_SEPARATOR.join(_item(item) for item in value)
    return value if isinstance(value, str | int | float | bool) else None


def spreadsheet_cell(row: Row, column: FlatColumn) -> Cell:
    """Return a cell as a spreadsheet shows it: comparators as signs people read.

    >>> comparator = next(column for column in columns_of("indicator") if column.name == "comparator")
    >>> [spreadsheet_cell({"comparator": code}, comparator) for code in ("=", ">=", "~")]
    ['＝', '≥', '约']
    """
    cell = flat_cell(row, column)
    return comparator_sign(cell) if column.name == "comparator" else cell


def comparator_sign(cell: Cell) -> Cell:
    """Return the sign people read for a comparator's code."""
    return COMPARATOR_SIGNS.get(str(cell), cell)


def _item(item: object) -> str:
    """Return one list item as text: an object as its values with blanks, a span as start-end."""
    if isinstance(item, dict):
        return " ".join(str(value) for value in item.values())
    if isinstance(item, list):
        return "-".join(str(value) for value in item)
    return str(item)


def cell_reader(columns: Sequence[FlatColumn]) -> Callable[[Row], list[Cell]]:
    """Return the function that gives the cells of a row; `flat_cell` of each column, prepared once for many rows."""
    readers = [_reader(column) for column in columns]
    return lambda row: [read(row) for read in readers]


def _reader(column: FlatColumn) -> Callable[[Row], Cell]:
    """Return the function that reads one column; most columns are one look-up."""
    if column.shows == "value" and column.type in _PLAIN_TYPES:
        if column.name in _ADDED:
            return lambda row: row.get(column.name)
        if len(column.path) == 1:
            return itemgetter(column.name)
        outer, inner = column.path[0], column.path[-1]
        if len(column.path) == 2:
            missing = 0 if column.type == "count" else None
            return lambda row: missing if row[outer] is None else row[outer].get(inner, missing)
    return lambda row: flat_cell(row, column)


def flat(table: str, row: Row) -> dict[str, Cell]:
    """Return one row of a table as flat cells."""
    return dict(zip(_names_of(table), _reader_of(table)(row), strict=True))


@cache
def _names_of(table: str) -> tuple[str, ...]:
    """Return the names of the columns of a table."""
    return tuple(column.name for column in columns_of(table))


@cache
def _reader_of(table: str) -> Callable[[Row], list[Cell]]:
    """Return the prepared reader of a table."""
    return cell_reader(columns_of(table))


def flat_dictionary_rows(*names: str) -> list[dict[str, str]]:
    """Return one row for every flat column of the named tables, in the form of `dictionary_rows`."""
    return [
        {
            "table": name,
            "field": column.name,
            "term": column.term,
            "type": type_term(column.type, null=column.null),
            "unit": column.unit,
            "meaning": column.meaning,
            "values": "；".join(f"{value} {term}" for value, term in column.terms) if column.shows == "value" else "",
        }
        for name in names
        for column in columns_of(name)
    ]


def flat_schema(table: DictionaryTable) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one flat row of a table: one JSON type for every property."""
    columns = columns_of(table.name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.title,
        "type": "object",
        "properties": {column.name: column_schema(column) for column in columns},
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }


def column_schema(column: FlatColumn) -> dict[str, Any]:
    """Return the JSON Schema of one flat column with its title, meaning, unit and known values."""
    schema = type_schema(column.type)
    if column.null:
        schema = {**schema, "type": [schema["type"], "null"]}
    schema |= {"title": column.term, "description": column.meaning}
    if column.unit:
        schema["x-ogc-unit"] = column.unit
    if column.terms and column.type == "string":
        position = 1 if column.shows == "term" else 0
        schema["enum"] = [pair[position] for pair in column.terms] + ([None] if column.null else [])
    return schema
