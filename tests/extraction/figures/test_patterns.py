"""Every pattern of figure reading catches its words and leaves the others, and each is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mapapp.extraction.figures.figure_lexicon import LEXICON_DIR
from mapapp.extraction.figures.patterns import pattern
from mapapp.text.lexicon_files import read_entries
from tests.extraction.figures.figure_documents import said

ENTRIES = read_entries(LEXICON_DIR / "figure_patterns.toml", "pattern")
WORDS = read_entries(LEXICON_DIR / "figure_words.toml", "words")
CODE = Path(__file__).parents[3] / "mapapp" / "extraction" / "figures"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_pattern_catches_and_leaves(entry: dict[str, str]) -> None:
    reads = getattr(pattern(entry["id"]), entry.get("how", "search"))
    assert reads(entry["catches"])
    assert not reads(entry["leaves"])


@pytest.mark.parametrize("entry", WORDS, ids=lambda entry: entry["id"])
def test_figure_in_words_catches_its_sentence_and_leaves_the_other(entry: dict) -> None:  # type: ignore[type-arg]
    assert said(entry["catches"]) == entry["gives"]
    assert said(entry["leaves"]) == []


def test_every_pattern_is_asked_for_and_every_one_asked_for_is_there() -> None:
    asked = {
        ident for path in CODE.rglob("*.py") for ident in re.findall(r'pattern\("([^"]+)"\)', path.read_text("utf-8"))
    }
    assert asked == {entry["id"] for entry in ENTRIES}
