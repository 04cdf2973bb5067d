"""Nothing moves under the hand: one map for the whole visit, view and choice kept, no rerun on pan."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import until

VIEW = "(() => { const { map } = window.mapapp, c = map.getCenter(); return [c.lat, c.lng, map.getZoom(), window.token]; })()"


def test_view_and_choice_survive_year_and_filter(visit, app_url):
    visitor = visit(app_url).open("?focus=zone:青西")
    frame = visitor.map()
    visitor.wait_title("青西")
    frame.evaluate("window.token = 'same map'; void window.mapapp.map.setView([31.1, 121.0], 12.5, { animate: false })")
    before = frame.evaluate(VIEW)
    shown = frame.evaluate("window.mapapp.marks.filter((mark) => mark.shown).length")

    slider = visitor.page.get_by_role("slider")
    slider.focus()
    for _ in range(3):
        slider.press("ArrowLeft")
    visitor.page.locator(".st-key-foot").filter(has_text="截至 2022").wait_for()
    until(frame, "(n) => window.mapapp.marks.filter((mark) => mark.shown).length !== n", arg=shown)
    assert frame.evaluate(VIEW) == before

    visitor.page.get_by_role("button", name="阶段").click()
    visitor.page.locator(".option").filter(has_text="建成").click()
    visitor.page.locator(".chip").first.wait_for()
    assert visitor.map().evaluate(VIEW) == before
    assert "青西" in visitor.title()
    visitor.page.wait_for_url("**stage=completed**")


def test_panning_asks_the_server_nothing(visit, app_url):
    visitor = visit(app_url)
    sent: list[Any] = []
    visitor.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    visitor.open()
    frame = visitor.map()
    visitor.page.wait_for_timeout(800)
    sent.clear()
    before = frame.evaluate(VIEW)
    box = visitor.page.locator(".st-key-mapbox iframe").bounding_box()
    x, y = box["x"] + 420, box["y"] + 90
    visitor.page.mouse.move(x, y)
    visitor.page.mouse.down()
    visitor.page.mouse.move(x + 120, y + 60, steps=8)
    visitor.page.mouse.up()
    visitor.page.mouse.wheel(0, -300)
    visitor.page.wait_for_timeout(900)
    assert frame.evaluate(VIEW) != before
    assert sent == []
    visitor.click_zone("青东")  # negative control: a click does reach the server
    visitor.wait_title("青东")
    assert sent != []


def test_back_returns_to_the_last_choice(visit, app_url):
    visitor = visit(app_url).open()
    visitor.map()
    visitor.click_zone("青西")
    visitor.wait_title("青西")
    visitor.page.wait_for_url("**focus=zone*")
    visitor.click_zone("青东")
    visitor.wait_title("青东")
    visitor.page.wait_for_url("**E9%9D%92%E4%B8%9C*")
    visitor.page.go_back()
    visitor.wait_title("青西")
