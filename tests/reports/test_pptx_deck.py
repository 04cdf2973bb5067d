"""Slides that can be edited: every project named with stage, year and verdict, each slide with its own quotes."""

from __future__ import annotations

import io
import subprocess

import pytest
from PIL import Image
from pptx import Presentation

from mapapp.contracts import Bound, Doubt, Modality, Promise, Stage, Verdict
from mapapp.contracts.scenes import Camera, Deck, Scene
from mapapp.reports.automatic_deck import automatic_deck
from mapapp.reports.pptx_deck import AUTHOR, NOT_VERIFIED_TITLE, slides_with
from mapapp.reports.pptx_projects import ROWS_A_SLIDE, verdict_words
from mapapp.selection import Selection
from tests.programs.libreoffice import needs_impress, saved_as
from tests.reports.test_html_deck import HOSTILE

QINGXI = (("year", "2026"), ("zone", "青西"))


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (1240, 775), "#e8edf1").save(buffer, "PNG")
    return buffer.getvalue()


def slides(atlas, *scenes: Scene):
    deck = Deck("青西汇报", scenes or (Scene("青西", camera=Camera(fit=("青西",)), selection=QINGXI),))
    return Presentation(io.BytesIO(slides_with(atlas, deck, [picture()] * len(deck.scenes))))


def tables(slide):
    return [shape.table for shape in slide.shapes if shape.has_table]


def rows(table):
    return [[cell.text_frame.text for cell in row.cells] for row in table.rows]


@pytest.fixture
def world(make_atlas, make_event):
    done = make_event("e1", stage=Stage.COMPLETED, year=2025, quote="甲厂建成投产")
    plan = make_event("e2", modality=Modality.PLANNED, stage=Stage.COMPLETED, year=2025, quote="甲厂年内建成")
    waits = make_event("e3", "乙桥", "p2", modality=Modality.PLANNED, year=2025, quote="乙桥开工建设")
    promises = (
        Promise(
            "k1",
            "p1",
            "e2",
            Stage.COMPLETED,
            2025,
            Verdict.KEPT,
            "按期",
            None,
            Bound(2025, "900", "e1", "甲厂建成投产"),
        ),
        Promise("k2", "p2", "e3", Stage.STARTED, 2025, Verdict.UNVERIFIED, "无", doubt=Doubt.NOT_REVIEWED),
        Promise("k3", "p2", "e3", Stage.BUILDING, 2025, Verdict.INTENTION, "无"),
    )
    return make_atlas((done, plan, waits), promises=promises)


def test_a_zone_names_its_projects_with_stage_year_and_verdict(world):
    _, projects, _ = slides(world).slides
    (table,) = tables(projects)
    assert rows(table) == [
        ["项目", "阶段", "年份", "承诺"],
        ["甲厂", "建成", "2025", "按期达到"],
        ["乙桥", "未见进展报告", "", "待核实"],
    ]


def test_the_chart_is_native_and_counts_what_the_table_names(world):
    _, projects, _ = slides(world).slides
    (chart,) = [shape.chart for shape in projects.shapes if shape.has_chart]
    counts = dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
    assert {name: count for name, count in counts.items() if count} == {"建成": 1, "未见进展报告": 1}


def test_every_slide_has_the_quotes_it_rests_on_and_no_others(world):
    _, projects, unverified = slides(world).slides
    said = projects.notes_slide.notes_text_frame.text
    assert "甲厂建成投产" in said
    assert "《文件900》第" in said
    waiting = unverified.notes_slide.notes_text_frame.text
    assert "乙桥开工建设" in waiting
    assert "甲厂" not in waiting


def test_what_could_not_be_verified_has_a_slide_and_each_reason_is_said_once(world):
    *_, last = slides(world).slides
    assert last.shapes.title.text_frame.text.startswith(NOT_VERIFIED_TITLE)
    (table,) = tables(last)
    told = rows(table)[1:]
    assert ["到期的承诺：没有文件回顾该年该片区", "1 条", "乙桥"] in told
    assert len({row[0] for row in told}) == len(told)


def test_pictures_tables_and_charts_say_what_they_show(world):
    for slide in slides(world).slides:
        for shape in slide.shapes:
            if shape.shape_type == 13 or shape.has_table or shape.has_chart:
                described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
                assert described
                assert len(described) > 12
    first = next(iter(slides(world).slides))
    (placed,) = [shape for shape in first.shapes if shape.shape_type == 13]
    said = placed._element.xpath(".//p:cNvPr")[0].get("descr")
    for fact in ("青西", "2026", "2 个项目", "建成 1", "未见进展报告 1", "非法定"):
        assert fact in said, fact


def test_author_and_title_are_set(world):
    properties = slides(world).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("青西汇报", AUTHOR, AUTHOR)


def test_every_project_is_named_once_however_many_there_are(make_atlas, make_event):
    events = [
        make_event(
            f"e{n}",
            f"第{n}号厂",
            f"p{n}",
            modality=Modality.REPORTED if n % 3 else Modality.PLANNED,
            year=2024 if n % 3 else 2030,
        )
        for n in range(160)
    ]
    found: list[str] = []
    for slide in slides(make_atlas(events)).slides:
        for table in tables(slide):
            assert len(table.rows) <= ROWS_A_SLIDE + 1
            cells = rows(table)
            if cells[0][:2] == ["项目", "阶段"]:
                found += [row[0] for row in cells[1:]]
            elif cells[0][0] == "项目":
                found += [cell for row in cells[1:] for cell in row if cell]
    assert sorted(found) == sorted(f"第{n}号厂" for n in range(160))


def test_a_scene_of_several_zones_or_none_has_its_map_only(world):
    both = Scene("两片", selection=(("year", "2026"), ("zone", "青西,示范区")))
    everything = Scene("全部", selection=(("year", "2026"),))
    deck = slides(world, both, everything).slides
    assert [slide.shapes.title.text_frame.text for slide in deck][:2] == ["两片", "全部"]
    assert len(deck) == 3


def test_the_same_deck_gives_the_same_bytes_whenever_it_is_written(world, monkeypatch):
    import datetime

    from xlsxwriter import core

    deck = automatic_deck(world, Selection(as_of=2026))
    pictures = [picture()] * len(deck.scenes)
    first = slides_with(world, deck, pictures)

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2031, 5, 6, 7, 8, 9, tzinfo=tz)

    monkeypatch.setattr(core, "datetime", Later)
    assert slides_with(world, deck, pictures) == first


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(make_atlas, make_event, text):
    clean = "".join(character for character in text if character.isprintable())
    atlas = make_atlas([make_event(name=clean, quote=clean)])
    _, projects, _ = slides(atlas).slides
    assert rows(tables(projects)[0])[1][0] == clean


def test_intentions_are_not_judged():
    intention = Promise("k", "p", "e", Stage.COMPLETED, 2025, Verdict.INTENTION, "")
    waiting = Promise("k", "p", "e", Stage.COMPLETED, 2025, Verdict.UNVERIFIED, "")
    assert verdict_words([intention]) == ""
    assert verdict_words([waiting, waiting, intention]) == "待核实 2"


@pytest.mark.slow
@needs_impress
def test_slides_fit_their_pages_when_opened(make_atlas, make_event, tmp_path):
    events = [make_event(f"e{n}", f"名称长得要换行的第{n}号先进制造产业基地项目", f"p{n}") for n in range(40)]
    deck = Deck("青西汇报", (Scene("青西", selection=QINGXI),))
    path = tmp_path / "slides.pptx"
    path.write_bytes(slides_with(make_atlas(events), deck, [picture()]))
    pdf = saved_as(path, "pdf", tmp_path)
    subprocess.run(
        ["pdftoppm", "-png", "-scale-to-x", "1920", "-scale-to-y", "1080", pdf, tmp_path / "page"], check=True
    )
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == len(slides(make_atlas(events)).slides)
    for page in pages:
        image = Image.open(page).convert("L")
        # The line at the foot stands alone: nothing runs into it or off the page.
        gap = image.crop((0, 995, 1920, 1010))
        assert min(gap.get_flattened_data() if hasattr(gap, "get_flattened_data") else gap.getdata()) > 200, page.name
