"""Towns as a coverage: what overlaps, gapes or lies outside is told, rounding is not."""

from dataclasses import replace

import pytest
import shapely
from shapely.geometry import Polygon, box

from mapapp.boundaries.topology import examine_coverage, examine_zones
from mapapp.contracts import Feature, Geodata, Zone
from mapapp.open_workspace import activate, active
from tests.toy_world import square, toy


@pytest.fixture(autouse=True)
def _no_zone_is_built_from_towns():
    activate(replace(active(), overlaps=(), zones=()))


def town(name, geometry, layer="towns"):
    place = {"town": name} if layer == "towns" else {}
    return Feature(f"f-{name}", layer, name, "面", geometry, 100.0, "测试", district="青浦区", **place)


def zone(name, geometry, accuracy_m=100.0, towns=()):
    return Zone(name, name, "分区", geometry, 1.0, accuracy_m, "测试", towns=towns)


def coverage(*features):
    return [problem.code.removeprefix("geodata-") for problem in examine_coverage(Geodata((), features), "geodata")]


def zones(*drawn, towns=()):
    found = examine_zones(Geodata(drawn, tuple(towns)), "geodata")
    return [(problem.code.removeprefix("geodata-"), problem.severity.value) for problem in found]


def test_towns_that_share_their_edge_point_for_point_are_sound():
    assert coverage(town("甲镇", square(0, 0, 1, 1)), town("乙镇", square(1, 0, 2, 1))) == []
    assert coverage() == []


def test_towns_that_overlap_are_told_with_both_names():
    geodata = Geodata((), (town("甲镇", square(0, 0, 1.2, 1)), town("乙镇", square(1, 0, 2, 1))))
    overlap = next(p for p in examine_coverage(geodata, "geodata") if p.code == "geodata-town-overlap")
    # 0.2 by 1 km.
    assert overlap.message.startswith("甲镇、乙镇重叠 0.20 平方公里")


def test_a_point_only_one_side_of_an_edge_has_is_told():
    bent = toy(Polygon([(1, 0), (2, 0), (2, 1), (1, 1), (1, 0.5)]))
    assert "edge-vertices" in coverage(town("甲镇", square(0, 0, 1, 1)), town("乙镇", bent))


def test_a_hole_between_towns_belongs_to_nobody():
    ring = shapely.difference(box(0, 0, 3, 3), box(1, 1, 2, 2))
    assert coverage(town("甲镇", toy(ring))) == ["town-gap"]
    thin = shapely.difference(box(0, 0, 3, 3), box(1, 1, 1.005, 2))
    assert coverage(town("甲镇", toy(thin))) == ["sliver"]


def test_a_town_beyond_its_district_and_ground_of_no_town_are_told():
    district = town("青浦区", square(0, 0, 2, 1), "districts")
    assert coverage(town("甲镇", square(0, 0, 2, 1)), district) == []
    assert coverage(town("甲镇", square(0, 0, 2.5, 1)), district) == ["outside-district"]
    assert coverage(town("甲镇", square(0, 0, 1.8, 1)), district) == ["town-gap"]


def test_a_district_of_which_only_some_towns_are_drawn_has_no_gap():
    assert coverage(town("甲镇", square(0, 0, 1, 1)), town("青浦区", square(0, 0, 2, 1), "districts")) == []


def test_zones_that_share_ground_nobody_declared_are_told_by_how_sure_the_lines_are():
    one, other = square(0, 0, 2, 2), square(1, 0, 3, 2)
    assert zones(zone("甲", one), zone("乙", other)) == [("undeclared-overlap", "warning")]
    assert zones(zone("甲", one, 800.0), zone("乙", other)) == [("undeclared-overlap", "note")]
    assert zones(zone("甲", one), zone("乙", square(2, 0, 3, 2))) == []


def test_a_zone_of_towns_that_are_not_drawn_is_told():
    drawn = town("甲镇", square(0, 0, 1, 1))
    assert zones(zone("甲", square(0, 0, 1, 1), towns=("甲镇", "丙镇")), towns=[drawn]) == [("unknown-town", "warning")]


def test_a_part_too_small_to_be_meant_is_a_sliver():
    crumb = shapely.union_all([square(0, 0, 1, 1), square(2, 0, 2.05, 0.05)])
    assert zones(zone("甲", crumb)) == [("sliver", "warning")]
