"""What a drawn feature must carry, and how the properties of other people's files are read."""

from __future__ import annotations

from typing import Any

import pytest

from mapapp.boundaries.boundary_problems import Place
from mapapp.boundaries.properties import examine_properties, read_name, read_number, read_text, read_texts
from mapapp.boundaries.read_geojson import RawFeature
from mapapp.contracts import Severity

SOUND = {"id": "a", "name": "甲", "kind": "面", "datum": "WGS 84", "accuracy_m": 100, "basis": "画"}


def faults(layer: str = "areas", **changes: Any) -> list[tuple[str, Severity]]:
    """Return code and severity of what is found on a feature that is sound but for some changes; None takes one away."""
    properties = {key: value for key, value in {**SOUND, **changes}.items() if value is not None}
    raw = RawFeature(Place("geodata/x.geojson", 1, "甲"), "a", properties, None, clean=True)
    return [(problem.code, problem.severity) for problem in examine_properties(raw, layer)]


def test_a_sound_feature_has_no_faults():
    assert faults() == []
    assert faults("zones", zone_id="青西") == []
    assert faults(aliases=["乙"], towns=[]) == []


@pytest.mark.parametrize(
    ("layer", "changes", "code"),
    [
        ("areas", {"name": None}, "missing-property"),
        ("areas", {"name": "  "}, "missing-property"),
        ("areas", {"kind": 7}, "property-type"),
        ("towns", {"town": "甲镇"}, "missing-property"),  # and its district
        ("placed", {}, "missing-property"),  # its source
        ("areas", {"datum": "GCJ-02"}, "datum"),
        ("areas", {"accuracy_m": None}, "missing-property"),
        ("areas", {"accuracy_m": 0}, "property-type"),
        ("areas", {"accuracy_m": "100"}, "property-type"),
        ("areas", {"accuracy_m": 20_001}, "property-type"),
        ("areas", {"aliases": "乙"}, "property-type"),
        ("areas", {"towns": ["甲镇", 3]}, "property-type"),
    ],
)
def test_what_lacks_or_is_of_the_wrong_type_is_an_error(layer, changes, code):
    assert faults(layer, **changes) == [(f"geodata-{code}", Severity.ERROR)]


def test_a_zone_without_its_id_is_kept_with_a_warning():
    assert faults("zones", id=None, zone_id="青西") == [("geodata-missing-property", Severity.WARNING)]
    assert faults("areas", id=None) == [("geodata-missing-property", Severity.ERROR)]


@pytest.mark.parametrize("datum", ["WGS 84", "WGS84", " EPSG:4326 "])
def test_every_way_of_writing_wgs_84_is_known(datum):
    assert faults(datum=datum) == []


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        ({"NAME": "甲镇", "XZQMC": "乙镇"}, "甲镇"),
        ({"XZQMC": " 乙镇 "}, "乙镇"),
        ({"name": 3, "名称": "丙"}, "丙"),
        ({"name": " "}, ""),
        ({}, ""),
    ],
)
def test_the_name_is_found_whatever_its_key(properties, name):
    assert read_name(properties) == name


def test_texts_lists_and_numbers_are_read_or_empty():
    properties = {"a": " 甲 ", "b": ["甲", " ", 3, "乙 "], "c": 2, "d": True, "e": "甲"}
    assert [read_text(properties, key) for key in ("a", "c", "x")] == ["甲", "", ""]
    assert [read_texts(properties, key) for key in ("b", "e", "x")] == [("甲", "乙"), (), ()]
    assert [read_number(properties, key) for key in ("c", "a", "x")] == [2.0, 0.0, 0.0]
