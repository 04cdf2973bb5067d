"""Zone, Feature, Placement: what is drawn and where a project belongs. Coordinates are lon, lat in EPSG:4326."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from shapely.geometry.base import BaseGeometry

from mapapp.contracts.vocabulary import Precision

# Layers that only tell the eye where it is: roads, rail and water around, names of places by rank. They are drawn, but too
# vague for anything to be placed on them, found by their names, or measured against them.
ORIENTING_LAYERS: Final = ("around", "names")
# Where people put single projects by hand: a feature is the place of the project of its name and district, of nothing else.
PLACED_LAYER: Final = "placed"


@dataclass(frozen=True, slots=True)
class Feature:
    """One drawn feature of geodata: a town, a river, a road, a station, a functional area, a gazetteer place.

    `layer` is the file's stem (towns, districts, water, rail, roads, areas, places, around, names). `accuracy_m` is how far the
    drawing may be off, in metres on the ground.
    """

    id: str
    layer: str
    name: str
    kind: str
    geometry: BaseGeometry
    accuracy_m: float
    basis: str
    datum: str = "WGS 84"
    town: str = ""
    district: str = ""
    aliases: tuple[str, ...] = ()
    source: str = ""

    @property
    def only_orients(self) -> bool:
        """Whether it is drawn for orientation only: no project is placed on it, and nothing measured by it."""
        return self.layer in ORIENTING_LAYERS


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone. Zones overlap, so nothing about them is ever added up. `area_km2` is measured in the workspace's metric system."""

    zone_id: str
    name: str
    kind: str
    geometry: BaseGeometry
    area_km2: float
    accuracy_m: float
    basis: str
    part_of: str = ""
    towns: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ZoneShare:
    """Membership by geometry: the share (0..1] of the placed point, length or area that lies in the zone."""

    zone_id: str
    share: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one project is drawn, how exactly, and why.

    `geometry` is None for precision none. For town, zone and district it is the area's own outline and the project is
    listed and counted there, never drawn as a dot. `feature_ids` name the features it rests on.
    """

    project_id: str
    precision: Precision
    geometry: BaseGeometry | None
    accuracy_m: float | None
    basis: str
    feature_ids: tuple[str, ...] = ()
    zones_by_geometry: tuple[ZoneShare, ...] = ()
    town: str = ""
    district: str = ""

    @property
    def mapped(self) -> bool:
        """Whether the map can show where it is; to know only the district is not to know where."""
        return self.geometry is not None and self.precision.rank < Precision.DISTRICT.rank


@dataclass(frozen=True, slots=True)
class Geodata:
    """Everything drawn by hand: the zones and the features of every other layer, in file order."""

    zones: tuple[Zone, ...]
    features: tuple[Feature, ...]
    hashes: tuple[tuple[str, str], ...] = field(default=())

    def layer(self, name: str) -> tuple[Feature, ...]:
        """Return the features of one layer in file order."""
        return tuple(feature for feature in self.features if feature.layer == name)
