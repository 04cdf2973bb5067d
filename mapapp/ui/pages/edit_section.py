"""What stands beside the map while somebody edits it: the form of the tool at work, and what came of the last change."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from mapapp.contracts import Atlas
from mapapp.store import StoreConflictError
from mapapp.ui.access import visitor
from mapapp.ui.editing import AREA, PUT, SHAPE, UPLOAD, Editing, begin, end, look_again, may_edit, take_back
from mapapp.ui.freshness import shown_revision, take_changes_over
from mapapp.ui.i18n import t
from mapapp.ui.pages.boundary_section import area_of_focus, shape_command, show_boundary_form
from mapapp.ui.pages.intake_section import known_signer, signing_person
from mapapp.ui.pages.new_area_section import area_command, show_new_area_form
from mapapp.ui.pages.place_section import place_command, show_place_form
from mapapp.ui.pages.upload_section import show_upload_form, upload_command
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
        screen.editing_choose = True


def edit_command(now: Editing) -> dict[str, Any]:
    """Return what the map is told of what is being edited."""
    return _COMMANDS[now.tool](now)


def show_editing(atlas: Atlas, now: Editing) -> None:
    """Show the form of the tool at work."""
    with st.container(key="editbox"):
        show_done()
        if screen.editing_clash is not None:
            _show_clash(screen.editing_clash)
        _FORMS[now.tool](atlas, now)


def show_done() -> None:
    """Say what came of the last change, once, with the way back; or what can be drawn, where nothing was chosen."""
    said, batch = screen.editing_done
    if screen.editing_choose and may_edit():
        with st.container(key="editchoose"):
            st.markdown(plain_label(t("edit.choose")))
            with st.container(horizontal=True):
                st.button(t("edit.new"), key="begin_area", on_click=begin, args=(AREA, ""))
                st.button(t("edit.upload"), key="begin_upload", on_click=begin, args=(UPLOAD, ""))
                st.button(t("edit.cancel"), key="choose_cancel", on_click=end)
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


_COMMANDS: Final = {PUT: place_command, SHAPE: shape_command, UPLOAD: upload_command, AREA: area_command}
_FORMS: Final = {PUT: show_place_form, SHAPE: show_boundary_form, UPLOAD: show_upload_form, AREA: show_new_area_form}


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
