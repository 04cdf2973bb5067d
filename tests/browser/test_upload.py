"""A boundary file of a web map: its datum told, what it changes shown on the map, kept, and taken back without a trace."""

from __future__ import annotations

import numpy as np

from mapapp.contracts import SubjectKind
from mapapp.live_atlas import build_live_atlas
from mapapp.pipeline import build_atlas
from mapapp.settings import GEODATA_DIR, SEEDS_DIR
from mapapp.store import OriginalFile, open_store
from tests.boundary_files import features, geojson, to_gcj02
from tests.browser.conftest import until
from tests.browser.test_drawing import built, own

__all__ = ["own"]

EAST = np.array([0.01, 0.0])


def upload(visitor, name, data):
    """Open the form with nothing chosen and drop a file on it."""
    page = visitor.page
    visitor.map().locator(".tool.draw").click()
    page.get_by_role("button", name="上传边界文件").click()
    form = page.locator(".st-key-editbox")
    form.locator("input[type=file]").wait_for(state="attached", timeout=30_000)
    form.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    return form


def test_a_file_on_a_web_maps_datum_moves_only_when_somebody_says_so(visit, own, tmp_path):
    start, _, address = own
    before = build_atlas(SEEDS_DIR, GEODATA_DIR)
    # Drawn anew: every corner of the area a hundredth of a degree further east, then as a web map has it.
    moved = features("areas", "青浦工业园区", move=lambda at: to_gcj02(at + EAST))
    reference = features("towns", "练塘镇", "金泽镇", "朱家角镇", move=to_gcj02)
    visitor = visit(start()).open("?")
    page = visitor.page
    form = upload(visitor, "园区.geojson", geojson(moved + reference))
    form.get_by_text("园区.geojson：4 个面").wait_for(timeout=60_000)
    form.get_by_text("坐标是 GCJ-02").wait_for()
    form.get_by_text("坐标基准要由您来定").wait_for()
    assert page.get_by_role("button", name="存入").count() == 0
    form.get_by_text("按 GCJ-02 改正为 WGS 84，移动约").click()
    form.get_by_text("与现有边界一致 3 个").wait_for(timeout=30_000)
    form.get_by_text("改动　青浦工业园区").wait_for()
    until(visitor.map(), "document.querySelector('[data-preview=\"1\"]') !== null")
    page.get_by_label("核实来源").fill("园区批复")
    page.get_by_label("您的姓名").fill("王工")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="存入").click()
    page.get_by_text("已存入 1 个边界：园区.geojson").wait_for(timeout=90_000)
    store = open_store(address)
    (entry,) = store.journal.entries(kind=SubjectKind.FEATURE)
    assert (entry.who.name, "园区批复；原坐标 GCJ-02，已改正（园区.geojson" in entry.reason) == ("王工", True)
    assert store.features.original_of(entry.new) == OriginalFile("园区.geojson", geojson(moved + reference))
    (expected,) = features("areas", "青浦工业园区", move=lambda at: at + EAST)
    kept = store.features.read(entry.new)["geometry"]["coordinates"][0]
    corners = {(round(lon, 5), round(lat, 5)) for lon, lat in expected["geometry"]["coordinates"][0]}
    assert all(min(abs(lon - x) + abs(lat - y) for x, y in corners) < 3e-5 for lon, lat in kept)
    page.locator(".st-key-editdone").get_by_role("button", name="撤销").click()
    page.get_by_text("已撤销，恢复原状").wait_for(timeout=60_000)
    undone = build_live_atlas(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR)
    assert built(undone, tmp_path / "after") == built(before, tmp_path / "before")


def test_faults_are_told_in_words_and_a_file_that_is_none_leaves_the_page_as_it_was(visit, own):
    start, _, address = own
    visitor = visit(start()).open("?")
    page = visitor.page
    form = upload(visitor, "坏.geojson", b"{]")
    form.get_by_text("坏.geojson：里面没有可用的面").wait_for(timeout=60_000)
    page.get_by_role("button", name="放弃").click()
    form = upload(
        visitor,
        "镇.geojson",
        geojson(features("towns", "练塘镇", move=lambda at: (at - at.mean(axis=0)) * 1.1 + at.mean(axis=0))),
    )
    form.get_by_text("重叠").first.wait_for(timeout=60_000)
    form.get_by_text("有错误，不能存入").wait_for()
    assert page.get_by_role("button", name="存入").is_disabled()
    page.get_by_role("button", name="丢弃").click()
    page.locator(".panel").wait_for()
    assert open_store(address).journal.revision() == 0
