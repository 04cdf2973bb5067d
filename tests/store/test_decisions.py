"""What people decide in the app is kept whole, applied to the next build, and can be taken back."""

from __future__ import annotations

import json

import pytest

from mapapp.pipeline import build_atlas
from mapapp.store.decisions import StoreError, open_store

# Builds everything, some of it several times: part of `make test`, not of the quick round.
pytestmark = pytest.mark.slow

DECISION = {
    "decision": "reject",
    "document": "0" * 64,
    "kind": "event",
    "quote": "甲厂开工",
    "name": "甲厂",
    "reviewer": "王工",
    "date": "2026-11-20",
    "reason": "只是举例",
    "was": {"stage": "started"},
    "set": {},
}


def test_a_decision_comes_back_as_it_was_after_reopening(tmp_path):
    url = f"sqlite:///{tmp_path / 'reviews.sqlite'}"
    hostile = DECISION | {"name": "甲'); DROP TABLE decisions;--", "reason": "<script>${x}</script>"}
    open_store(url).add(DECISION)
    number = open_store(url).add(hostile)
    kept = open_store(url).decisions()
    assert [decision for _, decision in kept] == [DECISION, hostile]
    open_store(url).withdraw(number)
    assert [json.loads(line) for line in open_store(url).lines().splitlines()] == [DECISION]


def test_an_unfinished_decision_is_refused(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'reviews.sqlite'}")
    with pytest.raises(StoreError, match="reason"):
        store.add(DECISION | {"reason": " "})
    assert store.decisions() == ()


@pytest.mark.parametrize("url", ["nonsense", "mysql+nodriver://x", "sqlite:////no/such/folder/x.sqlite"])
def test_a_store_that_cannot_be_opened_says_so_without_its_address(url):
    with pytest.raises(StoreError) as refusal:
        open_store(url)
    assert "复核库" in str(refusal.value)
    assert "folder" not in str(refusal.value)


def test_a_rejection_made_in_the_app_removes_the_record_from_the_next_build(tmp_path):
    before = build_atlas()
    event = next(event for event in before.events if event.reviewed and event.doc == "000")
    document = before.document_by_id["000"]
    store = open_store(f"sqlite:///{tmp_path / 'reviews.sqlite'}")
    store.add(
        DECISION
        | {
            "document": document.sha256,
            "quote": event.quote,
            "name": event.name,
            "was": {"stage": event.stage.value, "modality": event.modality.value},
        }
    )
    after = build_atlas(team_decisions=store.lines())
    assert event.event_id not in after.event_by_id
    assert len(after.events) == len(before.events) - 1
    untouched = [(e.event_id, e.reviewed) for e in before.events if e.event_id != event.event_id]
    assert [(e.event_id, e.reviewed) for e in after.events] == untouched
