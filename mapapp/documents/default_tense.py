"""What time a text speaks of before any heading says so: its first words of time decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mapapp.contracts.vocabulary import SectionMode
from mapapp.documents.time.cues import Cue, opening_cue
from mapapp.text.tense import lean_of

# How clearly all of a text must lean when none of its sentences sets the time.
_CLEAR: Final = 4.0


def first_cue(paragraphs: Iterable[str]) -> tuple[int, Cue] | None:
    """Return the first cue of time in the paragraphs before any heading of time, with its paragraph's number.

    The first paragraph with a cue decides, so that a title above it is of the same time.
    """
    for number, words in enumerate(paragraphs):
        cue = opening_cue(words, "opening")
        if cue is not None:
            return number, cue
    return None


def opening_mode(paragraphs: Iterable[str]) -> SectionMode:
    """Return whether the paragraphs before the first heading of time look back or ahead; UNKNOWN when no word says it.

    >>> opening_mode(["青石大桥今年通车", "今年将加快青石大桥建设。"]).value, opening_mode(["截至目前，青石大桥完工。"]).value
    ('plan', 'review')
    """
    found = first_cue(paragraphs)
    return SectionMode.UNKNOWN if found is None or found[1].mode is None else found[1].mode


def leaning(paragraphs: Iterable[str]) -> SectionMode:
    """Return where a text without headings and cues leans as a whole; UNKNOWN when it does not."""
    lean = sum(lean_of(words) for words in paragraphs)
    if abs(lean) < _CLEAR:
        return SectionMode.UNKNOWN
    return SectionMode.REVIEW if lean > 0 else SectionMode.PLAN
