"""Search as people write, and let the years pass."""

from __future__ import annotations


def test_pinyin_initials_lead_to_the_project(visit, app_url):
    visitor = visit(app_url).open()
    visitor.map()
    box = visitor.page.get_by_role("textbox", name="搜索")
    box.fill("hwyf")
    box.press("Enter")
    # While the page is drawn anew its foot may stand here for a moment: wait for the offer itself.
    visitor.page.locator(".st-key-suggestions button").filter(has_text="华为").first.click()
    visitor.wait_title("华为")
    assert visitor.page.get_by_role("textbox", name="搜索").input_value() == ""


def test_the_only_match_opens_itself(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    name = frame.evaluate(
        """() => { const names = window.mapapp.marks.filter((mark) => mark.shown).map((mark) => mark.name);
        return names.find((name) => name.length > 7 && names.filter((other) => other.includes(name)).length === 1); }"""
    )
    box = visitor.page.get_by_role("textbox", name="搜索")
    box.fill(name)
    box.press("Enter")
    visitor.page.locator(".panel h2, .panel .row").filter(has_text=name).first.wait_for()


def test_the_years_pass_by_themselves_and_stop(visit, app_url):
    visitor = visit(app_url).open("?year=2024")
    frame = visitor.map()
    frame.evaluate("window.token = 'same map'")
    visitor.page.get_by_role("button", name="▷").click()
    visitor.page.locator(".st-key-foot").filter(has_text="截至 2026").wait_for(timeout=20_000)
    visitor.page.get_by_role("button", name="▷").wait_for(timeout=10_000)
    assert visitor.map().evaluate("window.token") == "same map"
