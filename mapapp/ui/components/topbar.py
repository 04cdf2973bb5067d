"""The bar above every page: where you are, as of when, filtered by what."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from mapapp.contracts import Clock
from mapapp.open_workspace import active
from mapapp.selection import Selection
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.filters import count_conditions, show_filters
from mapapp.ui.components.phone import show_fold_button
from mapapp.ui.components.search_box import show_search_box
from mapapp.ui.components.sign_in import show_sign_in
from mapapp.ui.districts import offered_districts
from mapapp.ui.i18n import t, term_of, title_of
from mapapp.ui.screen_state import screen
from mapapp.ui.state import PAGES, switch_district, switch_language
from mapapp.workspace import all_districts

# Long enough to see what changed, short enough for nine years in a meeting.
STEP_SECONDS: Final = 1.4

Rows = tuple[DeltaGenerator, DeltaGenerator]


def open_topbar() -> Rows:
    """Draw the title and make room for the rest, so that nothing moves when it comes."""
    first = st.container(horizontal=True, vertical_alignment="center", key="top1")
    second = st.container(horizontal=True, vertical_alignment="center", key="top2")
    first.title(title_of(all_districts(active()) if offered_districts() else active()), width="content")
    return first, second


def show_topbar(rows: Rows) -> None:
    """Draw pages, search and language into the first row; year, clock, filters and the chips of what is set into the second."""
    with rows[0]:
        if districts := offered_districts():
            st.selectbox(
                t("topbar.district"),
                districts,
                key="district",
                on_change=switch_district,
                label_visibility="collapsed",
                width=130,
            )
        st.segmented_control(
            t("topbar.pages"),
            PAGES,
            format_func=lambda page: t(f"topbar.page_{page}"),
            key="page",
            required=True,
            label_visibility="collapsed",
        )
        show_fold_button(count_conditions())
        show_search_box()
        st.button(
            t("topbar.other"),
            key="language",
            help=t("topbar.other_hint"),
            on_click=switch_language,
            width="content",
        )
        show_sign_in()
    with rows[1]:
        st.markdown(t("topbar.as_of"), width="content")
        st.slider(
            t("topbar.year"),
            active().years[0],
            active().years[1],
            key="year",
            label_visibility="collapsed",
            width=230,
        )
        st.segmented_control(
            t("topbar.clock"),
            [clock.value for clock in Clock],
            format_func=lambda value: term_of(Clock(value)),
            key="clock",
            required=True,
            label_visibility="collapsed",
        )
        _show_play()
        show_filters()


def why_empty(selection: Selection) -> str:
    """Return which single condition, taken away, brings projects back; for an empty answer."""
    if not load_atlas().documents:
        return t("topbar.empty_workspace")
    plain = Selection()
    for field in _FIELDS:
        if getattr(selection, field) != getattr(plain, field) and field not in ("as_of", "clock"):
            total = answer(replace(selection, **{field: getattr(plain, field)})).total
            if total:
                name = t("topbar.search") if field == "text" else t(f"topbar.{field}")
                return t("topbar.empty_drop", name=name, n=total)
    later = answer(replace(selection, as_of=active().years[1])).total
    if later:
        return t("topbar.empty_later", year=selection.as_of, later=active().years[1], n=later)
    return t("topbar.empty_all")


_FIELDS: Final = ("text", "within", "zones", "towns", "stages", "verdicts", "kinds", "docs", "evidence", "reviewed")


def _show_play() -> None:
    """Draw the button that lets the years pass, and while they do, the clockwork."""
    playing = bool(screen.playing)
    st.button(
        "❚❚" if playing else "▷",
        key="play",
        help=t("topbar.stop") if playing else t("topbar.play"),
        on_click=_toggle_play,
    )
    screen.tick_armed = False
    if playing:
        _tick()


def _toggle_play() -> None:
    """Start from the first year when the last one is shown, or stop."""
    screen.playing = not screen.playing
    if screen.playing and screen.year >= active().years[1]:
        screen.year = active().years[0]


@st.fragment(run_every=STEP_SECONDS)
def _tick() -> None:
    """Ask for the next year each time the clock runs out; the run that drew it does not count."""
    if not screen.tick_armed:
        screen.tick_armed = True
        return
    screen.year_due = True
    st.rerun()


def step_year() -> None:
    """Set the slider one year on when that is due; before the slider is drawn."""
    due, screen.year_due = screen.year_due, False
    if due and screen.playing:
        screen.year = min(active().years[1], screen.year + 1)
        screen.playing = screen.year < active().years[1]
