"""Change documents in the text of a manifest.toml and leave every other line, and every comment, as it is."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any, Final

from mapapp.store.faults import StoreError

_MARK: Final = "[[document]]"
# In a comment it is no document.
_BEGINS: Final = re.compile(r"^[ \t]*\[\[[ \t]*document[ \t]*\]\]", re.MULTILINE)
# The order in which the shipped manifest has them.
_ORDER: Final = (
    *("id", "file", "title", "short_title", "district", "kind", "year", "issued"),
    *("plans_from", "plans_to", "reviews", "coverage"),
)


def replace_documents(text: str, rows: Mapping[str, Mapping[str, Any] | None]) -> tuple[str, tuple[str, ...]]:
    """Return a manifest in which documents are replaced, added or (None) taken out, and the files of those taken out.

    `rows` go by sha256. Raises StoreError where a block is not TOML, or two documents would have one id.
    """
    head, *blocks = _BEGINS.split(text)
    left = dict(rows)
    kept, dropped, ids = [], [], []
    for block in blocks:
        try:
            row = tomllib.loads(_MARK + block)["document"][0]
        except tomllib.TOMLDecodeError as error:
            raise StoreError(f"manifest.toml 有一节读不出（{error}）；请先改正它") from error
        sha256 = str(row.get("sha256", ""))
        if sha256 not in left:
            kept.append(_MARK + block)
            ids.append(str(row.get("id")))
        elif (new := left.pop(sha256)) is None:
            dropped.append(str(row.get("file", "")))
        else:
            merged = {**row, **new, "file": row.get("file"), "id": row.get("id")}
            kept.append(_render(merged) + "\n")
            ids.append(str(merged["id"]))
    for row in left.values():
        if row is not None:
            kept.append(_render(row) + "\n")
            ids.append(str(row["id"]))
    if twice := {name for name in ids if ids.count(name) > 1}:
        raise StoreError(f"两份文件的编号都是 {'、'.join(sorted(twice))}；请给新加的文件换一个编号")
    body = "".join(kept).rstrip("\n") + "\n"
    return (head if not head or head.endswith("\n\n") else head.rstrip("\n") + "\n\n") + body, tuple(dropped)


def _render(row: Mapping[str, Any]) -> str:
    """Return one document's block."""
    order = [*_ORDER, *sorted(key for key in row if key not in (*_ORDER, "sha256")), "sha256"]
    lines = [f"{key} = {_toml(row[key])}" for key in order if row.get(key) is not None and key.isidentifier()]
    return "\n".join((_MARK, *lines)) + "\n"


def _toml(value: object) -> str:
    """Return a value as TOML; a text is a basic string, whose escapes are JSON's."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(inner) for inner in value)}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
