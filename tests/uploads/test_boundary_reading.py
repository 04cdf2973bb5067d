"""The reading process answers in JSON, whatever it is given, and keeps the numbers of the file."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from mapapp.uploads.boundary_reading import read_boundaries
from tests.boundary_files import features, geojson, to_gcj02


def test_features_keep_their_numbers_whatever_datum_they_are_on(tmp_path):
    path = tmp_path / "towns.geojson"
    moved = features("towns", "练塘镇", move=to_gcj02)
    path.write_bytes(geojson(moved))
    (feature,) = read_boundaries(path)["features"]
    first = moved[0]["geometry"]["coordinates"][0][0]
    ring = feature["geometry"]["coordinates"][0]
    assert min(abs(lon - first[0]) + abs(lat - first[1]) for lon, lat in ring) < 2e-6


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"PK\x03\x04", b"<kml", b'{"type": "FeatureCollection"}'])
def test_the_process_always_answers(tmp_path, data):
    path, answer = tmp_path / "a.geojson", tmp_path / "answer"
    path.write_bytes(data)
    subprocess.run([sys.executable, "-m", "mapapp.uploads.boundary_reading", str(path), str(answer)], check=True)
    said = json.loads(answer.read_text(encoding="utf-8"))
    assert "refused" in said or said["features"] == []
