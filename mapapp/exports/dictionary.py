"""The data dictionary: what every field means, and the JSON Schema that follows from it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from mapapp.contracts import vocabulary
from mapapp.settings import PACKAGE_DIR

DICTIONARY_FILE = PACKAGE_DIR / "exports" / "dictionary.toml"

# The JSON Schema of each type name used in the dictionary.
_SCHEMA_OF_TYPE: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "strings": {"type": "array", "items": {"type": "string"}},
    "spans": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}},
    "object": {"type": "object"},
    "objects": {"type": "array", "items": {"type": "object"}},
    "period": {"type": ["integer", "string"]},
}


@dataclass(frozen=True, slots=True)
class Field:
    """One documented field; `terms` pairs each vocabulary value with its Chinese term."""

    name: str
    type: str
    null: bool
    unit: str
    meaning: str
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One documented table."""

    name: str
    title: str
    fields: tuple[Field, ...]


@cache
def data_dictionary() -> tuple[Table, ...]:
    """Read the data dictionary, tables and fields in file order."""
    parsed = tomllib.loads(DICTIONARY_FILE.read_text(encoding="utf-8"))
    return tuple(
        Table(name, block["title"], tuple(_field(entry) for entry in block["fields"])) for name, block in parsed.items()
    )


def _field(entry: dict[str, Any]) -> Field:
    """Read one field and look its vocabulary up in the contracts, so that terms are written once."""
    terms: tuple[tuple[str, str], ...] = ()
    if "vocabulary" in entry:
        kinds: type[vocabulary.Term] = getattr(vocabulary, entry["vocabulary"])
        terms = tuple((member.value, member.term) for member in kinds)
    return Field(entry["name"], entry["type"], entry.get("null", False), entry.get("unit", ""), entry["meaning"], terms)


def json_schema(table: Table) -> dict[str, Any]:
    """Write the JSON Schema (2020-12) of one row of a table; every field is required and no other is allowed."""
    properties = {}
    for field in table.fields:
        schema = dict(_SCHEMA_OF_TYPE[field.type])
        if field.terms and field.type == "string":
            schema["enum"] = [value for value, _ in field.terms]
        if field.null:
            schema = {"anyOf": [schema, {"type": "null"}]}
        properties[field.name] = {**schema, "description": field.meaning}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.title,
        "type": "object",
        "properties": properties,
        "required": [field.name for field in table.fields],
        "additionalProperties": False,
    }


def dictionary_rows() -> list[dict[str, Any]]:
    """Give the dictionary itself as rows, for the sheet and layer that explain an export."""
    return [
        {
            "table": table.name,
            "field": field.name,
            "type": field.type + ("，可空" if field.null else ""),
            "unit": field.unit,
            "meaning": field.meaning,
            "values": "；".join(f"{value} {term}" for value, term in field.terms),
        }
        for table in data_dictionary()
        for field in table.fields
    ]


def dictionary_markdown() -> str:
    """Write the dictionary as Markdown tables."""
    lines: list[str] = []
    for table in data_dictionary():
        lines += [
            f"## {table.name} · {table.title}",
            "",
            "| 字段 | 类型 | 单位 | 含义 | 取值 |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| `{row['field']}` | {row['type']} | {row['unit']} | {row['meaning']} | {row['values']} |"
            for row in dictionary_rows()
            if row["table"] == table.name
        ]
        lines.append("")
    return "\n".join(lines)
