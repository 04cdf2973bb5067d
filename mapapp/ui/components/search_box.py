"""The search box: what is typed is looked up in the browser; what is chosen opens on the map, or filters every page."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from mapapp.ui.cache import load_atlas, load_search, load_search_index, visible_mask
from mapapp.ui.components.component import mount, told
from mapapp.ui.i18n import language, t
from mapapp.ui.screen_state import screen
from mapapp.ui.state import get_selection, parse_focus, set_focus
from mapapp.ui.views.markdown_escape import plain_label
from mapapp.ui.views.search import suggest

KEY: Final = "search"
MOST_CHARS: Final = 60


def show_search_box() -> None:
    """Draw the box; the counts in its list are those of the present question, the searched words aside."""
    selection = get_selection()
    mount(
        "search_box",
        '<div class="search" role="search"></div>',
        key=KEY,
        width=250,
        data={
            "lang": language(),
            "index": load_search_index(),
            "mask": visible_mask(replace(selection, text="")),
            "text": selection.text,
            "filterFirst": screen.page != "map",
        },
        on_go_change=_take_go,
        on_filter_change=_take_filter,
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


def _take_go() -> None:
    """Open what was chosen in the list, where the data still have it."""
    focus, _ = parse_focus(str(told(KEY, "go") or ""), load_atlas())
    if focus.kind:
        _open(str(focus))


def _take_filter() -> None:
    """Show only what holds the words, or everything again."""
    screen.text = str(told(KEY, "filter") or "")[:MOST_CHARS].strip()


def _open(focus: str) -> None:
    """Open something on the map and drop the words that led there, so that it stands among its neighbours."""
    screen.text = ""
    screen.page = "map"
    set_focus(focus, (), fly=True, closer=True)
