"""What drawn things and placements say of themselves."""

from __future__ import annotations

import pytest
from shapely.geometry import Point

from mapapp.contracts.places import Feature, Geodata, Placement
from mapapp.contracts.vocabulary import Precision

SPOT = Point(121.0, 31.1)


@pytest.mark.parametrize(
    ("precision", "geometry", "mapped"),
    [
        (Precision.SITE, SPOT, True),
        (Precision.TOWN, SPOT, True),
        (Precision.ZONE, SPOT, True),
        (Precision.DISTRICT, SPOT, False),
        (Precision.NONE, None, False),
        (Precision.SITE, None, False),
    ],
)
def test_to_know_only_the_district_is_not_to_know_where(precision, geometry, mapped):
    assert Placement("p", precision, geometry, None, "").mapped is mapped


def drawn(layer: str, ident: str = "x") -> Feature:
    """Return a drawn thing of a layer."""
    return Feature(ident, layer, "甲", "面", SPOT, 100.0, "")


def test_roads_around_and_names_of_places_only_orient():
    assert [drawn(layer).only_orients for layer in ("around", "names", "roads", "placed")] == [True, True, False, False]


def test_a_layer_is_given_in_file_order():
    geodata = Geodata((), (drawn("roads", "b"), drawn("rail"), drawn("roads", "a")))
    assert [one.id for one in geodata.layer("roads")] == ["b", "a"]
    assert geodata.layer("water") == ()
