"""What stands beside the map while somebody edits it: the form of the tool at work, and what came of the last change."""

from __future__ import annotations

from typing import Any

import streamlit as st

from mapapp.contracts import Atlas
from mapapp.ui.access import visitor
from mapapp.ui.editing import PUT, Editing, begin, take_back
from mapapp.ui.i18n import t
from mapapp.ui.pages.intake_section import known_signer, signing_person
from mapapp.ui.pages.place_section import place_command, show_place_form
from mapapp.ui.screen_state import screen
from mapapp.ui.state import parse_focus
from mapapp.ui.views.markdown_escape import plain_label


def begin_with(text: str, atlas: Atlas) -> None:
    """Begin with what is chosen: a project is put."""
    focus, _ = parse_focus(text, atlas)
    if focus.kind == "project":
        begin(PUT, focus.id)


def edit_command(now: Editing) -> dict[str, Any]:
    """Return what the map is told of what is being edited."""
    return place_command(now)


def show_editing(atlas: Atlas, now: Editing) -> None:
    """Show the form of the tool at work."""
    with st.container(key="editbox"):
        show_done()
        show_place_form(atlas, now)


def show_done() -> None:
    """Say what came of the last change, once, with the way back."""
    said, batch = screen.editing_done
    if not said:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="editdone"):
        st.markdown(plain_label(said), width="stretch")
        if batch:
            who = known_signer(visitor().person)
            if not who.name:
                who = signing_person(who, key="take_back")
            st.button(t("edit.undo"), key="edit_take_back", on_click=take_back, args=(batch, who))
        st.button("×", key="edit_said", on_click=_forget_done, help=t("edit.close"))


def _forget_done() -> None:
    """Say nothing more of the last change."""
    screen.editing_done = ("", "")
