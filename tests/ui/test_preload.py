"""Reading ahead fills what the first visitor needs, and a fault waits for the first visitor to see it."""

from __future__ import annotations

import pytest
import streamlit as st

from mapapp.errors import GeodataError
from mapapp.selection import Selection
from mapapp.ui import cache
from mapapp.ui import preload as warm


@pytest.fixture
def counted(make_atlas, monkeypatch, tmp_path):
    """Count how often the Atlas is built."""
    built = []

    def build(*_, **__):
        built.append(1)
        return make_atlas()

    st.cache_resource.clear()
    monkeypatch.setattr(cache, "build_live_atlas", build)
    yield built
    cache.forget_atlas()


def test_the_first_visitor_finds_everything_read(counted):
    warm.read_ahead()
    assert counted == [1]
    assert cache.answer(Selection()).total == 1
    cache.load_map()
    assert cache.load_search()
    assert counted == [1]


def test_a_fault_ends_reading_ahead_and_nothing_else(counted, monkeypatch):
    def refuse(*_, **__):
        raise GeodataError("geodata/zones.geojson：读不出；请检查文件")

    monkeypatch.setattr(cache, "build_live_atlas", refuse)
    warm.read_ahead()
    with pytest.raises(GeodataError):
        cache.load_atlas()
