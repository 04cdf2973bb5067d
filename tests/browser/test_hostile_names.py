"""Text is never code: names that try to run are shown as they are, everywhere, and the map lives on."""

from __future__ import annotations

import pytest

from tests.browser.conftest import until
from tests.browser.hostile_names import HOSTILE_NAMES

PAGES = ("ledger", "indicators", "coverage", "problems", "docs", "desk", "data", "brief")


def test_names_stand_in_the_panel_as_written(visit, hostile_url):
    visitor = visit(hostile_url).open("?focus=zone:青西")
    visitor.wait_title("青西")
    rows = visitor.page.locator(".panel .row .what").all_inner_texts()
    assert sorted(rows) == sorted(HOSTILE_NAMES)
    assert visitor.page.evaluate("window.stolen") is None


def test_the_map_draws_and_names_them(visit, hostile_url):
    visitor = visit(hostile_url).open()
    frame = visitor.map()
    assert sorted(frame.evaluate("window.mapapp.marks.map((mark) => mark.name)")) == sorted(HOSTILE_NAMES)
    for number, name in enumerate(HOSTILE_NAMES):
        spot = frame.evaluate(
            """(id) => { const mark = window.mapapp.marks.find((item) => item.id === id);
            const at = window.mapapp.map.layerPointToContainerPoint([mark.sx, mark.sy]); return [at.x, at.y]; }""",
            f"p{number}",
        )
        visitor.click_at(*spot)
        visitor.wait_title(name)
    assert visitor.page.evaluate("window.stolen") is None


@pytest.mark.parametrize("page", PAGES)
def test_no_page_runs_them(visit, hostile_url, page):
    visitor = visit(hostile_url).open(f"?page={page}")
    visitor.sheet(page)
    visitor.page.wait_for_timeout(300)
    assert visitor.page.evaluate("window.stolen") is None
    if page == "data":
        shown = visitor.page.locator(".sheet tbody button.link").all_inner_texts()
        assert sorted(shown) == sorted(HOSTILE_NAMES)


def test_labels_show_markup_as_text(visit, hostile_url):
    visitor = visit(hostile_url).open("?focus=zone:![x](http://example.invalid/a.png)")
    assert "![x](http" in visitor.page.get_by_test_id("stAlert").inner_text()
    visitor.page.get_by_role("button", name="文件").click()
    label = visitor.page.locator(".option").first.inner_text()
    assert label.startswith(HOSTILE_NAMES[-1])


def test_the_trap_would_notice(visit, hostile_url):
    """Negative control: the same name as markup does run in this browser."""
    visitor = visit(hostile_url).open()
    visitor.page.evaluate("(name) => { document.body.insertAdjacentHTML('beforeend', name); }", HOSTILE_NAMES[0])
    until(visitor.page, "window.stolen === 1")
