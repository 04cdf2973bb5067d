"""The names the map writes: what, how important, and where each may stand.

The browser decides which of them fit the present view (`layers/map/names.js`). A zone's name has several spots, best
first, so that it is found on its own ground from every view.
"""

from __future__ import annotations

from typing import Any, Final

import shapely
from shapely.geometry import LineString, MultiLineString, Point, box
from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Atlas, Zone
from mapapp.settings import COORDINATE_DECIMALS

# A name keeps to the uncovered part of its zone unless that is a sliver.
SMALLEST_OWN_SHARE: Final = 0.02
# Spots of a zone's name: as many as a map has corners worth looking at, chosen from a grid of so many steps a side.
SPOTS: Final = 8
GRID_STEPS: Final = 28
# The first view shows about so much around what it is about.
FIRST_VIEW_DEG: Final = 0.08


def build_labels(atlas: Atlas, bounds: tuple[float, float, float, float]) -> tuple[dict[str, Any], ...]:
    """Return the names to write as {text, kind, lon, lat, area}, zones with `spots`; `area` is what a click means.

    `bounds` is what is seen at first (west, south, east, north).
    """
    found = [_zone_label(atlas, zone, bounds) for zone in atlas.geodata.zones]
    found += [
        _label(feature.name, "district", feature.geometry, f"district:{feature.name}")
        for feature in atlas.geodata.layer("districts")
    ]
    for feature in atlas.geodata.layer("towns"):
        name = feature.town or feature.name
        found.append(_label(short_town(name), "town", feature.geometry, f"town:{name}"))
    found += [_label(item.name, f"place-{item.kind}", item.geometry, "") for item in atlas.geodata.layer("names")]
    for layer, kind in (("water", "water"), ("rail", "rail"), ("roads", "road")):
        seen: set[str] = set()
        for feature in atlas.geodata.layer(layer):
            station = isinstance(feature.geometry, Point)
            if feature.name and feature.name not in seen:
                seen.add(feature.name)
                found.append(_label(feature.name, "station" if station else kind, feature.geometry, ""))
    return tuple(found)


def short_town(name: str) -> str:
    """Return the name a town goes by on a map.

    >>> short_town("朱家角镇")
    '朱家角'
    """
    return name.removesuffix("街道").removesuffix("镇")


def _zone_label(atlas: Atlas, zone: Zone, bounds: tuple[float, float, float, float]) -> dict[str, Any]:
    """Return the name of a zone with its spots: on its own ground, in the first view and outside it, widest room first."""
    own, seen = _own_part(atlas, zone), box(*bounds).buffer(FIRST_VIEW_DEG)
    found = sorted([*_spots(own.intersection(seen)), *_spots(own.difference(seen))], reverse=True)
    spots = [[lon, lat] for _, lon, lat in found]
    kind = "part" if zone.part_of else "zone"
    label = _label(zone.zone_id, kind, zone.geometry, f"zone:{zone.zone_id}")
    return label | ({"lon": spots[0][0], "lat": spots[0][1]} if spots else {}) | {"spots": spots}


def _own_part(atlas: Atlas, zone: Zone) -> BaseGeometry:
    """Return what of a zone no smaller zone covers, the whole where that is a sliver."""
    part = zone.geometry
    for other in atlas.geodata.zones:
        if other.area_km2 < zone.area_km2:
            part = part.difference(other.geometry)
    return part if part.area > SMALLEST_OWN_SHARE * zone.geometry.area else zone.geometry


def _spots(part: BaseGeometry) -> list[tuple[float, float, float]]:
    """Return up to `SPOTS` points inside as (room in degrees, lon, lat), each far from the edge and from those before it."""
    if part.is_empty or not part.area:
        return []
    west, south, east, north = part.bounds
    steps = [(step + 0.5) / GRID_STEPS for step in range(GRID_STEPS)]
    grid = shapely.points([(west + (east - west) * x, south + (north - south) * y) for x in steps for y in steps])
    inside = grid[shapely.contains(part, grid)]
    if not len(inside):
        inside = shapely.points([part.representative_point().coords[0]])
    room = shapely.distance(inside, part.boundary)
    chosen: list[tuple[float, float, float]] = []
    while len(chosen) < SPOTS and room.max() > 0:
        best = inside[int(room.argmax())]
        place = (round(best.x, COORDINATE_DECIMALS), round(best.y, COORDINATE_DECIMALS))
        chosen.append((round(float(room.max()), COORDINATE_DECIMALS), *place))
        # Half as far as the first is from the edge: the next one shows another side of the zone.
        room = room.clip(max=shapely.distance(inside, best) / 2)
    return chosen


def _label(text: str, kind: str, geometry: BaseGeometry, area: str) -> dict[str, Any]:
    """Return a name inside its area, in the middle of its longest line, or on its point."""
    if isinstance(geometry, MultiLineString):
        geometry = max(geometry.geoms, key=lambda line: line.length)
    if isinstance(geometry, LineString):
        point = geometry.interpolate(0.5, normalized=True)
    else:
        point = geometry if isinstance(geometry, Point) else geometry.representative_point()
    lon, lat = round(point.x, COORDINATE_DECIMALS), round(point.y, COORDINATE_DECIMALS)
    return {"text": text, "kind": kind, "lon": lon, "lat": lat, "area": area}
