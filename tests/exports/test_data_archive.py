"""One archive: data, dictionary, sources with every quote, and a README that says what it is and how to cite it."""

import csv
import io
import json
import zipfile

import jsonschema
import pytest

from mapapp.exports import TABLES, export_bytes
from mapapp.selection import Selection, select

ASKED = Selection(as_of=2024, text="甲厂")


@pytest.fixture
def opened(full_atlas):
    raw = export_bytes(full_atlas, select(full_atlas, ASKED), "zip")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(raw):
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


def test_it_holds_every_table_the_dictionary_and_the_sources(opened):
    assert {f"data/{name}.csv" for name in TABLES} < set(opened)
    geojson = {name for name in opened if name.endswith(".geojson")}
    assert geojson == {f"data/{name}.geojson" for name in ("projects", "events", "promises", "zones")}
    assert {"README.txt", "about.json", "data/mapapp.gpkg", "dictionary.md", "dictionary.csv"} < set(opened)
    assert {"sources/documents.csv", "sources/quotes.csv"} < set(opened)
    assert opened["data/mapapp.gpkg"].startswith(b"SQLite format 3")


def test_the_readme_says_as_of_when_filtered_how_from_what_and_how_to_cite(opened):
    text = opened["README.txt"].decode("utf-8")
    for fact in ("2024", "text=甲厂", "0" * 64, "怎么引用", "版本", "非法定", "日期", "OpenStreetMap"):
        assert fact in text, fact


def test_every_quote_stands_with_its_place(opened, full_atlas):
    quotes = {row["id"]: row for row in rows(opened["sources/quotes.csv"])}
    events = rows(opened["data/events.csv"])
    assert events
    for event in events:
        quote = quotes[event["event_id"]]
        assert (quote["doc"], quote["start"], quote["quote"]) == (event["doc"], event["start"], event["quote"])
    assert {row["doc"] for row in quotes.values()} <= {row["doc"] for row in rows(opened["sources/documents.csv"])}


def test_the_data_satisfy_the_schemas_beside_them(opened):
    for name in ("projects", "zones"):
        schema = json.loads(opened[f"schema/{TABLES[name].entry}.json"])
        for feature in json.loads(opened[f"data/{name}.geojson"])["features"]:
            jsonschema.validate(feature["properties"], schema)
    explained = {(row["table"], row["field"]) for row in rows(opened["dictionary.csv"])}
    assert {("project", name) for name in rows(opened["data/projects.csv"])[0]} <= explained


def test_the_same_selection_gives_the_same_bytes(full_atlas):
    selected = select(full_atlas, ASKED)
    assert export_bytes(full_atlas, selected, "zip") == export_bytes(full_atlas, selected, "zip")
