"""Modality and polarity of an event never contradict one another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.contracts import Modality, Polarity, ProjectEvent, ProjectKind, Stage, YearBasis
from tests.conftest import build_indicator


def event(modality: Modality, polarity: Polarity) -> ProjectEvent:
    return ProjectEvent(
        **{
            "event_id": "e",
            "doc": "A",
            "start": 0,
            "end": 4,
            "quote": "甲园开工",
            "name": "甲园",
            "stage": Stage.STARTED,
        },
        **{"modality": modality, "year": 2024, "year_basis": YearBasis.SECTION, "zones": (), "zone_evidence": None},
        **{"places": (), "district": "", "certain": True, "rule": "test", "polarity": polarity},
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("modality", "polarity", "kept"),
    [
        ("reported", "planned", ("reported", "happened")),
        ("reported", "happened", ("reported", "happened")),
        ("planned", "happened", ("planned", "planned")),
        ("reported", "not_reached", ("planned", "not_reached")),
        ("planned", "cancelled", ("planned", "cancelled")),
    ],
)
def test_modality_and_polarity_never_contradict(modality: str, polarity: str, kept: tuple[str, str]) -> None:
    made = event(Modality(modality), Polarity(polarity))
    assert (made.modality, made.polarity) == kept


def test_a_corrected_modality_takes_the_polarity_along() -> None:
    said = replace(event(Modality.REPORTED, Polarity.HAPPENED), modality=Modality.PLANNED)
    assert said.polarity is Polarity.PLANNED


def test_only_what_is_built_on_the_ground_counts_on_the_map() -> None:
    assert [kind.value for kind in ProjectKind if kind.counts_on_map] == ["works", "facility", "investment", "area"]


@pytest.mark.parametrize(
    ("printed", "unit", "shown"),
    [
        ("6", "%", "6%"),
        ("5左右", "%", "5%左右"),
        ("累计 4000 左右", "亿元", "累计 4000亿元左右"),
        ("千亿 4-6", "个", "千亿 4-6个"),
        ("2.23", "公里/平方公里", "2.23公里/平方公里"),
        ("300亿元", "亿元", "300亿元"),
        ("19.8亿", "亿美元", "19.8亿"),
        ("不低于全市平均水平", "%", "不低于全市平均水平"),
        ("90", None, "90"),
        ("12", "/", "12"),
    ],
)
def test_a_bare_number_of_a_table_is_shown_with_the_unit_of_its_head(printed, unit, shown):
    assert build_indicator(value_text=printed, unit=unit).value_with_unit == shown
