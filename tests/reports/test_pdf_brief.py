"""Briefs on paper: every claim has a numbered note, every note is the sentence itself."""

from __future__ import annotations

import re

import pytest

from mapapp.contracts import Doubt, Modality, Promise, Stage, Verdict
from mapapp.errors import ExportError
from mapapp.reports import headless_browser as browser
from mapapp.reports import present_bytes
from mapapp.reports.pdf_brief import brief_html
from mapapp.reports.pdf_front import brief_title, brief_zones, title_page, without_clock
from mapapp.selection import Selection, select
from tests.reports.test_html_deck import HOSTILE

# Builds everything, some of it several times: part of `make test`, not of the quick round.
pytestmark = pytest.mark.slow


def plain(text: str) -> str:
    """Text without white space."""
    return re.sub(r"\s", "", text)


def test_zones_of_the_selection_or_all_that_are_not_parts(atlas):
    every = [zone.zone_id for zone in brief_zones(atlas, Selection())]
    assert set(every) == {"新城", "青东", "青西", "示范区", "大零号湾"}
    assert [zone.zone_id for zone in brief_zones(atlas, Selection(zones=("青西",)))] == ["青西"]


def test_same_input_same_text(atlas):
    assert brief_html(atlas, Selection()) == brief_html(atlas, Selection())


def test_every_mark_has_its_note_and_every_note_is_a_quote(atlas):
    page = brief_html(atlas, Selection())
    marks = set(re.findall(r'href="#n(\d+)"', page))
    notes = dict(re.findall(r'id="n(\d+)">(.*?)</li>', page))
    assert marks == set(notes) == {str(number) for number in range(1, len(notes) + 1)}
    texts = {document.title: document.text for document in atlas.documents}
    for note in notes.values():
        quote, title, start, end = re.match(r"“(.*)”——《(.*)》第(\d+)–(\d+)字$", note.replace("&quot;", '"')).groups()
        assert plain(texts[title][int(start) : int(end)]) == plain(quote)


def test_every_project_of_a_zone_is_listed_with_its_count(atlas):
    selection = Selection(zones=("青西",))
    page, selected = brief_html(atlas, selection), select(atlas, selection)
    for project in selected.projects:
        assert f"<li>{project.name}" in page
    assert f"<b>{selected.total}</b> 个项目（已上图 {selected.mapped}，未上图 {selected.unmapped}）" in page


def test_the_first_page_says_what_it_is_and_where_each_zone_begins(atlas):
    selection = Selection(as_of=2026)
    zones = brief_zones(atlas, selection)
    page = title_page(atlas, selection, [1, *range(2, 2 + 3 * len(zones), 3)])
    words = re.sub(r"<[^>]+>", " ", page)
    assert "截至 2026 年" in words
    for number, zone in enumerate(zones):
        assert re.search(rf"{zone.name}\s+{2 + 3 * number}\s", words)
    for document in atlas.documents:
        assert document.title in words
    whole = brief_html(atlas, selection)
    anchors = re.findall(r'class="contents".*?</ol>', whole, flags=re.DOTALL)[0]
    for anchor in re.findall(r'href="#([^"]+)"', anchors):
        assert f'id="{anchor}"' in whole
    assert brief_title(selection) in whole


def test_what_is_due_and_decided_by_nothing_is_grouped_and_its_reason_said_once(make_atlas, make_event):
    events = [make_event(f"e{n}", f"第{n}号厂", f"p{n}", modality=Modality.PLANNED, year=2024) for n in range(48)]
    promises = [
        Promise(
            f"k{n}", f"p{n}", f"e{n}", Stage.STARTED, 2024, Verdict.UNVERIFIED, "同一句理由", doubt=Doubt.NOT_REVIEWED
        )
        for n in range(48)
    ]
    page = brief_html(make_atlas(events, promises=promises), Selection(as_of=2026, zones=("青西",)))
    assert page.count(Doubt.NOT_REVIEWED.term) == 1
    assert page.count("同一句理由") == 0
    group = page.split("待核实的承诺")[1].split("<h2>")[0]
    assert all(f"第{n}号厂" in group for n in range(48))
    assert f"{Doubt.NOT_REVIEWED.term} <b>48</b>" in group


def test_the_moment_of_printing_is_taken_out_and_nothing_else_moves():
    printed = b"1 0 obj <</CreationDate (D:20261129003158+00'00')\n/ModDate (D:20261129003158+00'00')>> endobj"
    fixed = without_clock(printed)
    assert b"2026" not in fixed
    assert len(fixed) == len(printed)


def test_a_target_moved_later_is_told_with_both_sentences(make_atlas, make_event):
    events = [
        make_event(f"e{year}", year=year, modality=Modality.PLANNED, stage=Stage.COMPLETED, start=at, end=at + 2)
        for year, at in ((2022, 0), (2024, 2))
    ]
    promises = [
        Promise("m1", "p1", "e2022", Stage.COMPLETED, 2022, Verdict.UNVERIFIED, "甲", slipped_to=("m2",)),
        Promise("m2", "p1", "e2024", Stage.COMPLETED, 2024, Verdict.UNVERIFIED, "甲"),
    ]
    page = brief_html(make_atlas(events, promises=promises), Selection(as_of=2024, zones=("青西",)))
    told = re.sub(r"<[^>]+>", "", page.split("目标后移")[1].split("<h2>")[0])
    assert told == "甲厂：2022 年建成[1] 改为 2024 年建成[2]" or "2022 年建成[" in told


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(make_atlas, make_event, text):
    page = brief_html(make_atlas([make_event(name=text, quote=text)]), Selection(zones=("青西",)))
    assert "<script" not in page
    assert "<img" not in page


def test_without_a_browser_there_is_one_clear_line(atlas, monkeypatch):
    monkeypatch.setattr(browser, "find_browser", lambda: None)
    for fmt in ("pdf", "png", "pptx"):
        with pytest.raises(ExportError, match="请安装 Chromium") as refused:
            present_bytes(atlas, Selection(zones=("青西",)), fmt)
        assert "\n" not in str(refused.value)


def test_a_browser_that_paints_nothing_is_named(atlas, monkeypatch, tmp_path):
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho out of order >&2\n")
    broken.chmod(0o755)
    monkeypatch.setattr(browser, "find_browser", lambda: str(broken))
    with pytest.raises(ExportError, match="out of order"):
        present_bytes(atlas, Selection(zones=("青西",)), "png")
