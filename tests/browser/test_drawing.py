"""Putting things on the map with the mouse: asked, kept, shown at once, found after a restart, taken back without a trace."""

from __future__ import annotations

from datetime import date

import pytest
from shapely.geometry import Point

from mapapp.contracts import Person, SubjectKind
from mapapp.drawn_places import kept_place_id, placed_feature
from mapapp.exports import write_build
from mapapp.live_atlas import build_live_atlas
from mapapp.pipeline import build_atlas
from mapapp.selection import Selection, select
from mapapp.settings import GEODATA_DIR, SEEDS_DIR
from mapapp.store import close_databases, open_store
from tests.browser.conftest import ROOT, start_server, until


@pytest.fixture
def own(tmp_path):
    """Serve the app over a store of its own; give what starts it again and the store's address."""
    store = f"sqlite:///{tmp_path / 'store.sqlite'}"
    servers = []

    def start(**settings):
        server, url = start_server(
            ROOT / "mapapp" / "app.py", tmp_path / "log", MAPAPP_STORE=store, MAPAPP_DATA=str(tmp_path), **settings
        )
        servers.append(server)
        return url

    def stop():
        server = servers.pop()
        server.terminate()
        server.wait()

    yield start, stop, store
    while servers:
        stop()
    close_databases()


def built(atlas, folder):
    """Return every byte that `build` writes."""
    return {path.name: path.read_bytes() for path in write_build(atlas, select(atlas, Selection(as_of=2025)), folder)}


def place_of(visitor, name):
    """Return where the map draws a project, [lat, lon]; None while it does not."""
    return visitor.map().evaluate(
        "(name) => { const mark = window.mapapp.marks.find((one) => one.name === name); return mark && mark.box ? mark.box[0] : null; }",
        name,
    )


def on_map(visitor, lon, lat):
    """Return the pixels in the page where a place lies."""
    at = visitor.map().evaluate("([lon, lat]) => window.mapapp.map.latLngToContainerPoint([lat, lon])", [lon, lat])
    box = visitor.page.locator(".st-key-mapbox iframe").bounding_box()
    return box["x"] + at["x"], box["y"] + at["y"]


def test_a_project_is_put_dragged_kept_found_again_and_taken_back(visit, own, tmp_path):
    start, stop, address = own
    before = build_atlas(SEEDS_DIR, GEODATA_DIR)
    project = next(
        one for one in select(before, Selection()).projects if not before.placement_by_project[one.project_id].mapped
    )
    visitor = visit(start()).open(f"?page=problems&text={project.name.strip('“”')}")
    page = visitor.page
    page.locator(".sheet").wait_for(timeout=60_000)
    page.get_by_role("button", name="放到图上").first.click()
    page.locator(".st-key-editbox").get_by_text("在图上点一下项目的位置").wait_for(timeout=30_000)
    until(visitor.map(), "window.mapapp.editing && document.querySelector('.drawing') !== null")
    page.mouse.click(*on_map(visitor, 121.10, 31.10))
    page.locator(".st-key-editbox").get_by_text("东经 121.").wait_for()
    pin = visitor.map().locator(".pin").bounding_box()
    # The point of the pin is 34 px below its upper edge, in its middle.
    tip = (pin["x"] + pin["width"] / 2, pin["y"] + 20)
    page.mouse.move(*tip)
    page.mouse.down()
    page.mouse.move(tip[0] + 30, tip[1] + 10, steps=5)
    page.mouse.up()
    page.get_by_role("button", name="存入").click()
    page.get_by_text("还缺：可能偏差、核实来源、您的姓名").wait_for()
    assert open_store(address).journal.revision() == 0
    page.get_by_label("可能偏差").click()
    page.get_by_role("option", name="100 米以内").click()
    page.get_by_label("核实来源").fill("现场踏勘")
    page.get_by_label("您的姓名").fill("王工")
    page.get_by_role("button", name="存入").click()
    page.get_by_text(f"已放置：{project.name}").wait_for(timeout=60_000)
    page.locator(".panel").get_by_text("人工放置：王工于").wait_for(timeout=30_000)

    store = open_store(address)
    (entry,) = store.journal.entries(kind=SubjectKind.FEATURE)
    feature = store.features.read(entry.new)
    lon, lat = feature["geometry"]["coordinates"]
    # Thirty pixels east and ten south of the click, within the pixel the mouse may miss.
    assert (entry.who.name, entry.reason, feature["properties"]["accuracy_m"]) == ("王工", "现场踏勘", 100)
    assert place_of(visitor, project.name) == pytest.approx([lat, lon], abs=1e-6)
    x, y = on_map(visitor, lon, lat)
    first = on_map(visitor, 121.10, 31.10)
    assert (x - first[0], y - first[1]) == pytest.approx((30, 10), abs=3)

    stop()
    again = visit(start()).open(f"?focus=project:{project.project_id}")
    again.page.locator(".panel").get_by_text("人工放置：王工于").wait_for(timeout=60_000)
    assert place_of(again, project.name) == pytest.approx([lat, lon], abs=1e-6)
    again.page.locator(".panel").get_by_role("button", name="改位置").click()
    again.page.get_by_label("您的姓名").fill("李工")
    again.page.keyboard.press("Tab")
    again.page.get_by_role("button", name="撤销").click()
    again.page.get_by_text("已撤销，恢复原状").wait_for(timeout=60_000)
    undone = build_live_atlas(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR)
    assert store.journal.entries(kind=SubjectKind.FEATURE)[-1].who.name == "李工"
    assert built(undone, tmp_path / "after") == built(before, tmp_path / "before")


def test_a_visitor_who_may_only_look_has_no_way_in(visit, own):
    start, _, _ = own
    visitor = visit(start(MAPAPP_PROXY_USER_HEADER="X-Nobody", STREAMLIT_SERVER_ADDRESS="0.0.0.0")).open(
        "?focus=zone:青西"
    )
    assert visitor.map().evaluate("document.querySelector('.switch.draw').hidden")
    visitor.page.goto(f"{visitor.url}/?page=problems")
    visitor.page.locator(".sheet").wait_for(timeout=60_000)
    assert visitor.page.get_by_role("button", name="放到图上").count() == 0
    # A browser that tells the server all the same is not heard.
    visitor.open("?focus=zone:青西")
    visitor.map().evaluate("window.mapapp.tellEdit({ begin: true })")
    visitor.page.wait_for_timeout(1000)
    assert visitor.page.locator(".st-key-editbox").count() == 0


def test_a_boundary_is_redrawn_with_its_neighbours_kept_and_taken_back(visit, own, tmp_path):
    start, _, address = own
    before = build_atlas(SEEDS_DIR, GEODATA_DIR)
    visitor = visit(start()).open("?focus=town:练塘镇")
    page = visitor.page
    page.locator(".panel").get_by_role("button", name="改边界").click()
    page.locator(".st-key-editbox").get_by_text("改边界：练塘镇").wait_for(timeout=30_000)
    frame = visitor.map()
    until(frame, "document.querySelector('[data-shape=ready] .handle.shared') !== null")
    # A solid corner well inside the map, away from its controls.
    spot = frame.evaluate(
        """() => [...document.querySelectorAll('.handle.corner.shared')].map((one) => one.getBoundingClientRect())
          .map((box) => [box.x + box.width / 2, box.y + box.height / 2])
          .find(([x, y]) => x > 250 && x < 600 && y > 150 && y < 450
            && document.elementFromPoint(x, y).closest('.handle.corner.shared'))"""
    )
    assert spot
    box = page.locator(".st-key-mapbox iframe").bounding_box()
    x, y = box["x"] + spot[0], box["y"] + spot[1]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 14, y + 14, steps=6)
    page.mouse.up()
    frame.locator(".switch.ready").click()
    form = page.locator(".st-key-editbox")
    form.get_by_text("→").first.wait_for(timeout=60_000)
    assert form.get_by_text("→").count() >= 2
    page.get_by_label("核实来源").fill("区划核定图")
    page.get_by_label("您的姓名").fill("王工")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="存入").click()
    page.get_by_text("边界已存入：练塘镇").wait_for(timeout=90_000)
    store = open_store(address)
    entries = store.journal.entries(kind=SubjectKind.FEATURE)
    assert len(entries) >= 2
    assert len({entry.batch for entry in entries}) == 1
    after = build_live_atlas(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR)
    assert [problem for problem in after.problems if problem not in before.problems] == []
    assert after.geodata.layer("towns") != before.geodata.layer("towns")
    page.locator(".st-key-editdone").get_by_role("button", name="撤销").click()
    page.get_by_text("已撤销，恢复原状").wait_for(timeout=60_000)
    undone = build_live_atlas(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR)
    assert built(undone, tmp_path / "after") == built(before, tmp_path / "before")


def test_who_puts_the_same_project_second_is_told_and_replaces_only_knowingly(visit, own):
    start, _, address = own
    atlas = build_atlas(SEEDS_DIR, GEODATA_DIR)
    project = next(
        one for one in select(atlas, Selection()).projects if atlas.placement_by_project[one.project_id].mapped
    )
    visitor = visit(start()).open(f"?focus=project:{project.project_id}")
    page = visitor.page
    page.locator(".panel").get_by_role("button", name="改位置").click()
    until(visitor.map(), "window.mapapp.editing && document.querySelector('.drawing') !== null")
    page.mouse.click(*on_map(visitor, 121.10, 31.10))
    page.locator(".st-key-editbox").get_by_text("东经 121.").wait_for()
    theirs = placed_feature(
        project, kept_place_id(atlas, project), Point(121.2, 31.2), 50, "选址意见书", "李工", date(2026, 11, 29)
    )
    store = open_store(address)
    store.features.draw("placed", [theirs], Person("李工"), "选址意见书", 0)
    page.get_by_label("可能偏差").click()
    page.get_by_role("option", name="100 米以内").click()
    page.get_by_label("核实来源").fill("现场踏勘")
    page.get_by_label("您的姓名").fill("王工")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="存入").click()
    page.get_by_text("您画的时候，李工在").wait_for(timeout=30_000)
    assert len(store.journal.entries(kind=SubjectKind.FEATURE)) == 1
    page.get_by_role("button", name="对照后仍用我的").click()
    # What the other put is now what stands: it is said beside one's own.
    page.locator(".st-key-editbox").get_by_text("目前：人工放置：李工于").wait_for(timeout=60_000)
    page.get_by_role("button", name="存入").click()
    page.get_by_text(f"已放置：{project.name}").wait_for(timeout=60_000)
    assert [entry.who.name for entry in store.journal.entries(kind=SubjectKind.FEATURE)] == ["李工", "王工"]
