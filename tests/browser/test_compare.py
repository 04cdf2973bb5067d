"""Zones held side by side in the panel, from the card or from a link, and taken out again."""

from __future__ import annotations

from tests.browser.conftest import until


def test_two_zones_are_held_compared_shared_and_dropped(visit, app_url):
    visitor = visit(app_url).open("?focus=zone:青西")
    visitor.wait_title("青西")
    assert visitor.page.locator(".panel .compare").count() == 0  # negative control: nothing is held yet
    visitor.page.get_by_role("button", name="加入对照").click()
    visitor.page.locator(".panel p.compare").wait_for()
    visitor.click_zone("青东")
    visitor.wait_title("青东")
    visitor.page.get_by_role("button", name="加入对照").click()
    table = visitor.page.locator(".panel details.compare")
    table.wait_for()
    visitor.page.wait_for_url("**held=**")
    assert table.locator("thead th .link").all_inner_texts() == ["青西", "青东"]
    assert "片区互相重叠，数字不可相加" in table.inner_text()
    totals = [
        int(text)
        for text in table.locator("tr")
        .filter(has=visitor.page.get_by_role("rowheader", name="项目"))
        .locator("td")
        .all_inner_texts()
    ]

    other = visit(app_url).open(visitor.page.url.removeprefix(app_url + "/"))
    again = other.page.locator(".panel details.compare")
    again.wait_for()
    assert again.inner_text() == table.inner_text()
    for zone, total in zip(("青西", "青东"), totals, strict=True):
        again.locator("thead .link").filter(has_text=zone).click()
        other.wait_title(zone)
        assert other.page.locator(".panel h3").filter(has_text="项目").first.inner_text() == f"项目 {total}"

    other.page.get_by_role("button", name="把青西移出对照").click()
    other.page.locator(".panel p.compare").wait_for()
    until(other.page, "!decodeURIComponent(location.search).includes('held=青西')")


def test_held_zones_stay_outlined_on_the_map(visit, app_url):
    visitor = visit(app_url).open("?held=青西,青东")
    frame = visitor.map()
    until(frame, "window.mapapp.command && window.mapapp.command.held.length === 2")
    widths = frame.evaluate(
        "Object.fromEntries(window.mapapp.zones.map((zone) => [zone.id, zone.layer.options.weight]))"
    )
    assert widths["青西"] == widths["青东"] > widths["示范区"]
