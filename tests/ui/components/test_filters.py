"""The filters say what can be chosen and take over only what can be chosen."""

from __future__ import annotations

import pytest

from mapapp.contracts import Stage
from mapapp.selection import Selection
from mapapp.ui import cache
from mapapp.ui.cache import forget_atlas
from mapapp.ui.components import filters
from mapapp.ui.state import put_selection


@pytest.fixture
def state(make_atlas, make_event, monkeypatch):
    """Stand in for a visit over a small world: a plain dictionary as its memory."""
    events = [
        make_event("e1", "甲厂", "p1", stage=Stage.BUILDING, year=2023),
        make_event("e2", "乙桥", "p2", stage=Stage.COMPLETED, year=2024, zones=("示范区",)),
    ]
    atlas, memory = make_atlas(events), {}
    forget_atlas()
    monkeypatch.setattr(cache, "build_live_atlas", lambda *_, **__: atlas)
    monkeypatch.setattr("mapapp.ui.screen_state.st.session_state", memory)
    put_selection(Selection())
    yield memory
    forget_atlas()


def tell(state, event, value):
    """Let the browser tell something."""
    state[filters.KEY] = {event: {"value": value, "t": 1}}
    getattr(filters, f"_take_{event}")()


def test_an_open_filter_counts_with_its_own_condition_aside(state):
    state["stages"] = ["building"]
    facet = next(item for item in filters.known_facets() if item.key == "stages")
    fold = filters.fold_of(filters.load_atlas(), facet)
    counted = {value: (count, chosen) for value, _, count, chosen in fold["options"]}
    assert counted["building"] == (1, True)
    assert counted["completed"] == (1, False)
    assert "共 2 个" in fold["note"]


def test_a_pick_is_taken_in_the_order_of_the_filter_and_opens_it_again(state):
    tell(state, "pick", {"key": "stages", "values": ["completed", "building", "never heard of", 7, None]})
    assert state["stages"] == ["building", "completed"]
    assert state["fold"] == "stages"


@pytest.mark.parametrize(
    "told",
    [None, "", 3, [], {"key": "text", "values": ["x"]}, {"key": "stages"}, {"key": "stages", "values": "building"}],
)
def test_a_pick_that_makes_no_sense_changes_nothing(state, told):
    before = dict(state)
    tell(state, "pick", told)
    del state[filters.KEY]
    assert state == before


def test_chips_are_dropped_one_by_one_or_all_with_the_search(state):
    state["stages"], state["zones"], state["text"] = ["building", "completed"], ["青西"], "甲"
    assert [chip["value"] for chip in filters.chips_of(filters.known_facets())] == [
        "青西",
        "building",
        "completed",
        "甲",
    ]
    tell(state, "drop", {"key": "stages", "value": "building"})
    assert (state["stages"], state["zones"], state["text"]) == (["completed"], ["青西"], "甲")
    tell(state, "drop", {"key": "text", "value": "甲"})
    assert (state["stages"], state["zones"], state["text"]) == (["completed"], ["青西"], "")
    tell(state, "drop", {"key": "", "value": ""})
    assert (state["stages"], state["zones"], state["text"]) == ([], [], "")


def test_only_names_out_of_documents_stay_chinese(state):
    state["stages"], state["zones"] = ["building"], ["青西"]
    assert [(chip["key"], chip["named"]) for chip in filters.chips_of(filters.known_facets())] == [
        ("zones", True),
        ("stages", False),
    ]


@pytest.mark.parametrize(("event", "value"), [("fold", "stages"), ("pick", {"key": "stages", "values": ["building"]})])
def test_an_answer_after_lost_counts_differs_from_the_one_before_them(state, monkeypatch, event, value):
    """A browser draws what is unlike what it has: of two answers at once it may see the second alone."""
    drawn = []
    monkeypatch.setattr(filters, "mount", lambda *_, data, **__: drawn.append(data))
    state["stages"] = ["building"]
    filters.show_filters()
    tell(state, event, value)
    filters.show_filters()
    filters.show_filters()
    first, counted, after = drawn
    assert counted["fold"]["key"] == "stages"
    assert first["fold"] is None
    assert after["fold"] is None
    assert after != first
