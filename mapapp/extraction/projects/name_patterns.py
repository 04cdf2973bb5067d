"""The patterns of names: `lexicons/name_patterns.toml`, each with an id, a meaning, and words it catches and leaves."""

from __future__ import annotations

from mapapp.extraction.lexicon_patterns import LEXICON_DIR
from mapapp.text.lexicon_files import patterns_of

name_pattern = patterns_of(LEXICON_DIR / "name_patterns.toml")
