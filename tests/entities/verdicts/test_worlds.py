"""Every hand-made world gives the bounds and the verdict worked out by hand."""

from __future__ import annotations

import pytest

from mapapp.contracts import Promise, Verdict
from mapapp.entities import find_conflicts, judge_as_told, judge_promises, link_projects
from mapapp.entities.linking.registry import Registry
from tests.entities.verdicts.worlds import World, read_worlds

WORLDS = read_worlds()


def judged(world: World) -> tuple[Promise, ...]:
    linked = link_projects(world.events, Registry(()))
    if world.clock is not None:
        told = judge_as_told(linked.projects, linked.events, world.documents, now=world.now)
        return dict(told)[world.clock]
    return judge_promises(linked.projects, linked.events, world.documents, now=world.now)


def promise_of(world: World) -> Promise:
    return next(promise for promise in judged(world) if promise.event_id == world.events[0].event_id)


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.says)
def test_a_world_gives_the_bounds_and_the_verdict_worked_out_by_hand(world: World) -> None:
    promise, expected = promise_of(world), world.expected
    bounds = (
        promise.not_before.year if promise.not_before else None,
        promise.not_after.year if promise.not_after else None,
    )
    assert (promise.verdict.value, *bounds) == (expected["verdict"], expected.get("L"), expected.get("U"))
    assert (promise.doubt.value if promise.doubt else None) == expected.get("doubt")
    assert list(promise.delay_years or ()) == expected.get("delay", [])
    if "moved_to" in expected:
        assert promise.moved_to == expected["moved_to"]


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.says)
def test_every_bound_carries_the_clause_it_rests_on(world: World) -> None:
    clauses = {event.event_id: (event.doc, event.quote) for event in world.events}
    for promise in judged(world):
        for bound in (promise.not_before, promise.not_after):
            if bound is not None:
                assert clauses[bound.event_id] == (bound.doc, bound.quote)
        if promise.verdict in {Verdict.LATE, Verdict.OVERDUE}:
            assert promise.not_before is not None
            assert promise.not_before.quote in promise.reason


@pytest.mark.parametrize("world", [world for world in WORLDS if world.clock is None], ids=lambda world: world.says)
def test_bounds_that_contradict_become_a_conflict_with_both_quotes(world: World) -> None:
    linked = link_projects(world.events, Registry(()))
    found = find_conflicts(linked.projects, linked.events, world.documents)
    assert bool(found) == bool(world.expected.get("conflict"))
    assert all(len(set(conflict.event_ids)) == 2 for conflict in found)
