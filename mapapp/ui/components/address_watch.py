"""Watches the address: tells when the browser goes Back or Forward.

Streamlit marks the run that Back asks for, but the mark is lost where that run waits and another request joins it; so the
browser tells the address it went to as well, and what is told is never lost.
"""

from __future__ import annotations

from mapapp.ui.components.component import mount, told
from mapapp.ui.districts import shown_district
from mapapp.ui.screen_state import screen

_HTML = '<span class="address-watch" hidden></span>'


def watch_address() -> None:
    """Put the watch on the page; nothing of it is seen. The browser is told the district, for its next visit."""
    mount(
        "address_watch", _HTML, key="address_watch", data={"district": shown_district()}, on_moved_change=keep_address
    )


def keep_address() -> None:
    """Keep the address for the run that begins."""
    search = told("address_watch", "moved")
    screen.gone_back = search if isinstance(search, str) else None
