"""What is drawn, as plain data: order, areas that count, names that stay data."""

from __future__ import annotations

from dataclasses import replace

from shapely.geometry import LineString, Point, box

from mapapp.contracts import Feature, Geodata, Placement, Precision, Zone, ZoneShare
from mapapp.layers.specs import area_of, build_layer_specs


def placed(precision: Precision, **changes: object) -> Placement:
    """Make a placement of p1 with an outline."""
    plain = Placement("p1", precision, box(121.0, 31.1, 121.1, 31.2), 3000.0, "测试")
    return replace(plain, **changes)


def test_a_project_known_only_to_its_town_is_counted_there_and_never_a_dot(make_atlas):
    atlas = make_atlas(placements=[placed(Precision.TOWN, town="朱家角镇")])
    (feature,) = build_layer_specs(atlas, {}).projects["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["area"] == "town:朱家角镇"


def test_a_site_is_drawn_where_it_is(make_atlas):
    atlas = make_atlas(placements=[placed(Precision.SITE, geometry=Point(121.0123456789, 31.1))])
    (feature,) = build_layer_specs(atlas, {"p1": ("--2222222", "---------")}).projects["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [121.012346, 31.1]}
    assert feature["properties"]["h"] == "--2222222"
    assert "area" not in feature["properties"]


def test_a_line_stays_a_line(make_atlas):
    atlas = make_atlas(placements=[placed(Precision.LINE, geometry=LineString([(121.0, 31.1), (121.1, 31.1)]))])
    (feature,) = build_layer_specs(atlas, {}).projects["features"]
    assert feature["geometry"]["type"] == "LineString"


def test_the_area_that_counts_follows_the_precision():
    assert area_of(None) == ""
    assert area_of(placed(Precision.SITE)) == ""
    assert area_of(placed(Precision.TOWN, town="金泽镇")) == "town:金泽镇"
    assert (
        area_of(placed(Precision.ZONE, zones_by_geometry=(ZoneShare("青西", 1.0), ZoneShare("示范区", 0.3))))
        == "zone:青西"
    )
    assert area_of(placed(Precision.DISTRICT, district="闵行区")) == "district:闵行区"
    assert area_of(placed(Precision.NONE, geometry=None)) == ""


def test_a_zone_over_most_of_a_smaller_one_is_drawn_by_its_outline(make_atlas):
    zones = (
        Zone("青西", "青西", "zone", box(121.0, 31.0, 121.1, 31.1), 100.0, 100.0, "手绘"),
        Zone("示范区", "示范区", "zone", box(120.9, 30.9, 121.1, 31.1), 400.0, 100.0, "手绘"),
    )
    atlas = replace(make_atlas(), geodata=Geodata(zones, ()))
    assert [item["properties"]["id"] for item in build_layer_specs(atlas, {}).zones["features"]] == ["示范区", "青西"]
    looks = {
        item["properties"]["id"]: item["properties"]["outline_only"]
        for item in build_layer_specs(atlas, {}).zones["features"]
    }
    assert looks == {"青西": False, "示范区": True}


def test_the_same_atlas_gives_the_same_specs(make_atlas):
    assert build_layer_specs(make_atlas(), {}) == build_layer_specs(make_atlas(), {})


def test_what_lies_around_is_ground_and_its_names_count_nothing(make_atlas):
    lake = Feature("around-lake", "around", "澄湖", "lake", box(120.8, 31.1, 120.85, 31.2), 1500.0, "示意")
    town = Feature("name-kunshan", "names", "昆山", "seat", Point(120.981, 31.386), 1200.0, "示意")
    specs = build_layer_specs(replace(make_atlas(), geodata=Geodata((), (lake, town))), {})
    assert [item["properties"]["layer"] for item in specs.ground["features"]] == ["around"]
    (label,) = [label for label in specs.labels if label["text"] == "昆山"]
    assert (label["kind"], label["area"]) == ("place-seat", "")
