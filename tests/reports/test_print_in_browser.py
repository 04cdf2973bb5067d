"""The left-behind file on paper: one page either way up, the map whole, nothing to press."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from mapapp.reports import player_html, ready_decks

pytestmark = pytest.mark.browser

# What a browser calls A4, and our margins of 10 mm, in points.
A4 = (595, 842)
WHITE = (255, 255, 255)


@pytest.fixture
def page(browser, atlas, tmp_path: Path):
    path = tmp_path / "deck.html"
    path.write_text(player_html(atlas, ready_decks(atlas)[0]), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-ready='1']")
    yield page
    context.close()


def printed(page, *, landscape: bool) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4", landscape=landscape, print_background=True)))


def share_of_ink(paper: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> float:
    """Return which share of a part of the page (left, top, right, bottom as shares of it) is not white."""
    picture = paper.render(scale=1).to_pil().convert("RGB")
    width, height = picture.size
    part = picture.crop((int(box[0] * width), int(box[1] * height), int(box[2] * width), int(box[3] * height)))
    counted = part.getcolors(part.width * part.height)
    return 1 - sum(count for count, pixel in counted if pixel == WHITE) / (part.width * part.height)


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("scene", [0, 3])
def test_a_scene_is_one_page_with_its_map_legend_and_sources_and_no_buttons(page, landscape, scene):
    page.evaluate("(scene) => player.go(scene, {still: true})", scene)
    paper = printed(page, landscape=landscape)
    assert len(paper) == 1
    assert tuple(round(side) for side in paper[0].get_size()) == pytest.approx(A4[::-1] if landscape else A4, abs=1)
    words = paper[0].get_textpage().get_text_range()
    for shown in (page.evaluate("player.scene.title"), "截至", "未见进展", "谋划", "示意边界，非法定界线", "来源"):
        assert shown in words.replace("\r\n", "")
    for button in ("全屏", "自动", "▷", "‹", "›", "?"):
        assert button not in words


@pytest.mark.parametrize(("landscape", "corners"), [(True, (0.04, 0.1, 0.5, 0.8)), (False, (0.05, 0.06, 0.93, 0.68))])
def test_the_map_is_printed_to_its_edges_with_ground_and_fills(page, landscape, corners):
    left, top, right, bottom = corners
    paper = printed(page, landscape=landscape)[0]
    # The ground is drawn everywhere: a strip along each side of the map is nearly all ink.
    for name, strip in {
        "left": (left, top, left + 0.02, bottom),
        "right": (right - 0.02, top, right, bottom),
        "top": (left, top, right, top + 0.02),
        "bottom": (left, bottom - 0.02, right, bottom),
    }.items():
        assert share_of_ink(paper, strip) > 0.9, name


def test_a_dark_room_is_white_on_paper_and_everything_is_as_before_afterwards(page):
    page.keyboard.press("t")
    before = page.evaluate("() => [mapapp.map.getSize().x, mapapp.map.getZoom(), document.body.className]")
    paper = printed(page, landscape=False)[0]
    assert share_of_ink(paper, (0, 0.95, 1, 1)) == 0
    page.wait_for_function("() => !document.querySelector('.printed') && !player.printing")
    assert page.evaluate("() => [mapapp.map.getSize().x, mapapp.map.getZoom(), document.body.className]") == before
    assert page.get_by_label("全屏（F）").is_visible()


def test_an_opened_project_is_printed_with_its_quotes_whole(page):
    page.evaluate("() => player.show(`project:${player.book.projects[0].id}`, [])")
    quotes = page.locator("blockquote").all_inner_texts()
    paper = printed(page, landscape=False)
    words = "".join(sheet.get_textpage().get_text_range() for sheet in paper).replace("\r\n", "")
    assert quotes
    for quote in quotes:
        assert quote.splitlines()[0][-6:] in words
