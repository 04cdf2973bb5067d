"""What a browser of this machine paints: the PDF's text and resolution, the picture's size, the slides re-opened."""

from __future__ import annotations

import io
import re

import pytest

from mapapp.reports import present_bytes, ready_decks
from mapapp.reports.pdf_front import brief_title
from mapapp.reports.scene_data import scene_selection
from mapapp.selection import Selection, select

pytestmark = pytest.mark.browser

QINGXI = Selection(zones=("青西",))


@pytest.fixture(scope="module")
def pdf(atlas) -> bytes:
    return present_bytes(atlas, QINGXI, "pdf")


def pdf_text(content: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_chinese_can_be_selected_and_notes_resolve(atlas, pdf):
    text = re.sub(r"\s", "", pdf_text(pdf))
    selected = select(atlas, QINGXI)
    assert f"{selected.total}个项目" in text
    body, _, notes = text.partition("注：原句与出处")
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", body)}
    assert numbers == set(range(1, max(numbers) + 1))
    for project in selected.projects:
        assert re.sub(r"\s", "", project.name) in body
        state = selected.states[project.project_id]
        if state is not None:
            assert re.sub(r"\s", "", atlas.event_by_id[state.event_id].quote) in re.sub(
                r"青浦·大零号湾项目一张图示意边界，非法定界线\d+/\d+", "", notes
            )


def test_the_map_has_two_hundred_dots_an_inch(pdf):
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[1]
    (image,) = [item for item in page.get_objects() if isinstance(item, pypdfium2.PdfImage)]
    left, _, right, _ = image.get_bounds()
    assert image.get_px_size()[0] / ((right - left) / 72) >= 200


def test_the_same_selection_has_the_same_bytes(atlas, pdf):
    assert present_bytes(atlas, QINGXI, "pdf") == pdf


def test_bookmarks_title_and_contents_lead_to_the_zone(atlas, pdf):
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    marks = [(mark.level, mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc()]
    chapters = [(title, page) for level, title, page in marks if level == 0]
    assert [title for title, _ in chapters][1:] == ["青西"]
    assert {"目录", "项目，按阶段", "注：原句与出处"} <= {title for level, title, _ in marks if level == 1}
    assert document.get_metadata_dict()["Title"] == brief_title(QINGXI)
    first = document[0].get_textpage().get_text_range()
    assert re.search(rf"青西\s*{chapters[1][1]}\b", first)
    assert "青西" in document[chapters[1][1] - 1].get_textpage().get_text_range()


def test_the_picture_is_twice_the_size_and_not_empty(atlas):
    from PIL import Image

    picture = Image.open(io.BytesIO(present_bytes(atlas, QINGXI, "png")))
    assert picture.size == (3200, 2000)
    # Title, map and legend each hold more than paper.
    for box in ((0, 0, 1600, 200), (800, 400, 2400, 1600), (0, 1800, 3200, 2000)):
        assert len(picture.convert("L").crop(box).getcolors(256) or range(257)) > 20


def test_slides_open_again_with_title_picture_and_notes(atlas):
    from pptx import Presentation

    deck = ready_decks(atlas)[2]
    slides = list(Presentation(io.BytesIO(present_bytes(atlas, Selection(), "pptx", deck))).slides)
    maps = [slide for slide in slides if any(shape.shape_type == 13 for shape in slide.shapes)]
    assert len(maps) == len(deck.scenes)
    for slide, scene in zip(maps, deck.scenes, strict=True):
        assert slide.shapes.title.text_frame.text == scene.title
        assert scene.notes in slide.notes_slide.notes_text_frame.text
        words = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert f"{select(atlas, scene_selection(atlas, scene)).total} 个项目" in words
        (picture,) = [shape for shape in slide.shapes if shape.shape_type == 13]
        assert picture.image.size == (2480, 1550)
