"""The share button: copies the address, which holds the whole state of the screen."""

from __future__ import annotations

from typing import Final

from mapapp.ui.components.component import mount
from mapapp.ui.i18n import language, language_tag

_HTML: Final = '<button type="button" class="share"></button>'


def show_share() -> None:
    """Draw the button; the address is read in the browser at the moment of the click."""
    mount("share", _HTML, key="share", width="content", data={"lang": language(), "tag": language_tag()})
