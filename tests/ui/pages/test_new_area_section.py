"""A new area is checked before it is kept: an outline that is none is told, a good one told with its size."""

from __future__ import annotations

import json
from datetime import date

import pytest

from mapapp.edits.new_areas import AreaWords
from mapapp.ui.editing import Editing
from mapapp.ui.pages import new_area_section as section

NOW = Editing("area", "", 0, 5)
WORDS = AreaWords(50.0, "规划图", "王工", date(2026, 5, 1))
# Some 0.95 km by 1.1 km, far from every zone of the small world.
RING = [[121.50, 31.50], [121.51, 31.50], [121.51, 31.51], [121.50, 31.51], [121.50, 31.50]]


@pytest.fixture
def page(monkeypatch):
    """Note what is said; the map tells the outline a test draws."""
    lines, told = [], {}
    monkeypatch.setattr(section, "map_value", told.get)
    monkeypatch.setattr(section, "areas_shown", lambda _revision: {})
    monkeypatch.setattr(section.st, "markdown", lambda text: lines.append(text))
    monkeypatch.setattr(section.st, "error", lambda text: lines.append(text))
    return told, lines


def test_a_good_outline_is_told_with_its_size(make_atlas, page):
    told, lines = page
    told["outline"] = RING
    [made] = section._made(make_atlas(), NOW, "areas", "新片", WORDS)
    assert (made.layer, made.name, made.before_km2) == ("areas", "新片", 0)
    # 0.01° of longitude at 31.5° is 949 m, of latitude 1109 m.
    assert made.after_km2 == pytest.approx(0.949 * 1.109, rel=0.01)
    assert r"1\.05" in lines[0]  # escaped, so that it is no list in Markdown


@pytest.mark.parametrize("outline", [None, [], "here", [[[[0, 0], [1, 1]]]]])
def test_what_is_no_outline_is_told_and_nothing_is_made(make_atlas, page, outline):
    told, lines = page
    told["outline"] = outline
    assert section._made(make_atlas(), NOW, "areas", "新片", WORDS) == ()
    assert len(lines) == 1


def test_the_neighbours_travel_as_a_file(monkeypatch, page):
    published = {}
    monkeypatch.setattr(section, "publish", lambda name, text: published.update({name: json.loads(text)}) or "/a")
    assert section.area_command(NOW) == {"tool": "area", "turn": 5, "data": "/a"}
    assert published == {"outlines.json": []}
