"""The foot offers what can be taken away, and an exported file leads back to its view."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from mapapp.exports import FORMATS


def page():
    """Draw the foot of a small world under the state of a fresh visit."""
    import streamlit as st

    from mapapp.selection import select
    from mapapp.ui.components.footer import show_foot
    from mapapp.ui.state import get_selection, take_address
    from tests.conftest import build_atlas, build_event

    atlas = build_atlas((build_event("e1", "甲厂", "p1"), build_event("e2", "乙厂", "p2", zones=("青东",))))
    for sentence in take_address(atlas):
        st.warning(sentence)
    # The bar's widgets keep these alive in the app.
    for key in ("year", "clock", "zones", "towns", "stages", "verdicts", "docs", "evidence", "reviewed", "text"):
        st.session_state[key] = st.session_state[key]
    show_foot(atlas, select(atlas, get_selection()))


@pytest.fixture
def app():
    test = AppTest.from_function(page, default_timeout=30)
    test.session_state["download"] = test.session_state["open"] = True  # both fold-outs stand open
    return test.run()


def upload(app, content):
    return app.file_uploader(key="view_file").upload("view.geojson", content, "application/geo+json").run()


def collection(**about):
    return json.dumps({"type": "FeatureCollection", "about": about, "features": []}).encode()


def test_every_format_but_those_on_request_can_be_downloaded(app):
    assert not app.exception
    keys = {button.key for button in app.get("download_button")}
    assert keys == {f"download-{name}" for name, form in FORMATS.items() if not form.on_request} | {"download-about"}
    assert "download-shp" not in keys


def test_an_exported_file_leads_back_to_its_view(app):
    upload(app, collection(filters={"zone": "青西"}, as_of=2024, clock="promised"))
    assert not app.exception
    state = app.session_state
    assert (state["zones"], state["year"], state["clock"]) == (["青西"], 2024, "promised")
    assert not app.warning


def test_a_strange_file_changes_nothing_and_is_told(app):
    upload(app, collection(filters={"zone": ["青西"]}, as_of=2021))
    assert not app.exception
    assert app.session_state["zones"] == []
    assert "纯文字" in app.warning[0].value


def test_what_no_longer_exists_is_named_and_the_rest_is_taken(app):
    upload(app, collection(filters={"zone": "青南", "stage": "started"}, as_of=2024))
    assert app.session_state["stages"] == ["started"]
    assert "青南" in app.warning[0].value
