"""The filters of the bar and the chips of what is set: one element of the page, drawn in the browser.

What is folded is neither counted nor sent. Seven fold-outs and a button for each chip made up half of what the browser
had to draw again after every click on the map.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from mapapp.contracts import Atlas
from mapapp.ui.cache import answer, load_atlas, remember
from mapapp.ui.components.component import mount, told, told_at
from mapapp.ui.i18n import language_tag, t
from mapapp.ui.screen_state import screen
from mapapp.ui.state import get_selection
from mapapp.ui.views.facets import Facet, count_options, facets

KEY: Final = "filters"
# Filters whose options are names out of the documents; in another language they stay what they are.
NAMED: Final = frozenset({"zones", "towns", "docs"})


def show_filters() -> None:
    """Draw the filters with how many values each has set, the one that stands open with counts, and the chips."""
    known = known_facets()
    wanted, screen.fold = screen.fold, ""
    opened = next((fold_of(load_atlas(), facet) for facet in known if facet.key == wanted), None)
    mount(
        "filters",
        '<div class="filters"></div>',
        key=KEY,
        data={
            "tag": language_tag(),
            "facets": [{"key": facet.key, "name": facet.name, "label": _label(facet)} for facet in known],
            "fold": opened,
            # An answer that another overtakes may never be drawn. The moment makes the one after it unlike the one that is
            # drawn, so that the browser is not left with counts of the question before.
            "asked": screen.fold_asked,
            "chips": chips_of(known),
            "clear": t("topbar.clear"),
        },
        on_fold_change=_take_fold,
        on_pick_change=_take_pick,
        on_drop_change=_take_drop,
    )


@remember(4)
def known_facets() -> tuple[Facet, ...]:
    """Return the filters from memory: what can be chosen depends on the Atlas alone."""
    return facets(load_atlas())


def fold_of(atlas: Atlas, facet: Facet) -> dict[str, Any]:
    """Return the options of one filter with counts; counts leave the filter's own condition aside."""
    chosen = screen.value_of(facet.key)
    empty: Any = {facet.key: ()}
    selected = answer(replace(get_selection(), **empty))
    counts = count_options(atlas, selected, facet)
    return {
        "key": facet.key,
        "named": facet.key in NAMED,
        "options": [[value, word, counts[value], value in chosen] for value, word in facet.options],
        "note": t("topbar.count_note", n=selected.total),
    }


def chips_of(known: tuple[Facet, ...]) -> list[dict[str, Any]]:
    """Return what is set: the area that is drawn, the filters in their order, and what is searched for."""
    text = screen.text.strip()
    searched = [{"key": "text", "value": text, "word": f"“{text}”", "named": True}] if text else []
    drawn = {"key": "within", "value": "1", "word": "", "named": False, "title": t("topbar.within_hint")}
    if screen.within:
        drawn["word"] = t("topbar.within_chip", n=answer(get_selection()).total)
    chosen = [
        {"key": facet.key, "value": value, "word": word, "named": facet.key in NAMED}
        for facet in known
        for value, word in facet.options
        if value in screen.value_of(facet.key)
    ]
    return [*([drawn] if screen.within else []), *chosen, *searched]


def count_conditions() -> int:
    """Return how many chips stand in the bar."""
    return len(chips_of(known_facets()))


def _label(facet: Facet) -> str:
    """Return a filter's name, with how many of its values are set."""
    chosen = len(screen.value_of(facet.key))
    return t("topbar.count", name=facet.name, n=chosen) if chosen else facet.name


def _take_fold() -> None:
    """Remember which filter was opened, for the run that follows."""
    screen.fold, screen.fold_asked = str(told(KEY, "fold") or ""), told_at(KEY, "fold")


def _take_pick() -> None:
    """Take over what is picked in a filter; only values the filter has, in its order."""
    picked = told(KEY, "pick")
    if not isinstance(picked, dict) or not isinstance(picked.get("values"), list):
        return
    for facet in known_facets():
        if facet.key == picked.get("key"):
            screen.put(facet.key, [value for value, _ in facet.options if value in picked["values"]])
            screen.fold, screen.fold_asked = facet.key, told_at(KEY, "pick")


def _take_drop() -> None:
    """Take one value out of a filter, or with no value empty every filter and the search; year and clock stay."""
    dropped = told(KEY, "drop")
    if not isinstance(dropped, dict):
        return
    for facet in known_facets():
        kept = screen.value_of(facet.key) if dropped.get("key") else []
        if dropped.get("key") in ("", facet.key):
            screen.put(facet.key, [value for value in kept if value != dropped.get("value")])
    if dropped.get("key") in ("", "text"):
        screen.text = ""
    if dropped.get("key") in ("", "within"):
        screen.within = ""
