"""The search box: words filter every page; on the map Enter goes to what they name alone."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from mapapp.contracts import Atlas
from mapapp.layers.labels import short_town
from mapapp.selection import fold
from mapapp.ui.cache import answer, load_atlas, load_search
from mapapp.ui.i18n import t
from mapapp.ui.screen_state import screen
from mapapp.ui.state import get_selection, set_focus
from mapapp.ui.views.markdown_escape import plain_label
from mapapp.ui.views.search import Entry, pinyin_of, suggest


def show_search_box() -> None:
    """Draw the box."""
    st.text_input(
        t("topbar.search"),
        key="text",
        placeholder=t("topbar.search_hint"),
        label_visibility="collapsed",
        width=240,
        max_chars=60,
        on_change=_go_there,
    )


def show_suggestions(text: str) -> None:
    """Offer the projects a fruitless search may have meant: by pinyin, initials, or one wrong character."""
    found = suggest(load_search(), text)
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="suggestions"):
        st.markdown(t("topbar.meant"), width="content")
        for entry in found:
            st.button(
                plain_label(entry.name),
                key=f"meant-{entry.project_id}",
                on_click=_open,
                args=(f"project:{entry.project_id}",),
            )


def where_to(atlas: Atlas, entries: Sequence[Entry], text: str, matches: Sequence[str]) -> str:
    """Return the focus that words name alone, or nothing when there is a choice to make; then the words only filter.

    That is a place by its name or pinyin, the only project among `matches` (ids of what the words leave), the only one of
    them whose name or alias holds the words, or, when nothing matches, the only one that may be meant.
    """
    wanted = fold(text).replace(" ", "")
    if not wanted:
        return ""
    known = _places(atlas)
    places = [focus for focus, names in known if wanted in names]
    if not places and wanted.isascii():
        places = [focus for focus, names in known if any(pinyin_of(name) == wanted for name in names)]
    if len(places) == 1:
        return places[0]
    if not matches:
        found = {entry.project_id for entry in suggest(entries, text)}
    elif len(matches) > 1:
        left = set(matches)
        found = {entry.project_id for entry in entries if entry.project_id in left and wanted in entry.folded}
    else:
        found = set(matches)
    return f"project:{found.pop()}" if len(found) == 1 else ""


def _places(atlas: Atlas) -> list[tuple[str, set[str]]]:
    """List zones, towns and districts with the names each goes by."""
    found = [(f"zone:{zone.zone_id}", {fold(zone.zone_id), fold(zone.name)}) for zone in atlas.geodata.zones]
    for layer, kind in (("towns", "town"), ("districts", "district")):
        for item in atlas.geodata.layer(layer):
            name = fold(item.name)
            found.append((f"{kind}:{item.name}", {name, short_town(name)} if kind == "town" else {name}))
    return found


def _go_there() -> None:
    """Open what the words name alone, and let the map go there; on other pages words only filter."""
    text = screen.text.strip()
    if screen.page != "map" or not text:
        return
    matches = [project.project_id for project in answer(get_selection()).projects]
    focus = where_to(load_atlas(), load_search(), text, matches)
    if focus.startswith("project:") and len(matches) > 1:
        set_focus(focus, (), fly=True, closer=True)  # the others that speak of it stay in sight
    elif focus:
        _open(focus)


def _open(focus: str) -> None:
    """Open something on the map and drop the words that led there, so that it stands among its neighbours."""
    screen.text = ""
    screen.page = "map"
    set_focus(focus, (), fly=True, closer=True)
