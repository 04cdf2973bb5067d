"""A PPTX deck: one slide a scene, with an editable title, a picture of the map, its words, and notes for the speaker."""

from __future__ import annotations

import io
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from mapapp.contracts import Atlas, Verdict
from mapapp.contracts.scenes import Deck, Scene
from mapapp.exports.archives import fixed_zip, zip_entries
from mapapp.reports.lookup_data import CAVEAT, REVIEW_NUMBER, source_line
from mapapp.reports.scene_data import filter_words, scene_selection, verdict_counts
from mapapp.reports.scene_pictures import SLIDE_PX, scene_maps
from mapapp.selection import select

# A wide slide: 13.33 by 7.5 inches, the shape of every projector.
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MAP_WIDTH: Final = Inches(9.4)
MARGIN: Final = Inches(0.35)
TITLE_ONLY: Final = 5
# PowerPoint takes the first of these the machine has.
FONT: Final = "Microsoft YaHei"
INK, SOFT = RGBColor.from_string("1F2933"), RGBColor.from_string("4B5762")  # type: ignore[no-untyped-call]


def slides_pptx(atlas: Atlas, deck: Deck) -> bytes:
    """Return a deck as a PPTX file; the same input gives the same bytes but for the pictures' pixels.

    Raises ExportError where there is no browser to paint the maps.
    """
    return slides_with(atlas, deck, scene_maps(atlas, deck, size=SLIDE_PX))


def slides_with(atlas: Atlas, deck: Deck, maps: list[bytes]) -> bytes:
    """Build the file around pictures that are already painted, one PNG a scene."""
    file = Presentation()
    file.slide_width, file.slide_height = WIDTH, HEIGHT
    file.core_properties.title = deck.title
    file.core_properties.author = ""
    for scene, picture in zip(deck.scenes, maps, strict=True):
        _slide(file, atlas, scene, picture)
    buffer = io.BytesIO()
    file.save(buffer)
    return fixed_zip(zip_entries(buffer.getvalue()))


def _slide(file: Any, atlas: Atlas, scene: Scene, picture: bytes) -> None:
    """Add the slide of one scene."""
    slide = file.slides.add_slide(file.slide_layouts[TITLE_ONLY])
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = MARGIN, Inches(0.2), WIDTH - 2 * MARGIN, Inches(0.85)
    _write(title.text_frame, [(scene.title, 30, INK, True)])
    top = Inches(1.15)
    placed = slide.shapes.add_picture(io.BytesIO(picture), MARGIN, top, width=MAP_WIDTH)
    placed.element.nvPicPr.cNvPr.set("descr", f"{scene.title}，示意图")
    left = MARGIN + MAP_WIDTH + Inches(0.25)
    box = slide.shapes.add_textbox(left, top, Emu(WIDTH - left - MARGIN), Inches(5.3))
    _write(box.text_frame, _words(atlas, scene))
    foot = slide.shapes.add_textbox(MARGIN, HEIGHT - Inches(0.4), WIDTH - 2 * MARGIN, Inches(0.3))
    _write(foot.text_frame, [(f"{CAVEAT}　{REVIEW_NUMBER}", 10, SOFT, False)])
    slide.notes_slide.notes_text_frame.text = "\n".join(filter(None, (scene.notes, source_line(atlas))))


def _words(atlas: Atlas, scene: Scene) -> list[tuple[str, int, RGBColor, bool]]:
    """Return what stands beside the map: when, the caption, the conditions, and the counts of the app."""
    selection = scene_selection(atlas, scene)
    selected = select(atlas, selection)
    lines = [(f"截至 {selected.as_of}　{selected.clock.term}", 18, INK, True)]
    lines += [(line, 18, INK, False) for line in scene.caption.split("\n") if line]
    lines += [(words, 13, SOFT, False) for words in filter_words(selection, atlas)]
    lines.append((f"{selected.total} 个项目", 20, INK, True))
    lines.append((f"已上图 {selected.mapped}，未上图 {selected.unmapped}", 13, SOFT, False))
    counts = verdict_counts(selected, selected.projects)
    lines += [
        (f"{verdict.term} {count}", 16, INK, False) for verdict, count in zip(Verdict, counts, strict=True) if count
    ]
    return lines


def _write(frame: Any, lines: list[tuple[str, int, RGBColor, bool]]) -> None:
    """Write lines of (text, points, colour, bold), left-aligned, in a Chinese font."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    for number, (text, points, colour, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = 1
        run = paragraph.add_run()
        run.text = text
        font = run.font
        font.size, font.bold, font.name, font.color.rgb = Pt(points), bold, FONT, colour
        # python-pptx names the Latin font only; Chinese letters take the East Asian one.
        east = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": FONT})
        run._r.get_or_add_rPr().append(east)
