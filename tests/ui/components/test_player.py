"""What a browser asks of the player is taken only where it makes sense."""

from __future__ import annotations

import pytest

from mapapp.contracts.scenes import Camera
from mapapp.reports.decks import MAX_TITLE_CHARS
from mapapp.ui.components import player

SEEN = {"lon": 121.12345678, "lat": 31.1, "zoom": 12.5, "width": 1600, "height": 900}


def test_a_camera_is_taken_with_its_window(visit):
    visit.tell(player.KEY, "look", SEEN)
    assert player.asked_camera("look") == Camera(121.1234568, 31.1, 12.5, 1600, 900)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "here",
        {"lon": 121.1, "lat": 31.1},
        SEEN | {"lon": "east"},
        SEEN | {"lon": 181},
        SEEN | {"lat": 86},
        SEEN | {"zoom": 0},
        SEEN | {"zoom": float("nan")},
        SEEN | {"width": float("inf")},
        SEEN | {"width": "wide"},
    ],
)
def test_a_camera_that_makes_no_sense_is_none(visit, value):
    visit.tell(player.KEY, "look", value)
    assert player.asked_camera("look") is None


@pytest.mark.parametrize(
    ("hidden", "taken"), [(["towns", 7, "never heard of"], ("towns",)), ("towns", ()), (None, ()), ([], ())]
)
def test_only_known_layers_are_hidden(visit, hidden, taken):
    visit.tell(player.KEY, "save", {"hide": hidden})
    assert player.asked_hidden() == taken


@pytest.mark.parametrize(("base", "taken"), [("osm", "osm"), ("x" * 999, "x" * MAX_TITLE_CHARS), (7, ""), (None, "")])
def test_a_base_layer_is_a_short_word(visit, base, taken):
    visit.tell(player.KEY, "save", {"base": base})
    assert player.asked_base() == taken


@pytest.mark.parametrize(
    ("value", "content"), [({"text": "甲"}, "甲".encode()), ({"text": "\ud800"}, b"?"), ("甲", b"")]
)
def test_a_file_is_bytes_whatever_stands_in_it(visit, value, content):
    visit.tell(player.KEY, "file", value)
    assert player.opened_file() == content


@pytest.mark.parametrize(("value", "index"), [(2, 2), (2.9, 2), ("2", 0), (None, 0)])
def test_a_scene_is_a_number(visit, value, index):
    visit.tell(player.KEY, "index", value)
    assert player.asked_index() == index
