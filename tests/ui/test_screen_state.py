"""The fields of a visit: one key each, a default until set, a mistake where one is read too early."""

from __future__ import annotations

import pytest
import streamlit as st

from mapapp.ui.screen_state import ScreenState, screen


@pytest.fixture(autouse=True)
def visit(monkeypatch):
    kept: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def test_a_field_is_its_default_until_it_is_set(visit):
    assert (screen.page, screen.held, screen.flights) == ("map", (), 0)
    screen.page = "ledger"
    assert screen.page == "ledger" and visit == {"page": "ledger"}


def test_two_visits_share_nothing(visit):
    screen.flights = 3
    visit.clear()
    assert screen.flights == 0


def test_a_filter_read_before_it_is_set_is_a_mistake_of_ours(visit):
    with pytest.raises(KeyError):
        _ = screen.year


def test_a_name_we_do_not_have_is_no_new_field():
    with pytest.raises(AttributeError):
        screen.paeg = "map"  # type: ignore[attr-defined]


def test_no_two_fields_have_one_key():
    keys = [field.key for field in vars(ScreenState).values() if hasattr(field, "key")]
    assert len(keys) == len(set(keys)) >= 30


def test_what_is_chosen_is_kept_only_where_it_is_drawn(visit):
    visit["figure_map_name"] = "绿地"
    screen.keep_chosen("not_drawn")
    screen.keep_chosen("figure_map_name")
    assert visit == {"figure_map_name": "绿地"}
