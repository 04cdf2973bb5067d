"""The box that takes files: the only one, so that the server knows which visits have one before them."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from mapapp.ui.access import upload_box_gone, upload_box_shown
from mapapp.ui.screen_state import screen
from mapapp.ui.state import use_language
from mapapp.ui.streamlit_internals import drop_uploads, visit_id
from mapapp.ui.upload_quota import refusal_of

LOOKS_EVERY_S: Final = 2.0


def upload_box(label: str, *, key: str, **options: Any) -> Any:
    """Show a box for files and return what lies in it, as `st.file_uploader` does; a refusal is told beneath it."""
    screen.has_upload_box = True
    upload_box_shown(visit_id())
    files = st.file_uploader(label, key=key, **options)
    _tell_refusal()
    return files


def begin_page() -> None:
    """Begin a page: no box has been drawn yet, and what was said beneath the last one is read."""
    screen.has_upload_box, screen.upload_said = False, ""


def end_page() -> None:
    """End a page: where it has no box, files are taken no more and what was sent before is let go."""
    if not screen.has_upload_box:
        upload_box_gone(visit_id())
        drop_uploads()


@st.fragment(run_every=LOOKS_EVERY_S)
def _tell_refusal() -> None:
    """Say once that a file was not taken; the browser itself would only say a number."""
    use_language()
    screen.upload_said = refusal_of(visit_id()) or screen.upload_said
    if screen.upload_said:
        st.warning(screen.upload_said)
