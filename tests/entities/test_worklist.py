"""What is to be found out: only open promises, who could know, and the report that would settle most."""

from __future__ import annotations

from dataclasses import replace

from mapapp.contracts import DocumentCoverage, DocumentKind, Verdict
from mapapp.entities import build_worklist, judge_promises, link_projects, missing_words, report_title
from mapapp.entities.linking.registry import Registry
from tests.entities.verdicts.worlds import make_document, read_event


def listed(documents, *lines, now=2026):
    linked = link_projects([read_event(line, number) for number, line in enumerate(lines)], Registry(()))
    promises = judge_promises(linked.projects, linked.events, documents, now=now)
    projects = {project.project_id: project for project in linked.projects}
    return promises, build_worklist(projects, promises, {e.event_id: e for e in linked.events}, documents)


A, C = make_document("A", 2021), make_document("C", 2026)


def test_only_what_is_open_is_listed_and_intentions_never_are() -> None:
    promises, found = listed(
        [A, C],
        "A plans 甲园 completed 2021",
        "A plans 乙路 completed 2021",
        "C reports 乙路 completed 2025",
        "A plans 丙馆 completed 2025",
        "C reports 丙馆 completed 2025",
        "A plans 丁港 building 2025",
        "C plans 戊桥 completed 2026",
    )
    verdicts = {promise.verdict for promise in promises}
    assert {Verdict.UNVERIFIED, Verdict.REACHED, Verdict.KEPT, Verdict.INTENTION, Verdict.NOT_DUE} == verdicts
    assert sorted(item.name for item in found.items) == ["乙路", "甲园"]


def test_a_report_that_is_not_at_hand_is_named_with_how_many_promises_it_would_settle() -> None:
    _, found = listed([A, C], "A plans 甲园 completed 2021", "A plans 乙路 started 2021", "A plans 丙馆 completed 2023")
    assert [(report.year, report.reviews, report.at_hand, report.promises) for report in found.missing] == [
        (2022, 2021, None, 2),
        (2024, 2023, None, 1),
    ]
    assert missing_words(found.missing) == (
        "补上这些文件，最多可核对 3 条：青浦区2022年政府工作报告（回顾2021年）可核对 2 条；"
        "青浦区2024年政府工作报告（回顾2023年）可核对 1 条"
    )


def test_a_full_review_at_hand_is_not_missing_and_an_abridged_one_is() -> None:
    lines = ("A plans 甲园 completed 2025 @新城", "C reports 乙路 completed 2025 @新城")
    assert listed([A, C], *lines)[1].missing == ()
    abridged = replace(C, coverage=DocumentCoverage.ABRIDGED, kind=DocumentKind.PRESS)
    (report,) = listed([A, abridged], *lines)[1].missing
    assert report_title(report) == "青浦区2026年政府工作报告全文（回顾2025年，库内只有摘要）"


def test_another_districts_report_settles_nothing() -> None:
    other = replace(C, district="闵行区")
    _, found = listed([A, other], "A plans 甲园 completed 2025 @新城", "C reports 乙路 completed 2025 @新城")
    assert [(report.district, report.year) for report in found.missing] == [("青浦区", 2026)]


def test_nothing_open_is_an_empty_list_and_no_sentence() -> None:
    _, found = listed([A, C], "A plans 甲园 completed 2025", "C reports 甲园 completed 2025")
    assert (found.items, found.missing, missing_words(found.missing)) == ((), (), "")
