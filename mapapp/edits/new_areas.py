"""Areas nobody has drawn yet: what a person says of one, and the feature geodata/ would keep of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from shapely import Polygon, orient_polygons
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from mapapp.boundaries.boundary_problems import Place
from mapapp.boundaries.properties import examine_properties
from mapapp.boundaries.read_geojson import RawFeature
from mapapp.contracts import Geodata, Severity
from mapapp.edits.drawn_places import read_point, rounded_mapping
from mapapp.edits.redrawn_areas import MOST_POINTS, Redrawn
from mapapp.errors import GeodataError
from mapapp.geometry.measure import measure_area_km2
from mapapp.open_workspace import active

# What can be drawn new, and the kind geodata/ calls it.
NEW_LAYERS: Final = {"areas": "area", "towns": "town", "zones": "zone"}


@dataclass(frozen=True, slots=True)
class AreaWords:
    """What a person says of a new area: how far its outline may be off, how it is known, and who says so when."""

    accuracy_m: float
    source: str
    who: str
    day: date


def undrawn_zones(geodata: Geodata) -> tuple[str, ...]:
    """Return the zones of the workspace that nobody has drawn: only they have a colour and words, so only they can be drawn."""
    drawn = {zone.zone_id for zone in geodata.zones}
    return tuple(zone_id for zone_id in active().zone_ids if zone_id not in drawn)


def read_outline(said: object) -> Polygon:
    """Return the outline a browser tells as a closed ring of [lon, lat]. Raises GeodataError for anything else."""
    try:
        if not isinstance(said, list) or not 4 <= len(said) <= MOST_POINTS:
            raise ValueError("no ring")
        points = [read_point(one) for one in said]
        if None in points:
            raise ValueError("no point")
        return Polygon([(point.x, point.y) for point in points if point is not None])
    except (TypeError, ValueError, ShapelyError) as error:
        raise GeodataError("收到的范围不完整；请在图上至少点三个角，再按“画好了”") from error


def new_area(layer: str, name: str, geometry: BaseGeometry, words: AreaWords, geodata: Geodata) -> Redrawn:
    """Return a new area (lon, lat WGS 84) as it would be kept.

    Raises GeodataError where its layer takes none of that name, or what is said of it is not enough.
    """
    name = " ".join(name.split())
    if layer not in NEW_LAYERS:
        raise GeodataError("只能新画功能区、街镇和片区")
    if not name:
        raise GeodataError("新画的范围还没有名称；请写上")
    if any(name == item.name for item in geodata.layer(layer)):
        raise GeodataError(f"“{name}”已经画过；要改它的边界，请先选定它再按“绘制”")
    digest = hashlib.sha256(f"{layer}|{name}".encode()).hexdigest()[:12]
    properties: dict[str, Any] = {
        "id": f"{layer.removesuffix('s')}-{digest}",
        "name": name,
        "kind": NEW_LAYERS[layer],
        "datum": "WGS 84",
        "accuracy_m": words.accuracy_m,
        "basis": f"{words.who}于{words.day.isoformat()}新画，核实来源：{words.source}",
    }
    if layer == "zones":
        facts = next((one for one in active().zones if name in (one.id, *one.aliases)), None)
        if facts is None or facts.id not in undrawn_zones(geodata):
            free = "、".join(undrawn_zones(geodata)) or "没有"
            raise GeodataError(f"“{name}”不是还没画的片区（{free}）；片区先在 workspace.toml 里写上名称和颜色")
        properties["zone_id"] = facts.id
    elif layer == "towns":
        properties |= {"town": name, "district": _district_of(geometry, geodata)}
        if not properties["district"]:
            raise GeodataError(f"“{name}”不在已画的任何一个区里；街镇要画在所在区的界线以内")
    raw = RawFeature(Place(name), str(properties["id"]), properties, None, clean=True)
    lacking = [one for one in examine_properties(raw, layer) if one.severity is Severity.ERROR]
    if lacking:
        raise GeodataError(f"{name}：{lacking[0].message}；{lacking[0].remedy}")
    sound = orient_polygons(geometry) if geometry.is_valid else geometry
    feature = {"type": "Feature", "id": properties["id"], "properties": properties, "geometry": rounded_mapping(sound)}
    return Redrawn(layer, feature, name, 0.0, measure_area_km2(sound))


def _district_of(geometry: BaseGeometry, geodata: Geodata) -> str:
    """Return the drawn district an area's inner point lies in, else the workspace's only one; empty where neither tells."""
    inside = geometry.representative_point()
    found = [item.district or item.name for item in geodata.layer("districts") if item.geometry.covers(inside)]
    if not found and len(active().districts) == 1:
        found = [active().districts[0].name]
    return found[0] if found else ""
