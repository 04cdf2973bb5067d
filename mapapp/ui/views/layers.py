"""Which layers of the map are hidden and what its zones are coloured by, as an address that strangers may have written has it.

The map itself writes hidden layers into the address, in the browser, so switching a layer never asks the server; here they are only
checked, when a link is opened.
"""

from __future__ import annotations

from mapapp.contracts import Atlas
from mapapp.layers.shown_layers import known_layers
from mapapp.selection.zone_measures import known_measure
from mapapp.ui.i18n import t


def parse_hidden(text: str) -> tuple[str, str]:
    """Return the names of layers in a text ("water,roads") in their one plain form, and a sentence about the others."""
    asked = [part for part in text.split(",") if part]
    known = known_layers(asked)
    unknown = [part[:40] for part in asked if part not in known]
    sentence = t("topbar.bad_layers", text=unknown[0]) if unknown else ""
    return ",".join(known), sentence


def parse_colour(text: str, atlas: Atlas) -> tuple[str, str]:
    """Return what zones are coloured by ("stage", "figure:NAME|UNIT"), empty with a sentence where there is no such measure."""
    known = known_measure(text, atlas)
    return known, t("topbar.bad_colour", text=text[:40]) if text and not known else ""
