"""Boundaries redrawn on the map: read from what a browser tells, checked as `check` does, and made features to keep."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from mapapp.boundaries.boundary_problems import Place
from mapapp.boundaries.geometry_checks import examine_location, examine_rings
from mapapp.boundaries.topology import examine_coverage, examine_zones
from mapapp.contracts import Feature, Geodata, JournalState, Problem, Severity, Zone
from mapapp.edits.drawn_places import rounded_mapping
from mapapp.errors import GeodataError
from mapapp.geometry.measure import measure_area_km2
from mapapp.store import Store

# Layers whose areas share their edges, so that moving one moves the other.
AREA_LAYERS: Final = ("zones", "towns", "districts", "areas")
MOST_POINTS: Final = 50_000

Drawn = dict[tuple[str, str], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Redrawn:
    """One area redrawn: its feature as it would be kept, its name, and its area before and after in square kilometres.

    A new area had none before: 0.
    """

    layer: str
    feature: dict[str, Any]
    name: str
    before_km2: float
    after_km2: float


def drawn_areas(store: Store, state: JournalState, geodata_dir: Path) -> Drawn:
    """Return every area with all its properties, by layer and id: the workspace's, with what people drew over them.

    Raises GeodataError when a file of the workspace cannot be read.
    """
    found: Drawn = {}
    standing = store.features.standing(state)
    for layer in AREA_LAYERS:
        path = geodata_dir / f"{layer}.geojson"
        try:
            features = json.loads(path.read_text(encoding="utf-8-sig"))["features"] if path.is_file() else []
            own = {str(one.get("id") or one["properties"]["id"]): one for one in features}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GeodataError(f"{path.name}：读不成要素的列表；请先用 check --fix 修好它") from error
        for feature_id, feature in standing.get(layer, {}).items():
            own.pop(feature_id, None)
            if feature is not None:
                own[feature_id] = dict(feature)
        found |= {(layer, key): one for key, one in own.items() if _is_area(one)}
    return found


def _is_area(feature: Mapping[str, Any]) -> bool:
    """Whether a feature is drawn as an area."""
    return str((feature.get("geometry") or {}).get("type")) in ("Polygon", "MultiPolygon")


def outlines_of(drawn: Drawn) -> list[dict[str, Any]]:
    """Return the areas as the drawing tools take them: layer, id, name, polygons."""
    rows = []
    for (layer, feature_id), feature in drawn.items():
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rows.append({"layer": layer, "id": feature_id, "name": feature["properties"]["name"], "polygons": polygons})
    return rows


def read_redrawn(said: object, drawn: Drawn, source: str, who: str, day: date) -> tuple[Redrawn, ...]:
    """Return the areas a browser says were redrawn.

    Raises GeodataError for what is no outline of an area that is drawn.
    """
    if not isinstance(said, list) or not said:
        raise GeodataError("没有收到改动；请在图上拖动边界上的点，再按“画好了”")
    return tuple(_read_one(one, drawn, source, who, day) for one in said)


def _read_one(one: object, drawn: Drawn, source: str, who: str, day: date) -> Redrawn:
    """Return one redrawn area; its properties are those it had, its basis says who redrew it."""
    try:
        layer, feature_id, polygons = str(one["layer"]), str(one["id"]), one["polygons"]  # type: ignore[index]
        before = drawn[layer, feature_id]
        parts = [shapely.Polygon(rings[0], rings[1:]) for rings in polygons]
        geometry: BaseGeometry = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
        if shapely.get_num_coordinates(geometry) > MOST_POINTS:
            raise ValueError("too many points")
    except (KeyError, TypeError, ValueError, IndexError, shapely.errors.ShapelyError) as error:
        raise GeodataError("收到的边界不完整；请刷新页面重画") from error
    note = f"{who}于{day.isoformat()}在图上改动边界，核实来源：{source}"
    return redraw(layer, before, geometry, note)


def redraw(layer: str, before: Mapping[str, Any], geometry: BaseGeometry, note: str) -> Redrawn:
    """Return a drawn area with another outline (lon, lat): all its properties stay, its basis ends with the note."""
    geometry = shapely.orient_polygons(geometry) if geometry.is_valid else geometry
    properties = dict(before["properties"])
    properties["basis"] = "；".join(
        part for part in (str(properties.get("basis", "")).split("；〔改〕")[0], f"〔改〕{note}") if part
    )
    # Other programs leave the id in the properties alone; the store names a feature by its own.
    feature_id = str(before.get("id") or properties["id"])
    feature = {**before, "id": feature_id, "properties": properties, "geometry": rounded_mapping(geometry)}
    areas = [measure_area_km2(shape(one["geometry"])) for one in (before, feature)]
    return Redrawn(layer, feature, str(properties.get("name", "")), areas[0], areas[1])


def examine_redrawn(geodata: Geodata, redrawn: tuple[Redrawn, ...]) -> tuple[Problem, ...]:
    """Return what is wrong with redrawn areas, worst first, and was not wrong before: each by itself, then together."""
    found: list[Problem] = []
    for one in redrawn:
        geometry = shape(one.feature["geometry"])
        place = Place(one.name)
        found += [*examine_location(geometry, place, strict=True), *examine_rings(geometry, place)[1]]
    if any(problem.severity is Severity.ERROR for problem in found):
        return tuple(found)
    known = set(_together(geodata))
    found += [problem for problem in _together(_with(geodata, redrawn)) if problem not in known]
    return tuple(sorted(found, key=lambda problem: problem.severity.rank))


def _together(geodata: Geodata) -> tuple[Problem, ...]:
    """Return what is wrong with the areas taken together."""
    return (*examine_coverage(geodata, "geodata"), *examine_zones(geodata, "geodata"))


def _with(geodata: Geodata, redrawn: tuple[Redrawn, ...]) -> Geodata:
    """Return drawn ground with the redrawn areas in their places, and with new ones."""
    zones = {zone.zone_id: zone for zone in geodata.zones}
    features = {(item.layer, item.id): item for item in geodata.features}
    for one in redrawn:
        geometry, properties = shape(one.feature["geometry"]), one.feature["properties"]
        text = {key: str(properties.get(key, "")) for key in ("id", "name", "kind", "town", "district", "zone_id")}
        if one.layer == "zones":
            old = zones.get(text["zone_id"]) or Zone(
                text["zone_id"], text["name"], text["kind"], geometry, 0.0, 0.0, ""
            )
            zones[old.zone_id] = replace(old, geometry=geometry, area_km2=measure_area_km2(geometry))
        else:
            drawn = features.get((one.layer, text["id"])) or Feature(
                id=text["id"],
                layer=one.layer,
                name=text["name"],
                kind=text["kind"],
                geometry=geometry,
                accuracy_m=float(properties.get("accuracy_m", 0.0)),
                basis=str(properties.get("basis", "")),
                datum="WGS 84",
                town=text["town"],
                district=text["district"],
            )
            features[one.layer, text["id"]] = replace(drawn, geometry=geometry)
    return replace(geodata, zones=tuple(zones.values()), features=tuple(features.values()))
