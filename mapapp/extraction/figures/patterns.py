"""The patterns of figure reading: `lexicons/figure_patterns.toml`, each with an id, a meaning, and words it catches and leaves."""

from __future__ import annotations

import functools
import re

from mapapp.extraction.figures.figure_lexicon import LEXICON_DIR
from mapapp.text.lexicon_files import compiled, read_entries


def pattern(ident: str) -> re.Pattern[str]:
    """Return the pattern of an id.

    Raises
    ------
    KeyError
        If there is none: a slip in the code.
    """
    return _patterns()[ident]


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    path = LEXICON_DIR / "figure_patterns.toml"
    required = ("pattern", "meaning", "catches", "leaves")
    found = {}
    for entry in read_entries(path, "pattern", required):
        made = compiled(path, entry, "pattern")
        assert made is not None
        found[str(entry["id"])] = made
    return found
