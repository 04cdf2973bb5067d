"""The boundaries we ship: they load without a finding, fit together, and say how exact they are."""

from __future__ import annotations

import pytest

from mapapp.boundaries import check_geodata, load_geodata
from mapapp.boundaries.reference_areas import compare_published
from mapapp.contracts import Geodata, Severity
from mapapp.settings import GEODATA_DIR
from mapapp.workspace import active


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
