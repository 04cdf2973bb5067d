"""Every field that leaves the house is documented, and nothing is documented that does not leave."""

import json
from pathlib import Path

import jsonschema
import pytest

from mapapp.contracts import Problem, Severity
from mapapp.exports import TABLES, RowShape, dictionary_markdown, export_bytes
from mapapp.exports.dictionary import Field, data_dictionary, json_schema
from mapapp.exports.flat_columns import columns_of, flat, flat_schema
from mapapp.exports.rows import problem_row
from mapapp.exports.tables import table_rows
from mapapp.selection import Selection, select


@pytest.fixture
def atlas(full_atlas):
    """Use the world in which every optional field is filled once and empty once."""
    return full_atlas


def names(fields: tuple[Field, ...]) -> list[str]:
    return [field.name for field in fields]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_exactly_the_documented_fields_in_order(atlas, table):
    rows = list(table_rows(atlas, select(atlas, Selection()), table))
    assert rows
    for row in rows:
        assert list(row) == names(data_dictionary()[TABLES[table].entry].fields)


def test_problems_are_documented_too():
    row = problem_row(Problem("c", Severity.NOTE, "seeds/900.txt", "有疑", "看一看"))
    assert list(row) == names(data_dictionary()["problem"].fields)
    jsonschema.validate(row, json_schema(data_dictionary()["problem"]))


def test_objects_have_exactly_the_documented_inner_fields(atlas):
    selected = select(atlas, Selection())
    seen = set()
    every_row = [(kind.entry, row) for name, kind in TABLES.items() for row in table_rows(atlas, selected, name)]
    for entry, row in every_row:
        for field in data_dictionary()[entry].fields:
            value = row[field.name]
            items = value if field.type == "objects" else [value] if field.type == "object" and value else []
            for item in items:
                assert list(item) == names(field.fields), (entry, field.name)
                seen.add(field.name)
    assert seen == {"amount", "zones_by_geometry", "placement", "promised", "not_after"}


@pytest.mark.parametrize("table", TABLES)
def test_every_exported_row_satisfies_its_schema(atlas, table):
    schema = json_schema(data_dictionary()[TABLES[table].entry])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    selected = select(atlas, Selection())
    lines = export_bytes(atlas, selected, "jsonl", table=table).decode("utf-8").splitlines()
    nested = export_bytes(atlas, selected, "geojson", table=table, shape=RowShape(nested=True))
    features = json.loads(nested)["features"]
    assert len(lines) == len(features) > 0
    for line, feature in zip(lines, features, strict=True):
        validator.validate(json.loads(line))
        assert json.loads(line) == feature["properties"]


@pytest.mark.parametrize("table", TABLES)
def test_every_flat_feature_satisfies_its_schema(atlas, table):
    schema = flat_schema(data_dictionary()[TABLES[table].entry])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    features = json.loads(export_bytes(atlas, select(atlas, Selection()), "geojson", table=table))["features"]
    assert features
    for feature in features:
        validator.validate(feature["properties"])


def test_a_schema_refuses_what_is_not_documented(atlas):
    schema = json_schema(data_dictionary()["project"])
    row = next(iter(table_rows(atlas, select(atlas, Selection()), "projects")))
    wrong = [{**row, "extra": 1}, {**row, "stage": "done"}, {**row, "verdicts": {"blue": 1}}, {**row, "zones": "青西"}]
    wrong += [{**row, "placement": {**row["placement"], "precision": "near"}}, {k: row[k] for k in list(row)[1:]}]
    for bad in wrong:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema)


def test_flat_columns_are_the_dictionarys_and_lose_no_value(atlas):
    row = next(iter(table_rows(atlas, select(atlas, Selection()), "projects")))
    cells = flat("project", row)
    assert list(cells) == [column.name for column in columns_of("project")]
    assert cells["placement_precision"] == "site"
    assert cells["zones_by_geometry"] == "青西 1.0；示范区 0.25"
    assert (cells["verdicts_kept"], cells["verdicts_late"], cells["verdicts_unverified"]) == (1, 0, 1)


def test_optional_objects_keep_their_columns(atlas):
    rows = list(table_rows(atlas, select(atlas, Selection()), "events"))
    assert [flat("event", row)["amount_value"] for row in rows if row["project_id"] == "p1"] == [None, None, 1.5]


def test_every_field_says_what_it_means():
    for table in data_dictionary().values():
        for column in columns_of(table.name):
            assert column.meaning, (table.name, column.name)
        assert len({column.name for column in columns_of(table.name)}) == len(columns_of(table.name))
        assert len({column.term for column in columns_of(table.name)}) == len(columns_of(table.name)), table.name


def test_the_printed_dictionary_is_current():
    page = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
    assert page.read_text(encoding="utf-8") == dictionary_markdown()
