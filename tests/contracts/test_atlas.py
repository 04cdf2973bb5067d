"""The look-ups of an Atlas are over its own tuples, in their order."""

from __future__ import annotations

from dataclasses import replace

from tests.conftest import build_atlas, build_document, build_event
from tests.contracts.test_projects import PROMISE


def promise(ident: str, project: str):
    """Return a promise of a project."""
    return replace(PROMISE, promise_id=ident, project_id=project)


def test_look_ups_give_what_the_tuples_hold():
    atlas = build_atlas(documents=[build_document("1")], events=[build_event("e1"), build_event("e2", "乙路", "p2")])
    assert set(atlas.document_by_id) == {"1"}
    assert [atlas.event_by_id[one].name for one in ("e1", "e2")] == ["甲厂", "乙路"]


def test_promises_are_grouped_by_project_in_their_order_and_those_told_by_year():
    first, second, other = promise("1", "p"), promise("2", "p"), promise("3", "q")
    atlas = replace(build_atlas(), promises=(first, other, second), told=((2023, (first,)), (2024, (first, second))))
    assert atlas.promises_by_project == {"p": (first, second), "q": (other,)}
    assert atlas.told_by_year == {2023: {"p": (first,)}, 2024: {"p": (first, second)}}


def test_look_ups_tell_no_two_atlases_apart():
    one, other = build_atlas(), build_atlas()
    assert one == other
    assert replace(one, version="x") != other
