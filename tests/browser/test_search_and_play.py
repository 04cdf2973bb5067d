"""Search as people write, and let the years pass."""

from __future__ import annotations

from tests.browser.conftest import until


def search(visitor, words):
    """Type words and press Enter."""
    box = visitor.page.get_by_role("textbox", name="搜索")
    box.fill(words)
    box.press("Enter")
    return box


def test_pinyin_initials_fly_to_the_project(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    box = search(visitor, "hwyf")
    visitor.wait_title("华为练秋湖研发中心")
    until(frame, "window.mapapp.focus.startsWith('project:')")
    until(
        frame,
        """() => { const { marks, focus, map } = window.mapapp, mark = marks.find((item) => 'project:' + item.id === focus);
        return map.getBounds().contains(L.latLngBounds(mark.box)) && map.getZoom() > 11; }""",
    )
    until(visitor.page, "() => !location.search.includes('text=')")
    assert box.input_value() == ""
    assert visitor.page.locator(".chip").count() == 0


def test_a_town_is_flown_to_by_its_short_name(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    before = frame.evaluate("window.mapapp.map.getZoom()")
    search(visitor, "练塘")
    visitor.wait_title("练塘镇")
    # The flight takes its time: where it ends is what counts.
    until(
        frame,
        """(before) => { const { map } = window.mapapp, at = map.getCenter();
        return map.getZoom() >= Math.max(12, before) && at.lng > 120.95 && at.lng < 121.15 && at.lat > 30.95 && at.lat < 31.08; }""",
        arg=before,
    )


def test_the_one_that_bears_the_name_opens_among_those_that_speak_of_it(visit, app_url):
    visitor = visit(app_url).open()
    visitor.map()
    search(visitor, "方厅")
    visitor.wait_title("方厅水院")
    assert visitor.page.locator(".chip").inner_text() == "“方厅” ×"


def test_several_that_may_be_meant_are_offered(visit, app_url):
    visitor = visit(app_url).open()
    visitor.map()
    search(visitor, "dlhw")
    # While the page is drawn anew its foot may stand here for a moment: wait for the offer itself.
    offers = visitor.page.locator(".st-key-suggestions button")
    offers.filter(has_text="大零号湾图书馆").click()
    visitor.wait_title("大零号湾图书馆")


def test_on_other_pages_words_only_filter(visit, app_url):
    visitor = visit(app_url).open("?page=ledger")
    visitor.sheet("ledger")
    search(visitor, "方厅")
    visitor.page.locator(".chip").filter(has_text="方厅").wait_for()
    assert "page=ledger" in visitor.page.url


def test_the_years_pass_by_themselves_and_stop(visit, app_url):
    visitor = visit(app_url).open("?year=2024")
    frame = visitor.map()
    frame.evaluate("window.token = 'same map'")
    visitor.page.get_by_role("button", name="▷").click()
    visitor.page.locator(".st-key-foot").filter(has_text="截至 2026").wait_for(timeout=20_000)
    visitor.page.get_by_role("button", name="▷").wait_for(timeout=10_000)
    assert visitor.map().evaluate("window.token") == "same map"
