"""The patterns of names: `entity_patterns.toml`, each with an id, a meaning, and words it catches and leaves."""

from __future__ import annotations

from pathlib import Path

from mapapp.text.lexicon_files import patterns_of

entity_pattern = patterns_of(Path(__file__).resolve().parent / "entity_patterns.toml")
