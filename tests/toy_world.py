"""The toy world: three one-kilometre squares, two overlapping, with towns, a road, a line, a station and a park.

north 1 km  ┌── 青西 ──┐        ┌─ 大零号湾 ─┐
            │     ┌─ 示范区 ─┐   │           │
0           └─────┴────┘────┘   └───────────┘
east        0     0.5  1   1.5  3           4 km
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import LineString, Point, box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from mapapp.boundaries import load_geodata
from mapapp.contracts import Evidence, Geodata, Modality, Project, ProjectEvent, Stage, YearBasis
from mapapp.geometry.measure import to_lonlat

# A corner near 淀山湖 in EPSG:32651, so that the toy world lies where the app looks.
ORIGIN_EAST, ORIGIN_NORTH = 310_000.0, 3_440_000.0


def toy(geometry: BaseGeometry) -> BaseGeometry:
    """Lay a geometry drawn in kilometres from the toy origin onto lon, lat, six decimals."""
    metres = shapely.transform(geometry, lambda points: points * 1000.0 + [ORIGIN_EAST, ORIGIN_NORTH])
    return shapely.transform(to_lonlat(metres), lambda points: points.round(6))


def feature(geometry: BaseGeometry | dict[str, Any] | None, **properties: Any) -> dict[str, Any]:
    shape = mapping(geometry) if isinstance(geometry, BaseGeometry) else geometry
    named = {"name": properties.get("id", "甲"), "kind": "面", "datum": "WGS 84", "accuracy_m": 100, "basis": "测试"}
    return {"type": "Feature", "properties": {**named, **properties}, "geometry": shape}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def square(west: float, south: float, east: float, north: float) -> BaseGeometry:
    return toy(box(west, south, east, north, ccw=True))


def zone(zone_id: str, geometry: BaseGeometry, **properties: Any) -> dict[str, Any]:
    return feature(geometry, id=f"zone-{zone_id}", name=zone_id, zone_id=zone_id, kind="分区", **properties)


def toy_layers() -> dict[str, dict[str, Any]]:
    far = square(5, 0, 6, 1)
    return {
        "zones": collection(
            zone("青西", square(0, 0, 1, 1)),
            zone("示范区", square(0.5, 0, 1.5, 1)),
            zone("大零号湾", square(3, 0, 4, 1)),
            zone("新城", far),
            zone("青东", square(6, 0, 7, 1)),
        ),
        "towns": collection(
            feature(square(0, 0, 0.5, 1), id="t1", name="金泽镇", town="金泽镇", district="青浦区"),
            feature(square(0.5, 0, 1, 1), id="t2", name="朱家角镇", town="朱家角镇", district="青浦区"),
            feature(square(3, 0, 4, 1), id="t3", name="吴泾镇", town="吴泾镇", district="闵行区"),
            feature(square(4, 0, 5, 1), id="t4", name="莘庄工业区", town="莘庄工业区", district="闵行区"),
        ),
        "districts": collection(
            feature(square(0, 0, 1.5, 1), id="d1", name="青浦区", district="青浦区"),
            feature(orient(square(3, 0, 4, 1).union(square(4, 0, 5, 1))), id="d2", name="闵行区", district="闵行区"),
        ),
        "roads": collection(
            feature(toy(LineString([(0, 0.5), (2, 0.5)])), id="r1", name="崧泽大道", kind="道路"),
            feature(toy(LineString([(-5, 0.2), (5, 0.2)])), id="r2", name="G318", kind="国道", aliases=["沪青平公路"]),
            feature(toy(LineString([(3, 0.5), (4, 0.5)])), id="r3", name="剑川路", kind="道路", district="闵行区"),
        ),
        "water": collection(
            feature(toy(LineString([(0, 0.8), (4, 0.8)])), id="w1", name="大治河", kind="河道"),
            feature(square(0.2, 0.9, 0.4, 0.95), id="w2", name="元荡", kind="湖"),
        ),
        "rail": collection(
            feature(toy(LineString([(-5, 0.7), (5, 0.7)])), id="l17", name="轨道交通17号线", kind="轨道交通"),
            feature(toy(Point(0.25, 0.7)), id="s1", name="东方绿舟", kind="站点", district="青浦区"),
        ),
        "areas": collection(feature(square(3.5, 0, 4.5, 1), id="a1", name="紫竹高新区", kind="功能区", district="闵行区")),
        "places": collection(
            feature(toy(Point(0.25, 0.25)), id="p1", name="课植园", kind="景点", district="青浦区"),
            feature(toy(Point(3.2, 0.2)), id="p2", name="汇中村", kind="村", accuracy_m=800, district="闵行区"),
            feature(toy(Point(3.4, 0.2)), id="p3", name="正义村", kind="村", accuracy_m=800, district="闵行区"),
            feature(toy(Point(2.5, 0.2)), id="p7", name="召稼楼", kind="村", accuracy_m=800, district="闵行区"),
            feature(square(3.0, 0.6, 3.2, 0.8), id="p4", name="上海交大闵行校区", kind="高校", aliases=["上海交大"], district="闵行区"),
            feature(toy(Point(0.3, 0.25)), id="p5", name="青浦区体育中心", kind="体育设施", district="青浦区"),
            feature(toy(Point(0.4, 0.25)), id="p6", name="东方绿舟", kind="公园", district="青浦区"),
        ),
    }  # fmt: skip


def write_layers(folder: Path, layers: dict[str, dict[str, Any]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, layer in layers.items():
        (folder / f"{name}.geojson").write_text(json.dumps(layer, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture
def toy_dir(tmp_path: Path) -> Path:
    return write_layers(tmp_path / "geodata", toy_layers())


@pytest.fixture
def toy_geodata(toy_dir: Path) -> Geodata:
    geodata, problems = load_geodata(toy_dir)
    assert problems == ()
    return geodata


def make_project(
    name: str,
    *,
    zones: tuple[str, ...] = (),
    evidence: Evidence = Evidence.TEXT,
    places: tuple[str, ...] = (),
    district: str = "青浦区",
    aliases: tuple[str, ...] = (),
    events: tuple[ProjectEvent, ...] = (),
) -> Project:
    return Project(
        project_id=f"p-{name}",
        name=name,
        aliases=aliases,
        district=district,
        zones=zones,
        zone_evidence=tuple(evidence for _ in zones),
        places=places,
        event_ids=tuple(event.event_id for event in events),
        certain=True,
    )


def make_event(quote: str, *, zones: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> ProjectEvent:
    return ProjectEvent(
        event_id=f"e-{quote}",
        doc="000",
        start=10,
        end=10 + len(quote),
        quote=quote,
        name=quote,
        stage=Stage.BUILDING,
        modality=Modality.REPORTED,
        year=2024,
        year_basis=YearBasis.SECTION,
        zones=zones,
        zone_evidence=Evidence.TEXT if zones else None,
        places=places,
        district="青浦区",
        certain=True,
        rule="test",
    )


MakeProject = Callable[..., Project]
