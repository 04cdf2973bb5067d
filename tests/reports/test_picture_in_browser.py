"""A picture is a page without a hand: nothing that is counted lies outside it, and its zones have the colours of the scene."""

from __future__ import annotations

import pytest

from mapapp.contracts.scenes import Deck, Scene
from mapapp.reports import player_html

pytestmark = pytest.mark.browser

OUTSIDE = """() => [...document.querySelectorAll('.verdicts span, .stage')].filter((node) => {
  const box = node.getBoundingClientRect(), frame = document.querySelector('.body').getBoundingClientRect();
  return box.right > innerWidth || box.bottom > frame.bottom + 1 || box.top < frame.top - 1;
}).map((node) => node.textContent)"""


def test_every_count_lies_in_the_picture_and_zones_have_their_colours(browser, atlas, tmp_path):
    file = tmp_path / "deck.html"
    file.write_text(player_html(atlas, Deck("图", (Scene("全部项目", colour="density"),))), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    page.goto(f"{file.as_uri()}#mode=picture")
    page.wait_for_selector("body[data-ready='1']")
    assert page.evaluate(OUTSIDE) == []
    assert page.locator(".verdicts").inner_text().endswith("意向")
    assert page.locator(".colour-legend .by-zone tr").count() == 5
    assert page.locator(".name-zone.measured:visible").count() >= 4
    # Drawn for a page of a brief it is lower; a list that cannot be unfolded is not there at all.
    page.set_viewport_size({"width": 1240, "height": 560})
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#mode=picture&bare=1")
    page.wait_for_selector("body[data-ready='1']")
    assert page.locator(".colour-legend").is_visible()
    assert page.locator(".by-zone").is_hidden()
    page.close()
