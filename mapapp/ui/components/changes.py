"""The line that says what the visitor must know of the store: that others changed something, or that it is not well."""

from __future__ import annotations

import streamlit as st

from mapapp.contracts import StoreCondition
from mapapp.store import open_store
from mapapp.ui.components.component import mount, told
from mapapp.ui.freshness import CHANGES_URL, shown_revision, take_changes_over
from mapapp.ui.i18n import CHINESE, language, language_tag, t
from mapapp.ui.views.markdown_escape import plain_label

_HTML = '<div class="changes" role="status" hidden></div>'


def show_changes() -> None:
    """Draw the line; the browser asks by itself whether there is anything new, without a run of the page."""
    mount(
        "changes",
        _HTML,
        key="changes",
        data={"lang": language(), "tag": language_tag(), "url": CHANGES_URL, "revision": shown_revision()},
        on_load_change=_take_over,
    )
    if line := store_line():
        st.warning(plain_label(line))


def store_line() -> str:
    """Return one line on the state of the store in the visitor's language, empty when all is well."""
    state = open_store().state
    if language() == CHINESE or not state.message:
        return state.message
    well = state.condition is StoreCondition.READY
    return t("changes.old_store") if well else t(f"changes.condition_{state.condition.value}")


def _take_over() -> None:
    """Show what others changed, when the visitor asked for it."""
    if told("changes", "load") is not None:
        take_changes_over()
