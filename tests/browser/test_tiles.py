"""With a base layer set, tiles are asked for and said whose they are; the other tests prove that nothing is otherwise."""

from __future__ import annotations

from tests.browser.conftest import ROOT, start_server


def test_a_base_layer_that_is_set_is_asked_for_and_named(visit, tmp_path):
    server, url = start_server(ROOT / "mapapp" / "app.py", tmp_path / "server.log", MAPAPP_TILES="osm")
    try:
        visitor = visit(url).open()
        frame = visitor.map()
        frame.locator(".credit").filter(has_text="OpenStreetMap").wait_for()
        asked = set(visitor.outside)
        assert asked
        assert all(address.startswith("https://tile.openstreetmap.org/") for address in asked)
        visitor.outside.clear()  # these were wanted; they were refused here all the same
        visitor.page.context.close()
    finally:
        server.terminate()
        server.wait()
    visitor.outside.clear()
