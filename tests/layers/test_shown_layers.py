"""The layers as Python and the map's scripts know them."""

from __future__ import annotations

import re
from pathlib import Path

from mapapp.layers.shown_layers import GROUND_AND_SHAPES, LAYERS, known_layers


def test_scripts_and_python_know_the_same_layers():
    source = Path("mapapp/layers/map/shown_layers.js").read_text(encoding="utf-8")
    listed = re.search(r"export const LAYERS = \[([^\]]+)\]", source)
    assert listed is not None
    assert tuple(re.findall(r'"(\w+)"', listed[1])) == GROUND_AND_SHAPES


def test_kinds_that_count_on_the_map_are_layers():
    assert LAYERS[len(GROUND_AND_SHAPES) :] == ("kind:works", "kind:facility", "kind:investment", "kind:area")
    assert known_layers(["kind:area", "points", "kind:honour"]) == ("points", "kind:area")
