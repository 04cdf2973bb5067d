"""One written form for every value, what cannot be written, and the checksum that ties each entry to the one before."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import RowMapping

from mapapp.contracts import JsonValue
from mapapp.store.faults import StoreError

# A decision is under 2 KB and a list of accepted records under 200 KB; files and drawings are kept beside the journal.
MAX_VALUE_CHARS: Final = 1_000_000
# A record nests three deep; Python's reader gives up near 1,000.
MAX_DEPTH: Final = 50

_CHECKED: Final = (
    "number",
    "at",
    "name",
    "account",
    "action",
    "kind",
    "key",
    "old",
    "new",
    "reason",
    "previous",
    "batch",
    "undoes",
    "before",
)


def write_geometry(feature: Mapping[str, JsonValue], where: str) -> bytes:
    """Return a feature as the bytes that are kept: canonical JSON, UTF-8; it may be larger than an entry.

    Raises StoreError for what cannot be kept, as for an entry.
    """
    _refuse_unwritable(feature, where, 0)
    return _dump(feature).encode()


def _dump(value: JsonValue) -> str:
    """Return JSON with sorted keys, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def write_value(value: JsonValue, where: str) -> str:
    """Return a value as canonical JSON: sorted keys, no spaces, characters as they are.

    Raises StoreError, saying where in the value, for a NUL, half a character, a number that is none, or anything JSON
    cannot say.
    """
    _refuse_unwritable(value, where, 0)
    text = _dump(value)
    if len(text) > MAX_VALUE_CHARS:
        raise StoreError(f"{where} 有 {len(text)} 个字，超过 {MAX_VALUE_CHARS}；请分成几条再存")
    return text


def read_value(text: str) -> JsonValue:
    """Return the value of a canonical text."""
    value: JsonValue = json.loads(text)
    return value


def refuse_unwritable_text(text: str, where: str) -> None:
    """Raise StoreError for a text that one of the databases cannot hold, naming the character."""
    where = f"{where} " if where[-1:].isascii() else where
    for index, char in enumerate(text):
        if char == "\0":
            raise StoreError(f"{where}的第 {index + 1} 个字是 NUL（空字符）；请删去再存")
        if "\ud800" <= char <= "\udfff":
            raise StoreError(f"{where}的第 {index + 1} 个字只有半个（U+{ord(char):04X}）；请重新输入这个字再存")


def _refuse_unwritable(value: object, where: str, depth: int) -> None:
    """Raise StoreError for the first thing in a value that cannot be kept."""
    if depth > MAX_DEPTH:
        raise StoreError(f"{where} 套了 {MAX_DEPTH} 层以上；请简化再存")
    if isinstance(value, str):
        refuse_unwritable_text(value, where)
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise StoreError(f"{where} 不是一个数（{value}）；请改正再存")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise StoreError(f"{where} 的键 {key!r} 不是文字；请改正再存")
            refuse_unwritable_text(key, f"{where} 的键")
            _refuse_unwritable(inner, f"{where}.{key}", depth + 1)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            _refuse_unwritable(inner, f"{where}[{index}]", depth + 1)
    elif value is not None and not isinstance(value, bool | int):
        raise StoreError(f"{where} 是 {type(value).__name__}，存不了；请改成文字、数或它们的列表")


def checksum_of(row: dict[str, Any] | RowMapping) -> str:
    """Return the sha256 of a journal row, which takes in the checksum of the row before it."""
    told = json.dumps([row[name] for name in _CHECKED], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
