"""Colouring zones: chosen beside the layers, by keyboard too, kept in the link and in scenes, and silent where nothing is known."""

from __future__ import annotations

import json

from tests.browser.conftest import until
from tests.browser.test_accessible import faults

FILL = "(id) => document.querySelector(`path[data-zone='${id}']`).getAttribute('fill')"
OPACITY = "(id) => Number(document.querySelector(`path[data-zone='${id}']`).getAttribute('fill-opacity'))"
BY = "(by) => ((window.mapapp.colour || {}).by || '') === by"
FIGURE = "figure:在建创新载体面积|万平方米"


def test_zones_are_coloured_by_each_measure_and_say_what_is_counted(visit, app_url):
    visitor = visit(app_url, 1920, 1080).open()
    frame = visitor.map()
    own = {zone: frame.evaluate(FILL, zone) for zone in ("青东", "青西", "示范区", "新城")}
    legend = frame.locator(".colour-legend")
    assert legend.is_hidden()

    # By keyboard alone: open the panel, go down to the mix of stages, leave it with Esc.
    frame.locator(".tool.colours").press("Enter")
    frame.locator(".colour-panel input").first.focus()
    visitor.page.keyboard.press("ArrowDown")
    until(frame, BY, "stage")
    assert "阶段构成" in legend.inner_text()
    until(frame, "window.mapapp.labels.filter((label) => label.kind === 'zone' && label.shown).length >= 4")
    # The same numbers as in the panel, at the name and in the legend; zones keep their own colours.
    row = frame.locator(".by-zone tr").filter(has_text="青西").inner_text()
    assert "61 项" in row
    assert "33/61 项有位置" in row
    assert frame.locator(".name-zone").filter(has_text="青西").locator(".measure").inner_text() == "61 项"
    assert frame.evaluate(FILL, "青西") == own["青西"]

    visitor.page.keyboard.press("ArrowDown")
    until(frame, BY, "kept")
    assert "待核实" in legend.inner_text()
    assert "共 16 条" in frame.locator(".by-zone tr").filter(has_text="青西").inner_text()
    # None of 大零号湾's promises is decided: nothing says how many were kept, and nothing says nought.
    assert frame.locator(".name-zone").filter(has_text="大零号湾").locator(".measure").inner_text() == "待核实 9"

    visitor.page.keyboard.press("ArrowDown")
    until(frame, BY, "density")
    until(frame, f"({FILL})('青东') !== {json.dumps(own['青东'])}")
    assert frame.evaluate(FILL, "青东") != frame.evaluate(FILL, "青西")
    # A fill would lie where a zone lies over others, or its boundary is not fixed: there a bar says it.
    assert [frame.evaluate(OPACITY, zone) for zone in ("示范区", "新城")] == [0, 0]
    assert frame.locator(".name-zone").filter(has_text="新城").locator(".gauge").count() == 1
    assert frame.locator(".name-zone").filter(has_text="青东").locator(".gauge").count() == 0
    assert "示范区" in legend.locator(".note").inner_text()
    visitor.page.keyboard.press("Escape")
    assert frame.locator(".colour-panel").is_hidden()

    # A figure: one zone has it, the others are hatched, and its sentence is one click away.
    frame.locator(".tool.colours").click()
    frame.locator(".colour-panel select").select_option(FIGURE)
    until(frame, BY, FIGURE)
    said = frame.locator(".name-zone .measure").all_inner_texts()
    assert said.count("无数据") == 4
    assert "约76万平方米（2023 年）" in said
    assert frame.locator(".name-zone [fill='url(#no-data)']").count() == 4
    assert faults(visitor.page) == []
    frame.locator(".name-zone button.measure").click()
    visitor.page.locator(".panel mark, .panel .passage").filter(has_text="76万平方米").first.wait_for()
    until(visitor.page, "location.search.includes('colour=figure')")

    # Hidden zones have no colours; the year is that of the whole page.
    frame.locator(".tool.layers").click()
    assert frame.locator(".colour-panel").is_hidden()
    frame.locator("[data-layer=zones]").uncheck()
    assert legend.is_hidden()
    frame.locator("[data-layer=zones]").check()
    assert legend.is_visible()
    visitor.page.get_by_role("slider").press("Home")
    until(frame, "window.mapapp.colour.zones.every((row) => row.value === null)")


def test_a_link_and_a_scene_keep_what_zones_are_coloured_by(visit, app_url):
    visitor = visit(app_url).open("?colour=density&lang=zh")
    frame = visitor.map()
    until(frame, BY, "density")
    strange = visit(app_url).open("?colour=moon")
    strange.page.get_by_text("moon").first.wait_for()
    assert strange.map().evaluate("window.mapapp.colour") is None
    visitor.page.get_by_role("radio", name="汇报").or_(visitor.page.get_by_role("button", name="汇报")).first.click()
    player = visitor.page.frame_locator(".present iframe")
    player.locator(".rail h1").wait_for(timeout=60_000)
    frame = visitor.page.locator(".present iframe").element_handle().content_frame()
    until(frame, "document.body.dataset.ready === '1' && !window.mapapp.colour")
    visitor.page.locator(".present .bar .plain").first.click()
    until(frame, BY, "density", timeout=60_000)
    assert player.locator(".colour-legend").is_visible()
    assert player.locator(".name-zone.measured").count() == 5
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(".st-key-leave-json button").click()
    scenes = json.loads(waiting.value.path().read_text(encoding="utf-8"))["scenes"]
    assert [scene["colour"] for scene in scenes if "colour" in scene] == ["density"]
