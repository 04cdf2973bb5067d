"""The frame of the map: mounts the map's page in the browser once, passes commands, and tells what was clicked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import streamlit as st

from mapapp.ui.language import say

KEY: Final = "map"


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    """Register the frame with its script, once for the process."""
    script = (Path(__file__).parent / "map_frame.js").read_text(encoding="utf-8")
    return st.components.v2.component("mapapp_map", js=script, isolate_styles=False)


def show_map_frame(page: str, command: dict[str, Any], *, on_click: Callable[[], None]) -> None:
    """Show the map; another `page` makes a new frame, another `command` only changes what the map shows."""
    _component()(key=KEY, data={"page": page, "command": command, "title": say("map.map")}, on_click_change=on_click)


def clicked() -> dict[str, Any]:
    """Give what the map reported: the chosen thing, and everything under the click; empty when it is not readable."""
    value = st.session_state[KEY].get("click")
    return value if isinstance(value, dict) and "focus" in value else {}
