"""The frame of the map: mounts the map's page in the browser once, passes commands, and tells what was clicked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mapapp.ui.components.component import mount, told, told_at
from mapapp.ui.i18n import t

KEY: Final = "map"


def show_map_frame(
    address: str,
    command: dict[str, Any],
    *,
    chosen_at: float,
    on_click: Callable[[], None],
    on_edit: Callable[[], None],
    on_area: Callable[[], None],
    on_colour: Callable[[], None],
) -> None:
    """Show the map whose page lies at an address of this server.

    Another address makes a new frame, another `command` only changes what the map shows.
    `chosen_at` is when what the command shows was chosen (see `clicked_at`): a click that is later stands until its answer comes.
    """
    mount(
        "map_frame",
        isolate_styles=False,
        key=KEY,
        data={
            "page": address,
            "command": command,
            "chosen_at": chosen_at,
            "title": t("map.map"),
            "failed": t("map.failed"),
        },
        on_click_change=on_click,
        on_edit_change=on_edit,
        on_area_change=on_area,
        on_colour_change=on_colour,
    )


def clicked() -> dict[str, Any]:
    """Return what the map reported: the chosen thing, and everything under the click; empty when it is not readable."""
    value = told(KEY, "click")
    return value if isinstance(value, dict) and "focus" in value else {}


def clicked_at() -> float:
    """Return when the map was clicked, in milliseconds of the browser's clock."""
    return told_at(KEY, "click")


def edited() -> dict[str, Any]:
    """Return what the map told of what is being drawn on it; empty when it is not readable."""
    value = told(KEY, "edit")
    return value if isinstance(value, dict) else {}


def drawn_area() -> list[Any]:
    """Return the corners of the area somebody drew to select by; empty for everything, or when it is not readable."""
    value = told(KEY, "area")
    return value if isinstance(value, list) else []


def asked_colour() -> str:
    """Return what the visitor wants the zones coloured by; empty for their own colours, or when it is not readable."""
    value = told(KEY, "colour")
    return value if isinstance(value, str) else ""
