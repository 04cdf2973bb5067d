"""What GDAL does not write into a GeoPackage: names and values of columns, metadata, and the QGIS project.

The tables are those of the GeoPackage standard (Annexes F.8 Metadata and F.9 Schema) and of QGIS (`qgis_projects`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from mapapp.exports.flat_columns import FlatColumn, columns_of

_SCHEMA: Final = """
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
"""
_TABLES: Final = """
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
  description TEXT, mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
  min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT,
  row_id_value INTEGER, timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB);
"""

_SCHEMA_EXTENSION: Final = ("gpkg_schema", "http://www.geopackage.org/spec121/#extension_schema")
_METADATA_EXTENSION: Final = ("gpkg_metadata", "http://www.geopackage.org/spec121/#extension_metadata")


def add_extras(
    path: Path, entries: Mapping[str, str], about: Mapping[str, Any], date: str, project: tuple[str, bytes]
) -> None:
    """Add to a GeoPackage: names, meanings and known values of columns, its description, and a QGIS project.

    `entries` maps each table to its table in the dictionary; `date` is the fixed date of the file; `project` is the name
    and the .qgz of the project.
    """
    with closing(sqlite3.connect(path)) as connection:
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_extensions'").fetchone()
        connection.executescript(_TABLES if known else _SCHEMA + _TABLES)
        _add_extensions(connection)
        _add_columns(connection, entries)
        _add_metadata(connection, about, date)
        stamp = json.dumps({"last_modified_time": date[:19], "last_modified_user": ""})
        connection.execute("INSERT INTO qgis_projects VALUES (?, ?, ?)", (project[0], stamp, project[1].hex()))
        connection.commit()


def _add_extensions(connection: sqlite3.Connection) -> None:
    """Register the tables as the standard asks."""
    rows = [
        (table, None, *extension, "read-write")
        for extension, tables in (
            (_SCHEMA_EXTENSION, ("gpkg_data_columns", "gpkg_data_column_constraints")),
            (_METADATA_EXTENSION, ("gpkg_metadata", "gpkg_metadata_reference")),
        )
        for table in tables
    ]
    connection.executemany("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", rows)


def _add_columns(connection: sqlite3.Connection, entries: Mapping[str, str]) -> None:
    """Name and explain every column, and list the values of those that have a vocabulary."""
    constraints: dict[str, tuple[tuple[str, str], ...]] = {}
    for table, entry in entries.items():
        for column in columns_of(entry):
            name = _constraint(column)
            if name:
                constraints.setdefault(name, column.terms)
            row = (table, column.name, column.term, column.term, column.meaning, None, name)
            connection.execute("INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    for name, terms in constraints.items():
        rows = [(name, "enum", value, None, None, None, None, term) for value, term in terms]
        connection.executemany("INSERT INTO gpkg_data_column_constraints VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _constraint(column: FlatColumn) -> str | None:
    """Return the name of the list of values a column has, the same for the same list; None where it has none.

    >>> from mapapp.exports.flat_columns import columns_of
    >>> [_constraint(column) for column in columns_of("zone")[:2]]
    [None, None]
    """
    if column.type != "string" or not column.terms or column.shows != "value":
        return None
    return "enum_" + "_".join(value for value, _ in column.terms)[:60]


def _add_metadata(connection: sqlite3.Connection, about: Mapping[str, Any], date: str) -> None:
    """Keep the description as schema.org reads it and as every export of ours carries it."""
    texts = (
        (1, "dataset", "https://schema.org/Dataset", "application/ld+json", about["dataset"]),
        (
            2,
            "dataset",
            "https://json-schema.org",
            "application/json",
            {k: v for k, v in about.items() if k != "dataset"},
        ),
    )
    for number, scope, uri, kind, value in texts:
        text = json.dumps(value, ensure_ascii=False)
        connection.execute("INSERT INTO gpkg_metadata VALUES (?, ?, ?, ?, ?)", (number, scope, uri, kind, text))
        reference = ("geopackage", None, None, None, date, number, None)
        connection.execute("INSERT INTO gpkg_metadata_reference VALUES (?, ?, ?, ?, ?, ?, ?)", reference)
