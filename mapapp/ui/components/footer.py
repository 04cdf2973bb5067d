"""The line under every page: how much of the total is shown, as of when, under what caveat; downloads and the way back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mapapp.contracts import Atlas, Selected
from mapapp.errors import SelectionError
from mapapp.exports import FORMATS, about_bytes, export_bytes, view_parameters
from mapapp.operations.audit import audited
from mapapp.selection import from_parameters
from mapapp.ui.access import visitor
from mapapp.ui.components.share import show_share
from mapapp.ui.components.upload_box import upload_box
from mapapp.ui.i18n import t, term_of, word_of
from mapapp.ui.screen_state import screen
from mapapp.ui.state import put_selection


def show_foot(atlas: Atlas, selected: Selected) -> None:
    """Draw the foot; the file holds exactly the projects that are counted here."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            t(
                "foot.counts",
                mapped=selected.mapped,
                unmapped=selected.unmapped,
                total=selected.total,
                apart=(t("foot.apart", n=len(selected.apart)) if selected.apart else "")
                + (t("foot.nowhere", n=selected.nowhere) if selected.nowhere else ""),
                year=selected.as_of,
                clock=term_of(selected.clock),
            ),
            width="stretch",
        )
        opening = st.popover(t("foot.open"), width="content", key="open", on_change="rerun")
        if opening.open:
            with opening:
                upload_box(
                    t("foot.open_hint"), key="view_file", type=["geojson", "json"], on_change=open_view, args=(atlas,)
                )
        show_share()
        download = st.popover(t("foot.download"), width="content", key="download", on_change="rerun")
        if download.open:
            with download:
                _show_downloads(atlas, selected)


def _show_downloads(atlas: Atlas, selected: Selected) -> None:
    """Offer the filtered projects in every form; a file is made when it is asked for."""
    st.caption(t("foot.download_note", n=selected.total))
    account = visitor().person.account
    for name, form in FORMATS.items():
        if not form.on_request:
            file_name = f"mapapp-{selected.as_of}{form.suffix}"
            st.download_button(
                word_of("format", name, form.term),
                data=audited(
                    partial(export_bytes, atlas, selected, name, file_name=file_name),
                    "export",
                    account=account,
                    format=name,
                    records=selected.total,
                ),
                file_name=file_name,
                mime=form.media_type,
                key=f"download-{name}",
                width="stretch",
                on_click="ignore",
            )
    st.download_button(
        t("foot.about"),
        data=partial(about_bytes, atlas, selected),
        file_name=f"mapapp-{selected.as_of}.json",
        mime="application/json",
        key="download-about",
        width="stretch",
        on_click="ignore",
    )


def open_view(atlas: Atlas) -> None:
    """Set the filters to those an exported file was made with; what is not clean or unknown becomes a sentence.

    Runs before the page is drawn. The file may come from a stranger: only checked plain values are taken.
    """
    file = screen.view_file
    if file is None:
        return
    try:
        selection, complaints = from_parameters(view_parameters(file.getvalue()), atlas)
    except SelectionError as error:
        screen.complaints = (str(error),)
        return
    put_selection(selection)
    screen.complaints = complaints
