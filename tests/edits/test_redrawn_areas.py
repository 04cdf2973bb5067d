"""Boundaries redrawn: read from what a browser tells, checked against their neighbours, kept with every property."""

from __future__ import annotations

import copy
from datetime import date

import pytest

from mapapp.boundaries import load_geodata
from mapapp.contracts import Person
from mapapp.edits.redrawn_areas import drawn_areas, examine_redrawn, outlines_of, read_redrawn
from mapapp.errors import GeodataError
from mapapp.settings import GEODATA_DIR
from mapapp.store import close_databases, open_store

DAY = date(2026, 11, 29)
WANG = Person("王工")


@pytest.fixture
def store(tmp_path):
    yield open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    close_databases()


@pytest.fixture
def drawn(store):
    return drawn_areas(store, store.journal.as_of(), GEODATA_DIR)


@pytest.fixture(scope="module")
def geodata():
    return load_geodata(GEODATA_DIR)[0]


def moved(drawn, corner, by, *, only=None):
    """Return what a browser tells after a corner was dragged, for all that have it or one alone."""
    told = []
    for one in outlines_of(copy.deepcopy(drawn)):
        if only is not None and (one["layer"], one["id"]) != only:
            continue
        touched = False
        for rings in one["polygons"]:
            for ring in rings:
                for point in ring:
                    if tuple(point) == corner:
                        point[0] += by
                        touched = True
        if touched:
            told.append(one)
    return told


def shared_corner(drawn):
    """Return a corner that exactly two towns of one district have, and those towns."""
    owners: dict[tuple[float, float], set[tuple[str, str]]] = {}
    for one in outlines_of(drawn):
        for rings in one["polygons"]:
            for ring in rings:
                for point in ring:
                    owners.setdefault(tuple(point), set()).add((one["layer"], one["id"]))
    return next((at, who) for at, who in owners.items() if len(who) == 2 and {layer for layer, _ in who} == {"towns"})


def test_a_shared_corner_moved_for_both_is_sound_and_for_one_alone_refused(drawn, geodata):
    corner, towns = shared_corner(drawn)
    both = read_redrawn(moved(drawn, corner, 0.001), drawn, "核定图", "王工", DAY)
    assert {(one.layer, one.feature["id"]) for one in both} == towns
    assert sum(one.after_km2 - one.before_km2 for one in both) == pytest.approx(0, abs=1e-4)
    assert examine_redrawn(geodata, both) == ()
    alone = read_redrawn(moved(drawn, corner, 0.001, only=sorted(towns)[0]), drawn, "核定图", "王工", DAY)
    codes = {problem.code for problem in examine_redrawn(geodata, alone)}
    assert codes & {"geodata-town-overlap", "geodata-town-gap", "geodata-sliver"}


def test_properties_stay_and_the_basis_says_who_redrew_it(drawn):
    corner, _ = shared_corner(drawn)
    one = read_redrawn(moved(drawn, corner, 0.001), drawn, "核定图", "王工", DAY)[0]
    before = drawn[one.layer, one.feature["id"]]["properties"]
    after = one.feature["properties"]
    assert {key: value for key, value in after.items() if key != "basis"} == {
        key: value for key, value in before.items() if key != "basis"
    }
    assert after["basis"] == before["basis"] + "；〔改〕王工于2026-11-29在图上改动边界，核实来源：核定图"


def test_an_outline_that_crosses_itself_is_told_in_words(drawn, geodata):
    key = next(key for key in drawn if key[0] == "areas")
    bow = [[[121.0, 31.0], [121.1, 31.1], [121.1, 31.0], [121.0, 31.1], [121.0, 31.0]]]
    redrawn = read_redrawn([{"layer": key[0], "id": key[1], "polygons": [bow]}], drawn, "图", "王工", DAY)
    (problem,) = examine_redrawn(geodata, redrawn)
    assert problem.code == "geodata-self-crossing"
    assert "环自相交" in problem.message


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        [{}],
        ["x"],
        [{"layer": "zones", "id": "nobody", "polygons": []}],
        [{"layer": "towns", "id": "town-zhujiajiao", "polygons": [[[[1, 2]]]]}],
        [{"layer": "../zones", "id": "zone-xincheng", "polygons": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]}],
    ],
)
def test_what_is_no_outline_of_a_drawn_area_is_refused(drawn, said):
    with pytest.raises(GeodataError):
        read_redrawn(said, drawn, "图", "王工", DAY)


def test_all_layers_are_kept_in_one_step_and_taken_back_in_one(store, drawn):
    layers = {
        "zones": [drawn["zones", "zone-xincheng"]],
        "towns": [next(one for key, one in drawn.items() if key[0] == "towns")],
    }
    entries = store.features.draw_layers(layers, WANG, "核定图", 0)
    assert len({entry.batch for entry in entries}) == 1
    assert set(store.features.standing(store.journal.as_of())) == {"zones", "towns"}
    store.journal.undo_batch(entries[0].batch, WANG)
    assert store.features.standing(store.journal.as_of()) == {}
