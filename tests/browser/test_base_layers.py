"""A base layer out of a file, offline: chosen in the panel, laid where it belongs, kept in the link."""

from __future__ import annotations

import io
import shutil

import pytest
from PIL import Image

from tests.browser.conftest import ROOT, start_server, until
from tests.layers.tile_samples import plain_tile, tile_at, write_mbtiles, write_pmtiles

ZOOM = 10
# A place in 昆山, where no name or mark covers the ground, and one more than a tile (0.35 degrees) to the west of it.
PLACE, WEST_OF_IT = (120.98, 31.35), (120.58, 31.35)
NAME = '<img src=x onerror="window.bad=1">影像'
LAYERS = f"""
[[base_layer]]
id = "mine"
title = '{NAME}'
file = "tiles/mine.mbtiles"
datum = "CGCS2000"
attribution = '{NAME} 某局'

[[base_layer]]
id = "packed"
title = "打包的"
file = "tiles/packed.pmtiles"
datum = "WGS84"

[[base_layer]]
id = "broken"
title = "坏的"
file = "tiles/broken.mbtiles"
datum = "WGS84"
"""
GROUND = ("zones", "towns", "points", "lines", "areas", "roads", "rail", "water", "places", "names")


@pytest.fixture(scope="module")
def based_url(tmp_path_factory):
    """Serve a copy of the shipped workspace that offers two files of tiles, and one that is damaged."""
    root = tmp_path_factory.mktemp("based") / "workspace"
    root.mkdir()
    for name in ("seeds", "geodata"):
        shutil.copytree(ROOT / name, root / name)
    text = (ROOT / "workspace.toml").read_text(encoding="utf-8")
    (root / "workspace.toml").write_text(text + LAYERS, encoding="utf-8")
    (root / "tiles").mkdir()
    zoom, column, row = tile_at(*PLACE, ZOOM)
    red, blue, green = (plain_tile(colour) for colour in ((230, 0, 0), (0, 0, 230), (0, 200, 0)))
    around = {(zoom, column + dx, row + dy): green for dx in range(-3, 4) for dy in range(-3, 4)}
    write_mbtiles(root / "tiles" / "mine.mbtiles", {**around, (zoom, column, row): red})
    write_pmtiles(root / "tiles" / "packed.pmtiles", {**around, (zoom, column, row): blue})
    (root / "tiles" / "broken.mbtiles").write_bytes(b"not a database" * 100)
    server, url = start_server(ROOT / "mapapp" / "app.py", root.parent / "server.log", MAPAPP_WORKSPACE=str(root))
    yield url
    server.terminate()
    server.wait()


def colour_at(visitor, frame, place) -> tuple[int, int, int]:
    """Return the colour on the screen at a place on the ground."""
    x, y = frame.evaluate(
        "([lon, lat]) => { const p = window.mapapp.map.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }",
        list(place),
    )
    box = visitor.page.locator(".st-key-mapbox iframe").bounding_box()
    picture = Image.open(io.BytesIO(visitor.page.screenshot())).convert("RGB")
    return picture.getpixel((round(box["x"] + x), round(box["y"] + y)))


def choose(frame, base: str) -> None:
    """Choose a base layer in the panel, and wait until its tiles are there."""
    frame.locator(".tool.layers").click()
    frame.locator(f"input[name=base][value={base}]").check()
    frame.locator(".tool.layers").click()
    loaded = "document.querySelectorAll('.leaflet-tiles-pane img.leaflet-tile-loaded').length"
    until(
        frame,
        f"{loaded} >= 4 && document.querySelectorAll('.leaflet-tiles-pane img.leaflet-tile:not(.leaflet-tile-loaded)').length === 0",
    )


def test_a_file_is_laid_where_it_belongs_and_the_link_keeps_it(visit, based_url):
    visitor = visit(based_url).open(f"?camera=120.8,31.3,10&hide={','.join(GROUND)}")
    frame = visitor.map()
    before = colour_at(visitor, frame, PLACE)
    assert min(before) > 200
    choose(frame, "mine")
    red, green, blue = colour_at(visitor, frame, PLACE)
    assert red > 180
    assert max(green, blue) < 110
    red, green, blue = colour_at(visitor, frame, WEST_OF_IT)
    assert green > 160
    assert max(red, blue) < 110
    # Whose it is stands there as text, datum beside the title; nothing in it is code.
    assert frame.locator(".credit").inner_text() == f"{NAME} 某局"
    assert frame.locator("label", has_text="影像").locator("small").inner_text() == "CGCS2000"
    assert frame.evaluate("window.bad === undefined")
    until(visitor.page, "location.search.includes('base=mine')")
    address = visitor.page.url.removeprefix(based_url + "/")
    choose(frame, "packed")
    red, green, blue = colour_at(visitor, frame, PLACE)
    assert blue > 180
    assert max(red, green) < 110
    again = visit(based_url).open(address)
    until(again.map(), "window.mapapp.options.base === 'mine'")
    again.map().locator(".credit").filter(has_text="某局").wait_for()


def test_none_is_the_default_and_asks_for_no_tile(visit, based_url):
    visitor = visit(based_url)
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    frame = visitor.open().map()
    frame.locator(".tool.layers").click()
    assert frame.locator("input[name=base]:checked").get_attribute("value") == "none"
    offered = [box.get_attribute("value") for box in frame.locator("input[name=base]").all()]
    assert offered == ["none", "mine", "packed"]
    assert [address for address in asked if "/base/" in address] == []


def test_a_damaged_file_is_a_line_on_the_problems_page(visit, based_url):
    visitor = visit(based_url).open("?page=problems")
    visitor.sheet("problems")
    visitor.page.get_by_role("radio", name="数据检查").click()
    visitor.page.locator(".sheet").filter(has_text="broken.mbtiles").wait_for()


def test_a_scene_shows_the_base_layer_it_was_saved_with(visit, based_url):
    visitor = visit(based_url).open("?camera=120.8,31.3,10")
    choose(visitor.map(), "mine")
    visitor.page.get_by_role("radio", name="汇报").or_(visitor.page.get_by_role("button", name="汇报")).first.click()
    visitor.page.frame_locator(".present iframe").locator(".rail h1").wait_for(timeout=60_000)
    frame = visitor.page.locator(".present iframe").element_handle().content_frame()
    until(frame, "document.body.dataset.ready === '1' && window.mapapp.options.base === 'none'")
    visitor.page.locator(".present .bar .plain").first.click()
    until(frame, "window.mapapp.options.base === 'mine'", timeout=60_000)
    until(frame, "document.querySelectorAll('.leaflet-tiles-pane img.leaflet-tile-loaded').length >= 4", timeout=60_000)
