"""The share button: copies the address, which holds the whole state of the screen."""

from __future__ import annotations

from mapapp.ui.components.component import mount
from mapapp.ui.i18n import language, language_tag


def show_share() -> None:
    """Draw the button; the address is read in the browser at the moment of the click."""
    mount("share", key="share", width="content", data={"lang": language(), "tag": language_tag()})
