"""What is added to a GeoPackage: names and values of columns, the description, the project of QGIS."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from mapapp.exports.geopackage_extras import add_extras

ABOUT = {"title": "图", "dataset": {"@type": "Dataset", "name": "图"}}


@pytest.fixture(params=[False, True], ids=["without extensions", "with extensions"])
def rows(request, tmp_path):
    """Return a function that asks a small GeoPackage with its extras."""
    path = tmp_path / "a.gpkg"
    with closing(sqlite3.connect(path)) as connection:
        if request.param:
            connection.execute(
                "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,"
                " definition TEXT NOT NULL, scope TEXT NOT NULL)"
            )
        connection.commit()
    add_extras(path, {"projects": "project"}, ABOUT, "2026-01-01T00:00:00Z", ("图", b"PK\x01"))

    def ask(query):
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(query).fetchall()

    return ask


def test_columns_have_their_names_and_their_known_values(rows):
    named = dict(rows("SELECT column_name, title FROM gpkg_data_columns WHERE table_name = 'projects'"))
    assert (named["name"], named["stage"]) == ("名称", "阶段代码")
    listed = rows(
        "SELECT value, description FROM gpkg_data_column_constraints WHERE constraint_name ="
        " (SELECT constraint_name FROM gpkg_data_columns WHERE column_name = 'stage')"
    )
    assert {"planned": "谋划", "completed": "建成", "operating": "启用"}.items() <= dict(listed).items()


def test_the_tables_are_registered_and_the_description_kept(rows):
    assert {name for (name,) in rows("SELECT table_name FROM gpkg_extensions")} == {
        "gpkg_data_columns",
        "gpkg_data_column_constraints",
        "gpkg_metadata",
        "gpkg_metadata_reference",
    }
    texts = [json.loads(text) for (text,) in rows("SELECT metadata FROM gpkg_metadata ORDER BY id")]
    assert texts == [{"@type": "Dataset", "name": "图"}, {"title": "图"}]
    assert rows("SELECT timestamp FROM gpkg_metadata_reference") == [("2026-01-01T00:00:00Z",)] * 2


def test_the_project_is_kept_as_qgis_reads_it(rows):
    assert rows("SELECT name, content FROM qgis_projects") == [("图", "504b01")]
    [(stamp,)] = rows("SELECT metadata FROM qgis_projects")
    assert json.loads(stamp) == {"last_modified_time": "2026-01-01T00:00:00", "last_modified_user": ""}
