"""What is drawn, as plain data: the ground, the zones and one layer of projects.

Geometry is simplified here for display only; coordinates are lon, lat in EPSG:4326 with six decimals. Names travel as
JSON values and become text nodes in the browser, never markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from shapely.geometry import Point, mapping
from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Atlas, Feature, Placement, Precision, Project, Zone
from mapapp.layers.labels import build_labels
from mapapp.layers.style import zone_mark
from mapapp.open_workspace import active
from mapapp.recent_results import RecentResults
from mapapp.settings import COORDINATE_DECIMALS

# About 8 m on the ground: invisible at the closest zoom a meeting room uses, and a third of the bytes.
DISPLAY_TOLERANCE_DEG: Final = 0.00008

# A zone over more than this share of a smaller one is drawn by its outline only.
COVERING_SHARE: Final = 0.6
# Known only to an area: listed and counted there, never a dot.
AREA_PRECISIONS: Final = frozenset({Precision.TOWN, Precision.ZONE, Precision.DISTRICT})

_STANDING: Final[RecentResults[tuple[dict[str, Any], dict[str, Any], tuple[dict[str, Any], ...]]]] = RecentResults()
_DRAWN: Final[RecentResults[dict[str, Any]]] = RecentResults()

# Layers of geodata that make the ground, in drawing order.
GROUND_LAYERS: Final = ("districts", "around", "water", "towns", "areas", "roads", "rail")


@dataclass(frozen=True, slots=True)
class LayerSpecs:
    """Everything the map draws, ready to be written as JSON.

    `ground` and `projects` are GeoJSON FeatureCollections; `labels` are {text, kind, lon, lat, area}; `areas` are the
    label points at which projects known only to a town, zone or district are counted. `bounds` is west, south, east,
    north. `project_ids` is the order in which masks and stage codes count projects.
    """

    ground: dict[str, Any]
    zones: dict[str, Any]
    projects: dict[str, Any]
    labels: tuple[dict[str, Any], ...]
    bounds: tuple[float, float, float, float]
    project_ids: tuple[str, ...]


def build_layer_specs(atlas: Atlas, stage_codes: Mapping[str, tuple[str, str]]) -> LayerSpecs:
    """Decide what is drawn for an atlas.

    `stage_codes` maps a project id to two strings, one character per year from active().years[0] to active().years[1]: the rank of its
    stage on the happened and on the promised clock, or "-" where that clock knows nothing of it.
    """
    bounds = _bounds(atlas)
    speaking = _speaking_districts(atlas)
    # What people say of projects moves no outline.
    given = (atlas.geodata, bounds, speaking, active())
    ground, zones, labels = _STANDING.get("ground", given, lambda: _draw_standing(atlas, bounds, speaking))
    return LayerSpecs(
        ground=ground,
        zones=zones,
        projects=_collection(
            [
                _known_feature(
                    project,
                    atlas.placement_by_project.get(project.project_id),
                    stage_codes.get(project.project_id, ("", "")),
                )
                for project in atlas.projects
            ]
        ),
        labels=labels,
        bounds=bounds,
        project_ids=tuple(project.project_id for project in atlas.projects),
    )


def _draw_standing(
    atlas: Atlas, bounds: tuple[float, float, float, float], speaking: frozenset[str]
) -> tuple[dict[str, Any], dict[str, Any], tuple[dict[str, Any], ...]]:
    """Return the ground, the zones and the names to write."""
    # Drawn and reached by keyboard in this order: the smaller outline lies on top of the larger one.
    large_first = sorted(atlas.geodata.zones, key=lambda zone: -zone.area_km2)
    ground = [_ground_feature(item, speaking) for name in GROUND_LAYERS for item in atlas.geodata.layer(name)]
    zones = [_zone_feature(zone, outline_only=_covers_another(atlas, zone)) for zone in large_first]
    return _collection(ground), _collection(zones), build_labels(atlas, bounds)


def label_points(atlas: Atlas) -> dict[str, tuple[float, float]]:
    """Return where the map counts what is known only to an area, by the area's key (`area_of`); lon, lat in EPSG:4326."""
    labels = build_labels(atlas, _bounds(atlas))
    return {label["area"]: (label["lon"], label["lat"]) for label in labels if label["area"]}


def area_of(placement: Placement | None) -> str:
    """Name the area a project is counted in when it has no place of its own, else an empty string.

    The key is "town:朱家角", "zone:青西" or "district:青浦区".
    """
    if placement is None or placement.geometry is None or placement.precision not in AREA_PRECISIONS:
        return ""
    if placement.precision is Precision.TOWN and placement.town:
        return f"town:{placement.town}"
    if placement.precision is Precision.ZONE and placement.zones_by_geometry:
        share = max(placement.zones_by_geometry, key=lambda item: item.share)
        return f"zone:{share.zone_id}"
    return f"district:{placement.district}"


def _known_feature(project: Project, placement: Placement | None, codes: tuple[str, str]) -> dict[str, Any]:
    """Return one project as drawn before, or draw it."""
    given = (project, placement, codes)
    return _DRAWN.get(project.project_id, given, lambda: _project_feature(project, placement, codes))


def _project_feature(project: Project, placement: Placement | None, codes: tuple[str, str]) -> dict[str, Any]:
    """Return one project: its own geometry, or none and the area that counts it."""
    happened, promised = codes
    area = area_of(placement)
    geometry = None if placement is None or area else placement.geometry
    properties: dict[str, Any] = {"id": project.project_id, "name": project.name, "h": happened, "p": promised}
    properties["k"] = project.kind.value
    if area:
        properties["area"] = area
    if not project.certain:
        properties["doubt"] = True
    return {"type": "Feature", "properties": properties, "geometry": _drawn(geometry)}


def _zone_feature(zone: Zone, *, outline_only: bool) -> dict[str, Any]:
    """Return one zone with its look; a boundary nobody has fixed is dashed."""
    mark = zone_mark(zone.zone_id)
    properties = {
        "id": zone.zone_id,
        "name": zone.name,
        "tint": mark.tint,
        "outline": mark.outline,
        "part": zone.part_of,
        "outline_only": outline_only,
        "area_km2": round(zone.area_km2, 1),
        "accuracy_m": zone.accuracy_m,
    }
    return {"type": "Feature", "properties": properties, "geometry": _drawn(zone.geometry)}


def _ground_feature(feature: Feature, speaking: frozenset[str]) -> dict[str, Any]:
    """Return one feature of the ground; the browser styles it by layer and kind.

    Districts no document speaks for are neighbours, and drawn fainter.
    """
    properties: dict[str, Any] = {"layer": feature.layer, "kind": feature.kind, "name": feature.name}
    if feature.layer == "districts":
        properties |= {"area": f"district:{feature.name}", "own": feature.name in speaking}
    if feature.layer == "towns":
        properties |= {"area": f"town:{feature.town or feature.name}", "own": feature.district in speaking}
    return {"type": "Feature", "properties": properties, "geometry": _drawn(feature.geometry)}


def _covers_another(atlas: Atlas, zone: Zone) -> bool:
    """Whether a zone lies over most of a smaller one; then it is drawn by its outline, since tints do not mix."""
    return any(
        other.area_km2 < zone.area_km2
        and not other.part_of
        and zone.geometry.intersection(other.geometry).area > COVERING_SHARE * other.geometry.area
        for other in atlas.geodata.zones
    )


def _speaking_districts(atlas: Atlas) -> frozenset[str]:
    """Return the districts the documents speak for; all that are drawn when they name none of them."""
    drawn = frozenset(item.name for item in atlas.geodata.layer("districts"))
    return (drawn & {document.district for document in atlas.documents}) or drawn


def _bounds(atlas: Atlas) -> tuple[float, float, float, float]:
    """Return west, south, east, north of the districts the documents speak for, or of all zones when none is drawn."""
    speaking = {document.district for document in atlas.documents}
    boxes = [item.geometry.bounds for item in atlas.geodata.layer("districts") if item.name in speaking]
    boxes = boxes or [zone.geometry.bounds for zone in atlas.geodata.zones]
    if not boxes:
        return active().bounds or (-180.0, -85.0, 180.0, 85.0)
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return west, south, east, north


def _drawn(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    """Simplify for display and give GeoJSON with six decimals."""
    if geometry is None or geometry.is_empty:
        return None
    simple = geometry if isinstance(geometry, Point) else geometry.simplify(DISPLAY_TOLERANCE_DEG)
    raw = mapping(simple)
    return {"type": raw["type"], "coordinates": _rounded(raw["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    """Round nested coordinates to six decimals."""
    if isinstance(coordinates, (int, float)):
        return round(coordinates, COORDINATE_DECIMALS)
    return [_rounded(item) for item in coordinates]


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    """Wrap features as a GeoJSON FeatureCollection."""
    return {"type": "FeatureCollection", "features": features}
