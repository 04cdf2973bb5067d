"""Layers that an address hides, and what it colours zones by."""

from __future__ import annotations

import pytest

from mapapp.ui.i18n import set_language
from mapapp.ui.views.layers import parse_colour, parse_hidden


@pytest.fixture(autouse=True)
def _chinese():
    set_language("zh")


def test_known_layers_come_in_the_order_of_the_panel_and_once():
    assert parse_hidden("water,zones,water") == ("zones,water", "")
    assert parse_hidden("kind:works,names") == ("names,kind:works", "")
    assert parse_hidden("") == ("", "")


def test_what_is_no_layer_is_said_and_left_out():
    hidden, sentence = parse_hidden("rail,<script>")
    assert hidden == "rail"
    assert "<script>" in sentence
    # Records of intentions are no layer of the map: they never count on it.
    assert parse_hidden("kind:plan")[0] == ""


def test_a_measure_there_is_not_is_said_and_zones_keep_their_colours(make_atlas):
    assert parse_colour("density", make_atlas()) == ("density", "")
    assert parse_colour("", make_atlas()) == ("", "")
    colour, sentence = parse_colour("figure:<b>|元", make_atlas())
    assert colour == ""
    assert "<b>" in sentence
