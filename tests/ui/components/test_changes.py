"""The line on the store: silent while all is well, in the visitor's language when it is not."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mapapp.contracts import StoreCondition
from mapapp.ui.components import changes
from mapapp.ui.i18n import CHINESE, set_language


@pytest.fixture
def store(monkeypatch):
    """Let the store be in a state of the test's choice."""
    yield lambda condition, message: monkeypatch.setattr(
        changes, "open_store", lambda: SimpleNamespace(state=SimpleNamespace(condition=condition, message=message))
    )
    set_language(CHINESE)


def test_a_store_that_is_well_says_nothing(store):
    store(StoreCondition.READY, "")
    assert changes.store_line() == ""
    set_language("en")
    assert changes.store_line() == ""


@pytest.mark.parametrize("condition", list(StoreCondition))
def test_the_line_is_the_stores_own_in_chinese_and_words_of_ours_in_english(store, condition):
    store(condition, "存储里的一句话")
    assert changes.store_line() == "存储里的一句话"
    set_language("en")
    assert changes.store_line().isascii() or "存储" not in changes.store_line()
    assert changes.store_line()


def test_what_others_changed_is_shown_only_when_it_was_asked_for(visit):
    visit.memory["revision"] = 5
    visit.tell("changes", "load", None)
    changes._take_over()
    assert visit.memory["revision"] == 5
    visit.tell("changes", "load", 6)
    changes._take_over()
    assert visit.memory["revision"] is None
