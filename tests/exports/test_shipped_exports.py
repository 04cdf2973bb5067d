"""The shipped documents, exported: what holds for the small world holds for the real one."""

import json
import re

import pytest

from mapapp.exports import TABLES, RowShape, export_bytes
from mapapp.pipeline import build_atlas
from mapapp.selection import Selection, select

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def atlas():
    return build_atlas()


@pytest.mark.parametrize("shape", [RowShape(), RowShape(nested=True)], ids=["flat", "nested"])
@pytest.mark.parametrize("table", TABLES)
def test_a_property_has_one_json_type_in_all_features(atlas, table, shape):
    kinds = {bool: "boolean", int: "number", float: "number", str: "string", list: "array", dict: "object"}
    raw = export_bytes(atlas, select(atlas, Selection(as_of=2026)), "geojson", table=table, shape=shape)
    rows = [feature["properties"] for feature in json.loads(raw)["features"]]
    assert rows
    for name in rows[0]:
        found = {kinds[type(row[name])] for row in rows if row[name] is not None}
        assert len(found) <= 1, (name, found)
        assert shape.nested or not found & {"array", "object"}, name


@pytest.mark.parametrize("table", TABLES)
def test_no_reason_shows_the_id_of_a_rule(atlas, table):
    raw = export_bytes(atlas, select(atlas, Selection(as_of=2026)), "jsonl", table=table, shape=RowShape(nested=True))
    shown = [
        (name, value)
        for row in map(json.loads, raw.decode().splitlines())
        for name, value in row.items()
        if re.search("reason|basis|message", name) and re.search(r"[a-z_]+\.[a-z]", str(value))
    ]
    assert shown == []
