"""One click to English and back: everything the app itself says changes, and nothing else does."""

from __future__ import annotations

import re

from tests.browser.conftest import until

CHINESE = re.compile(r"[\u3400-\u9fff]")

# What the app says, apart from what it shows of the documents: marked as Chinese, or one of the places below that hold
# names of zones, towns, documents and regions, and reasons written by the rules.
CHROME = """() => {
  const said = [], data = '[lang="zh-CN"], .docs, .here, header p, .zones small, .chips, .st-key-language, tbody, [data-testid="stRadio"]';
  const add = (root, where) => {
    for (const part of root.querySelectorAll(where)) {
      const copy = part.cloneNode(true);
      for (const inner of copy.querySelectorAll(data)) inner.remove();
      said.push(copy.textContent, ...[...part.querySelectorAll('[placeholder], [aria-label], [title]')]
        .filter((node) => !node.closest(data))
        .flatMap((node) => ['placeholder', 'aria-label', 'title'].map((name) => node.getAttribute(name) || '')));
    }
  };
  const inside = (host, where) => host && add(host.shadowRoot || host, where);
  add(document, '.st-key-top, .st-key-foot');
  for (const host of document.querySelectorAll('*')) if (host.shadowRoot)
    inside(host, 'h3, .keys, .verdicts, .hold, .empty, .facets, .clear, .summary, .note, thead, figcaption, .share, .more, .state');
  for (const where of ['.panel h3', '.panel .keys', '.panel .verdicts', '.panel .hold', '.sheet .summary', '.sheet .note', '.sheet thead'])
    add(document, where);
  return said.filter((text) => text.trim());
}"""
MAP_CHROME = """() => [...document.querySelectorAll('.legend, .home, .north')]
  .flatMap((node) => [node.textContent, node.title]).concat([...document.querySelectorAll('path[role=button]')]
  .map((path) => path.getAttribute('aria-label').replace(/^[^,，]*/, '')))"""


def chinese_of(visitor) -> list[str]:
    """List what the page itself says in Chinese."""
    return [text for text in visitor.page.evaluate(CHROME) if CHINESE.search(text)]


def in_english(visitor) -> None:
    """Wait until the page speaks English."""
    visitor.page.locator(".st-key-foot").filter(has_text="On the map").wait_for(timeout=30_000)
    until(visitor.page, "document.documentElement.lang === 'en'")
    visitor.page.wait_for_timeout(500)


def in_chinese(visitor) -> None:
    """Wait until the page speaks Chinese again."""
    visitor.page.locator(".st-key-foot").filter(has_text="已上图").wait_for(timeout=30_000)
    until(visitor.page, "document.documentElement.lang === 'zh-CN'")


def view_of(visitor) -> list[float]:
    """Return the centre and zoom of the map."""
    return visitor.map().evaluate(
        "() => { const m = window.mapapp.map, c = m.getCenter(); return [c.lng, c.lat, m.getZoom()]; }"
    )


def test_the_switch_changes_words_and_nothing_else(visit, app_url):
    visitor = visit(app_url).open("?year=2024&stage=completed,building&focus=zone:青西&camera=121.0500,31.1000,12")
    visitor.map()
    visitor.wait_title("青西")
    assert len(chinese_of(visitor)) > 8  # the same look finds the Chinese of the Chinese page
    assert any(CHINESE.search(text) for text in visitor.map().evaluate(MAP_CHROME))
    before = view_of(visitor)
    visitor.page.get_by_role("button", name="EN", exact=True).click()
    in_english(visitor)
    visitor.page.frame_locator(".st-key-mapbox iframe").get_by_text("Legend").wait_for()
    assert chinese_of(visitor) == []
    assert [text for text in visitor.map().evaluate(MAP_CHROME) if CHINESE.search(text)] == []
    assert visitor.map().evaluate("document.documentElement.lang") == "en"
    assert visitor.title() == "青西"
    after = view_of(visitor)
    assert [round(value, 3) for value in after] == [round(value, 3) for value in before]
    for part in ("lang=en", "year=2024", "stage=building", "focus=zone"):
        assert part in visitor.page.url
    visitor.page.get_by_role("button", name="中文", exact=True).click()
    in_chinese(visitor)
    visitor.page.frame_locator(".st-key-mapbox iframe").get_by_text("图例").wait_for()
    assert "lang=" not in visitor.page.url
    assert visitor.title() == "青西"
    assert [round(value, 3) for value in view_of(visitor)] == [round(value, 3) for value in before]


def test_tables_speak_english_and_quotes_stay(visit, app_url):
    visitor = visit(app_url).open("?page=ledger&lang=en")
    sheet = visitor.sheet("ledger")
    in_english(visitor)
    assert chinese_of(visitor) == []
    sheet.get_by_role("button", name="Show the sentences").first.click()
    quote = sheet.locator("blockquote p").first
    quote.wait_for()
    assert CHINESE.search(quote.inner_text())
    assert quote.get_attribute("lang") == "zh-CN"
    visitor.page.get_by_role("radio", name="Indicators").or_(
        visitor.page.get_by_role("button", name="Indicators", exact=True)
    ).first.click()
    visitor.page.locator(".sheet thead").filter(has_text="Target").wait_for()
    assert chinese_of(visitor) == []
    assert "lang=en" in visitor.page.url


def test_the_bar_fits_in_both_languages(visit, app_url):
    for query in ("", "?lang=en"):
        visitor = visit(app_url).open(query)
        visitor.map()
        heights = visitor.page.evaluate(
            "['.st-key-top1', '.st-key-top2'].map((row) => document.querySelector(row).getBoundingClientRect().height)"
        )
        assert max(heights) < 44
        assert visitor.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_language_nobody_speaks_is_answered_in_chinese(visit, app_url):
    visitor = visit(app_url).open("?lang=xx&page=data")
    visitor.page.locator('[data-testid="stAlert"]').filter(has_text="“xx”").wait_for()
    in_chinese(visitor)
    assert "lang=" not in visitor.page.url


def test_what_is_chosen_stays_chosen(visit, app_url):
    """Choices the browser knows by their words: a figure to draw, and a scene."""
    visitor = visit(app_url).open("?page=indicators")
    page = visitor.page
    page.locator(".st-key-problemkind button").filter(has_text="分区域看").click()
    box = page.get_by_test_id("stSelectbox").locator("input")
    box.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(800)
    figure, regions = re.fullmatch(r"(.*?)（.*　(\d+) 个区域", box.input_value()).groups()
    page.get_by_role("button", name="EN", exact=True).click()
    in_english(visitor)
    assert re.fullmatch(rf"{re.escape(figure)} \(.*\), {regions} regions", box.input_value())
    page.get_by_text("Briefing").click()
    scenes = page.get_by_test_id("stRadio").locator("input")
    scenes.nth(1).wait_for(state="attached")
    page.get_by_test_id("stRadio").locator("label").nth(2).click()
    page.wait_for_timeout(800)
    assert scenes.nth(1).is_checked()
    page.get_by_role("button", name="中文", exact=True).click()
    in_chinese(visitor)
    page.wait_for_timeout(500)
    assert scenes.nth(1).is_checked()
