"""Filters by mouse and by keyboard: counts beside them, chips of what is set, and nothing lost while the page runs."""

from __future__ import annotations

import re

from tests.browser.conftest import until


def unfold(visitor, name):
    """Open a filter and wait for its counts."""
    visitor.page.get_by_role("button", name=re.compile(f"^{name}")).first.click()
    visitor.page.locator(".option:visible").first.wait_for()


def total(visitor):
    """Read how many projects the foot counts."""
    return int(re.search(r"共 (\d+)", visitor.page.locator(".st-key-foot").inner_text())[1])


def wait_total(visitor, count):
    """Wait until the foot counts so many."""
    visitor.page.locator(".st-key-foot").filter(has_text=re.compile(rf"共 {count}\b")).wait_for()


def test_an_option_leaves_as_many_projects_as_it_says(visit, app_url):
    visitor = visit(app_url).open()
    everything = total(visitor)
    unfold(visitor, "阶段")
    counts = {
        text.split()[0]: int(text.split()[1]) for text in visitor.page.locator(".option:visible").all_inner_texts()
    }
    assert sum(counts.values()) == everything
    for word in ("在建", "封顶"):
        visitor.page.locator(".option:visible").filter(has_text=word).click()
        visitor.page.locator(f'.option[aria-pressed="true"]:visible:has-text("{word}")').wait_for()
    wait_total(visitor, counts["在建"] + counts["封顶"])
    # The foot comes with the map, the chips with the panel: which of the two is first is nobody's promise.
    visitor.page.locator(".chip").nth(1).wait_for()
    assert visitor.page.locator(".chip").all_inner_texts() == ["在建 ×", "封顶 ×"]
    visitor.page.locator(".panel h2").click()
    assert visitor.page.locator(".option:visible").count() == 0
    visitor.page.locator(".chip").first.click()
    wait_total(visitor, counts["封顶"])
    visitor.page.get_by_role("button", name="全部清除").click()
    wait_total(visitor, everything)
    assert visitor.page.locator(".chip").count() == 0


def test_the_keyboard_opens_picks_and_closes(visit, app_url):
    visitor = visit(app_url).open()
    page = visitor.page
    page.locator('[data-facet="verdicts"]').focus()
    page.keyboard.press("Enter")
    page.locator(".option:visible").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator(".chip").wait_for()
    page.locator('.option[aria-pressed="true"]:visible').wait_for()
    focused = "(() => { let e = document.activeElement; while (e && e.shadowRoot) e = e.shadowRoot.activeElement; return e; })()"
    assert page.evaluate(f"{focused}.getAttribute('aria-pressed')") == "true"
    page.keyboard.press("Escape")
    assert page.locator(".option:visible").count() == 0
    assert page.evaluate(f"{focused}.dataset.facet") == "verdicts"


def test_counts_follow_the_year_while_a_filter_stands_open(visit, app_url):
    visitor = visit(app_url).open()
    unfold(visitor, "阶段")
    operating = visitor.page.locator(".option:visible").filter(has_text="启用")
    before = operating.inner_text()
    slider = visitor.page.get_by_role("slider")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowLeft")
    visitor.page.locator(".st-key-foot").filter(has_text="截至 2021").wait_for()
    until(visitor.page, "() => true")
    operating.filter(has_not_text=before).wait_for()
    assert visitor.page.locator(".option:visible").count() == 8


def test_a_fold_out_stays_inside_the_window(visit, app_url):
    for width in (1366, 390):
        visitor = visit(app_url, width, 844).open()
        if width == 390:
            visitor.page.locator(".opener").click()
        unfold(visitor, "谁看过")
        box = visitor.page.locator(".fold:visible").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
