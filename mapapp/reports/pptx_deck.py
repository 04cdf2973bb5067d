"""A PPTX deck: a slide a scene with map and words, the projects of each zone in tables, and what is not verified.

Titles, tables and charts can be edited; the map is a picture with a description; every slide has the quotes it rests on
in its notes.
"""

from __future__ import annotations

import io
from typing import Any, Final

from pptx import Presentation
from pptx.util import Emu, Inches

from mapapp.contracts import Atlas, Selected, Verdict
from mapapp.contracts.scenes import Deck, Scene
from mapapp.open_workspace import active
from mapapp.reports.lookup_data import CAVEAT, REVIEW_NUMBER, source_line
from mapapp.reports.pptx_parts import (
    INK,
    SOFT,
    Line,
    SlideBox,
    add_bars,
    add_table,
    describe,
    fixed_slides,
    write,
)
from mapapp.reports.pptx_projects import ProjectsSlide, not_verified, projects_slides, stage_bars
from mapapp.reports.scene_data import filter_words, scene_selection, verdict_counts
from mapapp.reports.scene_pictures import SLIDE_PX, Tell, scene_maps, tell_nobody
from mapapp.selection import select

# A wide slide: 13.33 by 7.5 inches, the shape of every projector.
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MAP_WIDTH: Final = Inches(9.4)
MARGIN: Final = Inches(0.35)
TOP: Final = Inches(1.15)
CHART_WIDTH: Final = Inches(4.0)
TITLE_ONLY: Final = 5
AUTHOR: Final = "mapapp"
NOT_VERIFIED_TITLE: Final = "没能核实的"


def slides_pptx(atlas: Atlas, deck: Deck, tell: Tell = tell_nobody) -> bytes:
    """Return a deck as a PPTX file; the same input gives the same bytes but for the pictures' pixels.

    Raises ExportError where there is no browser to paint the maps.
    """
    return slides_with(atlas, deck, scene_maps(atlas, deck, tell, size=SLIDE_PX))


def slides_with(atlas: Atlas, deck: Deck, maps: list[bytes]) -> bytes:
    """Return the file around pictures that are already painted, one PNG a scene."""
    file = Presentation()
    file.slide_width, file.slide_height = WIDTH, HEIGHT
    properties = file.core_properties
    properties.title, properties.author, properties.last_modified_by = deck.title, AUTHOR, AUTHOR
    properties.subject, properties.language = active().title, "zh-CN"
    for scene, picture in zip(deck.scenes, maps, strict=True):
        selected = select(atlas, scene_selection(atlas, scene))
        _map_slide(file, atlas, scene, selected, picture)
        if len(scene_selection(atlas, scene).zones) == 1:
            for told in projects_slides(atlas, selected, _zone_name(atlas, scene)):
                _projects_slide(file, told, selected, atlas)
    if deck.scenes:
        widest = max((select(atlas, scene_selection(atlas, scene)) for scene in deck.scenes), key=lambda one: one.total)
        _not_verified_slide(file, atlas, widest)
    buffer = io.BytesIO()
    file.save(buffer)
    return fixed_slides(buffer.getvalue())


def _zone_name(atlas: Atlas, scene: Scene) -> str:
    """Return the name of the one zone a scene asks for."""
    (zone_id,) = scene_selection(atlas, scene).zones
    return next((zone.name for zone in atlas.geodata.zones if zone.zone_id == zone_id), zone_id)


def _new_slide(file: Any, title: str) -> Any:
    """Add a slide with a title and the line every map and list must carry."""
    slide = file.slides.add_slide(file.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = MARGIN, Inches(0.2), WIDTH - 2 * MARGIN, Inches(0.85)
    write(shape.text_frame, [(title, 28, INK, True)])
    foot = slide.shapes.add_textbox(MARGIN, HEIGHT - Inches(0.4), WIDTH - 2 * MARGIN, Inches(0.3))
    write(foot.text_frame, [(f"{CAVEAT}　{REVIEW_NUMBER}", 10, SOFT, False)])
    return slide


def _map_slide(file: Any, atlas: Atlas, scene: Scene, selected: Selected, picture: bytes) -> None:
    """Add the slide of one scene."""
    slide = _new_slide(file, scene.title)
    placed = slide.shapes.add_picture(io.BytesIO(picture), MARGIN, TOP, width=MAP_WIDTH)
    describe(placed, map_words(scene, selected))
    left = MARGIN + MAP_WIDTH + Inches(0.25)
    box = slide.shapes.add_textbox(left, TOP, Emu(WIDTH - left - MARGIN), Inches(5.3))
    write(box.text_frame, _words(atlas, scene, selected))
    slide.notes_slide.notes_text_frame.text = "\n".join(filter(None, (scene.notes, source_line(atlas))))


def map_words(scene: Scene, selected: Selected) -> str:
    """Return what the map of a scene shows, for people who cannot see it."""
    bars = "、".join(f"{name} {count}" for name, count, _ in stage_bars(selected) if count)
    when = f"截至 {selected.as_of} 年（{selected.clock.term}）"
    shown = f"{selected.total} 个项目，图上 {selected.mapped} 个，未上图 {selected.unmapped} 个"
    return f"示意地图：{scene.title}。{when}，{shown}。按阶段：{bars or '没有项目'}。{CAVEAT}。"


def _words(atlas: Atlas, scene: Scene, selected: Selected) -> list[Line]:
    """Return what stands beside the map: when, the caption, the conditions, and the counts of the app."""
    lines: list[Line] = [(f"截至 {selected.as_of}　{selected.clock.term}", 18, INK, True)]
    lines += [(line, 18, INK, False) for line in scene.caption.split("\n") if line]
    lines += [(words, 13, SOFT, False) for words in filter_words(scene_selection(atlas, scene), atlas)]
    lines.append((f"{selected.total} 个项目", 20, INK, True))
    lines.append((f"已上图 {selected.mapped}，未上图 {selected.unmapped}", 13, SOFT, False))
    counts = verdict_counts(selected, selected.projects)
    lines += [
        (f"{verdict.term} {count}", 16, INK, False) for verdict, count in zip(Verdict, counts, strict=True) if count
    ]
    return lines


def _projects_slide(file: Any, told: ProjectsSlide, selected: Selected, atlas: Atlas) -> None:
    """Add a slide that names projects, with the chart of the stages beside the first table."""
    slide = _new_slide(file, told.heading)
    left, width = int(MARGIN), int(WIDTH - 2 * MARGIN)
    if told.chart:
        bars = stage_bars(selected)
        box = SlideBox(MARGIN, TOP, CHART_WIDTH, Inches(4.6))
        words = "、".join(f"{name} {count}" for name, count, _ in bars)
        describe(add_bars(slide, box, bars), f"条形图：{told.heading}。{words}。")
        count = slide.shapes.add_textbox(MARGIN, TOP + Inches(4.7), CHART_WIDTH, Inches(0.9))
        mapped = f"已上图 {selected.mapped}，未上图 {selected.unmapped}"
        write(count.text_frame, [(f"{selected.total} 个项目", 20, INK, True), (mapped, 13, SOFT, False)])
        left, width = MARGIN + CHART_WIDTH + Inches(0.2), WIDTH - 2 * MARGIN - CHART_WIDTH - Inches(0.2)
    box = SlideBox(left, TOP, width, Inches(5.3))
    if told.header:
        table = add_table(slide, box, told.header, told.rows, (0.5, 0.16, 0.09, 0.25))
        describe(table, f"表：{told.heading}，{len(told.rows)} 行，列为{'、'.join(told.header)}。")
    else:
        names = sum(1 for row in told.rows for cell in row if cell)
        shares = (1 / len(told.rows[0]),) * len(told.rows[0])
        table = add_table(slide, box, ("项目", *[""] * (len(shares) - 1)), told.rows, shares, points=10.5)
        describe(table, f"表：{told.heading}，{names} 个名称，自上而下分 {len(shares)} 列。")
    slide.notes_slide.notes_text_frame.text = "\n".join((*told.notes, source_line(atlas)))


def _not_verified_slide(file: Any, atlas: Atlas, selected: Selected) -> None:
    """Add the slide that says what nobody could verify, each reason once."""
    rows, notes = not_verified(atlas, selected)
    slide = _new_slide(file, f"{NOT_VERIFIED_TITLE}（截至 {selected.as_of} 年）")
    if rows:
        header = ("什么", "多少", "哪些")
        table = add_table(
            slide, SlideBox(MARGIN, TOP, WIDTH - 2 * MARGIN, Inches(5.3)), header, rows, (0.32, 0.12, 0.56), points=13
        )
        describe(table, "表：没能核实的承诺、项目和文件，每行一个原因，写明多少和哪些。")
    else:
        box = slide.shapes.add_textbox(MARGIN, TOP, WIDTH - 2 * MARGIN, Inches(1))
        write(box.text_frame, [("没有待核实的承诺，项目都有位置，文件都是全文。", 18, INK, False)])
    said = ("未提不等于未办：文件没有说的，这里不判。", *notes, source_line(atlas))
    slide.notes_slide.notes_text_frame.text = "\n".join(said)
