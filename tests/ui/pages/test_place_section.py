"""Putting a project: where a point lies, what is still to be said, and where the documents say something else."""

from __future__ import annotations

import pytest
from shapely.geometry import Point

from mapapp.ui.editing import Editing
from mapapp.ui.i18n import t
from mapapp.ui.pages import place_section as section

NOW = Editing("put", "p1", 0, 3)


def test_the_map_is_told_the_point_and_how_exact_it_is(visit, monkeypatch):
    assert section.place_command(NOW) == {"tool": "put", "turn": 3, "at": None, "accuracy_m": 0}
    visit.memory["put_accuracy_3"] = 50
    monkeypatch.setattr(section, "map_value", lambda _: [121.1, 31.1])
    assert section.place_command(NOW) == {"tool": "put", "turn": 3, "at": [121.1, 31.1], "accuracy_m": 50}


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ((None, None, "", ""), ("point", "accuracy", "source", "name")),
        ((Point(121, 31), 50, "看过现场", "王工"), ()),
        ((Point(121, 31), 50, "看过现场", ""), ("name",)),
        ((Point(121, 31), None, "看过现场", "王工"), ("accuracy",)),
    ],
)
def test_what_is_still_to_be_said_is_named(given, missing):
    words = t("sentence.join").join(t(f"edit.lacks_{one}") for one in missing)
    assert section._lacking(*given) == (t("edit.lacks", what=words) if missing else "")


def zone_of(atlas, name):
    """Return a point inside a zone."""
    return next(zone for zone in atlas.geodata.zones if zone.zone_id == name).geometry.representative_point()


def test_a_point_is_told_with_what_it_lies_in(make_atlas):
    atlas = make_atlas()
    inside = zone_of(atlas, "青西")
    assert "青西" in section._where(atlas, inside)
    assert t("edit.outside") in section._where(atlas, Point(0, 0))


def test_a_point_outside_what_the_documents_say_is_doubted(make_atlas, make_event):
    atlas = make_atlas([make_event(zones=("青西",))])
    [project] = atlas.projects
    assert section._doubts(atlas, project, zone_of(atlas, "青西")) == []
    [doubt] = section._doubts(atlas, project, Point(0, 0))
    assert doubt == t("edit.zone_differs", zones="青西")
