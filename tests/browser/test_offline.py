"""No internet at run time: nothing is asked of another machine, and still the map is there, in Chinese."""

from __future__ import annotations

import pytest

# Two characters drawn alike are drawn as the empty box that stands for a missing glyph.
DRAWN_ALIKE = """([font, first, second]) => {
  const bits = (character) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 40;
    const ctx = canvas.getContext('2d');
    ctx.font = '30px ' + font;
    ctx.fillText(character, 2, 32);
    return canvas.toDataURL();
  };
  return bits(first) === bits(second);
}"""


@pytest.mark.parametrize(
    "page", ["map", "ledger", "indicators", "coverage", "problems", "docs", "desk", "data", "brief"]
)
def test_every_page_stands_without_the_outside(visit, app_url, page):
    visitor = visit(app_url).open(f"?page={page}")
    if page == "map":
        visitor.map()
    else:
        visitor.sheet(page)
    assert visitor.page.get_by_test_id("stException").count() == 0
    assert visitor.outside == []


def test_the_gate_would_notice(visit, app_url):
    """Negative control: a picture from another machine is refused and written down (a frame's own page may ask for it)."""
    visitor = visit(app_url)
    visitor.page.set_content("<img src='https://example.invalid/x'>")
    visitor.page.wait_for_timeout(200)
    assert visitor.outside == ["https://example.invalid/x"]
    visitor.outside.clear()


def test_the_page_itself_may_not_ask_another_machine(visit, app_url):
    visitor = visit(app_url).open()
    asked = "fetch('https://example.invalid/x').then(() => 'sent', () => 'refused')"
    assert visitor.page.evaluate(asked) == "refused"
    assert visitor.outside == []
    assert any("Content Security Policy" in error for error in visitor.errors)
    visitor.errors.clear()


def test_marks_are_painted(visit, app_url):
    frame = visit(app_url).open().map()
    painted = frame.evaluate(
        """() => { const canvas = window.mapapp.canvas._container;
        return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0); }"""
    )
    assert painted


def test_chinese_is_drawn_and_not_boxes(visit, app_url):
    frame = visit(app_url).open().map()
    font = frame.evaluate("getComputedStyle(document.querySelector('.name')).fontFamily")
    assert frame.evaluate(DRAWN_ALIKE, [font, "青", "浦"]) is False
    assert frame.evaluate(DRAWN_ALIKE, [font, "\ue0f0", "\ue0f1"]) is True  # negative control: two missing glyphs


def test_zone_names_stand_on_the_map(visit, app_url):
    frame = visit(app_url).open().map()
    names = frame.evaluate("[...document.querySelectorAll('.name-zone span')].map((node) => node.textContent)")
    assert {"新城", "青东", "青西", "示范区"} <= set(names)
