"""Parts of a slide that can be edited and heard: words, tables, charts, and no trace of when they were saved."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation
from pptx.util import Inches

from mapapp.reports.pptx_parts import FONT, INK, SlideBox, add_bars, add_table, describe, fixed_slides, write

BOX = SlideBox(Inches(1), Inches(1), Inches(4), Inches(3))


@pytest.fixture
def slides():
    """Return a presentation with one empty slide, and the slide."""
    made = Presentation()
    return made, made.slides.add_slide(made.slide_layouts[6])


def test_lines_are_paragraphs_in_a_chinese_font(slides):
    frame = slides[1].shapes.add_textbox(BOX.left, BOX.top, BOX.width, BOX.height).text_frame
    write(frame, [("甲厂", 20, INK, True), ("2026年建成", 12, INK, False)])
    runs = [paragraph.runs[0] for paragraph in frame.paragraphs]
    assert [(run.text, run.font.size.pt, run.font.bold) for run in runs] == [
        ("甲厂", 20, True),
        ("2026年建成", 12, False),
    ]
    assert all(f'<a:ea typeface="{FONT}"/>' in run._r.xml for run in runs)


def test_a_table_has_its_head_and_rows_in_the_shares_of_the_width(slides):
    table = add_table(slides[1], BOX, ("名称", "年"), [("甲厂", "2026"), ("乙桥", "2027")], (0.75, 0.25)).table
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["名称", "年"],
        ["甲厂", "2026"],
        ["乙桥", "2027"],
    ]
    assert [column.width for column in table.columns] == [Inches(3), Inches(1)]


def test_bars_stand_with_the_first_on_top_in_their_colours(slides):
    chart = add_bars(slides[1], BOX, [("开工", 3, "#112233"), ("建成", 5, "#aabbcc")]).chart
    plot = chart.plots[0]
    assert (list(plot.categories), list(plot.series[0].values)) == (["建成", "开工"], [5, 3])
    assert [str(plot.series[0].points[at].format.fill.fore_color.rgb) for at in (0, 1)] == ["AABBCC", "112233"]


def test_what_a_shape_shows_can_be_heard(slides):
    frame = add_table(slides[1], BOX, ("名称",), [("甲厂",)], (1.0,))
    describe(frame, "一个项目的表")
    assert 'descr="一个项目的表"' in frame._element.xml


def test_the_same_slides_are_the_same_bytes(slides):
    add_bars(slides[1], BOX, [("开工", 3, "#112233")])

    def saved():
        out = io.BytesIO()
        slides[0].save(out)
        return fixed_slides(out.getvalue())

    first = saved()
    assert first == saved()
    assert len(Presentation(io.BytesIO(first)).slides) == 1
