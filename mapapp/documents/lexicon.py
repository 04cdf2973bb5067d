"""The vocabulary of the documents room: entries of `lexicons/*.toml`, each with examples caught and left."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Final

from mapapp.text.lexicon_files import patterns_of
from mapapp.text.lexicon_files import read_entries as text_entries

LEXICON_DIR: Final = Path(__file__).resolve().parent / "lexicons"

document_pattern = patterns_of(LEXICON_DIR / "document_patterns.toml")


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
    return text_entries(LEXICON_DIR / f"{file}.toml", table)
