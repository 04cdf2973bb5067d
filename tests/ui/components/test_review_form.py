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


@pytest.fixture
def app(tmp_path, monkeypatch):
    """Open the page of doubtful readings with a store of its own."""
    monkeypatch.setenv("MAPAPP_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    forget_atlas()
    app = AppTest.from_file(str(PACKAGE_DIR / "ui" / "main.py"), default_timeout=120)
    app.query_params["page"] = "problems"
    app.run()
    app.button_group(key="problem_kind").set_value("doubtful").run()
    assert not app.exception
    yield app, open_store()
    forget_atlas()
    close_databases()


def kept_names(store):
    """Give the names of the records that were decided."""
    return [entry.new["name"] for entry in store.journal.as_of().standing(SubjectKind.RECORD)]


def test_a_rejected_record_is_gone_and_can_come_back(app):
    page, store = app
    before = {event.event_id for event in load_atlas().events}
    event = page.selectbox(key="review_event").value
    page.radio(key="review_verdict").set_value("reject")
    page.text_input(key="review_reviewer").set_value("王工")
    page.text_input(key="review_reason").set_value("同名的另一处")
    submit = next(button for button in page.button if button.label == "存入复核库")
    submit.click().run()
    assert not page.exception
    assert kept_names(store) == [event.name]
    assert before - {kept.event_id for kept in load_atlas().events} == {event.event_id}
    page.button(key="review_withdraw").click().run()
    assert kept_names(store) == []
    assert [entry.who.name for entry in store.journal.entries()] == ["王工", "王工"]
    assert {kept.event_id for kept in load_atlas().events} == before


def test_a_word_without_name_and_reason_is_not_kept(app):
    page, store = app
    next(button for button in page.button if button.label == "存入复核库").click().run()
    assert "复核人和理由" in page.warning[0].value
    assert store.journal.revision() == 0
