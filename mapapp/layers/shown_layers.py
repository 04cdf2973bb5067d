"""The layers of the map that can be hidden, by the names under which addresses and scenes keep them.

`map/shown_layers.js` says what each of them is on the map; a test holds the two lists together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mapapp.contracts import ProjectKind

# Zones and towns, projects by their shape, ground, names; kinds of projects follow.
GROUND_AND_SHAPES: Final = (
    "zones",
    "towns",
    "points",
    "lines",
    "areas",
    "roads",
    "rail",
    "water",
    "places",
    "names",
)
LAYERS: Final = (*GROUND_AND_SHAPES, *(f"kind:{kind.value}" for kind in ProjectKind if kind.counts_on_map))


def known_layers(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of some names that are layers, in the order of the panel.

    >>> known_layers(["water", "zones", "moon"])
    ('zones', 'water')
    """
    asked = set(names)
    return tuple(name for name in LAYERS if name in asked)
