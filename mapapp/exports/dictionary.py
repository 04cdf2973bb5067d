"""The data dictionary: what every field means, and the JSON Schema and documentation that follow from it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from mapapp.contracts import vocabulary
from mapapp.errors import ExportError
from mapapp.settings import PACKAGE_DIR

DICTIONARY_FILE = PACKAGE_DIR / "exports" / "dictionary.toml"

# The JSON Schema of each plain type name used in the dictionary.
_SCHEMA_OF_TYPE: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "strings": {"type": "array", "items": {"type": "string"}},
    "spans": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}},
    "count": {"type": "integer", "minimum": 0},
}
_FLAT_TYPES = ("integer", "count", "number", "boolean")

# What a reader of the documentation calls each type.
_TYPE_TERMS = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "是/否",
    "strings": "文字列表",
    "spans": "起止列表",
    "count": "整数",
    "object": "组",
    "objects": "组列表",
    "counts": "计数",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One documented field.

    `term` is its name for people: the head of a column, the alias in a map program. `terms` pairs each vocabulary value
    with its Chinese term; `fields` are those of an object, or of each object of a list.
    """

    name: str
    term: str
    type: str
    null: bool
    unit: str
    meaning: str
    terms: tuple[tuple[str, str], ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class DictionaryTable:
    """One documented table."""

    name: str
    title: str
    fields: tuple[Field, ...]


@cache
def data_dictionary() -> dict[str, DictionaryTable]:
    """Read the data dictionary: tables by name, tables and fields in file order."""
    parsed = tomllib.loads(DICTIONARY_FILE.read_text(encoding="utf-8"))
    return {name: DictionaryTable(name, block["title"], _fields(block["fields"])) for name, block in parsed.items()}


def _fields(entries: Iterable[dict[str, Any]]) -> tuple[Field, ...]:
    """Read fields and look their vocabularies up in the contracts, so that terms are written once."""
    found = []
    for entry in entries:
        terms: list[tuple[str, str]] = []
        if "vocabulary" in entry:
            kinds: type[vocabulary.Term] = getattr(vocabulary, entry["vocabulary"])
            terms = [(member.value, member.term) for member in kinds]
        for extra in entry.get("extra", ()):
            value, term = extra.split(" ", 1)
            terms.append((value, term))
        found.append(
            Field(
                entry["name"],
                entry["term"],
                entry["type"],
                entry.get("null", False),
                entry.get("unit", ""),
                entry["meaning"],
                tuple(terms),
                _fields(entry.get("fields", ())),
            )
        )
    return tuple(found)


def json_schema(table: DictionaryTable) -> dict[str, Any]:
    """Write the JSON Schema (2020-12) of one row of a table; every field is required and no other is allowed."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.title,
        **_object_schema(table.fields),
    }


def schema_text(name: str) -> str:
    """Write the JSON Schema of a table as text.

    Raises ExportError for a table the dictionary does not have.
    """
    if name not in data_dictionary():
        raise ExportError(f"没有“{name[:20]}”这张表；可选：{'、'.join(data_dictionary())}")
    return json.dumps(json_schema(data_dictionary()[name]), ensure_ascii=False, indent=1) + "\n"


def _object_schema(fields: Iterable[Field]) -> dict[str, Any]:
    """Write the schema of an object with exactly these fields."""
    properties = {
        field.name: {**_field_schema(field), "title": field.term, "description": field.meaning} for field in fields
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _field_schema(field: Field) -> dict[str, Any]:
    """Write the schema of one field."""
    values = [value for value, _ in field.terms]
    match field.type:
        case "object":
            schema = _object_schema(field.fields)
        case "objects":
            schema = {"type": "array", "items": _object_schema(field.fields)}
        case "counts":
            schema = {
                "type": "object",
                "properties": {value: {"type": "integer", "minimum": 0} for value in values},
                "required": values,
                "additionalProperties": False,
            }
        case "strings" if values:
            schema = {"type": "array", "items": {"enum": values}}
        case "string" if values:
            schema = {"enum": values}
        case _:
            schema = dict(_SCHEMA_OF_TYPE[field.type])
    return {"anyOf": [schema, {"type": "null"}]} if field.null else schema


def type_term(kind: str, *, null: bool) -> str:
    """Return what a reader of the documentation calls a type."""
    return _TYPE_TERMS[kind] + ("，可空" if null else "")


def type_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a type in a flat table, where every list is one text."""
    return dict(_SCHEMA_OF_TYPE[kind] if kind in _FLAT_TYPES else _SCHEMA_OF_TYPE["string"])


def dictionary_rows(*names: str) -> list[dict[str, str]]:
    """Return the dictionary itself as rows, all tables or the named ones, for whatever explains an export."""
    tables = [data_dictionary()[name] for name in names] if names else list(data_dictionary().values())
    return [row for table in tables for row in _field_rows(table.name, table.fields, "")]


def _field_rows(table: str, fields: Iterable[Field], prefix: str) -> Iterator[dict[str, str]]:
    """Return one row per field, the fields of objects after their object under a dotted name."""
    for field in fields:
        yield {
            "table": table,
            "field": prefix + field.name,
            "term": field.term,
            "type": type_term(field.type, null=field.null),
            "unit": field.unit,
            "meaning": field.meaning,
            "values": "；".join(f"{value} {term}" for value, term in field.terms),
        }
        yield from _field_rows(table, field.fields, f"{prefix}{field.name}.")
