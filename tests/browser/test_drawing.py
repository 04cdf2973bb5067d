"""Drawing on the map with the mouse: who may, who comes second, and a new area along its neighbour.

Putting a project and redrawing a boundary are part of the story of test_january.py.
"""

from __future__ import annotations

from datetime import date

import pytest
from shapely.geometry import Point

from mapapp.contracts import Person, SubjectKind
from mapapp.edits.drawn_places import kept_place_id, placed_feature
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


def on_map(visitor, lon, lat):
    """Return the pixels in the page where a place lies."""
    at = visitor.map().evaluate("([lon, lat]) => window.mapapp.map.latLngToContainerPoint([lat, lon])", [lon, lat])
    box = visitor.page.locator(".st-key-mapbox iframe").bounding_box()
    return box["x"] + at["x"], box["y"] + at["y"]


def test_a_visitor_who_may_only_look_has_no_way_in(visit, own):
    start, _, _ = own
    visitor = visit(start(MAPAPP_PROXY_USER_HEADER="X-Nobody", STREAMLIT_SERVER_ADDRESS="0.0.0.0")).open(
        "?focus=zone:青西"
    )
    assert visitor.map().evaluate("document.querySelector('.tool.draw').hidden")
    visitor.page.goto(f"{visitor.url}/?page=problems")
    visitor.page.locator(".sheet").wait_for(timeout=60_000)
    assert visitor.page.get_by_role("button", name="放到图上").count() == 0
    # A browser that tells the server all the same is not heard.
    visitor.open("?focus=zone:青西")
    visitor.map().evaluate("window.mapapp.tellEdit({ begin: true })")
    visitor.page.wait_for_timeout(1000)
    assert visitor.page.locator(".st-key-editbox").count() == 0


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


def test_a_new_area_is_drawn_along_its_neighbour_kept_shown_and_taken_back(visit, own, tmp_path):
    start, _, address = own
    before = build_atlas(SEEDS_DIR, GEODATA_DIR)
    visitor = visit(start()).open("?")
    page = visitor.page
    visitor.map().locator(".tool.draw").click()
    page.get_by_role("button", name="新画范围").click()
    frame = visitor.map()
    until(frame, "document.querySelector('[data-area=ready]') !== null")
    (town,) = [item for item in before.geodata.layer("towns") if item.name == "练塘镇"]
    corner, *_ = town.geometry.exterior.coords
    points = [corner, (corner[0] + 0.05, corner[1]), (corner[0] + 0.05, corner[1] + 0.04)]
    for count, (lon, lat) in enumerate(points, 1):
        page.mouse.click(*on_map(visitor, lon, lat))
        until(frame, "(count) => Number(document.querySelector('[data-area]').dataset.corners) >= count", count)
    frame.locator(".drawn-area").get_by_text("平方公里").wait_for()
    frame.locator(".switch.ready").click()
    form = page.locator(".st-key-editbox")
    page.get_by_role("button", name="存入").click()
    form.get_by_text("还缺：名称、可能偏差、核实来源、您的姓名").wait_for(timeout=30_000)
    form.get_by_label("名称").fill("试验地块")
    form.get_by_label("可能偏差").click()
    page.get_by_role("option", name="100 米以内").click()
    page.get_by_label("核实来源").fill("控规图则")
    page.get_by_label("您的姓名").fill("王工")
    page.keyboard.press("Tab")
    form.get_by_text("试验地块：").wait_for(timeout=30_000)
    page.get_by_role("button", name="存入").click()
    page.get_by_text("已画上：试验地块").wait_for(timeout=90_000)
    store = open_store(address)
    entries = store.journal.entries(kind=SubjectKind.FEATURE)
    feature = next(
        one
        for one in map(store.features.read, [entry.new for entry in entries])
        if one["properties"]["name"] == "试验地块"
    )
    assert feature["properties"]["accuracy_m"] == 100
    # The first click caught on the town's own corner, to the last decimal.
    ring = [tuple(point) for point in feature["geometry"]["coordinates"][0]]
    assert set(ring) & set(town.geometry.exterior.coords)
    after = build_live_atlas(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR)
    assert "试验地块" in [item.name for item in after.geodata.layer("areas")]
    page.locator(".st-key-editdone").get_by_role("button", name="撤销").click()
    page.get_by_text("已撤销，恢复原状").wait_for(timeout=60_000)
    undone = build_live_atlas(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR)
    assert built(undone, tmp_path / "after") == built(before, tmp_path / "before")
