"""A person rejects a record in the app: it is gone from the next build, and comes back when the word is taken back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from mapapp.contracts import SubjectKind
from mapapp.settings import PACKAGE_DIR
from mapapp.store import close_databases, open_store
from mapapp.ui.cache import forget_atlas, load_atlas

# Builds everything, some of it several times: part of `make test`, not of the quick round.
pytestmark = pytest.mark.slow


def open_page():
    """Open the page of doubtful readings as a new visitor."""
    app = AppTest.from_file(str(PACKAGE_DIR / "ui" / "main.py"), default_timeout=120)
    app.query_params["page"] = "problems"
    app.run()
    app.button_group(key="problem_kind").set_value("doubtful").run()
    assert not app.exception
    return app


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Return a store of this test's own."""
    monkeypatch.setenv("MAPAPP_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    forget_atlas()
    yield open_store()
    forget_atlas()
    close_databases()


@pytest.fixture
def app(store):
    """Return a visitor and the store."""
    return open_page(), store


def shown_ids():
    """Return the records that a new visitor would see."""
    return {event.event_id for event in load_atlas().events}


def decide(page, verdict, reviewer, reason):
    """Fill the form and send it."""
    page.radio(key="review_verdict").set_value(verdict)
    page.text_input(key="review_reviewer").set_value(reviewer)
    page.text_input(key="review_reason").set_value(reason)
    next(button for button in page.button if button.label == "存入复核库").click().run()
    assert not page.exception


def kept_names(store):
    """Return the names of the records that were decided."""
    return [entry.new["name"] for entry in store.journal.as_of().standing(SubjectKind.RECORD)]


def test_a_rejected_record_is_gone_and_can_come_back(app):
    page, store = app
    before = shown_ids()
    event = page.selectbox(key="review_event").value
    decide(page, "reject", "王工", "同名的另一处")
    assert kept_names(store) == [event.name]
    assert before - shown_ids() == {event.event_id}
    page.button(key="review_withdraw").click().run()
    assert kept_names(store) == []
    assert [entry.who.name for entry in store.journal.entries()] == ["王工", "王工"]
    assert shown_ids() == before


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_the_second_to_save_sees_both_versions_and_chooses(store, choice):
    first, second = open_page(), open_page()
    assert first.selectbox(key="review_event").value == second.selectbox(key="review_event").value
    decide(first, "accept", "王工", "原文如此")
    decide(second, "reject", "李工", "读错了")
    shown = "\n".join(text.value for text in second.text)
    assert all(words in shown for words in ("王工", "认可", "原文如此", "李工", "驳回", "读错了"))
    second.button(key=f"review_{choice}").click().run()
    assert not second.exception
    standing = store.journal.as_of().standing(SubjectKind.RECORD)
    expected = {"mine": ("李工", "reject"), "theirs": ("王工", "accept")}[choice]
    assert [(entry.who.name, entry.new["decision"]) for entry in standing] == [expected]
    assert second.selectbox(key="review_event")


def test_what_others_change_waits_until_a_visitor_takes_it_over(store):
    first, second = open_page(), open_page()
    event = first.selectbox(key="review_event").value
    decide(first, "reject", "王工", "读错了")
    second.run()
    assert event in second.selectbox(key="review_event").options or second.selectbox(key="review_event").value == event
    second.session_state["revision"] = store.journal.revision()
    second.run()
    assert second.selectbox(key="review_event").value != event


def test_a_word_without_name_and_reason_is_not_kept(app):
    page, store = app
    next(button for button in page.button if button.label == "存入复核库").click().run()
    assert "复核人和理由" in page.warning[0].value
    assert store.journal.revision() == 0
