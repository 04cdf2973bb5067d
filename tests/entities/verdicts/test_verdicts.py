"""The rule of the lights at its edges, and what links one promise to the next."""

from __future__ import annotations

import pytest

from mapapp.contracts import Document, Doubt, Promise, Verdict
from mapapp.entities import Registry, link_projects
from mapapp.entities.verdicts import contradictions, count_verdicts, decide, judge_as_told, judge_promises
from tests.entities.verdicts.worlds import make_document, read_event

THREE_YEARS = [make_document("A", 2021), make_document("B", 2022), make_document("C", 2023)]


def judge(documents: list[Document], *lines: str, now: int | None = None) -> list[Promise]:
    linked = link_projects([read_event(line, number) for number, line in enumerate(lines)], Registry(()))
    return list(judge_promises(linked.projects, linked.events, documents, now=now))


@pytest.mark.parametrize(
    ("not_before", "not_after", "due", "now", "verdict"),
    [
        (None, 2023, 2024, 2026, Verdict.KEPT),
        (None, 2024, 2024, 2024, Verdict.KEPT),
        (2023, 2024, 2024, 2026, Verdict.KEPT),
        (2024, 2025, 2024, 2026, Verdict.LATE),
        (2023, 2025, 2024, 2026, Verdict.REACHED),
        (None, 2025, 2024, 2026, Verdict.REACHED),
        (2024, None, 2024, 2026, Verdict.OVERDUE),
        (2025, None, 2024, 2024, Verdict.OVERDUE),
        (2023, None, 2024, 2026, Verdict.UNVERIFIED),
        (None, None, 2025, 2026, Verdict.UNVERIFIED),
        (None, None, 2026, 2026, Verdict.NOT_DUE),
        (2025, None, 2026, 2026, Verdict.NOT_DUE),
    ],
)
def test_the_verdict_follows_from_the_bounds_and_the_promised_year(not_before, not_after, due, now, verdict):
    assert decide(not_before, not_after, due, now) is verdict


def test_a_promise_put_off_twice_points_at_both_later_ones_and_at_the_newest_year():
    lines = ("A plans 甲园 completed 2021", "B plans 甲园 completed 2022", "C plans 甲园 completed 2023")
    first, second, third = judge(THREE_YEARS, *lines, now=2024)
    assert [p.verdict for p in (first, second, third)] == [Verdict.OVERDUE, Verdict.OVERDUE, Verdict.UNVERIFIED]
    assert first.slipped_to == (second.promise_id, third.promise_id)
    assert second.slipped_to == (third.promise_id,)
    assert third.slipped_to == ()
    assert (first.moved_to, third.moved_to, third.doubt) == (2023, None, Doubt.NO_LATER)


def test_a_stage_missed_with_a_new_year_is_a_promise_of_that_year():
    promises = judge(THREE_YEARS, "A plans 甲园 completed 2021", "B misses 甲园 completed 2021 →2025", now=2024)
    assert [(p.year, p.verdict, p.moved_to) for p in promises] == [
        (2021, Verdict.OVERDUE, 2025),
        (2025, Verdict.NOT_DUE, None),
    ]


def test_what_a_document_promises_twice_in_the_same_words_gets_two_ids():
    first, second = judge(THREE_YEARS, "A plans 甲园 completed 2024", "A plans 甲园 completed 2024")
    assert second.promise_id == f"{first.promise_id}-2"


def test_the_id_of_a_promise_does_not_hang_on_what_else_was_read():
    (alone,) = judge(THREE_YEARS, "A plans 甲园 completed 2024")
    among = judge(
        [*THREE_YEARS, make_document("D", 2024)], "B reports 乙路 started 2021", "A plans 甲园 completed 2024"
    )
    assert [promise.promise_id for promise in among] == [alone.promise_id]


def test_an_event_of_a_document_that_is_not_there_neither_promises_nor_proves():
    lines = ("A plans 甲园 completed 2021", "Z reports 甲园 completed 2021", "Z plans 甲园 operating 2022")
    (promise,) = judge(THREE_YEARS, *lines, now=2024)
    assert (promise.year, promise.not_after) == (2021, None)


def test_each_year_of_the_promise_clock_knows_only_the_documents_up_to_it():
    lines = ("A plans 甲园 completed 2022", "C reports 甲园 completed 2022")
    linked = link_projects([read_event(line, number) for number, line in enumerate(lines)], Registry(()))
    told = judge_as_told(linked.projects, linked.events, list(reversed(THREE_YEARS)), now=2024)
    assert [(year, [p.verdict for p in promises]) for year, promises in told] == [
        (2021, [Verdict.NOT_DUE]),
        (2022, [Verdict.NOT_DUE]),
        (2023, [Verdict.KEPT]),
        (2024, [Verdict.KEPT]),
    ]


def test_nothing_read_judges_nothing():
    assert judge_promises([], [], []) == ()
    assert judge_as_told([], [], [make_document("A", 2021)], now=2020) == ()
    assert dict(count_verdicts([])) == dict.fromkeys(Verdict, 0)


def test_reached_and_later_not_reached_are_shown_against_each_other():
    lines = ("A plans 甲园 completed 2022", "B reports 甲园 completed 2021", "C misses 甲园 completed 2022")
    linked = link_projects([read_event(line, number) for number, line in enumerate(lines)], Registry(()))
    ((project, reached, missed),) = contradictions(linked.projects, linked.events, THREE_YEARS)
    assert (project.name, reached.doc, reached.year, missed.doc, missed.year) == ("甲园", "B", 2021, "C", 2022)
