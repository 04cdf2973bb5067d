"""Where the vocabulary of reading lies, and the patterns in it: each with an id and examples."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mapapp.text.lexicon_files import patterns_of

LEXICON_DIR: Final = Path(__file__).resolve().parent / "lexicons"

clause_pattern = patterns_of(LEXICON_DIR / "clause_patterns.toml")
cell_pattern = patterns_of(LEXICON_DIR / "cell_patterns.toml")
time_pattern = patterns_of(LEXICON_DIR / "time_patterns.toml")
name_pattern = patterns_of(LEXICON_DIR / "name_patterns.toml")
figure_pattern = patterns_of(LEXICON_DIR / "figure_patterns.toml")
