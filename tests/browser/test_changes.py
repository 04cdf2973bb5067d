"""What one visitor saves, another hears of within seconds and sees when he asks for it; a bad store is one line."""

from __future__ import annotations

import re
import time

import pytest

from mapapp.contracts import Person
from mapapp.pipeline import build_atlas
from mapapp.selection import Selection, select
from mapapp.store import close_databases, decision_draft, open_store
from mapapp.ui.freshness import ASKED_EVERY_S
from tests.browser.conftest import ROOT, start_server, until

# Another session learns within this: what the browser waits between two questions, and how old an answer may be.
HEARS_WITHIN_S = 5.0


@pytest.fixture
def shared(tmp_path):
    """Serve the app over a store of its own, and give the address and the store's file."""
    path = tmp_path / "data" / "store.sqlite"
    server, url = start_server(
        ROOT / "mapapp" / "app.py", tmp_path / "log", MAPAPP_STORE=f"sqlite:///{path}", MAPAPP_DATA=str(tmp_path)
    )
    yield url, path
    server.terminate()
    server.wait()
    close_databases()


def reject_something():
    """Reject a record from outside, as another server on the same store would."""
    atlas = build_atlas()
    # Of a project told of once, so that one project fewer is counted.
    told_once = next(project for project in select(atlas, Selection()).projects if len(project.event_ids) == 1)
    (event,) = atlas.events_of(told_once)
    decision = {
        "decision": "reject",
        "document": atlas.document_by_id[event.doc].sha256,
        "kind": "event",
        "quote": event.quote,
        "name": event.name,
        "was": {"stage": event.stage.value, "modality": event.modality.value},
        "set": {},
        "reviewer": "王工",
        "date": "2026-11-20",
        "reason": "读错了",
    }
    return decision_draft(decision, Person("王工"))


def total(page):
    """Return how many projects the foot counts."""
    return int(re.search(r"共\s*(\d+)", page.locator(".st-key-foot").inner_text())[1])


def test_a_visit_asks_often_enough_to_hear_in_time():
    script = (ROOT / "mapapp" / "ui" / "components" / "changes.js").read_text(encoding="utf-8")
    between = int(re.search(r"const EVERY_MS = (\d+);", script)[1]) / 1000
    assert between + ASKED_EVERY_S <= HEARS_WITHIN_S


def test_a_change_elsewhere_is_offered_within_seconds_and_shown_when_asked_for(visit, shared):
    url, path = shared
    visitor = visit(url).open("?page=problems")
    page = visitor.page
    bar = page.locator(".changes")
    draft, before = reject_something(), total(page)
    page.wait_for_timeout(5_000)
    assert not bar.is_visible()
    open_store(f"sqlite:///{path}").journal.append(draft)
    bar.get_by_role("button").wait_for()
    assert "有人改动了数据" in bar.inner_text()
    assert total(page) == before
    bar.get_by_role("button").click()
    bar.wait_for(state="hidden", timeout=20_000)
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
    until(
        page,
        "(n) => document.querySelector('.st-key-foot').innerText.match(/共\\s*(\\d+)/)?.[1] === String(n)",
        arg=before - 1,
    )
    later = visit(url).open()
    assert not later.page.locator(".changes").is_visible()


def test_with_a_damaged_store_the_map_works_and_one_line_says_what_to_do(visit, shared):
    url, path = shared
    path.parent.mkdir(exist_ok=True)
    for beside in path.parent.glob("store.sqlite*"):
        beside.unlink()
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    time.sleep(6)
    visitor = visit(url).open()
    visitor.map()
    assert "已损坏" in visitor.page.get_by_test_id("stAlertContentWarning").inner_text()
    english = visit(url).open("?lang=en")
    assert "Restore a backup" in english.page.get_by_test_id("stAlertContentWarning").inner_text()
    assert path.read_bytes() == b"SQLite format 3\0" + b"\xff" * 5000
