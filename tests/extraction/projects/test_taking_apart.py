"""A name taken apart: its proper part, its head noun, its phase and the works at its end."""

from __future__ import annotations

import pytest

from mapapp.extraction.projects.project_lexicon import load_lexicon
from mapapp.extraction.projects.taking_apart import take_apart

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("name", "proper", "head", "head_class", "phased", "works"),
    [
        ("云湖水厂扩建二期", "云湖", "水厂", "structure", True, True),
        ("云湖水厂", "云湖", "水厂", "structure", False, False),
        ("“云湖”中学", "云湖", "中学", "public", False, False),
        ("云湖高速茂名段", "云湖茂名段", "高速", "structure", False, True),
    ],
)
def test_a_name_is_taken_apart(name, proper, head, head_class, phased, works):
    parts = take_apart(name, LEXICON)
    assert (parts.head, parts.head_class, parts.phased, parts.works) == (head, head_class, phased, works)
    assert parts.proper == proper
