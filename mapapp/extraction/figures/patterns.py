"""The patterns of figure reading: `lexicons/figure_patterns.toml`, each with an id, a meaning, and words it catches and leaves."""

from __future__ import annotations

from mapapp.extraction.lexicon_patterns import LEXICON_DIR
from mapapp.text.lexicon_files import patterns_of

pattern = patterns_of(LEXICON_DIR / "figure_patterns.toml")
