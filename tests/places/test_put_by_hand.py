"""A project stands where a person put it, whatever its name says; no other project is placed by that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import Point

from mapapp.contracts import Feature, Geodata, Precision
from mapapp.places import place_projects
from tests.toy_world import make_project, toy


def put(name: str, east: float, accuracy_m: float = 100.0, district: str = "青浦区") -> Feature:
    """Return a place put for a project, `east` kilometres from the toy origin."""
    basis = "王工于2026-11-29在图上放置，核实来源：踏勘"
    at = toy(Point(east, 0.25))
    return Feature(f"placed-{name}-{east}", "placed", name, "placed", at, accuracy_m, basis, district=district)


def with_places(geodata: Geodata, *features: Feature) -> Geodata:
    return replace(geodata, features=(*geodata.features, *features))


@pytest.mark.parametrize(
    ("accuracy_m", "precision"), [(50.0, Precision.SITE), (300.0, Precision.SITE), (500.0, Precision.AREA)]
)
def test_a_project_stands_where_it_was_put_and_says_by_whom(toy_geodata, accuracy_m, precision):
    # Its name alone leads to 课植园, which lies elsewhere.
    project = make_project("课植园")
    geodata = with_places(toy_geodata, put("课植园", 0.25, accuracy_m))
    (placement,), problems = place_projects([project], [], geodata)
    assert placement.geometry.equals(toy(Point(0.25, 0.25)))
    assert placement.basis == "人工放置：王工于2026-11-29在图上放置，核实来源：踏勘"
    assert (placement.precision, placement.accuracy_m) == (precision, accuracy_m)
    assert (placement.town, placement.district) == ("金泽镇", "青浦区")
    assert [share.zone_id for share in placement.zones_by_geometry] == ["青西"]
    assert problems == ()


def test_what_was_put_for_one_project_places_no_other(toy_geodata):
    geodata = with_places(toy_geodata, put("甲厂", 0.25))
    others = [make_project("甲厂二期"), make_project("甲厂", district="闵行区"), make_project("甲厂旁道路")]
    before, _ = place_projects(others, [], toy_geodata)
    after, _ = place_projects(others, [], geodata)
    assert after == before


def test_a_place_is_found_under_an_older_name_and_one_for_nobody_is_told(toy_geodata):
    geodata = with_places(toy_geodata, put("甲厂", 0.25), put("丙厂", 0.5))
    (placement,), problems = place_projects([make_project("甲智造园", aliases=("甲厂",))], [], geodata)
    assert placement.feature_ids == ("placed-甲厂-0.25",)
    assert [problem.code for problem in problems] == ["placed-for-nobody"]
    assert "丙厂" in problems[0].message


def test_of_two_places_for_one_project_the_later_counts(toy_geodata):
    geodata = with_places(toy_geodata, put("甲厂", 0.25), put("甲厂", 0.75))
    (placement,), _ = place_projects([make_project("甲厂")], [], geodata)
    assert placement.town == "朱家角镇"
