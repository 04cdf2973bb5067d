"""From the plain values of a reviewed decision to the typed fields of a record, and back into records."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from mapapp.contracts import (
    Amount,
    Comparator,
    Evidence,
    Indicator,
    Modality,
    Polarity,
    ProjectEvent,
    Stage,
    ValueKind,
    YearBasis,
)

_TEXT: Final = frozenset({"name", "canonical", "district", "region", "value_text", "rule"})
_OPTIONAL_TEXT: Final = frozenset({"unit", "nature"})
_NUMBERS: Final = frozenset({"value", "value_low", "value_high"})
_FLAGS: Final = frozenset({"certain", "table"})
_LISTS: Final = frozenset({"zones", "places"})
_VOCABULARIES: Final[dict[str, Any]] = {
    "stage": Stage,
    "modality": Modality,
    "polarity": Polarity,
    "year_basis": YearBasis,
    "zone_evidence": Evidence,
    "value_kind": ValueKind,
    "comparator": Comparator,
}
_DEFAULTS: Final[dict[str, dict[str, object]]] = {
    "event": {
        **{"year": None, "year_basis": YearBasis.SECTION, "zones": (), "zone_evidence": None, "places": ()},
        **{"certain": True, "amount": None},
    },
    "indicator": {"value": None, "unit": None, "comparator": Comparator.EQUAL, "certain": True},
}
_TYPES: Final[dict[str, Any]] = {"event": ProjectEvent, "indicator": Indicator}


def read_fields(kind: str, values: Mapping[str, object]) -> dict[str, object]:
    """Turn the JSON values of a decision into field values of an event or indicator.

    `occurrence` (which of several places a quote stands in) is not a field and is left out. Raises ValueError for a
    field the record does not have or a value outside its vocabulary.
    """
    known = {item.name for item in fields(_TYPES[kind])}
    found: dict[str, object] = {}
    for key, value in values.items():
        if key == "occurrence":
            continue
        if key not in known:
            raise ValueError(f"没有字段 {key}")
        found[key] = _read_value(key, value)
    if "zones" in found and "zone_evidence" not in found and not found["zones"]:
        found["zone_evidence"] = None
    return found


def _read_value(key: str, value: object) -> object:
    """Turn one JSON value into its field value."""
    if key in _VOCABULARIES:
        return None if value is None else _VOCABULARIES[key](value)
    if key in _TEXT and isinstance(value, str):
        return value
    if key in _OPTIONAL_TEXT and (value is None or isinstance(value, str)):
        return value
    if key in _FLAGS and isinstance(value, bool):
        return value
    if key in _LISTS and isinstance(value, list):
        return tuple(str(item) for item in value)
    if key in _NUMBERS:
        return None if value is None else _finite(key, value)
    if key in ("year", "moved_to") and (value is None or (isinstance(value, int) and not isinstance(value, bool))):
        return value
    if key == "period" and isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    if key == "amount" and value is None:
        return None
    if key == "amount" and isinstance(value, dict):
        return Amount(_finite(key, value["value"]), str(value["unit"]), str(value.get("what", "")))
    raise ValueError(f"{key} 的值不合要求")


def _finite(key: str, value: object) -> float:
    """Return a number that every file can hold; ValueError for NaN, infinity, or what is no number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if math.isfinite(number):
            return number
    raise ValueError(f"{key} 的值不合要求")


def make_record(kind: str, values: Mapping[str, object]) -> ProjectEvent | Indicator | None:
    """Build a record from field values and defaults; None when something it cannot do without is missing."""
    known = {item.name for item in fields(_TYPES[kind])}
    chosen: dict[str, Any] = {key: value for key, value in (_DEFAULTS[kind] | dict(values)).items() if key in known}
    try:
        record: ProjectEvent | Indicator = _TYPES[kind](**chosen)
    except TypeError:
        return None
    return record


def change_record(record: ProjectEvent | Indicator, values: Mapping[str, object]) -> ProjectEvent | Indicator:
    """Return the record with some fields changed."""
    known = {item.name for item in fields(record)}
    chosen: dict[str, Any] = {key: value for key, value in values.items() if key in known}
    return replace(record, **chosen)
