"""Which zones may share ground, as the workspace says."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from mapapp.geometry.declared_overlaps import is_declared, meets_at_edge
from mapapp.open_workspace import activate, active


@pytest.fixture(autouse=True)
def _two_overlaps():
    anywhere = SimpleNamespace(zones=("甲", "乙"), towns=())
    at_edge = SimpleNamespace(zones=("甲", "丙"), towns=("一镇",))
    activate(replace(active(), overlaps=(anywhere, at_edge)))


def test_two_zones_may_overlap_whichever_is_named_first():
    assert is_declared("甲", "乙")
    assert is_declared("乙", "甲", "任何镇")
    assert not is_declared("乙", "丙")
    assert not is_declared("甲", "甲")


def test_an_overlap_declared_for_a_town_holds_in_that_town_only():
    assert is_declared("丙", "甲", "一镇")
    assert is_declared("丙", "甲")
    assert not is_declared("丙", "甲", "二镇")


def test_zones_meet_at_an_edge_only_where_a_town_is_named():
    assert meets_at_edge("丙", "甲", "一镇")
    assert not meets_at_edge("丙", "甲", "二镇")
    assert not meets_at_edge("甲", "乙", "一镇")
