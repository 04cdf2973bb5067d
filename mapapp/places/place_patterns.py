"""The patterns of places: `place_patterns.toml`, each with an id, a meaning, and words it catches and leaves."""

from __future__ import annotations

from pathlib import Path

from mapapp.text.lexicon_files import patterns_of

place_pattern = patterns_of(Path(__file__).resolve().parent / "place_patterns.toml")
