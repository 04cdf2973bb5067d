"""A click on the map fills the panel; what lies under it is all there; keys do the same."""

from __future__ import annotations

import re


def test_a_zone_fills_the_panel(visit, app_url):
    visitor = visit(app_url).open()
    visitor.click_zone("青西")
    visitor.wait_title("青西")
    visitor.page.wait_for_url("**focus=zone**")
    assert visitor.page.locator(".panel .row").count() > 0


def test_overlapping_zones_are_all_offered(visit, app_url):
    """示范区 takes in 朱家角 and 金泽, which are 青西 too."""
    visitor = visit(app_url).open()
    visitor.click_zone("青西")
    visitor.wait_title("青西")
    tabs = visitor.page.locator(".panel nav.here button")
    assert {"青西", "示范区"} <= set(tabs.all_inner_texts())
    tabs.filter(has_text="示范区").click()
    visitor.wait_title("示范区")


def test_a_project_on_the_map_shows_its_card_with_sentences(visit, app_url):
    visitor = visit(app_url).open()
    mark = visitor.map().evaluate(
        """() => { const { map, marks, marksAt } = window.mapapp, size = map.getSize();
        for (const mark of marks) {
          if (!mark.shown || mark.kind !== 'point') continue;
          const at = map.layerPointToContainerPoint([mark.sx, mark.sy]);
          if (at.x < 80 || at.y < 20 || at.x > size.x - 130 || at.y > size.y - 60) continue;
          const hits = marksAt(at);
          if (hits[0] === mark && !document.elementFromPoint(at.x, at.y).closest('.badge, .legend, .leaflet-control')) return { x: at.x, y: at.y, name: mark.name };
        } return null; }"""
    )
    assert mark is not None
    visitor.click_at(mark["x"], mark["y"])
    visitor.wait_title(mark["name"])
    assert visitor.page.locator(".panel blockquote").count() >= 1
    assert visitor.page.locator(".panel .state").count() == 1


def test_a_sentence_opens_in_its_document_character_for_character(visit, app_url):
    visitor = visit(app_url).open("?focus=zone:青西")
    visitor.page.locator(".panel .row").first.click()
    quote = visitor.page.locator(".panel blockquote p").first
    quote.wait_for()
    words = re.sub(r"\s", "", quote.inner_text())
    visitor.page.locator(".panel blockquote .link").first.click()
    marked = visitor.page.locator(".panel mark.here")
    marked.wait_for()
    assert re.sub(r"\s", "", marked.text_content() or "") == words


def test_enter_on_a_zone_selects_and_escape_clears(visit, app_url):
    visitor = visit(app_url).open()
    zone = visitor.map().locator("path[data-zone='青西']")
    assert zone.get_attribute("tabindex") == "0"
    assert zone.get_attribute("role") == "button"
    assert "青西" in (zone.get_attribute("aria-label") or "")
    zone.focus()
    visitor.page.keyboard.press("Enter")
    visitor.wait_title("青西")
    assert zone.get_attribute("aria-pressed") == "true"
    visitor.page.keyboard.press("Escape")
    visitor.wait_title("全部片区")


def test_a_badge_lists_what_is_known_only_to_its_area(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    badge = frame.locator(".name-town .badge:visible").first
    count = int(badge.inner_text())
    badge.click()
    visitor.page.locator(".panel header .close").wait_for()
    assert f"{count} 个" in visitor.page.locator(".panel header").inner_text()
    assert visitor.page.locator(".panel .row.vague").count() >= min(count, 40)


def test_a_line_of_the_ledger_leads_to_its_project_on_the_map(visit, app_url):
    visitor = visit(app_url).open("?page=ledger")
    first = visitor.sheet("ledger").locator("tbody button.link").first
    name = first.inner_text()
    first.click()
    visitor.map()
    visitor.wait_title(name)
    assert visitor.page.locator(".panel .promise").count() >= 1


def test_an_opened_line_shows_its_sentences_and_sorting_reorders(visit, app_url):
    visitor = visit(app_url).open("?page=ledger")
    table = visitor.sheet("ledger")
    table.locator(".fold").first.click()
    assert table.locator("tr.open blockquote").count() >= 1
    table.locator("thead button").nth(2).click()
    years = [int(text[:4]) for text in table.locator("tbody tr td:nth-child(3)").all_inner_texts()]
    assert years == sorted(years)
