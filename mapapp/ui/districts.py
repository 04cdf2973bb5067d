"""Which district a visit shows, where the workspace is opened a district at a time; two visits may show two."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote

import streamlit as st

from mapapp.open_workspace import active, ask_district, first_district, use_district
from mapapp.ui.i18n import t
from mapapp.ui.screen_state import screen
from mapapp.ui.streamlit_internals import has_visitor

# Set by the browser (address_watch.js): the name of a district and nothing else.
COOKIE: Final = "mapapp_district"


def offered_districts() -> tuple[str, ...]:
    """Return the districts to choose from; none where everything is open at once."""
    workspace = active()
    return tuple(district.name for district in workspace.districts) if workspace.by_district else ()


def shown_district() -> str:
    """Return the district this visit shows, empty where everything is open at once: what is remembered goes by it."""
    workspace = active()
    return workspace.only[0] if workspace.by_district else ""


def parse_district(text: str) -> tuple[str, str]:
    """Read a district of the address; nothing there is the first one, and so is an unknown one, with a sentence."""
    offered = offered_districts()
    if not offered or text in offered:
        return text if offered else "", ""
    name = first_district()
    return name, t("topbar.bad_district", text=text[:20], name=name) if text else ""


def last_district() -> str:
    """Return the district this browser showed last, empty where it never did or that is none any more."""
    name = unquote(st.context.cookies.get(COOKIE, ""))
    return name if name in offered_districts() else ""


def work_on_district() -> None:
    """Let the rest of this run work on the district that is chosen."""
    if offered_districts():
        use_district(screen.district or first_district())


def _district_of_visit() -> str:
    """Return what the visit that runs has chosen."""
    return screen.district if has_visitor() else ""


ask_district(_district_of_visit)
