"""What a document is, put right by a person: the form says what stands there and gives what was changed."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page():
    """Draw the form over a row and note what it gives."""
    import streamlit as st

    from mapapp.ui.components.document_form import document_form

    row = {
        "title": "青溪区报告",
        "kind": "work_report",
        "year": st.session_state.get("given", 2024),
        "district": "青溪区",
    }
    st.session_state["gave"] = document_form(row, key="x")


def test_the_form_gives_what_was_put_right_once_it_is_sent_and_has_a_title():
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["given"] = 1066  # no plan on the map is so old
    app.run()
    assert app.session_state["gave"] is None
    assert (app.text_input(key="title_x").value, app.number_input(key="year_x").value) == ("青溪区报告", None)
    app.text_input(key="title_x").set_value("  ")
    app.button[0].click().run()
    assert app.session_state["gave"] is None
    app.text_input(key="title_x").set_value(" 青溪区政府工作报告 ")
    app.number_input(key="year_x").set_value(2025)
    app.button[0].click().run()
    gave = app.session_state["gave"]
    assert (gave["title"], gave["year"], gave["district"]) == ("青溪区政府工作报告", 2025, "青溪区")
