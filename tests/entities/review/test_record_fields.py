"""What a hand-written line of a review file may put into a record, and what it may not."""

from __future__ import annotations

import json

import pytest

from mapapp.contracts import Amount, Comparator, Evidence, Stage, YearBasis
from mapapp.entities.review.record_fields import change_record, make_record, read_fields


def test_plain_values_become_typed_fields():
    values = {"stage": "topped_out", "year": 2024, "zones": ["新城", "青西"], "amount": {"value": 3, "unit": "公里"}}
    assert read_fields("event", values) == {
        "stage": Stage.TOPPED_OUT,
        "year": 2024,
        "zones": ("新城", "青西"),
        "amount": Amount(3.0, "公里", ""),
    }


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("event", {"colour": "red"}),
        ("event", {"value": 1}),
        ("event", {"stage": "finished"}),
        ("event", {"year": "2024"}),
        ("event", {"year": True}),
        ("event", {"year": 2024.5}),
        ("event", {"certain": 1}),
        ("event", {"zones": "新城"}),
        ("event", {"name": None}),
        ("indicator", {"value": "12"}),
        ("indicator", {"value": False}),
        ("indicator", {"period": True}),
        ("indicator", {"period": 2024.0}),
    ],
)
def test_a_field_it_does_not_have_or_a_value_of_another_sort_is_refused(kind, values):
    with pytest.raises(ValueError, match=r"\S"):
        read_fields(kind, values)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400])
def test_a_number_that_is_none_is_refused(number):
    with pytest.raises(ValueError, match="value"):
        read_fields("indicator", json.loads(f'{{"value": {number}}}'))
    with pytest.raises(ValueError, match="amount"):
        read_fields("event", json.loads(f'{{"amount": {{"value": {number}, "unit": "亿元"}}}}'))


def test_a_plain_year_may_be_the_period_of_a_figure():
    assert read_fields("indicator", {"period": 2024, "unit": None, "value_low": 3}) == {
        "period": "2024",
        "unit": None,
        "value_low": 3.0,
    }


def test_which_of_several_places_is_meant_is_no_field_of_the_record():
    assert read_fields("event", {"occurrence": 1}) == {}


def test_taking_the_zones_away_takes_their_evidence_away():
    assert read_fields("event", {"zones": []}) == {"zones": (), "zone_evidence": None}
    assert read_fields("event", {"zones": ["新城"], "zone_evidence": "place"})["zone_evidence"] is Evidence.PLACE


def test_a_record_is_made_only_when_nothing_it_needs_is_missing(make_event):
    whole = {
        **{"event_id": "e1", "doc": "A", "start": 0, "end": 4, "quote": "甲园开工", "name": "甲园", "rule": "review"},
        **{"stage": Stage.STARTED, "modality": make_event().modality, "district": "青浦区"},
    }
    made = make_record("event", whole | {"region": "青浦区"})
    assert made is not None
    assert (made.year, made.year_basis, made.zones, made.certain) == (None, YearBasis.SECTION, (), True)
    assert make_record("event", {key: value for key, value in whole.items() if key != "quote"}) is None
    assert make_record("indicator", {}) is None


def test_changing_a_record_leaves_fields_of_other_kinds_alone(make_event, make_indicator):
    event = make_event(year=2024)
    assert change_record(event, {"year": 2025, "comparator": Comparator.ABOUT, "value": 1.0}).year == 2025
    assert change_record(make_indicator(value=5.0), {"stage": Stage.STARTED}).value == 5.0
