"""A hurried hand: whatever overtakes what, panel, map and address end up naming the last thing clicked."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import FREE_SPOT

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


@pytest.mark.xfail(
    reason="open: since names and crowds came to the map the last click sometimes finds nothing", strict=False
)
def test_a_quick_hand_in_map_and_panel_does_not_kill_the_page(visit, app_url):
    """Answers that overtake each other once made the browser look for a message it had dropped."""
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
    visitor.click_at(*spots[0])
    rest(visitor)
    assert named(visitor) == ("zone:青西",) * 3
    assert complaints == []


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
