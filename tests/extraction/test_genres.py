"""Texts of the genres a district's planner brings, written for this project and marked by hand before they were read.

`genres/*.toml` hold them. `events` are name | stage | r (reported), p (planned), n (not reached), x (cancelled) | year; a
name may be the project's own (canonical). `not_yet` are those the rules do not read yet: the day they do, the list must say so.
`extra` is how many other events the text gives at most.
"""

import tomllib
from pathlib import Path

import pytest

from mapapp.contracts.vocabulary import Polarity
from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon

TEXTS = [
    text
    for path in sorted((Path(__file__).parent / "genres").glob("*.toml"))
    for text in tomllib.loads(path.read_text(encoding="utf-8"))["text"]
]
SAID = {Polarity.NOT_REACHED: "n", Polarity.CANCELLED: "x"}


def lines_of(event):
    said = SAID.get(event.polarity, event.modality.value[0])
    tail = f"|{event.stage.value}|{said}|{event.year or ''}"
    return {event.name + tail, event.canonical + tail}


@pytest.mark.parametrize("text", TEXTS, ids=[text["id"] for text in TEXTS])
def test_a_text_gives_the_events_a_reader_marked(text, tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(text["text"], encoding="utf-8")
    left = [lines_of(event) for event in find_project_events(read_document(path), load_lexicon())]
    missed = []
    for wanted in text["events"]:
        found = next((lines for lines in left if wanted in lines), None)
        if found is None:
            missed.append(wanted)
        else:
            left.remove(found)
    assert missed == text.get("not_yet", [])
    assert len(left) <= text.get("extra", 0), left


def test_most_of_what_was_marked_is_read():
    marked = sum(len(text["events"]) for text in TEXTS)
    unread = sum(len(text.get("not_yet", [])) for text in TEXTS)
    assert len(TEXTS) >= 30
    assert unread < marked * 0.36
