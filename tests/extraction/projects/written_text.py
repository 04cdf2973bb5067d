"""A text written into a file and read, as the tests of sentences need it."""

from __future__ import annotations

from pathlib import Path

from mapapp.contracts import ProjectEvent
from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon

LEXICON = load_lexicon()


def events_of(folder: Path, text: str) -> tuple[ProjectEvent, ...]:
    """Return the events that the rules read in a text."""
    path = folder / "said.txt"
    path.write_text(text, encoding="utf-8")
    return find_project_events(read_document(path), LEXICON)
