"""The tables into a PostgreSQL with PostGIS: whoever reads the schema sees the old or the new data, never a mixture.

Everything happens in one transaction. A table whose columns are still the same is emptied and filled, so that views,
rights and layers that rest on it stay; one whose columns have changed is made anew.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import ssl
from collections.abc import Iterator
from typing import Any, Final

import shapely
from geoalchemy2 import Geometry
from sqlalchemy import (
    URL,
    BigInteger,
    Boolean,
    Connection,
    Double,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    inspect,
    make_url,
    text,
)
from sqlalchemy import Column as SqlColumn
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from mapapp.contracts import Atlas, Selected
from mapapp.errors import ExportError
from mapapp.exports.dictionary import data_dictionary
from mapapp.exports.flat_columns import FlatColumn, columns_of, flat_cell, value_at
from mapapp.exports.geojson import clean_geometries
from mapapp.exports.job import ExportJob
from mapapp.exports.metadata import about
from mapapp.exports.rows import Row
from mapapp.exports.tables import PLACED_TABLES, TABLES, Progress
from mapapp.exports.unencodable import Replacements
from mapapp.settings import COORDINATE_DECIMALS, EPSG_LONLAT

DEFAULT_SCHEMA: Final = "mapapp"
ABOUT_TABLE: Final = "about"
GEOMETRY: Final = "geom"

_SCHEMA_NAME: Final = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_DRIVER: Final = "postgresql+pg8000"
_TIMEOUT_S: Final = 30
# Rows of one statement; PostgreSQL takes at most 65,535 values in one.
_ROWS_AT_A_TIME: Final = 500

_TYPES: Final[dict[str, Any]] = {
    "integer": BigInteger,
    "count": Integer,
    "number": Double,
    "boolean": Boolean,
    "strings": ARRAY(Text),
}


def write_postgis(
    atlas: Atlas, selected: Selected, url: str, *, schema: str = DEFAULT_SCHEMA, progress: Progress | None = None
) -> dict[str, int]:
    """Write every table and `about` into a schema of a database, all or nothing; gives the rows of each table.

    `url` is postgresql://user:password@host:port/database; without a password PGPASSWORD is used. Geometries are
    EPSG:4326, lists of texts are arrays. Raises ExportError for an address or schema that cannot be, a database that
    cannot be reached, has no PostGIS or does not let us write.
    """
    if not _SCHEMA_NAME.fullmatch(schema):
        raise ExportError(f"模式名“{schema[:40]}”不行；用小写字母、数字和下划线，字母开头")
    address = _address(url)
    job = ExportJob(atlas, selected, progress=progress)
    where = f"{address.host or 'localhost'}:{address.port or 5432}/{address.database}"
    try:
        engine = _engine(address)
        with engine.begin() as connection:
            counts = _replace_all(connection, job, schema)
    except (SQLAlchemyError, OSError) as error:
        raise ExportError(_refusal(error, where, schema)) from error
    except Exception as error:
        # pg8000 lets errors of its own and of the socket through, without a common class.
        if type(error).__module__.startswith("pg8000"):
            raise ExportError(_refusal(error, where, schema)) from error
        raise
    return counts


def _address(url: str) -> URL:
    """Return the address of the database; raise ExportError for what is none."""
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise ExportError("--url 不是数据库地址；写成 postgresql://用户:密码@主机:5432/数据库") from error
    if address.get_backend_name() != "postgresql" or not address.database:
        raise ExportError("--url 要是 PostgreSQL 的地址，并写明数据库；例 postgresql://用户@主机:5432/规划")
    if address.password is None and os.environ.get("PGPASSWORD"):
        address = address.set(password=os.environ["PGPASSWORD"])
    return address.set(drivername=_DRIVER)


def _engine(address: URL) -> Engine:
    """Return an engine; `sslmode=require` in the address encrypts, `verify-full` also checks the certificate."""
    mode = address.query.get("sslmode", "disable")
    context: ssl.SSLContext | None = None
    if mode in {"require", "verify-full"}:
        context = ssl.create_default_context()
        if mode == "require":
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return create_engine(
        address.difference_update_query(["sslmode"]),
        poolclass=NullPool,
        connect_args={"timeout": _TIMEOUT_S, "application_name": "mapapp", "ssl_context": context},
    )


def _refusal(error: Exception, where: str, schema: str) -> str:
    """Return what went wrong in one sentence, without the address's password."""
    original = getattr(error, "orig", None) or error
    told = original.args[0] if original.args else ""
    code, message = (told.get("C", ""), told.get("M", "")) if isinstance(told, dict) else ("", str(told))
    if code.startswith("28"):
        return f"{where} 不让登录；请检查用户和密码（也可设 PGPASSWORD）"
    if code == "42501":
        return f"{where} 不让在模式 {schema} 里写；请让管理员授权，或用 --schema 换一个"
    if code == "3D000":
        return f"{where}：没有这个数据库；请先建好"
    if code == "2BP01":
        return f"{where}：字段变了，而有视图靠着 {schema} 里的旧表；请先删去那些视图，写完再建（{message[:120]}）"
    if code:
        return f"{where}：数据库拒绝了（{code} {message[:200]}）；原来的数据没有变"
    return f"连不上 {where}（{message[:120] or type(error).__name__}）；请检查地址、端口和网络"


def _replace_all(connection: Connection, job: ExportJob, schema: str) -> dict[str, int]:
    """Replace the contents of the schema within the transaction of a connection."""
    # Two writers at once take turns.
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"mapapp {schema}"})
    has_postgis = connection.execute(text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")).first()
    if has_postgis is None:
        raise ExportError("这个数据库没有 PostGIS；请让管理员先执行 CREATE EXTENSION postgis")
    exists = text("SELECT 1 FROM information_schema.schemata WHERE schema_name = :name")
    if connection.execute(exists, {"name": schema}).first() is None:
        connection.execute(text(f'CREATE SCHEMA "{schema}"'))
    metadata = MetaData(schema=schema)
    counts = {}
    for name in TABLES:
        table = _table(metadata, name)
        _make_room(connection, table)
        counts[name] = _fill(connection, table, job.of(name))
    described = _about_table(metadata)
    _make_room(connection, described)
    said = about(job.atlas, job.selected, *TABLES)
    rows = [{"key": key, "value": json.loads(json.dumps(value))} for key, value in said.items()]
    connection.execute(described.insert(), rows)
    return counts


def _table(metadata: MetaData, name: str) -> Table:
    """Return a table as the dictionary describes it: key, types, meanings as comments."""
    kind = TABLES[name]
    columns = [
        SqlColumn(
            column.name,
            _TYPES.get(column.type if column.shows == "value" else "", Text),
            primary_key=column.name == kind.key,
            comment=f"{column.term}：{column.meaning}" + (f"（{column.unit}）" if column.unit else ""),
        )
        for column in columns_of(kind.entry)
    ]
    if name in PLACED_TABLES:
        columns.append(
            SqlColumn(GEOMETRY, Geometry("GEOMETRY", EPSG_LONLAT), comment="位置（EPSG:4326，先经度后纬度）")
        )
    return Table(name, metadata, *columns, comment=data_dictionary()[kind.entry].title)


def _about_table(metadata: MetaData) -> Table:
    """Return the table that says as of when, filtered how, from which documents."""
    key = SqlColumn("key", Text, primary_key=True)
    return Table(ABOUT_TABLE, metadata, key, SqlColumn("value", JSONB), comment="数据的说明：截至、筛选、文件、许可")


def _make_room(connection: Connection, table: Table) -> None:
    """Empty a table that has the columns it should have, else make it anew."""
    looked = inspect(connection)
    if looked.has_table(table.name, schema=table.schema):
        there = [column["name"] for column in looked.get_columns(table.name, schema=table.schema)]
        if there == [column.name for column in table.columns]:
            connection.execute(table.delete())
            return
        table.drop(connection)
    table.create(connection)


def _fill(connection: Connection, table: Table, job: ExportJob) -> int:
    """Insert the rows of a table, a few hundred at a time; gives how many."""
    columns = columns_of(TABLES[job.table].entry)
    replaced = Replacements()
    features = job.features()
    count = 0
    while portion := list(itertools.islice(features, _ROWS_AT_A_TIME)):
        shapes = clean_geometries(geometry for geometry, _ in portion)
        rows = []
        for shape, (_, row) in zip(shapes, portion, strict=True):
            values = dict(_values(columns, row, replaced))
            if job.table in PLACED_TABLES:
                values[GEOMETRY] = None if shape is None else _ewkt(shape)
            rows.append(values)
        connection.execute(table.insert().values(rows))
        count += len(rows)
    return count


def _values(columns: tuple[FlatColumn, ...], row: Row, replaced: Replacements) -> Iterator[tuple[str, Any]]:
    """Return the values of a row; a text with NUL, which PostgreSQL cannot hold, shows it."""
    for column in columns:
        if column.type == "strings" and column.shows == "value":
            items = value_at(row, column)
            yield column.name, [replaced.nul(str(item)) for item in items] if isinstance(items, list) else None
            continue
        cell = flat_cell(row, column)
        yield column.name, replaced.nul(cell) if isinstance(cell, str) else cell


def _ewkt(shape: shapely.Geometry) -> str:
    """Return a geometry as PostGIS reads it."""
    return f"SRID={EPSG_LONLAT};{shapely.to_wkt(shape, rounding_precision=COORDINATE_DECIMALS)}"
