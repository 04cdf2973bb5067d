"""What stands beside the map while somebody edits it: the form of the tool at work, and what came of the last change."""

from __future__ import annotations

from typing import Any

import streamlit as st

from mapapp.contracts import Atlas
from mapapp.store import StoreConflictError
from mapapp.ui.access import visitor
from mapapp.ui.editing import PUT, SHAPE, Editing, begin, end, look_again, take_back
from mapapp.ui.freshness import shown_revision, take_changes_over
from mapapp.ui.i18n import t
from mapapp.ui.pages.boundary_section import area_of_focus, shape_command, show_boundary_form
from mapapp.ui.pages.intake_section import known_signer, signing_person
from mapapp.ui.pages.place_section import place_command, show_place_form
from mapapp.ui.screen_state import screen
from mapapp.ui.state import parse_focus
from mapapp.ui.views.markdown_escape import plain_label


def begin_with(text: str, atlas: Atlas) -> None:
    """Begin with what is chosen: a project is put, a zone or town redrawn; with nothing chosen, say what to choose."""
    focus, _ = parse_focus(text, atlas)
    if focus.kind == "project":
        begin(PUT, focus.id)
    elif area := area_of_focus(focus, shown_revision()):
        begin(SHAPE, area)
    else:
        screen.editing_done = (t("edit.choose"), "")


def edit_command(now: Editing) -> dict[str, Any]:
    """Return what the map is told of what is being edited."""
    return place_command(now) if now.tool == PUT else shape_command(now)


def show_editing(atlas: Atlas, now: Editing) -> None:
    """Show the form of the tool at work."""
    with st.container(key="editbox"):
        show_done()
        if screen.editing_clash is not None:
            _show_clash(screen.editing_clash)
        (show_place_form if now.tool == PUT else show_boundary_form)(atlas, now)


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


def _show_clash(clash: StoreConflictError) -> None:
    """Say who changed the same thing meanwhile, and let the visitor take that over or look at his own against it."""
    when = clash.theirs.at[:16].replace("T", " ")
    st.warning(plain_label(t("edit.clash", who=clash.theirs.who.name, when=when, reason=clash.theirs.reason or "—")))
    with st.container(horizontal=True, key="editclash"):
        st.button(t("edit.clash_theirs"), key="clash_theirs", on_click=_take_theirs)
        st.button(t("edit.clash_mine"), key="clash_mine", on_click=look_again, args=(clash.theirs.number,))


def _take_theirs() -> None:
    """Leave what was drawn and show what the other has kept."""
    end()
    take_changes_over()
