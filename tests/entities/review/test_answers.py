"""An answer is a decision with its source: it moves a bound, shows its sentence, and the last one counts."""

from __future__ import annotations

import json
from datetime import date

import pytest

from mapapp.contracts import Answer, Polarity, Verdict
from mapapp.entities import (
    Registry,
    answer_decision,
    apply_answers,
    judge_as_told,
    judge_promises,
    link_projects,
    read_decisions,
    split_answers,
)
from tests.entities.verdicts.worlds import make_document, read_event

DOCUMENTS = (make_document("A", 2021), make_document("C", 2026))
PROMISE = read_event("A plans 甲园二期 completed 2023", 0)


def answered(*answers: Answer, promise=PROMISE, others=()):
    lines = "\n".join(json.dumps(answer_decision(a, promise, DOCUMENTS[0]), ensure_ascii=False) for a in answers)
    decisions, faults = read_decisions("t", lines)
    assert faults == ()
    given, rest = split_answers(decisions)
    assert rest == []
    return apply_answers(DOCUMENTS, (promise, *others), given)


def judged(documents, events):
    linked = link_projects(events, Registry(()))
    promises = judge_promises(linked.projects, linked.events, documents, now=2026)
    return next(promise for promise in promises if promise.event_id == PROMISE.event_id)


def answer(polarity="happened", year=None, moved_to=None, on=date(2026, 3, 2), source="区建管委电话答复", row=2):
    return Answer("m-1", Polarity(polarity), year, moved_to, source, on, "张敏", row)


@pytest.mark.parametrize(
    ("given", "verdict", "delay"),
    [
        (answer(year=2023), Verdict.KEPT, None),
        (answer(year=2022), Verdict.KEPT, None),
        (answer(year=2025), Verdict.LATE, (2, 2)),
        (answer("not_reached"), Verdict.OVERDUE, None),
        (answer("not_reached", moved_to=2027), Verdict.OVERDUE, None),
        (answer("cancelled"), Verdict.OVERDUE, None),
    ],
)
def test_an_answer_settles_a_promise_with_its_own_sentence(given, verdict, delay) -> None:
    documents, events, problems = answered(given)
    promise = judged(documents, events)
    assert problems == ()
    assert (promise.verdict, promise.delay_years) == (verdict, delay)
    assert "区建管委电话答复" in promise.reason
    book = documents[-1]
    assert (book.year, book.title) == (2026, "2026年核实答复")
    for event in events:
        if event.doc == book.id:
            assert book.text[event.start : event.end] == event.quote
            assert (event.looked.value, event.signed) == ("signed", "张敏 2026-03-02")


def test_a_new_year_becomes_a_promise_of_its_own() -> None:
    documents, events, _ = answered(answer("not_reached", moved_to=2027))
    linked = link_projects(events, Registry(()))
    promises = judge_promises(linked.projects, linked.events, documents, now=2026)
    assert [(promise.year, promise.verdict) for promise in promises] == [
        (2023, Verdict.OVERDUE),
        (2027, Verdict.NOT_DUE),
    ]
    assert promises[0].moved_to == 2027


def test_the_last_answer_counts() -> None:
    documents, events, _ = answered(answer(year=2022), answer(year=2025))
    assert judged(documents, events).verdict is Verdict.LATE


def test_an_answer_is_not_known_before_it_was_given() -> None:
    documents, events, _ = answered(answer(year=2023))
    linked = link_projects(events, Registry(()))
    told = dict(judge_as_told(linked.projects, linked.events, documents, now=2026))
    assert [promise.verdict for promise in told[2025]] == [Verdict.UNVERIFIED]
    assert [promise.verdict for promise in told[2026]] == [Verdict.KEPT]


def test_an_answer_whose_promise_is_gone_waits_for_a_person() -> None:
    line = json.dumps(answer_decision(answer(year=2023), PROMISE, DOCUMENTS[0]), ensure_ascii=False)
    decisions, _ = read_decisions("t", line)
    documents, events, (problem,) = apply_answers(DOCUMENTS, (), decisions)
    assert (documents, events, problem.code) == (DOCUMENTS, (), "review-stale")
    other, _, (problem,) = apply_answers((make_document("B", 2024),), (PROMISE,), decisions)
    assert len(other) == 1
    assert "不在库中" in problem.message


@pytest.mark.parametrize(
    "values", [{"polarity": "maybe"}, {"polarity": "happened"}, {"polarity": "happened", "year": "x"}]
)
def test_an_answer_that_is_not_whole_is_a_problem(values) -> None:
    cells = answer_decision(answer(year=2023), PROMISE, DOCUMENTS[0]) | {"set": values}
    decisions, _ = read_decisions("t", json.dumps(cells, ensure_ascii=False))
    _, events, (problem,) = apply_answers(DOCUMENTS, (PROMISE,), decisions)
    assert events == (PROMISE,)
    assert "不合格式" in problem.message
