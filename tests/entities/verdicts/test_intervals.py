"""Which sentence moves which end of a date, and which moves none."""

from __future__ import annotations

from dataclasses import replace

from mapapp.contracts import Document, ProjectEvent
from mapapp.entities import Registry, link_projects
from mapapp.entities.intervals import Interval, bound_date, gather_evidence
from tests.entities.verdicts.worlds import make_document, read_event

PROMISING = make_document("A", 2021)
LIBRARY = [PROMISING, make_document("B", 2024), make_document("C", 2026)]


def bound(documents: list[Document], *lines: str) -> Interval:
    """Bound the first line's promise; it is promised for its own year."""
    return bound_events(documents, [read_event(line, number) for number, line in enumerate(lines)])


def bound_events(documents: list[Document], events: list[ProjectEvent]) -> Interval:
    linked = link_projects(events, Registry(()))
    by_id = {event.event_id: event for event in linked.events}
    promise = by_id[events[0].event_id]
    project = next(item for item in linked.projects if promise.event_id in item.event_ids)
    return bound_date(gather_evidence(project, by_id, documents), promise, promise.year or 0)


def years(interval: Interval) -> tuple[int | None, int | None]:
    return (
        interval.not_before.year if interval.not_before else None,
        interval.not_after.year if interval.not_after else None,
    )


def test_a_promise_alone_says_that_it_was_not_reached_before_its_document():
    assert years(bound(LIBRARY, "A plans 甲园 completed 2024")) == (2020, None)


def test_what_the_promising_document_reports_of_the_stage_moves_no_end():
    interval = bound(LIBRARY, "A plans 甲园 completed 2024", "A reports 甲园 completed 2020")
    assert years(interval) == (2020, None)
    assert [(report.doc, report.year) for report in interval.own_reports] == [("A", 2020)]


def test_a_doubtful_record_accuses_nobody():
    plan = "A plans 甲园 completed 2022"
    assert years(bound(LIBRARY, plan, "C misses 甲园 completed 2025")) == (2025, None)
    assert years(bound(LIBRARY, plan, "C misses 甲园 completed 2025 ?")) == (2020, None)


def test_only_a_full_text_that_stops_at_a_start_shows_that_nothing_followed():
    lines = ("A plans 甲园 completed 2023", "B reports 甲园 started 2023")
    assert years(bound(LIBRARY, *lines)) == (2023, None)
    assert years(bound([PROMISING, make_document("B", 2024, "abridged")], *lines)) == (2020, None)


def test_an_excerpt_that_says_building_still_says_not_finished():
    lines = ("A plans 甲园 completed 2023", "B reports 甲园 building 2023")
    assert years(bound([PROMISING, make_document("B", 2024, "abridged")], *lines)) == (2023, None)


def test_of_one_year_of_one_document_the_furthest_report_counts():
    lines = ("A plans 甲园 completed 2023", "B reports 甲园 building 2023", "B reports 甲园 operating 2023")
    interval = bound(LIBRARY, *lines)
    assert years(interval) == (2020, 2023)
    assert interval.contradicted == ()


def test_a_report_without_a_year_is_true_when_its_document_was_issued():
    plan, report = read_event("A plans 甲园 completed 2023", 0), read_event("B reports 甲园 completed 2023", 1)
    assert years(bound_events(LIBRARY, [plan, replace(report, year=None)])) == (2020, 2024)


def test_a_second_phase_nobody_had_promised_does_not_hold_the_whole_back():
    late = "B reports 甲园二期 building 2023"
    assert years(bound(LIBRARY, "A plans 甲园 completed 2022", late)) == (2020, None)
    known = ("A plans 甲园 completed 2022", late, "A plans 甲园二期 started 2022")
    assert years(bound(LIBRARY, *known)) == (2023, None)


def test_giving_up_a_part_is_not_giving_up_the_whole():
    plan = "A plans 甲园 completed 2025"
    assert years(bound(LIBRARY, plan, "B cancels 甲园南园 completed 2023")) == (2020, None)
    assert years(bound(LIBRARY, plan, "B cancels 甲园 completed 2023")) == (2025, None)


def test_a_denial_after_the_report_is_kept_as_a_contradiction_and_moves_nothing():
    lines = ("A plans 甲园 completed 2023", "B reports 甲园 completed 2023", "C misses 甲园 completed 2025")
    interval = bound(LIBRARY, *lines)
    assert years(interval) == (2020, 2023)
    assert [(denial.doc, denial.year) for denial in interval.contradicted] == [("C", 2025)]
