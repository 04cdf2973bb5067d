"""The frame of the map passes commands on and takes from the browser only what it understands."""

from __future__ import annotations

import pytest

from mapapp.ui.components import map_frame


def nothing() -> None:
    """Do nothing when the map tells something."""


def test_the_frame_is_given_its_page_and_its_command(visit):
    map_frame.show_map_frame(
        "/map.html",
        {"focus": "p1"},
        chosen_at=5.0,
        on_click=nothing,
        on_edit=nothing,
        on_area=nothing,
        on_colour=nothing,
    )
    drawn = visit.drawn[map_frame.KEY]
    assert (drawn["page"], drawn["command"], drawn["chosen_at"]) == ("/map.html", {"focus": "p1"}, 5.0)
    assert drawn["on_click_change"] is nothing
    assert not drawn["isolated"]  # the map's styles are the page's own


def test_a_click_is_taken_with_its_time(visit):
    visit.tell(map_frame.KEY, "click", {"focus": "project:p1", "here": []}, at=12.5)
    assert map_frame.clicked()["focus"] == "project:p1"
    assert map_frame.clicked_at() == 12.5


@pytest.mark.parametrize("value", [None, "p1", 7, [], {"here": []}])
def test_what_is_no_click_is_nothing(visit, value):
    visit.tell(map_frame.KEY, "click", value)
    assert map_frame.clicked() == {}


@pytest.mark.parametrize(
    ("what", "read", "value", "taken"),
    [
        ("edit", map_frame.edited, {"turn": 1}, {"turn": 1}),
        ("edit", map_frame.edited, [1], {}),
        ("area", map_frame.drawn_area, [[121.0, 31.0]], [[121.0, 31.0]]),
        ("area", map_frame.drawn_area, "all", []),
        ("colour", map_frame.asked_colour, "density", "density"),
        ("colour", map_frame.asked_colour, {"x": 1}, ""),
    ],
)
def test_only_what_is_readable_is_taken(visit, what, read, value, taken):
    visit.tell(map_frame.KEY, what, value)
    assert read() == taken


def test_a_browser_that_says_no_time_said_it_at_none(visit):
    visit.memory[map_frame.KEY] = {"click": {"value": {}, "t": "now"}}
    assert map_frame.clicked_at() == 0.0
