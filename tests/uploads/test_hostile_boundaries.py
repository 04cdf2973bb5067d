"""A boundary file that was built to harm, or says what is no place, is answered in words, soon, whatever is wrong with it."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile

import numpy as np
import pytest
import shapely

from mapapp.boundaries.repairs import count_points, crosses_too_often
from mapapp.contracts import Severity
from mapapp.errors import GeodataError
from mapapp.uploads.boundary_reading import read_boundaries
from mapapp.uploads.uploaded_boundaries import read_upload

# Processor seconds; none takes more than one and a half.
SOON_S = 6.0
SQUARE = [[121.1, 31.1], [121.2, 31.1], [121.2, 31.2], [121.1, 31.2], [121.1, 31.1]]


def collection(*rings, **properties):
    """Return a collection of areas, each with the properties."""
    areas = [
        {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for ring in rings
    ]
    return json.dumps({"type": "FeatureCollection", "features": areas}).encode()


def kml(words="甲区", doctype="", coordinates="121.1,31.1 121.2,31.1 121.2,31.2 121.1,31.1"):
    ring = f"<outerBoundaryIs><LinearRing><coordinates>{coordinates}</coordinates></LinearRing></outerBoundaryIs>"
    mark = f"<Placemark><name>{words}</name><Polygon>{ring}</Polygon></Placemark>"
    return f'{doctype}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{mark}</Document></kml>'.encode()


def kmz(data):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", data)
    return buffer.getvalue()


def entities(levels):
    names = "abcdefghijklmnop"
    chain = "".join(f'<!ENTITY {names[at + 1]} "{f"&{names[at]};" * 10}">' for at in range(levels))
    return f'<!DOCTYPE x [<!ENTITY a "甲甲甲甲甲甲甲甲">{chain}]>'


def star(points):
    """Return a ring that crosses itself in about a third of all pairs of its lines."""
    ring = [[121 + at * 997 % points * 1e-5, 31 + at * at % points * 1e-5] for at in range(points)]
    return [*ring, ring[0]]


@pytest.fixture
def said(tmp_path):
    """Return a function that reads a file as the reading process does, and gives what is said of it as one text."""

    def read(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        begun = time.process_time()
        try:
            found = read_boundaries(path)
        except GeodataError as error:
            return str(error)
        finally:
            assert time.process_time() - begun < SOON_S
        return f"{len(found['features'])} 个面 " + " ".join(one["message"] for one in found["told"])

    return read


LONG = f'<!DOCTYPE x [<!ENTITY a "{"甲" * 50_000}">]>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.kml", kml("&m;", entities(12))),
        ("a.kmz", kmz(kml("&m;", entities(12)))),
        ("a.kml", kml("&a;" * 20_000, LONG)),
        ("a.kml", kml("&a;", '<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>')),
        ("a.kml", kml("&a;", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>')),
        ("a.gml", entities(12).encode() + b'<x xmlns:gml="http://www.opengis.net/gml"><gml:name>&m;</gml:name></x>'),
    ],
    ids=["kml", "kmz", "long", "loop", "outside", "gml"],
)
def test_entities_are_not_laid_out(said, name, data):
    words = said(name, data)
    assert "请" in words or "0 个面" in words or "没有写副本" in words
    assert len(words) < 300


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999"])
@pytest.mark.parametrize("form", ["kml", "geojson"])
def test_a_number_that_is_none_is_named_with_its_feature(said, form, number):
    if form == "kml":
        data = kml(coordinates=f"121.1,31.1 121.2,31.1 {number},31.2 121.1,31.1")
    else:
        word = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(number, number)
        data = collection(SQUARE).replace(b"121.2, 31.2", f"{word}, 31.2".encode())
    words = said(f"a.{form}", data)
    assert re.fullmatch(r"0 个面 .*第1个环第3个点不是由数组成的坐标.*", words)


@pytest.mark.parametrize(
    "data",
    [
        b'{"type": "FeatureCollection", "features": []}',
        b'{"type": "FeatureCollection"}',
        b"{}",
        b"[" * 100_000,
        collection([]),
        kml(coordinates=""),
    ],
)
def test_a_file_without_an_area_is_refused_in_one_sentence(data):
    name = "a.kml" if b"<kml" in data else "a.geojson"
    with pytest.raises(GeodataError, match="没有可用的面") as refused:
        read_upload(name, data)
    assert "\n" not in str(refused.value) and "；请" in str(refused.value)


def test_ids_said_twice_are_told_with_the_areas_that_have_them():
    rings = [(np.array(SQUARE) + 0.2 * at).tolist() for at in range(3)]
    areas = json.loads(collection(*rings))
    for feature, (name, key) in zip(areas["features"], (("甲", "z1"), ("乙", "z1"), ("丙", "z2")), strict=True):
        feature["properties"] = {"name": name, "id": key}
    (problem,) = read_upload("a.geojson", json.dumps(areas).encode()).problems
    assert (problem.code, problem.severity) == ("duplicate-id", Severity.WARNING)
    assert problem.message == "编号“z1”写在 2 个面上：甲、乙"


def test_more_points_than_are_drawn_are_refused_before_they_are_looked_at(said):
    ring = [[121 + at * 1e-6, 31 + at % 7 * 1e-6] for at in range(200_000)]
    words = said("a.geojson", collection([*ring, ring[0]]))
    assert words.endswith("a.geojson：共 200001 个点，超过上限 50000；请先概化（如按 50 米）再传")


@pytest.mark.parametrize("points", [401, 2_001, 20_001])
def test_a_star_of_crossings_is_not_taken_apart(said, points):
    words = said("a.geojson", collection(star(points)))
    assert words.startswith("0 个面") and "图形自相交超过 1000 处" in words


@pytest.mark.parametrize(
    ("ring", "too_often"),
    [(SQUARE, False), ([[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]], False), (star(101), False), (star(401), True)],
)
def test_a_few_crossings_are_mended_and_thousands_are_not(ring, too_often):
    assert crosses_too_often(shapely.Polygon(ring)) == too_often


def test_lines_over_and_over_the_same_ground_count_as_crossings():
    to_and_fro = [[at % 2, at % 2] for at in range(2_000)]
    assert crosses_too_often(shapely.Polygon([*to_and_fro, [0, 1], [0, 0]]))


@pytest.mark.parametrize(
    ("features", "points"),
    [
        ([], 0),
        ([None, 7, "x", {}], 0),
        ([{"geometry": None}], 0),
        ([{"geometry": {"type": "Point", "coordinates": [1, 2]}}], 1),
        ([{"geometry": {"type": "Polygon", "coordinates": [SQUARE, SQUARE]}}], 10),
        ([{"geometry": {"geometries": [{"coordinates": SQUARE}, {"coordinates": [3, 4]}]}}], 6),
        ([{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}], 2),
    ],
)
def test_points_are_counted_whatever_holds_them(features, points):
    assert count_points(features) == points
