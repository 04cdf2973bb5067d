"""The view travels in the link: written as the map moves, without the server, and taken by whoever opens it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import until

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
    until(frame, "window.mapapp.map.getZoom() === 13")
    assert frame.evaluate(VIEW)[:2] == pytest.approx([121.0512, 31.1034], abs=0.001)
    slider = visitor.page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowLeft")
    visitor.page.wait_for_url("**year=2024&camera=**")
    assert camera_in(visitor.page.url) == pytest.approx([121.0512, 31.1034, 13], abs=0.001)
    assert frame.evaluate(VIEW)[:2] == pytest.approx([121.0512, 31.1034], abs=0.001)


def looks_at(frame, view, tolerance=0.001):
    """Wait until the map looks there, and stays."""
    until(frame, f"(wanted) => {VIEW}.every((part, at) => Math.abs(part - wanted[at]) < {tolerance})", arg=view)
    frame.page.wait_for_timeout(900)
    assert frame.evaluate(VIEW) == pytest.approx(view, abs=tolerance)


def test_back_and_forward_bring_the_view_their_entry_was_left_with(visit, app_url):
    visitor = visit(app_url).open("?stage=building")
    frame = visitor.map()
    visitor.wait_title("筛选结果")
    frame.evaluate("window.token = 'same map'")
    home = frame.evaluate(VIEW)
    entries = visitor.page.evaluate("history.length")
    frame.evaluate(
        "window.mapapp.untouched = false; void window.mapapp.map.setView([31.15, 121.02], 12.5, { animate: false })"
    )
    visitor.page.wait_for_url("**camera=121.0200,31.1500,12.5*")
    left = frame.evaluate(VIEW)
    assert visitor.page.evaluate("history.length") == entries  # moving alone is no step

    visitor.page.locator(".panel .row").first.click()
    visitor.page.wait_for_url("**focus=project**")
    visitor.page.wait_for_timeout(1500)
    project = visitor.title()
    frame.evaluate("void window.mapapp.map.setView([31.05, 121.3], 13, { animate: false })")
    visitor.page.wait_for_url("**camera=121.3000,31.0500,13*")
    there = frame.evaluate(VIEW)

    # A sentence opened in the panel changes nothing on the map; its entry has the view nevertheless.
    visitor.page.locator(".panel blockquote .link").first.click()
    visitor.page.wait_for_url("**focus=read**camera=**")
    visitor.page.go_back()
    visitor.wait_title(project)

    visitor.page.go_back()
    visitor.wait_title("筛选结果")
    looks_at(frame, left)
    visitor.page.go_forward()
    visitor.wait_title(project)
    looks_at(frame, there)
    visitor.page.go_back()
    visitor.wait_title("筛选结果")
    looks_at(frame, left)
    assert frame.evaluate("window.token") == "same map"
    assert home != pytest.approx(left, abs=0.01)  # negative control: the view had really been another


def test_back_to_an_untouched_map_shows_the_whole_of_it(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    visitor.wait_title("全部片区")
    home = frame.evaluate(VIEW)
    slider = visitor.page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowLeft")
    visitor.page.wait_for_url("**year=2024**")
    assert frame.evaluate(VIEW) == home
    frame.evaluate(
        "window.mapapp.untouched = false; void window.mapapp.map.setView([31.05, 121.3], 13, { animate: false })"
    )
    visitor.page.wait_for_url("**camera=**")
    visitor.page.go_back()
    visitor.page.wait_for_url(lambda url: "year=" not in url)
    looks_at(frame, home)


def test_a_map_built_again_keeps_its_view_and_does_not_fly_twice(visit, app_url):
    visitor = visit(app_url).open("?stage=building")
    visitor.map()
    visitor.page.locator(".panel .row").first.click()
    visitor.page.wait_for_url("**focus=project**")
    visitor.page.wait_for_timeout(1500)
    visitor.map().evaluate("void window.mapapp.map.setView([31.05, 121.3], 13, { animate: false })")
    visitor.page.wait_for_url("**camera=121.3000,31.0500,13*")
    there = visitor.map().evaluate(VIEW)
    visitor.page.get_by_role("radio", name="台账").click()
    visitor.sheet("ledger")
    visitor.page.get_by_role("radio", name="地图").click()
    looks_at(visitor.map(), there)
    visitor.page.go_back()
    visitor.sheet("ledger")
    visitor.page.go_back()
    looks_at(visitor.map(), there)


def test_a_hostile_view_is_refused_with_a_sentence(visit, app_url):
    visitor = visit(app_url).open("?camera=%22);alert(1)//&stage=building")
    visitor.page.get_by_text("链接里的视角").wait_for()
    until(visitor.page, "!location.search.includes('camera')")
    assert "stage=building" in visitor.page.url
