"""A review decision is one entry a record: the last word stands, and the next build goes by it."""

from __future__ import annotations

import json

import pytest

from mapapp.contracts import Person
from mapapp.pipeline import build_atlas
from mapapp.store import StoreError, decision_draft, decision_lines
from tests.store.test_takeover import DECISION


def test_the_last_word_on_a_record_stands_and_other_records_are_other_subjects(store, wang):
    store.journal.append(decision_draft(DECISION, wang))
    second = store.journal.append(decision_draft(DECISION | {"decision": "accept", "reason": "看错了"}, wang))
    assert second.previous == 1
    for change in (
        {"quote": "甲厂昨天开工"},
        {"name": "乙厂"},
        {"was": {}},
        {"document": "1" * 64},
        {"kind": "indicator"},
    ):
        assert store.journal.append(decision_draft(DECISION | change, wang)).previous == 0
    lines = [json.loads(line) for line in decision_lines(store.journal.as_of()).splitlines()]
    assert len(lines) == 6
    assert lines[0] == DECISION | {"decision": "accept", "reason": "看错了"}


def test_an_unfinished_decision_is_refused(wang):
    with pytest.raises(StoreError, match="reason"):
        decision_draft(DECISION | {"reason": " "}, wang)


@pytest.mark.slow
def test_a_rejection_made_in_the_app_removes_the_record_from_the_next_build(store):
    before = build_atlas()
    event = next(event for event in before.events if event.reviewed and event.doc == "000")
    decision = DECISION | {
        "document": before.document_by_id["000"].sha256,
        "quote": event.quote,
        "name": event.name,
        "was": {"stage": event.stage.value, "modality": event.modality.value},
    }
    store.journal.append(decision_draft(decision, Person("王工")))
    after = build_atlas(team_decisions=decision_lines(store.journal.as_of()))
    assert event.event_id not in after.event_by_id
    assert len(after.events) == len(before.events) - 1
    untouched = [(e.event_id, e.reviewed) for e in before.events if e.event_id != event.event_id]
    assert [(e.event_id, e.reviewed) for e in after.events] == untouched
