"""What all visitors share is built once for however many come while it is being built."""

from __future__ import annotations

import threading

import pytest

from mapapp.ui import cache, freshness


@pytest.fixture
def builds(monkeypatch):
    """Let every build wait for leave, and note which revision it was of; nothing is really built."""
    begun, leave, noted = threading.Event(), threading.Event(), []

    def build(_store, revision, *_folders):
        noted.append(revision)
        begun.set()
        assert leave.wait(10)
        return object()

    monkeypatch.setattr(cache, "build_live_atlas", build)
    monkeypatch.setattr(cache, "state_as_of", lambda revision: revision)
    cache.forget_atlas()
    yield begun, leave, noted
    cache.forget_atlas()


def test_decisions_made_while_a_state_is_built_cost_one_more_build(builds, monkeypatch):
    begun, leave, noted = builds
    newest = [1]
    monkeypatch.setattr(freshness, "newest_revision", lambda: newest[0])
    seen = []
    come = [threading.Thread(target=lambda: seen.append(cache.load_atlas())) for _ in range(6)]
    come[0].start()
    assert begun.wait(10)
    for thread in come[1:]:
        newest[0] += 1
        thread.start()
    leave.set()
    for thread in come:
        thread.join(10)
    assert noted == [1, 6]
    assert len(set(map(id, seen))) == 2
