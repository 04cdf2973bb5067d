"""Names say where they may stand: on their own ground, with room around, and what a click on them means."""

from __future__ import annotations

from dataclasses import replace

from shapely.geometry import LineString, Point, box

from mapapp.contracts import Feature, Geodata, Zone
from mapapp.layers.labels import SPOTS, build_labels

VIEW = (121.0, 31.0, 121.4, 31.4)


def zone(name: str, area: float, geometry: object) -> Zone:
    """Make a zone of a size."""
    return Zone(name, name, "zone", geometry, area, 200.0, "示意")  # type: ignore[arg-type]


def labels_of(make_atlas, zones=(), features=()):
    """Give the labels of drawn things by text."""
    atlas = replace(make_atlas(), geodata=Geodata(tuple(zones), tuple(features)))
    return {label["text"]: label for label in build_labels(atlas, VIEW)}


def test_a_zone_is_named_where_no_smaller_zone_lies(make_atlas):
    large, small = zone("大", 100, box(121.0, 31.0, 121.4, 31.4)), zone("小", 10, box(121.1, 31.1, 121.3, 31.3))
    labels = labels_of(make_atlas, (large, small))
    for lon, lat in labels["大"]["spots"]:
        assert large.geometry.contains(Point(lon, lat))
        assert not small.geometry.contains(Point(lon, lat))
    assert all(small.geometry.contains(Point(*spot)) for spot in labels["小"]["spots"])
    assert labels["大"]["area"] == "zone:大"


def test_a_zone_that_smaller_ones_hide_is_named_all_the_same(make_atlas):
    hidden, over = zone("下", 100, box(121.1, 31.1, 121.2, 31.2)), zone("上", 90, box(121.0, 31.0, 121.3, 31.3))
    spots = labels_of(make_atlas, (hidden, over))["下"]["spots"]
    assert spots
    assert all(hidden.geometry.contains(Point(*spot)) for spot in spots)


def test_the_first_spot_has_the_widest_room_and_the_others_lie_elsewhere(make_atlas):
    shape = box(121.0, 31.0, 121.2, 31.2).union(box(121.2, 31.09, 121.4, 31.11))
    spots = labels_of(make_atlas, (zone("匙", 50, shape),))["匙"]["spots"]
    first = Point(*spots[0])
    assert first.distance(Point(121.1, 31.1)) < 0.02
    assert len(spots) > SPOTS / 2
    assert all(Point(*spot).distance(first) > 0.02 for spot in spots[1:])


def test_a_zone_far_beyond_the_first_view_has_spots_inside_and_outside_it(make_atlas):
    spots = labels_of(make_atlas, (zone("广", 900, box(120.0, 30.5, 121.4, 31.4)),))["广"]["spots"]
    seen = box(*VIEW)
    assert {seen.contains(Point(*spot)) for spot in spots} == {True, False}


def test_a_line_is_named_in_its_middle_and_a_name_stands_once(make_atlas):
    road = LineString([(121.0, 31.0), (121.2, 31.0)])
    features = [Feature(f"r{number}", "roads", "甲路", "primary", road, 100.0, "示意") for number in range(2)]
    labels = labels_of(make_atlas, features=features)
    assert (labels["甲路"]["lon"], labels["甲路"]["lat"]) == (121.1, 31.0)
    assert len(labels) == 1
