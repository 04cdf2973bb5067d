"""Counts beside filters are what choosing them leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.contracts import Evidence, Looked, Modality, ProjectKind, Promise, Stage, Verdict
from mapapp.selection import NO_STAGE, Selection, select
from mapapp.ui.views.facets import count_options, facets
from mapapp.ui.views.markdown_escape import plain_label


@pytest.fixture
def world(make_atlas, make_event):
    """Three projects in two documents' worth of stages, one promise missed."""
    events = [
        make_event("e1", "甲厂", "p1", stage=Stage.BUILDING, year=2023),
        make_event("e2", "乙桥", "p2", stage=Stage.BUILDING, year=2024, zones=("示范区",)),
        make_event("e3", "丙园", "p3", stage=Stage.COMPLETED, year=2025, modality=Modality.PLANNED),
    ]
    return make_atlas(events, promises=[Promise("m1", "p3", "e3", Stage.COMPLETED, 2025, Verdict.OVERDUE, "未见")])


@pytest.mark.parametrize("key", ["zones", "towns", "stages", "verdicts", "kinds", "docs", "evidence", "reviewed"])
def test_a_count_is_what_the_filter_leaves(world, key):
    facet = next(item for item in facets(world) if item.key == key)
    counts = count_options(world, select(world, Selection(as_of=2025)), facet)
    for value, _ in facet.options:
        chosen = (
            {"verdicts": Verdict, "evidence": Evidence, "reviewed": Looked, "kinds": ProjectKind}.get(key, str)(value),
        )
        left = select(world, replace(Selection(as_of=2025), **{key: chosen})).total
        assert counts[value] == left, value


def test_stages_are_counted_with_those_unreported(world):
    facet = next(item for item in facets(world) if item.key == "stages")
    counts = count_options(world, select(world, Selection(as_of=2025)), facet)
    assert counts["building"] == 2
    assert counts[NO_STAGE] == 1


def test_labels_show_markup_as_text():
    assert plain_label("甲_乙") == "甲\\_乙"
    assert plain_label("平常的名字（一期）") == "平常的名字（一期）"
    assert plain_label("http://a.b") == "http\\:\u2060//a\\.b"
    assert plain_label("3:1，比例 @") == "3\\:1，比例 \u2060@"
