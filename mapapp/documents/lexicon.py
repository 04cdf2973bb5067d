"""The vocabulary of the documents room: entries of `lexicons/*.toml`, each with examples caught and left."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any, Final

from mapapp.errors import RegistryError

LEXICON_DIR: Final = Path(__file__).resolve().parent / "lexicons"


@functools.cache
def read_entries(file: str, table: str) -> tuple[dict[str, Any], ...]:
    """Return the entries of one vocabulary file.

    Parameters
    ----------
    file
        Name of a file in `lexicons/`, without its ending.
    table
        Name of its array of tables.

    Raises
    ------
    RegistryError
        If the file is missing or broken, or an entry has no id or one that is taken.
    """
    path = LEXICON_DIR / f"{file}.toml"
    try:
        entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[table]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path.name}：词表无法读取（{error}）；请恢复该文件") from error
    seen: set[str] = set()
    for entry in entries:
        identity = str(entry.get("id", ""))
        if not identity or identity in seen:
            raise RegistryError(f"{path.name}：条目 {identity or '（无 id）'} 缺少 id 或重复；请改正")
        seen.add(identity)
    return tuple(entries)
