"""The view travels in the link: written as the map moves, without the server, and taken by whoever opens it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

VIEW = "(() => { const { map } = window.mapapp, c = map.getCenter(); return [c.lng, c.lat, map.getZoom()]; })()"


def camera_in(url: str) -> list[float]:
    """Read the view from an address."""
    return [float(part) for part in parse_qs(urlsplit(url).query)["camera"][0].split(",")]


def test_a_moved_map_writes_its_view_and_another_visitor_gets_it(visit, app_url):
    first = visit(app_url)
    sent: list[Any] = []
    first.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    first.open("?stage=building")
    frame = first.map()
    first.wait_title("筛选结果")
    first.page.wait_for_timeout(800)
    sent.clear()
    assert "camera=" not in first.page.url  # negative control: nobody has moved the map yet
    box = first.page.locator(".st-key-mapbox iframe").bounding_box()
    first.page.mouse.move(box["x"] + 400, box["y"] + 200)
    first.page.mouse.wheel(0, -400)
    first.page.wait_for_url("**camera=**")
    first.page.wait_for_timeout(900)
    assert sent == []
    seen = frame.evaluate(VIEW)
    assert camera_in(first.page.url) == pytest.approx(seen, abs=0.00006)
    assert "stage=building" in first.page.url

    second = visit(app_url).open(first.page.url.removeprefix(app_url + "/"))
    second.wait_title("筛选结果")
    shared = second.map().evaluate(VIEW)
    assert shared[:2] == pytest.approx(seen[:2], abs=0.001)
    assert shared[2] == seen[2]


def test_a_link_wins_over_the_view_kept_in_this_window_and_a_year_keeps_it(visit, app_url):
    visitor = visit(app_url).open()
    visitor.map().evaluate("void window.mapapp.map.setView([31.2, 121.3], 10, { animate: false })")
    visitor.open("?camera=121.0512,31.1034,13")
    frame = visitor.map()
    frame.wait_for_function("window.mapapp.map.getZoom() === 13")
    assert frame.evaluate(VIEW)[:2] == pytest.approx([121.0512, 31.1034], abs=0.001)
    slider = visitor.page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowLeft")
    visitor.page.wait_for_url("**year=2024**")
    assert camera_in(visitor.page.url) == pytest.approx([121.0512, 31.1034, 13], abs=0.001)
    assert frame.evaluate(VIEW)[:2] == pytest.approx([121.0512, 31.1034], abs=0.001)


def test_a_hostile_view_is_refused_with_a_sentence(visit, app_url):
    visitor = visit(app_url).open("?camera=%22);alert(1)//&stage=building")
    visitor.page.get_by_text("链接里的视角").wait_for()
    visitor.page.wait_for_function("!location.search.includes('camera')")
    assert "stage=building" in visitor.page.url
