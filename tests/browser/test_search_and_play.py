"""Search as people write, and let the years pass."""

from __future__ import annotations

import re

from tests.browser.conftest import until


def search(visitor, words):
    """Type words and press Enter."""
    box = visitor.page.get_by_role("combobox", name="搜索")
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


def test_the_list_names_kinds_with_counts_and_obeys_the_keys(visit, app_url):
    visitor = visit(app_url).open()
    visitor.map()
    page = visitor.page
    box = page.get_by_role("combobox", name="搜索")
    box.click()
    page.keyboard.type("方厅")
    options = page.get_by_role("option")
    options.first.wait_for()
    assert "方厅水院" in options.first.inner_text()
    assert re.search(r"\d+ 句", options.first.inner_text())
    heads = page.locator(".found .head").all_inner_texts()
    assert heads[0] == "项目"
    assert {"文件原句", "筛选"} <= set(heads)
    assert options.first.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert options.last.get_attribute("aria-selected") == "true"
    assert "只看含“方厅”的项目" in options.last.inner_text()
    left = int(re.search(r"(\d+) 项", options.last.inner_text())[1])
    page.keyboard.press("Enter")
    page.locator(".chip").filter(has_text="“方厅” ×").wait_for()
    page.locator(".st-key-foot").filter(has_text=f"共 {left}").wait_for()
    assert box.input_value() == "方厅"
    page.keyboard.press("Escape")
    until(page, "() => !location.search.includes('text=')")
    assert "Press Enter" not in page.content()


def test_a_sentence_of_a_document_opens_where_it_stands(visit, app_url):
    visitor = visit(app_url).open()
    visitor.map()
    page = visitor.page
    page.get_by_role("combobox", name="搜索").click()
    page.keyboard.type("水院建成启用")
    page.locator(".hit.quotes").first.click()
    mark = page.locator(".panel mark.here")
    mark.wait_for()
    assert "水院建成启用" in mark.inner_text()


def test_a_quick_enter_waits_for_the_list(visit, app_url):
    visitor = visit(app_url).open()
    visitor.map()
    page = visitor.page
    held = []
    page.route("**/search.json", lambda route: held.append(route))
    box = page.get_by_role("combobox", name="搜索")
    box.click()
    page.keyboard.type("fangtingshuiyuan")
    page.keyboard.press("Enter")
    assert page.locator(".drop .note").inner_text() == "正在取目录…"
    held[0].continue_()
    visitor.wait_title("方厅水院")


def test_nothing_found_says_what_to_try(visit, app_url):
    visitor = visit(app_url).open()
    visitor.map()
    search(visitor, "火星基地站")
    visitor.page.locator(".drop .note").filter(has_text="没有找到“火星基地站”").wait_for()
    assert "text=" not in visitor.page.url


def test_the_list_fits_a_phone(visit, app_url):
    visitor = visit(app_url, 390, 844).open()
    page = visitor.page
    page.get_by_role("combobox", name="搜索").click()
    page.keyboard.type("练塘")
    page.get_by_role("option").first.wait_for()
    for option in page.get_by_role("option").all():
        box = option.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


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
