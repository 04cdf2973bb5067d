"""The pages as plain sheets: the rows a reader expects, with the sentences behind them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.contracts import Bound, DocumentCoverage, Doubt, Modality, Promise, Stage, ValueKind, Verdict
from mapapp.documents import read_document
from mapapp.selection import Selection, select
from mapapp.ui.pages.brief_page import build_brief
from mapapp.ui.pages.coverage_page import build_coverage, build_reviews, build_times
from mapapp.ui.pages.data_page import build_twin
from mapapp.ui.pages.indicators_page import build_figures
from mapapp.ui.pages.ledger_page import build_intentions, build_ledger
from mapapp.ui.pages.problems_page import KINDS, build_doubtful, build_unmapped
from mapapp.ui.pages.worklist_section import build_worklist_sheet, worklist_of


@pytest.fixture
def world(make_atlas, make_event, make_indicator):
    """One project promised for 2022 and completed in 2024, one never heard of again, two figures."""
    events = [
        make_event(
            "e1", "甲厂", "p1", stage=Stage.COMPLETED, year=2022, modality=Modality.PLANNED, quote="甲厂2022年建成"
        ),
        make_event("e2", "甲厂", "p1", stage=Stage.COMPLETED, year=2024, quote="甲厂建成"),
        make_event(
            "e3", "乙桥", "p2", stage=Stage.STARTED, year=2023, modality=Modality.PLANNED, certain=False, confidence=0.4
        ),
    ]
    events.append(make_event("e4", "甲厂", "p1", stage=Stage.BUILDING, year=2022, quote="加快甲厂建设"))
    promises = [
        Promise(
            "m1",
            "p1",
            "e1",
            Stage.COMPLETED,
            2022,
            Verdict.LATE,
            "承诺2022年建成，2022年底尚未达到，2024年已达到，晚1至2年",
            Bound(2022, "900", "e4", "加快甲厂建设"),
            Bound(2024, "900", "e2", "甲厂建成"),
        ),
        Promise("m2", "p2", "e3", Stage.STARTED, 2023, Verdict.OVERDUE, "2023年已过，未见开工"),
    ]
    figures = [
        make_indicator("i1", period="2024"),
        make_indicator("i2", period="2024", value_kind=ValueKind.ACTUAL, value=9.0, value_text="9公顷"),
    ]
    return make_atlas(events, promises=promises, indicators=figures)


def test_the_ledger_puts_the_overdue_first_and_shows_every_sentence_a_verdict_rests_on(world):
    sheet = build_ledger(world, select(world, Selection(as_of=2024)))
    assert [row.cells[0]["text"] for row in sheet.rows] == ["乙桥", "甲厂"]
    late = sheet.rows[1]
    assert late.cells[4] == {"text": "1–2 年", "rank": 2}
    assert [part["quote"] for part in late.detail] == ["甲厂2022年建成", "加快甲厂建设", "甲厂建成"]
    assert {item["text"]: item["value"] for item in sheet.summary} == {
        "按期达到": 0,
        "已达到，是否按期不明": 0,
        "迟到": 1,
        "逾期未达": 1,
        "待核实": 0,
        "未到期": 0,
    }


def test_the_ledger_of_one_verdict_lists_that_verdict_only(world):
    sheet = build_ledger(world, select(world, Selection(as_of=2024, verdicts=(Verdict.OVERDUE,))))
    assert [row.cells[0]["text"] for row in sheet.rows] == ["乙桥"]


def test_promises_of_one_project_are_told_apart(make_atlas, make_event):
    """By the words of the document, a phase for instance; where those are the same too, by their sentence."""
    words = [("e1", "甲厂", "建甲厂"), ("e2", "甲厂二期", "建二期"), ("e3", "甲 厂", "甲厂和乙厂同时动工")]
    events = [
        make_event(event_id, name, "p1", stage=Stage.STARTED, year=2022, modality=Modality.PLANNED, quote=quote)
        for event_id, name, quote in words
    ]
    promises = [
        Promise(f"m{event.event_id}", "p1", event.event_id, Stage.STARTED, 2022, Verdict.OVERDUE, "未见开工")
        for event in events
    ]
    atlas = make_atlas(events, promises=promises)
    rows = build_ledger(atlas, select(atlas, Selection(as_of=2024))).rows
    assert [row.cells[0]["text"] for row in rows] == ["甲厂"] * 3
    assert [row.cells[0]["note"] for row in rows] == ["“建甲厂”", "甲厂二期", "“甲厂和乙厂同时动工”"]
    alone = make_atlas(events[:1], promises=promises[:1])
    assert build_ledger(alone, select(alone, Selection(as_of=2024))).rows[0].cells[0]["note"] == ""


def test_target_stands_beside_actual(world):
    (row,) = build_figures(world, select(world, Selection(as_of=2024))).rows
    assert row.cells[2]["text"] == "10公顷"
    assert row.cells[3]["text"] == "9公顷"
    assert len(row.detail) == 2


def test_silence_is_not_zero(world):
    sheet = build_coverage(world, select(world, Selection(as_of=2024)))
    cells = {row.cells[0]: row.cells[1]["rank"] for row in sheet.rows}
    assert cells["青西"] == 2
    assert cells["青东"] == 0
    assert "不等于没有项目" in sheet.note


def test_the_twin_has_one_line_per_project(world):
    selected = select(world, Selection(as_of=2024))
    sheet = build_twin(world, selected)
    assert len(sheet.rows) == selected.total == 2
    assert sheet.rows[0].cells[1] == {"text": "建成", "rank": Stage.COMPLETED.rank}


def test_the_brief_counts_each_zone_apart(world):
    sheet = build_brief(world, select(world, Selection(as_of=2024)))
    rows = {row.cells[0]["text"]: row for row in sheet.rows}
    assert rows["青西"].cells[1:4] == (2, 1, 0)
    assert rows["青西"].cells[5] == "乙桥"


def test_problems_name_what_is_doubtful_and_what_is_unmapped(make_atlas, make_event, world):
    assert [row.cells[0]["text"] for row in build_doubtful(world, select(world, Selection(as_of=2024))).rows] == [
        "乙桥"
    ]
    bare = make_atlas([make_event()], placements=[])
    (row,) = build_unmapped(bare, select(bare, Selection(as_of=2024))).rows
    assert row.cells[0]["text"] == "甲厂"


def test_the_reasons_of_a_doubtful_reading_are_words_without_points(make_atlas, make_event):
    atlas = make_atlas([make_event(certain=False, reasons=("专名较长 +0.03", "动词较虚 -0.08", "对照原文"))])
    (row,) = build_doubtful(atlas, select(atlas, Selection(as_of=2024))).rows
    assert row.cells[3] == "专名较长（略有佐证）；动词较虚（略可疑）；对照原文"


def test_every_kind_of_problem_says_something_when_empty(make_atlas):
    atlas = make_atlas()
    selected = select(atlas, Selection(as_of=2024))
    assert all(build(atlas, selected).empty for build in KINDS.values())


def test_intentions_stand_apart_and_are_not_counted(make_atlas, make_event):
    events = [
        make_event(
            "e1", "甲厂", "p1", stage=Stage.BUILDING, year=2025, modality=Modality.PLANNED, quote="加快甲厂建设"
        ),
        make_event("e2", "乙桥", "p2", stage=Stage.COMPLETED, year=2025, modality=Modality.PLANNED, quote="乙桥建成"),
    ]
    promises = [
        Promise("m1", "p1", "e1", Stage.BUILDING, 2025, Verdict.INTENTION, "意向"),
        Promise("m2", "p2", "e2", Stage.COMPLETED, 2025, Verdict.NOT_DUE, "尚未到期"),
    ]
    atlas = make_atlas(events, promises=promises)
    selected = select(atlas, Selection(as_of=2024))
    ledger, intentions = build_ledger(atlas, selected), build_intentions(atlas, selected)
    assert [row.cells[0]["text"] for row in ledger.rows] == ["乙桥"]
    assert sum(item["value"] for item in ledger.summary) == 1
    assert [(row.cells[0]["text"], row.cells[2]) for row in intentions.rows] == [("甲厂", "加快甲厂建设")]


def test_the_worklist_names_who_could_know_and_the_missing_report(make_atlas, make_event):
    event = make_event(
        "e1", "甲厂", "p1", stage=Stage.COMPLETED, year=2024, modality=Modality.PLANNED, quote="甲厂建成"
    )
    promise = Promise("m1", "p1", "e1", Stage.COMPLETED, 2024, Verdict.UNVERIFIED, "待核实", doubt=Doubt.NO_LATER)
    atlas = make_atlas([event], promises=[promise])
    selected = select(atlas, Selection(as_of=2024))
    worklist = worklist_of(atlas, selected)
    (row,) = build_worklist_sheet(atlas, selected, worklist).rows
    assert row.cells[0]["text"] == "甲厂"
    assert row.cells[5] == "青浦区人民政府（承诺文件的发布机关）"
    assert row.cells[6] == "青浦区2025年政府工作报告（回顾2024年）"
    assert "可核对 1 条" in build_worklist_sheet(atlas, selected, worklist).note


def test_the_years_page_tells_a_full_review_from_a_shortened_one_and_from_none(make_atlas, make_event):
    atlas = make_atlas([make_event("e1", "甲厂", "p1", year=2023, zones=("青西",))])
    document = replace(atlas.documents[0], reviewed_years=(2023, 2023), coverage=DocumentCoverage.ABRIDGED)
    sheet = build_reviews(replace(atlas, documents=(document,)))
    cells = {row.cells[0]: row.cells[1:] for row in sheet.rows}
    assert (cells["青西"][0]["symbol"], cells["青西"][0]["text"]) == ("◧", "摘要")
    assert cells["青东"][0] is None
    assert all(cell is None for cell in cells["青西"][1:])


def test_the_time_page_shows_what_each_year_rests_on_and_what_a_person_has_set(make_atlas, make_event, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("甲街道通报\n2025年7月8日\n一、完成情况\n乙桥通车。\n二、明年打算\n丙校开工。\n", encoding="utf-8")
    document = read_document(path)
    fixed = replace(document, time=replace(document.time, corrected=("issued",)))
    (row,) = build_times(replace(make_atlas([]), documents=(fixed,))).rows
    assert [cell if isinstance(cell, (str, int)) else cell["text"] for cell in row.cells] == [
        "甲街道通报",
        "2025-07-08",
        "未写",
        "2025",
        "2026",
        2,
    ]
    assert (row.cells[1]["note"], row.cells[3]["note"]) == ("清单写明", "")
    assert [(part["label"], part["quote"]) for part in row.detail] == [
        ("印发 2025-07-08", "2025年7月8日"),
        ("回顾 2025", "完成情况"),
        ("计划 2026", "明年打算"),
    ]
    assert row.detail[0]["read"] == f"read:a@{document.text.index('2025年')}-{document.text.index('一、') - 1}"
