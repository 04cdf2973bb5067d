"""A hurried hand: whatever overtakes what, panel, map and address end up naming the last thing clicked."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from tests.browser.conftest import FREE_SPOT, until

AT_REST = "[data-testid='stApp'][data-test-script-state='notRunning']"


def named(visitor) -> tuple[str, str, str]:
    """Return what the address, the panel and the map name."""
    asked = parse_qs(urlsplit(visitor.page.url).query).get("focus", [""])[0]
    shown = visitor.page.locator(".panel").evaluate("(node) => node.dataset.focus")
    return asked, shown, visitor.map().evaluate("window.mapapp.focus")


def rest(visitor) -> None:
    """Wait until nothing has run for a moment."""
    for _ in range(3):
        visitor.page.wait_for_timeout(400)
        visitor.page.locator(AT_REST).wait_for()


# The map shows what it shows at first.
AT_HOME = """() => { const { map, home } = window.mapapp, size = map.getSize();
  return map.getBounds().contains(home) && map.getZoom() === map.getBoundsZoom(home, false, L.point(28, 54)); }"""


def go_home(visitor) -> None:
    """Show everything, and wait until the map has arrived."""
    visitor.page.frame_locator(".st-key-mapbox iframe").locator(".home").click()
    until(visitor.map(), AT_HOME)
    rest(visitor)


def test_two_hundred_quick_clicks_on_two_zones_end_with_the_last(visit, app_url):
    visitor = visit(app_url).open()
    complaints = []
    visitor.page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    spots = {zone: visitor.map().evaluate(FREE_SPOT, zone) for zone in ("青西", "青东")}
    for turn in range(5):
        for step in range(40):
            last = ("青西", "青东")[(step + turn) % 2]
            visitor.click_at(*spots[last])
            visitor.page.wait_for_timeout(50 + 50 * (step % 2))
        rest(visitor)
        assert named(visitor) == (f"zone:{last}",) * 3
    assert complaints == []


def test_a_quick_hand_in_map_and_panel_does_not_kill_the_page(visit, app_url):
    """Answers that overtake each other once made the browser look for a message it had dropped.

    A row may lead the map elsewhere, so what lies under the last click is looked up in the view that was reached.
    """
    visitor = visit(app_url).open()
    complaints = []
    visitor.page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    frame = visitor.map()
    spots = [frame.evaluate(FREE_SPOT, zone) for zone in ("青西", "青东", "新城")]
    for step in range(45):
        visitor.click_at(*spots[step % 3])
        visitor.page.wait_for_timeout(40 + 20 * (step % 4))
        visitor.page.locator(".panel").evaluate(
            "(node, at) => { const rows = node.querySelectorAll('.row'); if (rows.length) rows[at % rows.length].click(); }",
            step,
        )
        visitor.page.wait_for_timeout(30)
    rest(visitor)
    go_home(visitor)
    visitor.click_at(*visitor.map().evaluate(FREE_SPOT, "青西"))
    rest(visitor)
    assert named(visitor) == ("zone:青西",) * 3
    assert complaints == []


def test_a_click_right_after_a_row_stands_and_the_map_stays(visit, app_url):
    """Both reach the server before its answer; the later one counts, and the flight of the earlier one is off."""
    visitor = visit(app_url).open("?zone=青西&camera=121.0500,31.1000,13")
    frame = visitor.map()
    view = "() => { const { map } = window.mapapp, at = map.getCenter(); return [at.lng, at.lat, map.getZoom()]; }"
    before = frame.evaluate(view)
    spot = frame.evaluate(FREE_SPOT, "青西")
    rows = visitor.page.locator(".panel .row")
    for turn in range(8):
        rows.nth(turn).wait_for()
        rows.nth(turn).evaluate(
            """(row, spot) => { row.click();
            const { map } = document.querySelector('.st-key-mapbox iframe').contentWindow.mapapp, containerPoint = { x: spot[0], y: spot[1] };
            map.fire('click', { containerPoint }); }""",
            spot,
        )
        rest(visitor)
        assert named(visitor) == ("zone:青西",) * 3
        assert frame.evaluate(view) == before
        visitor.page.locator(".panel .close").click()
        until(visitor.page, "() => !location.search.includes('focus=')")


def test_a_click_between_two_year_steps_is_not_lost(visit, app_url):
    visitor = visit(app_url).open()
    page = visitor.page
    visitor.map()
    slider = page.get_by_role("slider")
    for turn in range(12):
        page.locator(".panel button.zone").first.wait_for()
        slider.focus()
        key = ("ArrowLeft", "ArrowRight")[turn % 2]
        page.keyboard.press(key)
        page.wait_for_timeout(turn)
        wanted = page.locator(".panel").evaluate(
            "(node, at) => { const zone = node.querySelectorAll('button.zone')[at]; zone.click(); return zone.dataset.focus; }",
            turn % 4,
        )
        page.keyboard.press(key)
        rest(visitor)
        assert named(visitor)[:2] == (wanted, wanted)
        page.locator(".panel .close").click()
    assert "year=" not in page.url
