"""The left-behind file, driven offline in a real browser from file://."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from mapapp.contracts.scenes import Camera, Deck, Scene
from mapapp.reports import player_html, ready_decks
from mapapp.reports.scene_data import scene_selection
from mapapp.selection import select
from tests.reports.test_html_deck import HOSTILE

pytestmark = pytest.mark.browser

WALL = {"width": 1920, "height": 1080}
CAMERA = Camera(121.0123456, 31.1234567, 12.25, 1517, 1080)


@pytest.fixture
def open_file(browser, tmp_path: Path):
    """Open a page text as a local file without a network; errors and outside requests are collected."""
    contexts = []

    def opened(text: str, viewport: dict[str, int] | None = None):
        path = tmp_path / "deck.html"
        path.write_text(text, encoding="utf-8")
        context = browser.new_context(viewport=viewport or WALL, offline=True)
        contexts.append(context)
        page = context.new_page()
        page.faults, page.asked = [], []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda line: page.faults.append(line.text) if line.type == "error" else None)
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path.as_uri())
        page.wait_for_selector("body[data-ready='1']")
        return page

    yield opened
    for context in contexts:
        context.close()


def state(page) -> dict:
    return page.evaluate(
        "() => ({index: player.index, year: player.year, clock: player.scene.clock, focus: mapapp.focus,"
        " shown: mapapp.marks.filter((mark) => mark.shown).map((mark) => mark.id), camera: player.camera(),"
        " foot: document.querySelector('.foot').innerText})"
    )


def settle(page) -> None:
    """Wait until the flight is over."""
    page.wait_for_function("() => !player.flying")


def test_nothing_is_asked_from_outside_and_nothing_fails(open_file, atlas):
    page = open_file(player_html(atlas, ready_decks(atlas)[0]))
    for key in ("PageDown",) * 5:
        page.keyboard.press(key)
    settle(page)
    outside = [url for url in page.asked if not url.startswith(("data:", "blob:", "file:"))]
    assert (outside, page.faults) == ([], [])
    assert len([url for url in page.asked if url.startswith("file:")]) == 1


def test_every_scene_shows_the_projects_and_counts_of_the_app(open_file, atlas):
    for deck in ready_decks(atlas):
        page = open_file(player_html(atlas, deck))
        for index, scene in enumerate(deck.scenes):
            page.evaluate("(index) => player.go(index, {still: true})", index)
            selection = scene_selection(atlas, scene)
            selected = select(atlas, selection)
            now = state(page)
            assert now["shown"] == [project.project_id for project in selected.projects]
            assert (now["year"], now["clock"]) == (selection.as_of, selection.clock.value)
            assert f"已上图 {selected.mapped} / 未上图 {selected.unmapped} / 共 {selected.total}" in now["foot"]


def test_a_scene_comes_back_to_the_pixel(open_file, atlas):
    deck = Deck("甲", (Scene("一", camera=CAMERA, selection=(("year", "2023"),), focus="zone:青西"), Scene("二")))
    page = open_file(player_html(atlas, deck))
    before = state(page)
    page.keyboard.press("PageDown")
    settle(page)
    assert state(page)["camera"] != before["camera"]
    page.keyboard.press("PageUp")
    settle(page)
    after = state(page)
    off = page.evaluate(
        "([lat, lon]) => mapapp.map.latLngToContainerPoint([lat, lon]).distanceTo(mapapp.map.getSize().divideBy(2))",
        [CAMERA.lat, CAMERA.lon],
    )
    assert off <= 1
    assert after["camera"]["zoom"] == CAMERA.zoom
    assert {key: after[key] for key in ("year", "clock", "focus", "shown")} == {
        key: before[key] for key in ("year", "clock", "focus", "shown")
    }


def test_a_larger_window_shows_the_same_ground(open_file, atlas):
    deck = Deck("甲", (Scene("一", camera=replace(CAMERA, width=758, height=540, zoom=11.0)),))
    page = open_file(player_html(atlas, deck))
    assert state(page)["camera"]["zoom"] == 12.0


def test_clicker_keys_wherever_the_focus_is(open_file, atlas):
    page = open_file(player_html(atlas, ready_decks(atlas)[0]))
    last = len(ready_decks(atlas)[0].scenes) - 1
    for where in ("body", "path[data-zone]", ".body", ".deck-tool"):
        page.evaluate("(where) => document.querySelector(where).focus()", where)
        page.evaluate("player.go(0, {still: true})")
        for key, expected in (
            ("PageDown", 1),
            ("ArrowRight", 2),
            ("Space", 3),
            ("ArrowDown", 4),
            ("PageUp", 3),
            ("ArrowLeft", 2),
            ("ArrowUp", 1),
            ("End", last),
            ("PageDown", last),
            ("Home", 0),
            ("PageUp", 0),
        ):
            page.keyboard.press(key)
            assert state(page)["index"] == expected, (where, key)
    page.keyboard.press("b")
    assert page.locator(".black").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".black").is_visible()
    assert page.faults == []


def test_fifty_random_keys_break_nothing(open_file, atlas):
    deck = ready_decks(atlas)[1]
    page = open_file(player_html(atlas, deck))
    dice = random.Random(8)
    keys = (
        "PageDown",
        "PageUp",
        "ArrowLeft",
        "ArrowRight",
        "Space",
        "Home",
        "End",
        "Escape",
        "b",
        "y",
        "a",
        "n",
        "t",
        "h",
    )
    for _ in range(50):
        page.keyboard.press(dice.choice(keys))
        page.wait_for_timeout(dice.choice((0, 10, 60)))
    for key in ("Escape",) * 5:
        page.keyboard.press(key)
    page.keyboard.press("End")
    settle(page)
    page.evaluate("player.stopYears()")
    now, scene = state(page), deck.scenes[-1]
    assert now["index"] == len(deck.scenes) - 1
    assert len(now["shown"]) == select(atlas, scene_selection(atlas, scene)).total
    want = page.evaluate(
        "(() => {const t = player.target(player.scene.camera); return [t.center.lng, t.center.lat, t.zoom]})()"
    )
    assert [now["camera"]["lon"], now["camera"]["lat"]] == pytest.approx(want[:2], abs=1e-6)
    assert now["camera"]["zoom"] == want[2]
    assert page.faults == []


def test_years_run_by_inside_a_scene_and_end_where_the_scene_stands(open_file, atlas):
    deck = Deck("甲", (Scene("一"), Scene("二", selection=(("year", "2022"),), play=(2020, 2022))))
    page = open_file(player_html(atlas, deck))
    page.keyboard.press("PageDown")
    seen = [state(page)["year"]]
    for year in (2021, 2022):
        page.wait_for_function("(year) => player.year === year", arg=year)
        seen.append(state(page)["year"])
    page.wait_for_function("() => !player.running")
    assert seen == [2020, 2021, 2022]
    assert len(state(page)["shown"]) == select(atlas, scene_selection(atlas, deck.scenes[1])).total


def test_autoplay_goes_on_by_the_seconds_of_each_scene(open_file, atlas):
    deck = Deck("甲", tuple(Scene(name, seconds=1) for name in "一二三"))
    page = open_file(player_html(atlas, deck))
    page.keyboard.press("a")
    page.wait_for_function("() => player.index === 2 && !player.auto", timeout=10_000)
    assert page.faults == []


def test_a_click_shows_the_sentences(open_file, atlas):
    page = open_file(player_html(atlas, ready_decks(atlas)[0]))
    spot = page.evaluate(
        "() => {const m = mapapp.marks.find((m) => m.shown && m.kind === 'point');"
        " mapapp.map.setView(L.latLng(m.box[0]), 14, {animate: false});"
        " return [m.id, mapapp.map.getSize().x / 2, mapapp.map.getSize().y / 2]}"
    )
    page.mouse.click(spot[1], spot[2])
    project = atlas.project_by_id[spot[0]]
    panel = page.locator(".card").inner_text()
    assert project.name in panel
    for event in atlas.events_of(project):
        assert "".join(event.quote.split()) in "".join(panel.split())
    page.keyboard.press("Escape")
    assert page.locator(".card").count() == 0


@pytest.mark.parametrize("viewport", [WALL, {"width": 1366, "height": 768}], ids=["1920", "1366"])
def test_the_map_has_three_quarters_and_words_are_large(open_file, atlas, viewport):
    page = open_file(player_html(atlas, ready_decks(atlas)[0]), viewport)
    for index in range(6):
        page.evaluate("(index) => player.go(index, {still: true})", index)
        found = page.evaluate(MEASURE)
        assert found["share"] >= 0.75
        assert not found["covers"], "the legend stands beside the map, never on it"
        assert found["overflow"] <= 1, "nothing in the rail is cut at the foot"
        least = 20 if viewport is WALL else 14
        assert [item for item in found["sizes"] if item[1] < least] == []


MEASURE = """() => {
  const box = document.querySelector(".folium-map").getBoundingClientRect();
  const legend = document.querySelector(".legend-rows").getBoundingClientRect();
  const texts = [...document.querySelectorAll(".rail *, .name span, .name .badge, .leaflet-control-scale-line, .north")]
    .filter((node) => node.offsetParent && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  const body = document.querySelector(".body");
  return {
    share: (box.width * box.height) / (innerWidth * innerHeight),
    covers: legend.left < box.right && legend.top < box.bottom && legend.right > box.left,
    overflow: body.scrollHeight - body.clientHeight,
    sizes: texts.map((node) => [node.className + " " + node.textContent.slice(0, 20), parseFloat(getComputedStyle(node).fontSize)]),
  };
}"""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_and_never_run(open_file, make_atlas, make_event, text):
    small = make_atlas([make_event(name=text, quote=text)])
    deck = Deck(text, (Scene(text, caption=text, notes=text, focus="zone:青西", held=("青西", "示范区")),))
    page = open_file(player_html(small, deck))
    page.keyboard.press("n")
    page.evaluate("player.show('project:p1', [])")
    page.wait_for_timeout(50)
    assert page.evaluate("window.hit") is None
    shown = page.locator("body").inner_text()
    visible = text.strip("\u2028\u2029")
    assert shown.count(visible) >= 3
    assert page.faults == []


def test_dark_and_bright_words_stand_out(open_file, atlas):
    page = open_file(player_html(atlas, ready_decks(atlas)[0]))
    for _ in range(2):
        found = page.evaluate(CONTRAST)
        assert [item for item in found if item[1] < 4.5] == []
        page.keyboard.press("t")


CONTRAST = """() => {
  const verdict = (text) => {
    const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = verdict(getComputedStyle(document.querySelector(".rail")).backgroundColor);
  return [...document.querySelectorAll(".rail *")]
    .filter((node) => node.offsetParent && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
    .map((node) => {
      const ink = verdict(getComputedStyle(node).color);
      return [node.className + " " + node.textContent.slice(0, 20), (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)];
    });
}"""


def test_the_buttons_of_a_meeting_are_in_sight_in_one_row(open_file, atlas):
    page = open_file(player_html(atlas, ready_decks(atlas)[0]))
    boxes = [tool.bounding_box() for tool in page.locator(".deck-tool").all()]
    assert len(boxes) == 7
    assert all(boxes)
    assert len({round(box["y"]) for box in boxes}) == 1
    page.get_by_label("下一场景（PageDown、→、空格）").click()
    assert page.evaluate("player.index") == 1
