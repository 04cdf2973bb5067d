"""The search box's list: what is chosen in it becomes a focus or a condition, whatever a stranger sends."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mapapp.ui.components import search_box


@pytest.fixture
def visit(monkeypatch, make_atlas):
    """Stand in for a visit that looks at a small atlas; records what was opened."""
    screen = SimpleNamespace(text="旧词", page="ledger", said={})
    monkeypatch.setattr(search_box, "screen", screen)
    monkeypatch.setattr(search_box, "load_atlas", make_atlas)
    monkeypatch.setattr(search_box, "told", lambda key, what: screen.said.get(what))
    monkeypatch.setattr(search_box, "set_focus", lambda focus, here, **_: setattr(screen, "focus", focus))
    return screen


def test_what_is_chosen_opens_on_the_map_without_the_words(visit):
    visit.said = {"go": "zone:青西"}
    search_box._take_go()
    assert (visit.focus, visit.page, visit.text) == ("zone:青西", "map", "")


@pytest.mark.parametrize("sent", ["zone:火星", "", None, 7, "<script>"])
def test_what_the_data_do_not_have_opens_nothing(visit, sent):
    visit.said = {"go": sent}
    search_box._take_go()
    assert (visit.page, visit.text) == ("ledger", "旧词")


@pytest.mark.parametrize(("sent", "text"), [(" 方厅 ", "方厅"), ("", ""), (None, ""), ("长" * 100, "长" * 60)])
def test_words_become_the_condition(visit, sent, text):
    visit.said = {"filter": sent}
    search_box._take_filter()
    assert visit.text == text
