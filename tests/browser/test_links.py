"""A link shows what it says, whatever the tab showed before: its view, else its focus whole, else everything."""

from __future__ import annotations

import pytest

from tests.browser.conftest import until

VIEW = "(() => { const { map } = window.mapapp, c = map.getCenter(); return [c.lng, c.lat, map.getZoom()]; })()"
HOLDS = """(id) => { const { map, zones } = window.mapapp, zone = zones.find((item) => item.id === id).layer.getBounds();
  const seen = map.getBounds(), shares = [(zone.getEast() - zone.getWest()) / (seen.getEast() - seen.getWest()),
    (zone.getNorth() - zone.getSouth()) / (seen.getNorth() - seen.getSouth())];
  return [seen.contains(zone), Math.max(...shares)]; }"""


def look_elsewhere(visitor):
    """Move the map of this tab far away, as a visitor does, and let its address and memory know."""
    frame = visitor.map()
    frame.evaluate(
        "window.mapapp.untouched = false; void window.mapapp.map.setView([31.2, 121.3], 13, { animate: false })"
    )
    visitor.page.wait_for_url("**camera=121.3000**")
    return frame


@pytest.mark.parametrize("zone", ["大零号湾", "示范区", "青西"])
def test_a_link_to_a_zone_shows_all_of_it_in_a_tab_that_looked_elsewhere(visit, app_url, zone):
    visitor = visit(app_url).open()
    look_elsewhere(visitor)
    visitor.open(f"?focus=zone:{zone}")
    frame = visitor.map()
    until(frame, f"(id) => ({HOLDS})(id)[0]", zone)
    whole, share = frame.evaluate(HOLDS, zone)
    assert whole
    assert share > 0.6  # not lost in the middle of everything either
    assert "camera=" not in visitor.page.url


def test_a_link_to_a_town_or_a_project_shows_it(visit, app_url):
    visitor = visit(app_url).open()
    look_elsewhere(visitor)
    visitor.open("?focus=town:练塘镇")
    frame = visitor.map()
    until(frame, "window.mapapp.map.getBounds().contains(window.mapapp.areaBounds['town:练塘镇'])")
    assert frame.evaluate("window.mapapp.map.getZoom()") > 11
    project = frame.evaluate("window.mapapp.marks.find((mark) => mark.kind === 'point' && mark.shown).id")
    visitor.open(f"?focus=project:{project}")
    frame = visitor.map()
    until(
        frame,
        "(id) => window.mapapp.map.getBounds().contains(window.mapapp.marks.find((m) => m.id === id).box[0])",
        project,
    )
    assert frame.evaluate("window.mapapp.map.getZoom()") >= 13


def test_a_link_with_a_view_shows_that_view_whatever_it_names(visit, app_url):
    visitor = visit(app_url).open()
    look_elsewhere(visitor)
    visitor.open("?focus=zone:大零号湾&camera=121.0512,31.1034,12.5")
    frame = visitor.map()
    until(frame, f"{VIEW}[2] === 12.5")
    visitor.page.wait_for_timeout(800)
    assert frame.evaluate(VIEW) == pytest.approx([121.0512, 31.1034, 12.5], abs=0.001)


def test_a_plain_address_shows_everything_and_so_does_a_new_tab(visit, app_url):
    visitor = visit(app_url).open()
    home = visitor.map().evaluate(VIEW)
    look_elsewhere(visitor)
    visitor.open("")
    assert visitor.map().evaluate(VIEW) == pytest.approx(home, abs=0.01)
    assert visit(app_url).open().map().evaluate(VIEW) == pytest.approx(home, abs=0.01)


def test_within_a_visit_the_map_comes_back_where_it_was_left(visit, app_url):
    visitor = visit(app_url).open()
    left = look_elsewhere(visitor).evaluate(VIEW)
    visitor.page.get_by_role("radio", name="台账").or_(visitor.page.get_by_role("button", name="台账")).first.click()
    visitor.page.locator(".sheet").wait_for()
    visitor.page.get_by_role("radio", name="地图").or_(visitor.page.get_by_role("button", name="地图")).first.click()
    assert visitor.map().evaluate(VIEW) == pytest.approx(left, abs=0.001)


def test_the_name_of_a_zone_shows_its_whole_extent(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    assert frame.evaluate(HOLDS, "示范区")[0] is False  # half of it lies outside the first view
    frame.locator(".name-zone .open", has_text="示范区").click()
    until(frame, f"(id) => ({HOLDS})(id)[0]", "示范区")
    visitor.wait_title("示范区")
