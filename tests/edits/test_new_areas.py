"""Areas nobody has drawn: kept with what was said of them, refused where their layer takes none of that name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from shapely.geometry import box, shape

from mapapp.boundaries import load_geodata
from mapapp.boundaries.check import check_file
from mapapp.edits.new_areas import AreaWords, new_area, read_outline, undrawn_zones
from mapapp.errors import GeodataError
from mapapp.settings import GEODATA_DIR
from tests.boundary_files import geojson

WORDS = AreaWords(100, "控规图则", "王工", date(2026, 11, 29))
# 0.01° of longitude at 31.15° N is 953.6 m, of latitude 1108.7 m: 1.057 km² by hand.
SQUARE = box(121.10, 31.15, 121.11, 31.16)


@pytest.fixture(scope="module")
def geodata():
    return load_geodata(GEODATA_DIR)[0]


@pytest.mark.parametrize("layer", ["areas", "towns"])
def test_a_new_area_is_what_the_folder_would_take(layer, geodata, tmp_path):
    made = new_area(layer, " 新 地块 ", SQUARE, WORDS, geodata)
    assert made.before_km2 == 0
    assert made.after_km2 == pytest.approx(1.057, abs=0.002)
    properties = made.feature["properties"]
    assert (properties["name"], properties["accuracy_m"]) == ("新 地块", 100)
    assert properties["basis"] == "王工于2026-11-29新画，核实来源：控规图则"
    assert shape(made.feature["geometry"]).equals(SQUARE)
    path = tmp_path / f"{layer}.geojson"
    path.write_bytes(geojson([made.feature]))
    assert check_file(path) == ()


def test_a_town_knows_the_district_it_lies_in(geodata):
    assert new_area("towns", "某镇", SQUARE, WORDS, geodata).feature["properties"]["district"] == "青浦区"


def test_a_town_outside_every_drawn_district_is_refused_in_words(geodata):
    with pytest.raises(GeodataError, match="不在已画的任何一个区里"):
        new_area("towns", "某镇", box(121.8, 31.0, 121.81, 31.01), WORDS, geodata)


def test_a_zone_is_drawn_only_where_the_workspace_names_one_that_is_not_drawn(geodata):
    without = replace(geodata, zones=tuple(zone for zone in geodata.zones if zone.zone_id != "青西"))
    assert undrawn_zones(geodata) == ()
    assert undrawn_zones(without) == ("青西",)
    assert new_area("zones", "青西", SQUARE, WORDS, without).feature["properties"]["zone_id"] == "青西"
    for name, ground in (("青西", geodata), ("火星", without)):
        with pytest.raises(GeodataError):
            new_area("zones", name, SQUARE, WORDS, ground)


@pytest.mark.parametrize(("layer", "name"), [("areas", "  "), ("towns", "练塘镇"), ("roads", "某路"), ("../x", "某")])
def test_what_cannot_be_drawn_is_refused(layer, name, geodata):
    with pytest.raises(GeodataError):
        new_area(layer, name, SQUARE, WORDS, geodata)


def test_an_outline_is_a_closed_ring_of_degrees_and_nothing_else():
    ring = [[121.10, 31.15], [121.11, 31.15], [121.11, 31.16], [121.10, 31.16], [121.10, 31.15]]
    assert read_outline(ring).equals(SQUARE)
    for said in (None, "x", [], ring[:3], [[1, 2]] * 3 + [["a", 1]], [[999, 0]] * 4, [ring[0]] * 50_001):
        with pytest.raises(GeodataError):
            read_outline(said)
