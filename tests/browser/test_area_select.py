"""Selecting by drawing: a box, a polygon or the present view becomes a filter that link, chip and exports carry."""

from __future__ import annotations

import json
import re

from shapely.geometry import shape

from mapapp.selection.selected_area import read_area
from tests.browser.conftest import until
from tests.browser.test_filters import total, wait_total

CLOSE = "?camera=121.1219,31.1514,14"
# Corners of a box in the map's frame, in pixels.
BOX = ((400, 200), (700, 550))


def take(visitor):
    """Take the tool in hand."""
    frame = visitor.map()
    frame.locator(".tool.select").click()
    return frame


def within(visitor) -> str:
    """Wait for an area in the address and return it."""
    until(visitor.page, "new URL(location.href).searchParams.has('within')")
    return visitor.page.evaluate("new URL(location.href).searchParams.get('within')")


def chip_count(visitor) -> int:
    """Return the count the chip of the area says."""
    chip = visitor.page.locator(".chip[data-chip^=within]")
    chip.wait_for()
    return int(re.search(r"(\d+)", chip.inner_text())[1])


def drag(visitor, start, end):
    box = visitor.page.locator(".st-key-mapbox iframe").bounding_box()
    mouse = visitor.page.mouse
    mouse.move(box["x"] + start[0], box["y"] + start[1])
    mouse.down()
    mouse.move(box["x"] + (start[0] + end[0]) / 2, box["y"] + (start[1] + end[1]) / 2)
    mouse.move(box["x"] + end[0], box["y"] + end[1])
    mouse.up()


def test_a_box_that_is_dragged_filters_everything_until_its_chip_is_removed(visit, app_url):
    visitor = visit(app_url).open(CLOSE)
    everything = total(visitor)
    frame = take(visitor)
    view = frame.evaluate("window.mapapp.map.getCenter().toString()")
    drag(visitor, *BOX)
    area = read_area(within(visitor))
    assert frame.evaluate("window.mapapp.map.getCenter().toString()") == view
    # The four corners are those that were dragged, to a metre.
    corners = frame.evaluate(
        "([a, b]) => [a, b].map((at) => { const p = window.mapapp.map.containerPointToLatLng(at); return [p.lng, p.lat]; })",
        BOX,
    )
    (west, north), (east, south) = corners
    assert max(abs(a - b) for a, b in zip(area.bounds, (west, south, east, north), strict=True)) <= 1.1e-5
    assert frame.locator(".area-select").is_hidden()
    count = chip_count(visitor)
    assert 0 < count < everything
    wait_total(visitor, count)
    assert "没有位置" in visitor.page.locator(".st-key-foot").inner_text()
    # What is shown is what meets the box: asked of the marks' own points.
    shown = frame.evaluate("window.mapapp.marks.filter((mark) => mark.shown).length")
    assert shown == count
    assert frame.locator(".leaflet-areas-pane svg path").count() == 1
    visitor.page.locator(".chip[data-chip^=within]").click()
    wait_total(visitor, everything)
    until(visitor.page, "!location.search.includes('within=')")
    until(frame, "!document.querySelector('.leaflet-areas-pane svg path')")


def test_a_polygon_is_clicked_shared_and_exported(visit, app_url, tmp_path):
    visitor = visit(app_url).open(CLOSE)
    frame = take(visitor)
    frame.locator(".shape-polygon").click()
    assert frame.locator(".finish").is_disabled()
    for spot in ((400, 200), (700, 200), (700, 550)):
        visitor.click_at(*spot)
    visitor.page.keyboard.press("Enter")
    text = within(visitor)
    assert text.count("_") == 3
    count = chip_count(visitor)
    wait_total(visitor, count)
    assert "focus=" not in visitor.page.url

    other = visit(app_url).open(visitor.page.url.removeprefix(app_url + "/"))
    wait_total(other, count)
    assert chip_count(other) == count

    visitor.page.locator(".st-key-foot").get_by_role("button", name="下载").click()
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_test_id("stPopoverBody").get_by_role("button", name=re.compile("GeoJSON")).click()
    path = tmp_path / "shown.geojson"
    waiting.value.save_as(path)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["about"]["filters"]["within"] == text
    assert len(content["features"]) == count
    area = read_area(text)
    for feature in content["features"]:
        if feature["properties"]["placement_precision"] not in ("town", "zone"):
            assert shape(feature["geometry"]).distance(area) < 1e-5


def test_escape_puts_the_tool_down_and_leaves_nothing(visit, app_url):
    visitor = visit(app_url).open(CLOSE)
    frame = take(visitor)
    frame.locator(".shape-polygon").click()
    visitor.click_at(400, 200)
    visitor.click_at(500, 200)
    visitor.page.keyboard.press("Escape")
    assert frame.locator(".area-select").is_hidden()
    assert frame.locator(".tool.select").get_attribute("aria-pressed") == "false"
    assert frame.evaluate("window.mapapp.map.dragging.enabled()")
    take(visitor)
    visitor.click_at(400, 200)
    visitor.page.keyboard.press("Escape")
    assert frame.locator(".area-select").is_hidden()
    assert "within=" not in visitor.page.url


def test_an_outline_that_crosses_itself_is_no_area(visit, app_url):
    visitor = visit(app_url).open(CLOSE)
    frame = take(visitor)
    frame.locator(".shape-polygon").click()
    for spot in ((400, 200), (700, 500), (700, 200), (400, 500)):
        visitor.click_at(*spot)
    visitor.page.keyboard.press("Enter")
    frame.locator(".area-select .hint").filter(has_text="交叉").wait_for()
    assert "within=" not in visitor.page.url
    frame.locator(".area-select .undo").click()
    frame.locator(".area-select .finish").click()
    assert within(visitor).count("_") == 3


def test_the_present_view_is_selected_with_the_keyboard_alone_and_given_up(visit, app_url):
    visitor = visit(app_url).open(CLOSE)
    everything = total(visitor)
    frame = visitor.map()
    frame.locator(".tool.select").focus()
    visitor.page.keyboard.press("Enter")
    frame.locator(".area-select .view").focus()
    visitor.page.keyboard.press("Enter")
    assert 0 < chip_count(visitor) < everything
    take(visitor)
    frame.locator(".area-select .none").click()
    wait_total(visitor, everything)


def test_a_box_is_drawn_with_a_finger(browser, app_url):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    try:
        page.goto(app_url + "/" + CLOSE)
        frame = page.locator(".st-key-mapbox iframe").element_handle(timeout=60_000).content_frame()
        until(frame, "window.mapapp && window.mapapp.ready && window.mapapp.painted > 0")
        frame.locator(".tool.select").tap()
        box = page.locator(".st-key-mapbox iframe").bounding_box()
        page.touchscreen.tap(box["x"] + 330, box["y"] + box["height"] * 0.2)
        page.touchscreen.tap(box["x"] + 120, box["y"] + box["height"] * 0.85)
        until(page, "new URL(location.href).searchParams.has('within')")
        area = read_area(page.evaluate("new URL(location.href).searchParams.get('within')"))
        lon, lat = frame.evaluate(
            "([x, y]) => { const p = window.mapapp.map.containerPointToLatLng([x, y]); return [p.lng, p.lat]; }",
            [330, box["height"] * 0.2],
        )
        assert abs(area.bounds[2] - lon) < 2e-4
        assert abs(area.bounds[3] - lat) < 2e-4
    finally:
        context.close()


def test_a_wrong_area_in_a_link_is_a_sentence(visit, app_url):
    visitor = visit(app_url).open("?within=121_31~122_32&zone=青西")
    words = " ".join(visitor.page.get_by_test_id("stAlert").all_inner_texts())
    assert "范围" in words
    visitor.page.locator(".chip").filter(has_text="青西").wait_for()
    assert visitor.page.locator(".chip").count() == 1


def test_back_takes_the_area_away_and_forward_brings_it_again(visit, app_url):
    """The map tells its view at the same moment; the two requests must not become one that forgot the Back."""
    visitor = visit(app_url).open(CLOSE)
    everything = total(visitor)
    take(visitor)
    drag(visitor, *BOX)
    count = chip_count(visitor)
    wait_total(visitor, count)
    for _ in range(2):
        visitor.page.go_back()
        wait_total(visitor, everything)
        assert "within=" not in visitor.page.url
        visitor.page.go_forward()
        wait_total(visitor, count)
