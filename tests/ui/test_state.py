"""The address: what strangers write is checked, what is unknown gets a sentence."""

from __future__ import annotations

import pytest

from mapapp.ui.state import Focus, parse_focus, parse_passage


def test_known_things_are_found(make_atlas):
    atlas = make_atlas()
    assert parse_focus("zone:青西", atlas) == (Focus("zone", "青西"), "")
    assert parse_focus("project:p1", atlas) == (Focus("project", "p1"), "")
    assert parse_focus("", atlas) == (Focus(), "")


@pytest.mark.parametrize(
    "text", ["zone:火星", "project:", "p1", "read:900@9-2", "read:900@0-99999", "x" * 5000, "zone:<b>"]
)
def test_unknown_things_give_a_sentence(make_atlas, text):
    focus, sentence = parse_focus(text, make_atlas())
    assert focus == Focus()
    assert "已略过" in sentence
    assert len(sentence) < 100


def test_a_passage_must_lie_in_its_document(make_atlas):
    atlas = make_atlas()
    assert parse_passage("900@0-4", atlas) == ("900", 0, 4)
    assert parse_passage("900@4-4", atlas) is None
    assert parse_passage("900@-1-4", atlas) is None
    assert parse_passage("900@²-4", atlas) is None
    assert parse_passage("999@0-4", atlas) is None
