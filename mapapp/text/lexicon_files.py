"""Vocabulary as data: TOML entries with an id each, and word lists as one pattern."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mapapp.errors import RegistryError


def read_entries(path: Path, table: str, required: tuple[str, ...] = ()) -> tuple[dict[str, Any], ...]:
    """Return the entries of one table of a lexicon file, in file order.

    Parameters
    ----------
    path : Path
        The TOML file.
    table : str
        The array of tables to read ([[unit]] is "unit").
    required : tuple of str
        Keys every entry must have besides its id.

    Returns
    -------
    tuple of dict
        The entries as written.

    Raises
    ------
    RegistryError
        If the file cannot be read, or an entry has no id, the id of another one, or lacks a key; the message names
        file and entry.
    """
    try:
        entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[table]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path.name}：词表无法读取（{error}）；请恢复该文件") from error
    seen: set[str] = set()
    for entry in entries:
        identity = str(entry.get("id", ""))
        if not identity or identity in seen:
            raise RegistryError(f"{path.name}：条目 {identity or '（无 id）'} 缺少 id 或重复；请改正")
        missing = [key for key in required if key not in entry]
        if missing:
            raise RegistryError(f"{path.name}：条目 {identity} 缺少 {'、'.join(missing)}；请补齐")
        seen.add(identity)
    return tuple(entries)


def compiled(path: Path, entry: dict[str, Any], key: str, *, anchor: str = "") -> re.Pattern[str] | None:
    """Return the pattern an entry holds under a key, with an anchor behind it; None when it holds none.

    Raises
    ------
    RegistryError
        If it is no regular expression.
    """
    written = entry.get(key)
    if written is None:
        return None
    try:
        return re.compile(f"(?:{written}){anchor}")
    except re.error as error:
        raise RegistryError(
            f"{path.name}：条目 {entry.get('id', '?')} 的 {key} 不是正则表达式（{error}）；请改正"
        ) from error


def alternation(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first; nothing when there are none.

    >>> alternation(["达", "达到"])
    '达到|达'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
