"""How words lead to a drawn place, and how exact each way is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, box

from mapapp.contracts import Precision
from mapapp.places.candidates import Candidate, Way, being, fits, inside, join_alike, near, order, spot
from mapapp.places.gazetteer import GazetteerEntry
from tests.toy_world import make_project

PARK = GazetteerEntry("p1", "places", "云湖公园", "公园", Precision.SITE, Point(121, 31), 50.0, 300.0, "甲镇", "青浦区")
TOWN = GazetteerEntry(
    "t1", "towns", "甲镇", "镇", Precision.TOWN, box(121, 31, 121.1, 31.1), 100.0, 4000.0, "甲镇", "青浦区"
)
ROAD = GazetteerEntry(
    "r1", "roads", "云湖路", "公路", Precision.LINE, LineString([(121, 31), (121.1, 31)]), 30.0, 4800.0
)
RIVER = replace(ROAD, feature_id="w1", layer="water", name="云湖港", kind="河")


def test_to_be_a_thing_is_as_exact_as_its_drawing_and_to_lie_in_it_as_vague_as_it_is_wide():
    (is_park,) = being([PARK], "就是它")
    assert (is_park.way, is_park.precision, is_park.accuracy_m) == (Way.IS, Precision.SITE, 50.0)
    in_park = inside(PARK, "在它里面")
    assert (in_park.way, in_park.precision, in_park.accuracy_m) == (Way.IN, Precision.AREA, 300.0)
    (is_town,) = being([TOWN], "就是它")
    assert (is_town.precision, is_town.accuracy_m) == (Precision.TOWN, 4000.0)
    assert inside(TOWN, "").precision is Precision.TOWN


def test_two_sites_of_one_name_in_two_towns_are_neither():
    assert being([PARK, replace(PARK, feature_id="p2", town="乙镇")], "") == []
    (one,) = being([PARK, replace(PARK, feature_id="p2")], "")
    assert len(one.entries) == 2


def test_near_a_line_is_somewhere_along_it_and_a_little_beside():
    found = near([ROAD, PARK], "")
    assert (found.way, found.entries, found.accuracy_m) == (Way.BESIDE, (ROAD,), 5000.0)
    assert near([PARK], "").way is Way.IN


@pytest.mark.parametrize(
    ("line", "precision"),
    [
        (ROAD, Precision.STREET),
        (replace(ROAD, extent_m=5000.0), Precision.STREET),
        (replace(ROAD, extent_m=5001.0), Precision.LINE),
        (RIVER, Precision.LINE),
    ],
)
def test_a_short_road_still_says_a_street(line, precision):
    assert spot(line) is precision


def test_what_the_project_is_comes_first_then_the_narrower():
    is_town, in_park, in_town = being([TOWN], "")[0], inside(PARK, ""), inside(TOWN, "")
    is_park = being([PARK], "")[0]
    assert sorted([in_town, is_town, in_park, is_park], key=order) == [is_park, is_town, in_park, in_town]


@pytest.mark.parametrize(
    ("entry", "district", "may"),
    [
        (PARK, "青浦区", True),
        (PARK, "闵行区", False),
        (PARK, "", True),
        (ROAD, "闵行区", True),
        (replace(RIVER, district="青浦区"), "闵行区", True),
        (replace(PARK, layer="zones"), "闵行区", True),
    ],
)
def test_a_place_of_the_other_district_is_another_place_unless_it_crosses(entry, district, may):
    assert fits(entry, make_project("云湖公园", district=district)) is may


def test_towns_named_together_are_one_place_in_parts():
    other = replace(TOWN, feature_id="t2", name="乙镇", extent_m=2000.0)
    joined = join_alike([inside(TOWN, ""), inside(other, ""), inside(PARK, "")], "项目名里有")
    assert [candidate.entries for candidate in joined] == [(PARK,), (TOWN, other)]
    assert (joined[1].accuracy_m, joined[1].because) == (6000.0, "项目名里有“甲镇、乙镇”，在其范围内")
    alone = [inside(TOWN, "")]
    assert join_alike(alone, "") == alone
    assert isinstance(alone[0], Candidate)
