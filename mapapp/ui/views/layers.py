"""Which layers of the map are hidden, as names in the address or in a scene that strangers may have written.

The map itself writes them into the address, in the browser, so switching a layer never asks the server; here they are only
checked, when a link is opened.
"""

from __future__ import annotations

from mapapp.layers.shown_layers import known_layers
from mapapp.ui.i18n import t


def parse_hidden(text: str) -> tuple[str, str]:
    """Return the names of layers in a text ("water,roads") in their one plain form, and a sentence about the others."""
    asked = [part for part in text.split(",") if part]
    known = known_layers(asked)
    unknown = [part[:40] for part in asked if part not in known]
    sentence = t("topbar.bad_layers", text=unknown[0]) if unknown else ""
    return ",".join(known), sentence
