"""Going back to a version of a boundary: what it changes, with the neighbours that share edges, as new entries."""

from __future__ import annotations

import copy
from datetime import date

import pytest

from mapapp.contracts import Action, JournalState, Person
from mapapp.edits.redrawn_areas import drawn_areas, outlines_of, read_redrawn
from mapapp.edits.restored_versions import area_versions, go_back, way_back
from mapapp.errors import GeodataError
from mapapp.settings import GEODATA_DIR
from mapapp.store import StoreConflictError, close_databases, open_store
from tests.edits.test_redrawn_areas import moved, shared_corner

WANG, LI = Person("王工"), Person("李工")


@pytest.fixture
def store(tmp_path):
    yield open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    close_databases()


def shown(store):
    """Return every area as it stands."""
    return drawn_areas(store, store.journal.as_of(), GEODATA_DIR)


def redraw_corner(store, by):
    """Move the same corner, which two towns share, to `by` degrees east of where the workspace has it; return the towns."""
    own = drawn_areas(store, JournalState(), GEODATA_DIR)
    before = copy.deepcopy(shown(store))
    corner, towns = shared_corner(own)
    ring_of = {
        key: [point for rings in one["polygons"] for ring in rings for point in ring] for key, one in by_key(own)
    }
    place = ring_of[min(towns)].index(list(corner))
    now = dict(by_key(before))[min(towns)]
    here = [point for rings in now["polygons"] for ring in rings for point in ring][place]
    told = moved(before, tuple(here), corner[0] + by - here[0])
    redrawn = read_redrawn(told, before, "核定图", "王工", date(2026, 11, 29))
    store.features.draw_layers({"towns": [one.feature for one in redrawn]}, WANG, "核定图", store.journal.revision())
    return sorted(towns), before


def by_key(drawn):
    """Return the outlines with the layer and id of each."""
    return [((one["layer"], one["id"]), one) for one in outlines_of(copy.deepcopy(drawn))]


def outlines(drawn, towns):
    return [drawn[town]["geometry"] for town in towns]


def test_versions_stand_newest_first_with_their_sizes_and_the_workspaces_own_last(store):
    own = shown(store)
    towns, _ = redraw_corner(store, 0.001)
    redraw_corner(store, 0.002)
    layer, town = towns[0]
    versions = area_versions(store, layer, town, own)
    assert [version.number for version in versions] == sorted([one.number for one in versions], reverse=True)
    assert (versions[0].standing, versions[-1].entry) == (True, None)
    assert len({round(version.area_km2, 4) for version in versions}) == len(versions)
    assert area_versions(store, "towns", "nobody", own) == ()


def test_a_version_comes_back_with_the_neighbour_it_was_drawn_with(store):
    towns, own = redraw_corner(store, 0.001)
    first = copy.deepcopy(shown(store))
    middle = store.journal.revision()
    redraw_corner(store, 0.002)
    second = copy.deepcopy(shown(store))
    assert outlines(first, towns) != outlines(second, towns)
    layer, town = towns[0]
    back = way_back(store, layer, town, middle, GEODATA_DIR)
    assert set(towns) <= {(one.layer, one.feature["id"]) for one in back.redrawn}
    entries = go_back(store, back.values, LI, "恢复", store.journal.revision())
    assert {entry.action for entry in entries} == {Action.RESTORE}
    assert len({entry.batch for entry in entries}) == 1
    assert shown(store) == first
    # Nothing is lost: the version that was left can be gone back to in turn, and so can the workspace's own.
    later = area_versions(store, layer, town, own)[1]
    go_back(store, way_back(store, layer, town, later.number, GEODATA_DIR).values, LI, "恢复", store.journal.revision())
    assert shown(store) == second
    go_back(store, way_back(store, layer, town, 0, GEODATA_DIR).values, LI, "恢复", store.journal.revision())
    assert shown(store) == own


def test_what_stands_already_or_was_not_drawn_is_no_way_back(store):
    towns, _ = redraw_corner(store, 0.001)
    layer, town = towns[0]
    for number, name in ((store.journal.revision(), town), (0, "nobody")):
        with pytest.raises(GeodataError):
            way_back(store, layer, name, number, GEODATA_DIR)


def test_who_goes_back_second_is_told(store):
    towns, _ = redraw_corner(store, 0.001)
    seen = store.journal.revision()
    back = way_back(store, *towns[0], 0, GEODATA_DIR)
    redraw_corner(store, 0.002)
    with pytest.raises(StoreConflictError):
        go_back(store, back.values, LI, "恢复", seen)
