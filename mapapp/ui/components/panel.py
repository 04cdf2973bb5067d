"""The panel beside the map: mounts the card in the browser and tells what was opened in it."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from mapapp.contracts import Stage, Verdict
from mapapp.layers.style import NO_STAGE_COLOUR, STAGE_MARKS, VERDICT_MARKS
from mapapp.ui.components.component import mount, told, told_at
from mapapp.ui.i18n import language, language_tag, t, term_of

KEY: Final = "panel"


@cache
def _style(_language: str) -> dict[str, Any]:
    """Return the style table with its words in the present language, as the panel's script reads it."""
    stages = [
        {"term": term_of(stage), "colour": mark.colour, "fill": mark.fill, "ring": mark.ring, "halo": mark.halo}
        for stage in Stage
        for mark in (STAGE_MARKS[stage],)
    ]
    verdicts = {
        verdict.value: {
            "symbol": VERDICT_MARKS[verdict].symbol,
            "colour": VERDICT_MARKS[verdict].colour,
            "term": term_of(verdict),
        }
        for verdict in Verdict
    }
    none = {"term": t("panel.no_stage"), "colour": NO_STAGE_COLOUR, "fill": 0, "ring": "dot", "halo": False}
    return {"stages": stages, "verdicts": verdicts, "noStage": none}


def show_panel(
    card: dict[str, Any],
    *,
    focus: str,
    here: list[dict[str, str]],
    back: dict[str, str] | None,
    compare: dict[str, Any],
    editable: bool,
    **listeners: Any,
) -> None:
    """Show a card; `here` are the tabs for everything under the click, `back` where the arrow leads.

    `compare` are the held zones side by side; `editable` offers to change places. The listeners are on_open_change,
    on_more_change, on_hold_change and on_edit_change.
    """
    mount(
        "panel",
        '<div class="panel" role="region" tabindex="-1"></div>',
        key=KEY,
        data={
            "card": card,
            "focus": focus,
            "here": here,
            "back": back,
            "compare": compare,
            "editable": editable,
            "style": _style(language()),
            "lang": language(),
            "tag": language_tag(),
        },
        **listeners,
    )


def opened() -> str:
    """Return the focus the visitor opened in the panel; an empty string closes the card."""
    return str(told(KEY, "open") or "")


def opened_at() -> float:
    """Return when it was opened, in milliseconds of the browser's clock."""
    return told_at(KEY, "open")


def rows_wanted() -> int:
    """Return how many rows stand in the list when more are asked for."""
    return int(told(KEY, "more") or 0)


def zone_held() -> str:
    """Return the zone to put into the comparison or take out of it."""
    return str(told(KEY, "hold") or "")


def edit_wanted() -> str:
    """Return the focus whose place or boundary the visitor wants to change."""
    return str(told(KEY, "edit") or "")
