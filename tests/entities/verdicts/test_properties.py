"""What must hold in every world, however odd: found by trying many."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.contracts import Document, Doubt, Polarity, ProjectEvent, Promise, Verdict
from mapapp.entities import judge_as_told, judge_promises, link_projects
from mapapp.entities.linking.registry import Registry
from tests.entities.verdicts.worlds import make_document, read_event

NOW = 2030
NAMES = ("甲园", "甲园南园", "甲园一期", "甲园二期")
STAGES = ("planned", "prepared", "started", "building", "topped_out", "completed", "operating")

documents_of = st.lists(
    st.tuples(st.integers(2016, 2029), st.sampled_from(["full", "abridged", "press"])), min_size=1, max_size=5
).map(lambda rows: [make_document(f"D{number}", year, coverage) for number, (year, coverage) in enumerate(rows)])
lines = st.tuples(
    st.integers(0, 4),
    st.sampled_from(["plans", "plans", "reports", "reports", "misses", "cancels"]),
    st.sampled_from(NAMES),
    st.sampled_from(STAGES),
    st.integers(2016, 2031),
    st.sampled_from(["", " @新城"]),
    st.booleans(),
)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Document], list[ProjectEvent]]:
    documents = draw(documents_of)
    rows = draw(st.lists(lines, min_size=1, max_size=9))
    events = []
    for number, (doc, said, name, stage, year, zone, doubtful) in enumerate(rows):
        home = documents[doc % len(documents)].id
        events.append(read_event(f"{home} {said} {name} {stage} {year}{zone}{' ?' if doubtful else ''}", number))
    return documents, events


def judged(documents: list[Document], events: list[ProjectEvent]) -> dict[str, Promise]:
    linked = link_projects(events, Registry(()))
    return {p.event_id: p for p in judge_promises(linked.projects, linked.events, documents, now=NOW)}


@settings(max_examples=300, deadline=None)
@given(worlds(), st.integers(2016, 2029), st.sampled_from(["full", "abridged", "press"]))
def test_a_document_that_does_not_mention_a_project_changes_at_most_the_reason_of_grey(world, year, coverage) -> None:
    documents, events = world
    other = read_event("Z reports 乙路 completed 2025 @新城", 900)
    before = judged(documents, events)
    after = judged([*documents, make_document("Z", year, coverage)], [*events, replace(other, year=year - 1)])
    for event_id, promise in before.items():
        now = after[event_id]
        assert (now.verdict, now.not_before, now.not_after) == (promise.verdict, promise.not_before, promise.not_after)
        if promise.verdict is not Verdict.UNVERIFIED:
            assert now.reason == promise.reason


@settings(max_examples=300, deadline=None)
@given(worlds(), lines)
def test_adding_a_report_never_turns_kept_into_not_kept(world, line) -> None:
    documents, events = world
    doc, _, name, stage, year, zone, _ = line
    report = read_event(f"{documents[doc % len(documents)].id} reports {name} {stage} {year}{zone}", 900)
    before, after = judged(documents, events), judged(documents, [*events, report])
    assert all(after[key].verdict is Verdict.KEPT for key, promise in before.items() if promise.verdict is Verdict.KEPT)


@settings(max_examples=200, deadline=None)
@given(worlds(), st.integers(2016, 2029))
def test_the_promise_clock_uses_nothing_issued_later(world, asked) -> None:
    documents, events = world
    linked = link_projects(events, Registry(()))
    told = dict(judge_as_told(linked.projects, linked.events, documents, now=NOW))
    known = [document for document in documents if document.year <= asked]
    then = dict(
        judge_as_told(linked.projects, [e for e in linked.events if e.doc in {d.id for d in known}], known, now=NOW)
    )
    if asked in told:
        assert told[asked] == then[asked]
        sources = {document.id for document in known}
        for promise in told[asked]:
            bounds = [bound for bound in (promise.not_before, promise.not_after) if bound]
            assert {bound.doc for bound in bounds} | set(promise.covered_by) <= sources


@settings(max_examples=300, deadline=None)
@given(worlds())
def test_no_red_and_no_yellow_without_the_sentence_that_proves_it(world) -> None:
    documents, events = world
    by_id = {event.event_id: event for event in events}
    for promise in judged(documents, events).values():
        if promise.verdict in {Verdict.OVERDUE, Verdict.LATE}:
            assert promise.not_before is not None
            proof = by_id[promise.not_before.event_id]
            assert promise.not_before.year >= promise.year
            assert proof.certain
            assert proof.polarity is not Polarity.HAPPENED or proof.stage.rank < promise.stage.rank
        assert (promise.doubt is not None) == (promise.verdict is Verdict.UNVERIFIED)
        if promise.not_before and promise.not_after:
            assert promise.not_before.year < promise.not_after.year


@settings(max_examples=200, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(world, shuffle) -> None:
    documents, events = world
    mixed = list(events)
    shuffle.shuffle(mixed)
    one, other = judged(documents, events), judged(documents, mixed)
    assert {key: promise.verdict for key, promise in one.items()} == {key: p.verdict for key, p in other.items()}
    assert all(promise.doubt is None or isinstance(promise.doubt, Doubt) for promise in one.values())
