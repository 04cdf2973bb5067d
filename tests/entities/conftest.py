"""Builders for small worlds: what a test does not name is filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from mapapp.contracts import (
    Comparator,
    Document,
    DocumentKind,
    Evidence,
    Indicator,
    Modality,
    ProjectEvent,
    Section,
    SectionMode,
    Stage,
    TextView,
    ValueKind,
    YearBasis,
)


@pytest.fixture
def make_document() -> Callable[..., Document]:
    def build(doc: str = "A", year: int | None = 2024, text: str = "甲园开工。", district: str = "青浦区") -> Document:
        return Document(
            id=doc,
            name=f"{doc}.txt",
            title=f"{doc}号文件",
            district=district,
            kind=DocumentKind.WORK_REPORT,
            year=year,
            issued=str(year),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            view=TextView(text, tuple(range(len(text)))),
            sections=(Section(0, len(text), (), SectionMode.UNKNOWN, None),),
            short_title=f"{doc}号文件",
        )

    return build


@pytest.fixture
def make_event() -> Callable[..., ProjectEvent]:
    count = iter(range(10_000))

    def build(name: str = "甲园", stage: str = "started", year: int | None = 2024, **given: object) -> ProjectEvent:
        number = next(count)
        zones = tuple(given.pop("zones", ()))  # type: ignore[call-overload]
        values: dict[str, object] = {
            "event_id": f"e{number}",
            "doc": "A",
            "start": number * 10,
            "end": number * 10 + 5,
            "quote": f"{name}……",
            "name": name,
            "stage": Stage(stage),
            "modality": Modality(str(given.pop("modality", "reported"))),
            "year": year,
            "year_basis": YearBasis.SECTION,
            "zones": zones,
            "zone_evidence": Evidence.TEXT if zones else None,
            "places": (),
            "district": "青浦区",
            "certain": True,
            "rule": "test",
        }
        return ProjectEvent(**(values | given))  # type: ignore[arg-type]

    return build


@pytest.fixture
def make_indicator() -> Callable[..., Indicator]:
    count = iter(range(10_000))

    def build(
        name: str = "陆域森林覆盖率", value: float | None = 18.2, period: str = "2020", **given: object
    ) -> Indicator:
        number = next(count)
        values: dict[str, object] = {
            "indicator_id": f"i{number}",
            "doc": "A",
            "start": number * 10,
            "end": number * 10 + 5,
            "quote": f"{name}{value}",
            "name": name,
            "region": "青浦区",
            "period": period,
            "value_kind": ValueKind(str(given.pop("value_kind", "actual"))),
            "value": value,
            "value_text": f"{value}",
            "unit": "%",
            "comparator": Comparator.EQUAL,
            "certain": True,
            "rule": "test",
        }
        return Indicator(**(values | given))  # type: ignore[arg-type]

    return build
