"""Where a finding stands, as a person would look for it."""

import pytest

from mapapp.boundaries.boundary_problems import Place, error, file_place, has_error, note, warning


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (Place("geodata/zones.geojson"), "geodata/zones.geojson"),
        (Place("geodata/zones.geojson", 3), "geodata/zones.geojson 第3个要素"),
        (Place("geodata/zones.geojson", 3, "青西"), "geodata/zones.geojson 第3个要素（青西）"),
        (Place("geodata/zones.geojson", 0, "青西"), "geodata/zones.geojson 第0个要素（青西）"),
    ],
)
def test_a_place_names_file_feature_and_name(place, where):
    assert place.where == where


def test_no_full_path_of_a_machine_is_told(tmp_path):
    (tmp_path / "geodata").mkdir()
    assert file_place(tmp_path / "geodata" / "zones.geojson") == Place("geodata/zones.geojson")


def test_only_an_error_keeps_a_file_out():
    place = Place("a")
    said = [warning("x", place, "甲", "乙"), note("x", place, "甲", "乙")]
    assert not has_error([])
    assert not has_error(said)
    assert has_error([*said, error("x", place, "甲", "乙")])
    assert said[0].code == "geodata-x"
