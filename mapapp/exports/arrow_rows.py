"""Rows of the dictionary's tables as Arrow tables and GeoParquet 1.1 files, made without pandas: quick for many small ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from mapapp.errors import ExportError
from mapapp.exports.atomic_write import reason_of
from mapapp.exports.flat_columns import FlatColumn, columns_of, value_at
from mapapp.exports.label_points import POINT_FIELDS
from mapapp.exports.rows import Row
from mapapp.exports.unencodable import without_surrogates

GEOMETRY: Final = "geometry"
# Lists are given their type even when every one of them is empty, so that files can be put together.
LISTS: Final[dict[str, pa.DataType]] = {
    "strings": pa.list_(pa.string()),
    "spans": pa.list_(pa.list_(pa.int64())),
    "objects": pa.list_(pa.struct([("zone_id", pa.string()), ("share", pa.float64())])),
}
_TYPES: Final[dict[str, pa.DataType]] = {
    "integer": pa.int64(),
    "count": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    **LISTS,
}
# No word on the reference system means longitude and latitude in WGS 84 (GeoParquet 1.1: OGC:CRS84), no list of kinds any kind.
_GEO: Final = {
    "version": "1.1.0",
    "primary_column": GEOMETRY,
    "columns": {GEOMETRY: {"encoding": "WKB", "geometry_types": []}},
}
# A geometry has its label point already.
_LEFT_OUT: Final = frozenset(field.name for field in POINT_FIELDS)


def arrow_table(
    entry: str, rows: Sequence[Row], *, geometries: Sequence[bytes | None] | None = None, records: Sequence[str] = ()
) -> pa.Table:
    """Return rows of a dictionary table with its flat columns, each typed and explained, even when there is none.

    `geometries` are WKB in EPSG:4326 (lon, lat) or None, one a row; `records` a last column of texts that is ours alone.
    """
    columns, planned = _plan(entry)
    fields = [*planned]
    arrays = [_array(_values(column, rows), field.type) for column, field in zip(columns, fields, strict=True)]
    if geometries is not None:
        arrays.append(pa.array(geometries, pa.binary()))
        fields.append(pa.field(GEOMETRY, pa.binary()))
    if records:
        arrays.append(pa.array(list(records), pa.string()))
        fields.append(pa.field("record", pa.string()))
    metadata = {b"geo": json.dumps(_GEO).encode()} if geometries is not None else None
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=metadata))


def pack_table(table: pa.Table) -> bytes:
    """Return a table as bytes that another process can be sent."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def write_parquet(packed: Iterable[bytes], path: Path) -> None:
    """Write packed tables of one kind, in their order, as one file: the same bytes however they were parted."""
    table = pa.concat_tables(pa.ipc.open_stream(piece).read_all() for piece in packed).combine_chunks()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, path, compression="zstd")
    except OSError as error:
        raise ExportError(f"{path} 写不进去（{reason_of(error)}）；请检查权限和剩余空间") from error


@cache
def _plan(entry: str) -> tuple[tuple[FlatColumn, ...], tuple[pa.Field, ...]]:
    """Return the columns of a table and their fields, each with its type, meaning and unit."""
    columns = tuple(column for column in columns_of(entry) if column.name not in _LEFT_OUT)
    fields = (
        pa.field(
            column.name,
            _TYPES.get(column.type, pa.string()),
            metadata={"description": column.meaning, "unit": column.unit},
        )
        for column in columns
    )
    return columns, tuple(fields)


def _values(column: FlatColumn, rows: Sequence[Row]) -> list[Any]:
    """Return the values of a column; most are one look-up."""
    if len(column.path) > 1 or column.type == "count":
        return [value_at(row, column) for row in rows]
    values = [row.get(column.path[0]) for row in rows]
    if column.shows == "value":
        return values
    terms = dict(column.terms)
    return [
        [terms.get(item, item) for item in value]
        if isinstance(value, list)
        else value
        if value is None
        else terms.get(str(value), value)
        for value in values
    ]


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    """Return values as an array; texts that are none, and halves of characters, which Arrow cannot hold, are made texts."""
    try:
        return pa.array(values, kind)
    except (UnicodeEncodeError, pa.ArrowTypeError):
        return pa.array([_clean(value) for value in values], kind)


def _clean(value: Any) -> Any:
    """Return a value as a text that can be held, a list with such texts, None as it is."""
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value if value is None else without_surrogates(str(value))
