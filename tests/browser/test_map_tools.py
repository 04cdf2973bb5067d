"""The tools in the column of the map: layers, full screen, place under the pointer, measuring."""

from __future__ import annotations

import json
import re

from tests.browser.conftest import until

CLOSE = "?camera=121.1219,31.1514,14"

# A pixel of the map's frame as lon, lat, asked of the map itself.
PLACE = "([x, y]) => { const p = window.mapapp.map.containerPointToLatLng([x, y]); return [p.lng, p.lat]; }"
# What is painted on the ground's canvas, as a number that any change of picture changes.
GROUND = """() => { const sheet = document.querySelector('.leaflet-ground-pane canvas');
  const { data } = sheet.getContext('2d').getImageData(0, 0, sheet.width, sheet.height);
  let sum = 0; for (let i = 0; i < data.length; i++) sum = (sum * 31 + data[i]) % 1000003; return sum; }"""


def switch(frame, layer: str, *, on: bool) -> None:
    """Switch one layer in the panel, which is opened where it is not."""
    if frame.locator(".layer-panel").is_hidden():
        frame.locator(".tool.layers").click()
    frame.locator(f"[data-layer='{layer}']").set_checked(on)


def test_every_layer_can_be_hidden_and_shown_again(visit, app_url):
    frame = visit(app_url).open(CLOSE).map()
    before = frame.evaluate(GROUND)
    for layer in ("roads", "rail", "water", "towns"):
        switch(frame, layer, on=False)
        until(frame, f"(before) => ({GROUND})() !== before", before)
        switch(frame, layer, on=True)
        until(frame, f"(before) => ({GROUND})() === before", before)
    kinds = {"points": "point", "lines": "line", "areas": "area"}
    for layer, kind in kinds.items():
        drawn = "(kind) => window.mapapp.marks.filter((mark) => mark.shown && mark.kind === kind).length"
        count = frame.evaluate(drawn, kind)
        assert count > 0
        switch(frame, layer, on=False)
        assert frame.evaluate(drawn, kind) == 0
        switch(frame, layer, on=True)
        assert frame.evaluate(drawn, kind) == count
    shown = "window.mapapp.labels.filter((label) => label.shown && !label.count).length"
    assert frame.evaluate(shown) > 0
    switch(frame, "places", on=False)
    switch(frame, "zones", on=False)
    assert frame.evaluate(shown) == 0
    assert frame.locator("path[data-zone]").first.is_hidden()
    frame.locator(".all-layers").click()
    assert frame.evaluate("window.mapapp.options.hide") == []
    assert frame.locator("path[data-zone]").first.is_visible()


def test_a_kind_of_project_that_is_hidden_is_neither_drawn_nor_counted_at_a_name(visit, app_url):
    frame = visit(app_url).open().map()
    of_kind = "window.mapapp.marks.filter((mark) => mark.shown && mark.sort === 'works').length"
    assert frame.evaluate(of_kind) > 0
    switch(frame, "kind:works", on=False)
    assert frame.evaluate(of_kind) == 0
    counted = frame.evaluate("Object.values(window.mapapp.areaCounts).reduce((sum, n) => sum + n, 0)")
    assert counted == frame.evaluate("window.mapapp.marks.filter((mark) => mark.shown && mark.area).length")
    # The button says that something is missing.
    assert "1" in frame.locator(".tool.layers.some-off").get_attribute("title")


def test_a_link_opens_the_layers_it_was_copied_with(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    switch(frame, "water", on=False)
    switch(frame, "lines", on=False)
    until(visitor.page, "location.search.includes('hide=')")
    visitor.click_zone("青西")
    visitor.wait_title("青西")
    until(visitor.page, "location.search.includes('hide=') && location.search.includes('focus=')")
    address = visitor.page.url
    assert "hide=lines,water" in address
    other = visit(app_url).open(address.removeprefix(app_url + "/"))
    assert other.map().evaluate("window.mapapp.options.hide") == ["lines", "water"]
    assert not other.map().locator("[data-layer=water]").is_checked()
    # One without them shows everything, and one that names nothing says so.
    assert visit(app_url).open().map().evaluate("window.mapapp.options.hide") == []
    strange = visit(app_url).open("?hide=moon,water")
    assert strange.map().evaluate("window.mapapp.options.hide") == ["water"]
    strange.page.get_by_text("moon").first.wait_for()


def test_back_brings_the_layers_that_were_shown(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    switch(frame, "rail", on=False)
    frame.locator(".tool.layers").click()
    visitor.click_zone("青西")
    visitor.wait_title("青西")
    switch(frame, "rail", on=True)
    until(visitor.page, "!location.search.includes('hide=')")
    visitor.page.go_back()
    until(frame, "window.mapapp.options.hide.join() === 'rail'")


def test_a_scene_keeps_the_layers_it_was_saved_with(visit, app_url):
    visitor = visit(app_url).open()
    switch(visitor.map(), "water", on=False)
    visitor.page.get_by_role("radio", name="汇报").or_(visitor.page.get_by_role("button", name="汇报")).first.click()
    player = visitor.page.frame_locator(".present iframe")
    player.locator(".rail h1").wait_for(timeout=60_000)
    frame = visitor.page.locator(".present iframe").element_handle().content_frame()
    until(frame, "document.body.dataset.ready === '1' && window.mapapp.options.hide.length === 0")
    visitor.page.locator(".present .bar .plain").first.click()
    until(frame, "window.mapapp.options.hide.join() === 'water'", timeout=60_000)
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(".st-key-leave-json button").click()
    scenes = json.loads(waiting.value.path().read_text(encoding="utf-8"))["scenes"]
    assert [scene["hide"] for scene in scenes if "hide" in scene] == [["water"]]


def test_the_map_fills_the_screen_and_gives_it_back(visit, app_url):
    frame = visit(app_url).open().map()
    frame.locator(".tool.full").click()
    until(frame, "Boolean(document.fullscreenElement)")
    assert frame.locator(".tool.full").get_attribute("aria-pressed") == "true"
    frame.locator(".tool.full").click()
    until(frame, "!document.fullscreenElement")
    until(frame, "document.querySelector('.tool.full').getAttribute('aria-pressed') === 'false'")


def test_the_place_under_the_pointer_is_said_and_copied(visit, app_url):
    visitor = visit(app_url)
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app_url)
    visitor.open(CLOSE)
    frame = visitor.map()
    box = visitor.page.locator(".st-key-mapbox iframe").bounding_box()
    visitor.page.mouse.move(box["x"] + 400, box["y"] + 300)
    until(frame, "!document.querySelector('.pointer-place').hidden")
    lon, lat = frame.evaluate(PLACE, [400, 300])
    said = [float(part) for part in frame.locator(".pointer-place").inner_text().split(",")]
    assert abs(said[0] - lon) < 2e-5
    assert abs(said[1] - lat) < 2e-5
    visitor.page.mouse.click(box["x"] + 420, box["y"] + 310, button="right")
    frame.locator(".pointer-place").filter(has_text="WGS 84").wait_for()
    lon, lat = frame.evaluate(PLACE, [420, 310])
    assert visitor.page.evaluate("navigator.clipboard.readText()") == f"{lon:.5f}, {lat:.5f}"


def measure(visitor, *spots: tuple[int, int]) -> None:
    """Take the tool and click some points."""
    visitor.map().locator(".tool.measure").click()
    for x, y in spots:
        visitor.click_at(x, y)


def kilometres(frame) -> float:
    """Return the length that is said, in kilometres."""
    number, unit = re.findall(r"([\d.]+) (米|公里)", frame.locator(".measured .length").inner_text())[0]
    return float(number) / (1000 if unit == "米" else 1)


def test_a_line_is_measured_with_the_mouse_and_leaves_nothing_behind(visit, app_url):
    visitor = visit(app_url).open(CLOSE)
    frame = visitor.map()
    title = visitor.title()
    measure(visitor, (300, 300), (500, 300))
    until(frame, "!document.querySelector('.measured .length').textContent.includes(' 0 ')")
    # 200 pixels at zoom 14 on the equator are 200 * 156543.03392 / 2**14 metres, here shorter by the cosine of the latitude;
    # the sphere of the tiles and the ellipsoid differ by less than three thousandths.
    wanted = 200 * 156543.03392 / 2**14 * 0.85588 / 1000
    assert abs(kilometres(frame) - wanted) < 0.003 * wanted + 0.01
    visitor.click_at(500, 450)
    visitor.page.keyboard.press("Enter")
    frame.locator(".measured .area").filter(has_text="平方公里").or_(
        frame.locator(".measured .area").filter(has_text="公顷")
    ).wait_for()
    visitor.page.keyboard.press("Backspace")
    until(frame, "document.querySelector('.measured .area').hidden")
    visitor.page.keyboard.press("Escape")
    assert frame.locator(".measured").is_hidden()
    assert frame.locator(".tool.measure").get_attribute("aria-pressed") == "false"
    # Points of a line choose nothing; without the tool a click chooses again.
    assert visitor.title() == title
    visitor.click_zone("新城")
    visitor.wait_title("新城")


def test_a_line_is_measured_with_a_finger(browser, app_url):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    try:
        page.goto(app_url + "/" + CLOSE)
        frame = page.locator(".st-key-mapbox iframe").element_handle(timeout=60_000).content_frame()
        until(frame, "window.mapapp && window.mapapp.ready && window.mapapp.painted > 0")
        frame.locator(".tool.measure").tap()
        box = page.locator(".st-key-mapbox iframe").bounding_box()
        height = box["height"] * 0.7
        page.touchscreen.tap(box["x"] + 120, box["y"] + height)
        page.touchscreen.tap(box["x"] + 320, box["y"] + height)
        until(frame, "/[1-9]/.test(document.querySelector('.measured .length').textContent)")
        wanted = 200 * 156543.03392 / 2**14 * 0.85588 / 1000
        assert abs(kilometres(frame) - wanted) < 0.003 * wanted + 0.02
        frame.locator(".measured .close").tap()
        assert frame.locator(".measured").is_hidden()
    finally:
        context.close()
