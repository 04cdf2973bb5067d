"""What documents would change, as sheets: what wants to be looked at first comes first, each record with its tick."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from mapapp.contracts import Promise, Stage, Verdict
from mapapp.ui.i18n import t
from mapapp.ui.pages import whats_new_section as section
from mapapp.uploads.whats_new import FigureNews, Namesake, News, ProjectNews, PromiseAgain, VerdictNews, WhatsNew

TRAY = SimpleNamespace(left_out={"e2"}, different=set(), turns=0)


@pytest.fixture
def after(make_atlas, make_event, make_indicator):
    """Return a world of two projects, a promise and two figures."""
    events = [
        make_event("e1", "甲厂", "p1", stage=Stage.BUILDING, year=2024, quote="甲厂\n在建"),
        make_event("e2", "乙桥", "p2", stage=Stage.STARTED, year=2025, certain=False),
    ]
    promise = Promise("m1", "p1", "e1", Stage.COMPLETED, 2023, Verdict.LATE, "晚了一年")
    return make_atlas(
        events,
        promises=[promise],
        indicators=[make_indicator("i1", period="2023"), make_indicator("i2", period="2024")],
    )


def news_of(project: str, event: str, *kinds: News, **changes) -> ProjectNews:
    """Return what is told of a project by one record."""
    told = {
        "known_as": (), "stage_before": None, "stage_after": None, "promised_again": (), "conflict_ids": (), "placed": True,
    }  # fmt: skip
    return ProjectNews(project_id=project, kinds=kinds, event_ids=(event,), **(told | changes))


def whats_new(*projects: ProjectNews, **changes) -> WhatsNew:
    """Return news of some projects."""
    return WhatsNew(**({"projects": projects, "verdicts": (), "figures": (), "namesakes": ()} | changes))


def first_cells(sheet) -> list[str]:
    """Return the names in the first column."""
    return [row.cells[0] for row in sheet.rows]


def test_what_contradicts_comes_before_what_is_only_named_again(after):
    news = whats_new(news_of("p1", "e1", News.NAMED_AGAIN), news_of("p2", "e2", News.CONTRADICTED))
    assert first_cells(section.build_all(news, after, TRAY)) == ["乙桥", "甲厂"]
    assert first_cells(section.KINDS["named_again"](news, after, TRAY)) == ["甲厂"]
    assert section.KINDS["first_seen"](news, after, TRAY).rows == ()


def test_a_record_has_its_tick_its_doubt_and_its_sentence(after):
    news = whats_new(news_of("p1", "e1", News.FIRST_SEEN), news_of("p2", "e2", News.FIRST_SEEN))
    sure, unsure = section.build_all(news, after, TRAY).rows
    [ticked], [left_out] = sure.cells[1], unsure.cells[1]
    assert (ticked["id"], ticked["ticked"], ticked["note"]) == ("e1", True, "")
    assert (left_out["id"], left_out["ticked"], left_out["note"]) == ("e2", False, t("cards.doubtful"))
    assert "\n" not in sure.detail[0]["quote"]
    assert sure.detail[0]["read"] == ""  # a document that does not count yet is not opened on the map


def test_a_project_with_several_records_is_listed_once_with_a_tick_for_each(make_atlas, make_event):
    stages = (Stage.STARTED, Stage.COMPLETED)
    events = [make_event(f"e{number}", "甲桥", "p1", stage=stage) for number, stage in enumerate(stages)]
    news = whats_new(replace(news_of("p1", "e0", News.FIRST_SEEN), event_ids=("e0", "e1")))
    [row] = section.build_all(news, make_atlas(events), TRAY).rows
    assert [tick["id"] for tick in row.cells[1]] == ["e0", "e1"]
    for tick, part, stage in zip(row.cells[1], row.detail[:2], stages, strict=True):
        assert stage.term in tick["text"]
        assert tick["label"].endswith(f"甲桥 {tick['text']}")
        assert part["label"] == tick["text"]


@pytest.mark.parametrize(
    ("kinds", "before", "told"),
    [
        ((News.FIRST_SEEN,), None, t("docs.news_first_seen")),
        ((News.NAMED_AGAIN,), None, t("docs.no_stage")),
        ((News.MOVED_ON,), (Stage.STARTED, None), Stage.STARTED.term),
    ],
)
def test_where_a_project_stood_before(after, kinds, before, told):
    [row] = section.build_all(whats_new(news_of("p1", "e1", *kinds, stage_before=before)), after, TRAY).rows
    assert row.cells[2] == told


def test_a_stage_before_has_its_year(after):
    news = whats_new(news_of("p1", "e1", News.MOVED_ON, stage_before=(Stage.STARTED, 2022)))
    told = section.build_all(news, after, TRAY).rows[0].cells[2]
    assert "2022" in told and Stage.STARTED.term in told


def test_other_names_and_what_is_promised_again_stand_in_the_detail(after):
    again = (PromiseAgain(Stage.COMPLETED, 2023, 2025),)
    news = whats_new(news_of("p1", "e1", News.PROMISED_AGAIN, known_as=("甲老厂",), promised_again=again))
    labels = [part["label"] for part in section.build_all(news, after, TRAY).rows[0].detail]
    assert t("docs.known_as", names="甲老厂") in labels
    assert t("docs.again", stage=Stage.COMPLETED.term, before=2023, now=2025) in labels


def test_what_stands_nowhere_is_listed_by_itself(after):
    news = whats_new(news_of("p1", "e1", News.FIRST_SEEN), news_of("p2", "e2", News.FIRST_SEEN, placed=False))
    [row] = section.build_unplaced(news, after, TRAY).rows
    assert (row.cells[0], row.cells[4]) == ("乙桥", t("docs.news_unplaced"))


def test_a_verdict_is_told_as_it_was_and_is(after):
    news = whats_new(verdicts=(VerdictNews("m1", Verdict.LATE, Verdict.KEPT),))
    [row] = section.build_verdicts(news, after, TRAY).rows
    assert row.cells[0] == "甲厂"
    assert [cell["text"] for cell in row.cells[2:4]] == [Verdict.LATE.term, Verdict.KEPT.term]
    assert row.cells[4] == "晚了一年"


def test_a_figure_is_held_against_the_older_one(after):
    news = whats_new(figures=(FigureNews("i2", "i1", differs=True), FigureNews("i1")))
    held, alone = section.build_figures(news, after, TRAY).rows
    assert "2023" in held.cells[5] and held.cells[6] == t("docs.figure_differs")
    assert len(held.detail) == 2
    assert (alone.cells[5], alone.cells[6], len(alone.detail)) == (t("docs.figure_new"), "", 1)


def test_names_to_be_asked_about_are_counted(after):
    news = whats_new(namesakes=(Namesake("p2", "p1", 0.8, ("字面相似",)),))
    assert [row.cells for row in section.build_names(news, after, TRAY).rows] == [("乙桥", "甲厂")]
