"""The app with a page that fails and a part of a page that does. Run by the tests, from a folder of its own."""

from __future__ import annotations

import streamlit as st

import mapapp.ui.cache as cache_module
from mapapp.errors import MapAppError
from mapapp.ui import main as app
from tests.conftest import build_atlas, build_event


def _fail() -> None:
    """Fail as no one foresaw."""
    raise ZeroDivisionError("secret words")


def _refuse() -> None:
    """Refuse with a sentence of its own."""
    raise MapAppError("这一步做不了；请换一个")


@st.fragment
def _part() -> None:
    """Draw a part that fails alone."""
    if st.button("press"):
        _fail()


def _show() -> None:
    """Draw a page with such a part, or fail itself."""
    _part()
    st.button("call", on_click=_fail)
    st.button("refuse", on_click=_refuse)
    if st.checkbox("fail"):
        _fail()


if __name__ == "__main__":
    cache_module.build_live_atlas = lambda *_, **__: build_atlas([build_event()])
    app.PAGES["problems"] = _show
    app.main()
