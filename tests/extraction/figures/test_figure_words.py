"""Every wording of figures in words catches its sentence and leaves the other."""

from __future__ import annotations

import pytest

from mapapp.extraction.lexicon_patterns import LEXICON_DIR
from mapapp.text.lexicon_files import read_entries
from tests.extraction.figures.figure_documents import said

WORDS = read_entries(LEXICON_DIR / "figure_words.toml", "words")


@pytest.mark.parametrize("entry", WORDS, ids=lambda entry: entry["id"])
def test_figure_in_words_catches_its_sentence_and_leaves_the_other(entry: dict) -> None:  # type: ignore[type-arg]
    assert said(entry["catches"]) == entry["gives"]
    assert said(entry["leaves"]) == []
