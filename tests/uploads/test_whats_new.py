"""What a new document would change is told from two small worlds whose answers can be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.contracts import Conflict, MergeSuggestion, Modality, Promise, Series, Stage, Verdict
from mapapp.uploads.whats_new import News, PromiseAgain, compare_atlases

OLD = {"doc": "900", "year": 2024}
NEW = {"doc": "901", "year": 2026}


@pytest.fixture
def compare(make_atlas, make_document):
    """Compare the world of some old records with the same and new ones."""

    def build(old, new, **more):
        changes = {key: value for key, value in more.items() if key not in ("before", "indicators")}
        documents = (make_document("900"), make_document("901", 2026))
        before = make_atlas(old, documents=documents[:1], **more.get("before", {})) if old else make_atlas()
        after = make_atlas([*old, *new], documents=documents, indicators=more.get("indicators", ()))
        return compare_atlases(before, replace(after, **changes), ["901"])

    return build


def test_a_project_only_the_new_document_names_is_first_seen(compare, make_event):
    news = compare([make_event("e1")], [make_event("e2", "乙桥", "p2", **NEW)])
    assert [(p.project_id, p.kinds, p.known_as) for p in news.projects] == [("p2", (News.FIRST_SEEN,), ())]


def test_a_project_the_new_document_leaves_out_is_no_news(compare, make_event):
    assert compare([make_event("e1")], []).projects == ()


@pytest.mark.parametrize(
    ("stage", "kinds"),
    [
        (Stage.COMPLETED, (News.MOVED_ON,)),
        (Stage.BUILDING, (News.MOVED_ON,)),
        (Stage.STARTED, (News.NAMED_AGAIN,)),
        (Stage.PLANNED, (News.NAMED_AGAIN,)),
    ],
)
def test_only_a_further_stage_reported_is_progress(compare, make_event, stage, kinds):
    news = compare([make_event("e1", **OLD)], [make_event("e2", stage=stage, **NEW)])
    assert news.projects[0].kinds == kinds
    assert news.projects[0].stage_before == (Stage.STARTED, 2024)


def test_a_plan_to_go_further_is_no_progress(compare, make_event):
    plan = make_event("e2", stage=Stage.COMPLETED, modality=Modality.PLANNED, **NEW)
    assert compare([make_event("e1")], [plan]).projects[0].kinds == (News.NAMED_AGAIN,)


@pytest.mark.parametrize("year", [2025, 2026, 2028])
def test_a_stage_promised_before_and_now_is_promised_again_with_both_years(compare, make_event, year):
    plan = {"stage": Stage.COMPLETED, "modality": Modality.PLANNED}
    old = [make_event("e0", year=2023, **plan), make_event("e1", year=2025, **plan)]
    news = compare(old, [make_event("e2", doc="901", year=year, **plan)])
    assert news.projects[0].kinds == (News.PROMISED_AGAIN,)
    assert news.projects[0].promised_again == (PromiseAgain(Stage.COMPLETED, 2025, year),)


def test_a_promise_of_another_stage_is_not_the_same_promise(compare, make_event):
    old = make_event("e1", stage=Stage.STARTED, modality=Modality.PLANNED)
    new = make_event("e2", stage=Stage.COMPLETED, modality=Modality.PLANNED, **NEW)
    assert compare([old], [new]).projects[0].promised_again == ()


def test_a_conflict_counts_where_a_new_record_takes_part(compare, make_event):
    old, new = [make_event("e1"), make_event("e3")], [make_event("e2", **NEW)]
    conflicts = (
        Conflict("c1", "p1", "year", ("e1", "e2"), "年份不一"),
        Conflict("c0", "p1", "year", ("e1", "e3"), "旧"),
    )
    project = compare(old, new, conflicts=conflicts).projects[0]
    assert project.kinds[0] is News.CONTRADICTED
    assert project.conflict_ids == ("c1",)


def test_a_project_the_document_gives_a_fuller_name_is_known_by_its_records(make_atlas, make_event):
    old = make_event("e1", "甲厂", "p1")
    fuller = [replace(old, project_id="p9", canonical="青浦甲厂"), make_event("e2", "青浦甲厂", "p9", **NEW)]
    news = compare_atlases(make_atlas([old]), make_atlas(fuller), ["901"])
    assert [(p.project_id, p.known_as, p.kinds) for p in news.projects] == [("p9", ("甲厂",), (News.NAMED_AGAIN,))]


def promise(event_id, verdict):
    """Make a promise of 2025."""
    return Promise(f"v-{event_id}", "p1", event_id, Stage.COMPLETED, 2025, verdict, "理由")


@pytest.mark.parametrize(
    ("was", "now", "settles"),
    [
        (Verdict.UNVERIFIED, Verdict.KEPT, True),
        (Verdict.UNVERIFIED, Verdict.LATE, True),
        (Verdict.UNVERIFIED, Verdict.OVERDUE, True),
        (Verdict.OVERDUE, Verdict.LATE, True),
        (Verdict.NOT_DUE, Verdict.UNVERIFIED, False),
    ],
)
def test_a_verdict_that_is_another_is_told_and_whether_it_settles_anything(compare, make_event, was, now, settles):
    news = compare(
        [make_event("e1")],
        [make_event("e2", **NEW)],
        before={"promises": [promise("e1", was)]},
        promises=(promise("e1", now), promise("e2", Verdict.NOT_DUE)),
    )
    assert [(v.was, v.now, v.settles) for v in news.verdicts] == [(was, now, settles)]


def test_a_verdict_that_stays_is_no_news(compare, make_event):
    same = (promise("e1", Verdict.KEPT),)
    assert compare([make_event("e1")], [], before={"promises": same}, promises=same).verdicts == ()


@pytest.mark.parametrize(
    ("period", "value", "older", "differs"),
    [("2024", 12.0, "i1", True), ("2024", 10.0, "i1", False), ("2025", 12.0, "i1", False), ("2023", 9.0, "", False)],
)
def test_a_figure_is_held_against_the_older_one_of_its_series(
    compare, make_event, make_indicator, period, value, older, differs
):
    old = make_indicator("i1")
    new = make_indicator("i2", doc="901", period=period, value=value)
    news = compare(
        [make_event("e1")],
        [],
        indicators=(old, new),
        series=(Series("s1", "新增绿地面积", "青浦区", "公顷", ("i1", "i2")),),
    )
    assert [(f.indicator_id, f.older_id, f.differs) for f in news.figures] == [("i2", older, differs)]


def test_a_figure_without_a_series_is_new(compare, make_event, make_indicator):
    news = compare([make_event("e1")], [], indicators=(make_indicator("i2", doc="901"),))
    assert [(f.indicator_id, f.older_id) for f in news.figures] == [("i2", "")]


def test_a_new_name_like_a_known_one_is_asked_about_and_two_new_ones_are_not(compare, make_event):
    new = [make_event("e2", "甲厂房", "p2", **NEW), make_event("e3", "甲厂区", "p3", **NEW)]
    pairs = (MergeSuggestion(("p2", "p3"), 0.9, ()), MergeSuggestion(("p1", "p2"), 0.8, ("像",)))
    news = compare([make_event("e1")], new, merge_suggestions=pairs)
    assert [(n.new_id, n.known_id, n.score) for n in news.namesakes] == [("p2", "p1", 0.8)]


def test_what_stands_nowhere_on_the_map_is_told(compare, make_event):
    news = compare([make_event("e1")], [make_event("e2", "乙桥", "p2", **NEW)], placements=())
    assert [p.project_id for p in news.unplaced] == ["p2"]
