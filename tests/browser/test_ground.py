"""What lies under the findings is quiet, and fills its frame."""

from __future__ import annotations


def test_the_ground_is_our_pale_one_and_fills_the_frame(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    look = frame.evaluate("getComputedStyle(document.querySelector('.leaflet-container')).backgroundColor")
    assert look == "rgb(241, 242, 241)"
    size = frame.evaluate("[window.mapapp.map.getSize().x, window.mapapp.map.getSize().y]")
    box = visitor.page.locator(".st-key-mapbox iframe").bounding_box()
    assert [round(box["width"]), round(box["height"])] == size
    assert size[1] > 500


def test_map_and_foot_fit_the_window_without_scrolling(visit, app_url):
    for width, height in ((1366, 768), (1920, 1080)):
        visitor = visit(app_url, width, height).open()
        visitor.map()
        room = visitor.page.locator('[data-testid="stMain"]').evaluate(
            "e => [e.scrollHeight, e.clientHeight, e.scrollWidth]"
        )
        assert room == [height, height, width]
