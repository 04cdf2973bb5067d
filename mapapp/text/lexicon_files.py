"""Vocabulary as data: TOML entries with an id each, and word lists as one pattern."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
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


@functools.cache
def read_patterns(path: Path) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of a lexicon file ([[pattern]]) by id, read once; each has a meaning, and words it catches and leaves.

    Raises
    ------
    RegistryError
        If the file cannot be read, or an entry lacks something or is no regular expression.
    """
    found = {}
    for entry in read_entries(path, "pattern", ("pattern", "meaning", "catches", "leaves")):
        made = compiled(path, entry, "pattern")
        assert made is not None
        found[str(entry["id"])] = made
    return found


def patterns_of(path: Path) -> Callable[[str], re.Pattern[str]]:
    """Return what gives a pattern of a lexicon file by its id; it raises KeyError for an id that is not there, a slip in the code."""
    return lambda ident: read_patterns(path)[ident]


def alternation(words: Iterable[str], unless: Mapping[str, str] | None = None) -> str:
    """Return a pattern that matches any of the words, the longest first; nothing when there are none.

    Words with a common beginning share it, so that few are tried at a place. `unless` gives a word an assertion that must
    hold where it ends.

    >>> alternation(["达", "达到", "共"], {"共": "(?!和)"})
    '共(?!和)|达(?:到|)'
    """
    root: dict[str, Any] = {}
    for word in sorted(words):
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = (unless or {}).get(word, "")
    return "|".join(_branches(root)) or "(?!)"


def _branches(node: dict[str, Any]) -> list[str]:
    """Return the patterns of all that may follow a beginning, its own end last."""
    branches = []
    for char, below in node.items():
        if char:
            rest = _branches(below)
            branches.append(re.escape(char) + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})"))
    return [*branches, node[""]] if "" in node else branches
