"""The boundaries we ship: they load without a finding, fit together, and say how exact they are."""

from __future__ import annotations

import shutil
from itertools import combinations
from pathlib import Path

import pytest
import shapely

from mapapp.boundaries import check_geodata, load_geodata
from mapapp.boundaries.reference_areas import compare_published
from mapapp.contracts import Geodata, Severity
from mapapp.geometry.measure import to_metres
from mapapp.open_workspace import active
from mapapp.settings import GEODATA_DIR


@pytest.fixture(scope="module")
def shipped() -> Geodata:
    geodata, problems = load_geodata(GEODATA_DIR)
    assert problems == ()
    return geodata


def test_check_finds_no_error() -> None:
    assert [problem for problem in check_geodata(GEODATA_DIR) if problem.severity is Severity.ERROR] == []


def test_all_zones_and_towns_are_drawn(shipped: Geodata) -> None:
    assert [zone.zone_id for zone in shipped.zones] == list(active().zone_ids)
    towns = [town for town in shipped.layer("towns") if town.district == "青浦区"]
    assert len(towns) == 11


def test_every_feature_says_how_exact_it_is_and_from_what(shipped: Geodata) -> None:
    assert all(feature.accuracy_m > 0 and feature.basis and feature.datum == "WGS 84" for feature in shipped.features)


@pytest.mark.parametrize("name", ["大零号湾", "先行启动区", "示范区", "新城", "青浦区", "闵行区", "17号线"])
def test_drawing_agrees_with_the_published_figure(shipped: Geodata, name: str) -> None:
    (comparison,) = [each for each in compare_published(shipped) if each.published.name == name]
    assert comparison.agrees, f"{comparison.measured:.2f} {comparison.published.unit}"


# What is seen at first on a wide screen: the two districts and what surrounds them, lon and lat.
FRAME = shapely.box(120.85, 30.90, 121.60, 31.36)


@pytest.mark.parametrize("kinds", [("motorway",), ("railway",), ("river",)], ids=["motorways", "railways", "rivers"])
def test_no_main_line_ends_in_nothing_inside_the_frame(shipped: Geodata, kinds: tuple[str, ...]) -> None:
    """Each end lies outside the frame, or on another main line or a lake."""
    layers = ("around", "roads", "rail", "water")
    drawn = [
        feature for feature in shipped.features if feature.layer in layers and feature.geometry.geom_type != "Point"
    ]
    lines = [feature for feature in drawn if feature.kind in kinds and feature.geometry.geom_type == "LineString"]
    assert len(lines) >= 6
    loose = []
    for line in lines:
        others = shapely.union_all([to_metres(each.geometry) for each in drawn if each is not line])
        ends = [end for end in shapely.get_parts(line.geometry.boundary) if FRAME.contains(end)]
        loose += [f"{line.id} at {end}" for end in ends if shapely.distance(to_metres(end), others) > 1500]
    assert loose == []


def test_places_around_are_named_by_rank_and_none_stands_on_another(shipped: Geodata) -> None:
    names = shipped.layer("names")
    assert {name.kind for name in names} == {"city", "seat", "town", "place"}
    assert all(name.only_orients for name in names)
    points = to_metres(shapely.points([name.geometry.coords[0] for name in names]))
    apart = [shapely.distance(one, other) for one, other in combinations(points, 2)]
    assert min(apart) > 1000


def test_a_copy_of_the_shipped_boundaries_has_no_errors(tmp_path: Path) -> None:
    shutil.copytree(GEODATA_DIR, tmp_path / "geodata")
    assert [one.message for one in check_geodata(tmp_path / "geodata") if one.severity is Severity.ERROR] == []
