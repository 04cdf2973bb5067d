"""What a file says of its coordinates: taken as degrees, turned into them, or refused with the reason."""

import math

import pytest
from pyproj import CRS
from shapely.geometry import Point

from mapapp.boundaries.stated_systems import stated_system, to_degrees

WGS84 = (
    "EPSG:4326",
    "urn:ogc:def:crs:OGC:1.3:CRS84",
    "urn:ogc:def:crs:EPSG::4326",
    "http://www.opengis.net/def/crs/EPSG/0/4326",
)
CGCS2000 = (
    "EPSG:4490",
    "urn:ogc:def:crs:EPSG::4490",
    "http://www.opengis.net/def/crs/EPSG/0/4490",
    CRS.from_epsg(4490).to_wkt(),
    CRS.from_epsg(4490).to_wkt("WKT1_ESRI"),
)
PROJECTED = (
    "EPSG:4549",
    "EPSG:32651",
    "EPSG:4528",
    "EPSG:3857",
    "urn:ogc:def:crs:EPSG::4513",
    CRS.from_epsg(4549).to_wkt("WKT1_ESRI"),
)
REFUSED = ("EPSG:4610", "EPSG:4214", "EPSG:2385", "EPSG:999999", "GCJ-02", "nonsense", "", 'LOCAL_CS["x"]')


@pytest.mark.parametrize("text", WGS84)
def test_wgs84_is_plain(text):
    found = stated_system(text)
    assert (found.plain, found.is_wgs84, found.usable) == (True, True, True)


@pytest.mark.parametrize("text", CGCS2000)
def test_cgcs2000_degrees_are_plain_too_but_not_called_wgs84(text):
    found = stated_system(text)
    assert (found.plain, found.is_wgs84) == (True, False)
    assert "2000" in found.name


@pytest.mark.parametrize("text", PROJECTED)
def test_projections_of_either_can_be_turned(text):
    found = stated_system(text)
    assert (found.plain, found.usable) == (False, True)


@pytest.mark.parametrize("text", REFUSED)
def test_other_datums_and_words_are_refused(text):
    found = stated_system(text)
    assert not found.usable
    assert found.name


def test_metres_of_the_web_maps_become_degrees():
    # The inverse of the spherical formula, by hand.
    x, y = 13_480_790.0, 3_639_700.0
    lon = math.degrees(x / 6378137)
    lat = math.degrees(2 * math.atan(math.exp(y / 6378137)) - math.pi / 2)
    turned = to_degrees(Point(x, y), stated_system("EPSG:3857").system)
    assert (turned.x, turned.y) == (pytest.approx(lon, abs=1e-9), pytest.approx(lat, abs=1e-9))


def test_the_middle_meridian_of_the_three_degree_zone_is_five_hundred_kilometres_east():
    turned = to_degrees(Point(500_000, 3_440_000), stated_system("EPSG:4549").system)
    assert turned.x == pytest.approx(120.0, abs=1e-9)
    # A degree of latitude is some 110.9 km here.
    assert turned.y == pytest.approx(3_440_000 / 110_900, abs=0.1)
