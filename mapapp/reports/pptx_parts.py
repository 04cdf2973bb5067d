"""Parts of a slide that can be edited in PowerPoint: words, tables and charts of its own, each with a description.

Descriptions (alt text) say what a picture, table or chart shows, for people who hear a slide instead of seeing it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from mapapp.exports.archives import fixed_zip, zip_entries

# PowerPoint takes this font where the machine has it, else its own for Chinese.
FONT: Final = "Microsoft YaHei"
INK, SOFT = RGBColor.from_string("1F2933"), RGBColor.from_string("4B5762")  # type: ignore[no-untyped-call]
_HEAD, _LINE_1, _LINE_2 = (RGBColor.from_string(code) for code in ("E8EDF1", "FFFFFF", "F7F9FA"))  # type: ignore[no-untyped-call]

ROW_HEIGHT: Final = Inches(0.33)
_CELL_MARGIN: Final = Inches(0.05)

# XlsxWriter stamps the workbook behind a chart; slides say when they are from by their words.
_STAMP: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_FIXED_STAMP: Final = rb"\g<1>1980-01-01T00:00:00Z\g<2>"

Line = tuple[str, float, RGBColor, bool]


@dataclass(frozen=True, slots=True)
class SlideBox:
    """Where something stands on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


def write(frame: Any, lines: Sequence[Line]) -> None:
    """Write lines of (text, points, colour, bold), left-aligned, in a Chinese font."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = 1
        _add_run(paragraph, line)


def _add_run(paragraph: Any, line: Line) -> None:
    """Add words in the looks of a line."""
    text, points, colour, bold = line
    run = paragraph.add_run()
    run.text = text
    font = run.font
    font.size, font.bold, font.name, font.color.rgb = Pt(points), bold, FONT, colour
    # python-pptx names the Latin font only; Chinese letters take the East Asian one.
    east = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": FONT})
    run._r.get_or_add_rPr().append(east)


def describe(shape: Any, text: str) -> None:
    """Set on a shape the description that is read aloud in its place."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)


def add_table(
    slide: Any,
    box: SlideBox,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
    *,
    points: float = 11,
) -> Any:
    """Add a table of texts; `shares` are the columns' shares of the width."""
    frame = slide.shapes.add_table(
        len(rows) + 1, len(header), box.left, box.top, box.width, ROW_HEIGHT * (len(rows) + 1)
    )
    table = frame.table
    for index, share in enumerate(shares):
        table.columns[index].width = Emu(int(box.width * share))
    for number, texts in enumerate((header, *rows)):
        table.rows[number].height = ROW_HEIGHT
        for index, text in enumerate(texts):
            cell = table.cell(number, index)
            cell.margin_left = cell.margin_right = _CELL_MARGIN
            cell.margin_top = cell.margin_bottom = Emu(0)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = _HEAD if number == 0 else _LINE_1 if number % 2 else _LINE_2
            cell.text_frame.word_wrap = True
            _add_run(cell.text_frame.paragraphs[0], (text, points, INK, number == 0))
    return frame


def add_bars(slide: Any, box: SlideBox, bars: Sequence[tuple[str, int, str]]) -> Any:
    """Add a bar chart of (name, count, colour as #rrggbb), the first on top, each with its number."""
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    # PowerPoint draws the first category at the bottom.
    data.categories = [name for name, _, _ in reversed(bars)]
    data.add_series("项目数", [count for _, count, _ in reversed(bars)])  # type: ignore[no-untyped-call]
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, box.left, box.top, box.width, box.height, data)
    chart = frame.chart
    chart.has_legend = False
    chart.has_title = False
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(12), FONT, INK
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.has_data_labels = True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = Pt(12)
    for index, (_, _, colour) in enumerate(reversed(bars)):
        point = plot.series[0].points[index].format.fill
        point.solid()
        point.fore_color.rgb = RGBColor.from_string(colour.lstrip("#").upper())  # type: ignore[no-untyped-call]
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.category_axis.format.line.color.rgb = SOFT
    return frame


def fixed_slides(content: bytes) -> bytes:
    """Return a saved file without a trace of when it was saved, the workbooks behind its charts included."""
    return fixed_zip(
        (name, _fixed_workbook(part) if name.endswith(".xlsx") else part) for name, part in zip_entries(content)
    )


def _fixed_workbook(content: bytes) -> bytes:
    """Return a workbook with a fixed date in its properties."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    return fixed_zip(
        (name, _STAMP.sub(_FIXED_STAMP, part) if name == "docProps/core.xml" else part) for name, part in parts
    )
