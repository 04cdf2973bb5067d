"""Every page for everyone: axe-core finds nothing critical, serious or moderate, in the page and its frames."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

PAGES = ["map", "ledger", "indicators", "coverage", "problems", "docs", "desk", "data", "brief"]

# Each frame is asked by itself, so that one without an answer cannot pass for one without faults.
RUN = """async () => (await axe.run(document, { iframes: false, resultTypes: ['violations'] })).violations
  .filter((rule) => rule.impact !== 'minor')
  .flatMap((rule) => rule.nodes.map((node) => rule.id + ': ' + node.html.slice(0, 160)))"""

# What has the keyboard, down through shadow roots: does it show a ring, a shadow, or another border?
FOCUS_SEEN = """() => {
  let node = document.activeElement;
  while (node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
  const look = () => [node, node.parentElement, node.parentElement.parentElement].map((part) => {
    const style = getComputedStyle(part);
    return [style.outlineStyle, style.outlineColor, style.boxShadow, style.borderColor, style.backgroundColor].join();
  }).join('|');
  const held = look();
  node.blur();
  const free = look();
  node.focus({ focusVisible: true });
  return [node.tagName + ' ' + (node.getAttribute('aria-label') || node.textContent).slice(0, 20), held !== free];
}"""


def faults(page: Page) -> list[str]:
    """List what is more than minor in the page and its frames."""
    found: list[str] = []
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
        found += frame.evaluate(RUN)
    return found


def open_page(visit, app_url: str, name: str) -> Page:
    """Open a page and wait until its map or table stands."""
    visitor = visit(app_url).open(f"?page={name}")
    if name == "map":
        visitor.map()
    elif name == "brief":
        player = visitor.page.frame_locator(".present iframe")
        player.locator(".name-zone").first.wait_for(state="attached", timeout=30_000)
    else:
        visitor.sheet(name)
    visitor.page.wait_for_timeout(400)
    return visitor.page


@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious_on_any_page(visit, app_url, name):
    page = open_page(visit, app_url, name)
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert faults(page) == []


@pytest.mark.parametrize(
    "query",
    ["?focus=zone:青西", "?focus=district:青浦区", "?stage=completed&clock=promised", "?lang=en&focus=zone:青西"],
)
def test_nothing_serious_in_cards_and_chips(visit, app_url, query):
    visitor = visit(app_url).open(query)
    visitor.map()
    visitor.page.locator(".panel h2").wait_for()
    assert faults(visitor.page) == []


@pytest.mark.parametrize(
    "query",
    [
        "?held=青西,青东&focus=zone:青西",
        "?focus=project:nobody&zone=火星&page=nowhere&camera=1",
        "?stage=operating&zone=青西&text=无此一处",
    ],
    ids=["compared", "bad address", "nothing found"],
)
def test_comparison_bad_address_and_empty_answer_are_as_good(visit, app_url, query):
    visitor = visit(app_url).open(query)
    visitor.map()
    visitor.page.locator(".panel details.compare, [data-testid='stAlert']").first.wait_for()
    visitor.page.wait_for_timeout(400)
    assert faults(visitor.page) == []


def test_project_card_and_passage_are_as_good(visit, app_url):
    visitor = visit(app_url).open("?focus=zone:青西")
    visitor.map()
    visitor.page.locator(".panel .row").first.click()
    visitor.page.locator(".panel blockquote .link").first.wait_for()
    assert faults(visitor.page) == []
    visitor.page.locator(".panel blockquote .link").first.click()
    visitor.page.locator(".panel mark.here").wait_for()
    assert faults(visitor.page) == []


def test_an_opened_row_and_upload_are_as_good(visit, app_url):
    visitor = visit(app_url).open("?page=problems")
    page = visitor.page
    visitor.sheet("problems").locator(".fold").first.click()
    assert faults(page) == []
    page.get_by_role("button", name="打开").click()
    page.get_by_test_id("stFileUploaderDropzone").wait_for()
    page.wait_for_timeout(500)
    assert faults(page) == []


def test_a_filter_unfolded_is_as_good(visit, app_url):
    visitor = visit(app_url).open()
    visitor.map()
    visitor.page.get_by_role("button", name="阶段").click()
    visitor.page.locator(".option").filter(has_text="建成").wait_for()
    visitor.page.wait_for_timeout(500)
    assert faults(visitor.page) == []


def test_the_search_list_is_as_good(visit, app_url):
    visitor = visit(app_url).open()
    visitor.map()
    for words in ("练塘", "火星基地站"):
        visitor.page.get_by_role("combobox", name="搜索").fill(words)
        visitor.page.locator(".drop .note").filter(has_text="条" if words == "练塘" else "没有找到").wait_for()
        assert faults(visitor.page) == []


def test_axe_would_notice(visit, app_url):
    """Negative control: pale words in the page and a nameless button in the map's frame are both found."""
    visitor = visit(app_url).open()
    frame = visitor.map()
    visitor.page.evaluate(
        """() => { const line = document.querySelector('.st-key-foot p');
        line.style.setProperty('color', '#c8ccd0', 'important'); }"""
    )
    frame.evaluate("document.querySelector('.leaflet-control-container').append(document.createElement('button'))")
    found = [line.split(":")[0] for line in faults(visitor.page)]
    assert "color-contrast" in found
    assert "button-name" in found
    frame.evaluate("document.querySelector('.leaflet-container').removeAttribute('role')")
    assert "landmark-one-main" in [line.split(":")[0] for line in faults(visitor.page)]


def test_the_keyboard_is_seen_where_it_is(visit, app_url):
    page = open_page(visit, app_url, "ledger")
    seen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        page.wait_for_timeout(150)
        seen.append(page.evaluate(FOCUS_SEEN))
    assert len({name for name, _ in seen}) > 8
    assert [name for name, visible in seen if not visible] == []
