"""Which area a zone or town of the panel is, and what the map is told while its boundary is redrawn."""

from __future__ import annotations

import json

import pytest

from mapapp.ui.editing import Editing
from mapapp.ui.pages import boundary_section as section
from mapapp.ui.state import Focus

SQUARE = {"type": "Polygon", "coordinates": [[[121.0, 31.0], [121.1, 31.0], [121.1, 31.1], [121.0, 31.0]]]}
DRAWN = {
    ("zones", "z-1"): {"type": "Feature", "properties": {"zone_id": "青西", "name": "青西"}, "geometry": SQUARE},
    ("towns", "t-1"): {"type": "Feature", "properties": {"town": "青溪镇", "name": "青溪镇"}, "geometry": SQUARE},
}


@pytest.fixture
def published(monkeypatch):
    """Let two areas be drawn, and note what is published."""
    found = {}
    monkeypatch.setattr(section, "areas_shown", lambda _revision: DRAWN)
    monkeypatch.setattr(section, "compared_outline", lambda _now: "")
    monkeypatch.setattr(section, "publish", lambda name, text: found.update({name: json.loads(text)}) or f"/{name}")
    return found


@pytest.mark.parametrize(
    ("focus", "area"),
    [
        (Focus("zone", "青西"), "zones/z-1"),
        (Focus("town", "青溪镇"), "towns/t-1"),
        (Focus("zone", "青溪镇"), ""),
        (Focus("project", "p1"), ""),
        (Focus(), ""),
    ],
)
def test_what_is_chosen_is_an_area_where_one_is_drawn(published, focus, area):
    assert section.area_of_focus(focus, 0) == area


def test_the_outlines_travel_as_a_file(published):
    told = section.shape_command(Editing("shape", "zones/z-1", 0, 2))
    assert told == {"tool": "shape", "turn": 2, "layer": "zones", "id": "z-1", "data": "/outlines.json", "compare": ""}
    assert len(published["outlines.json"]) == 2
