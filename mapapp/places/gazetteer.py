"""The gazetteer: every drawn feature by every name it answers to, and a finder of names inside longer names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import pi, sqrt

from shapely.geometry.base import BaseGeometry

from mapapp.contracts.places import PLACED_LAYER, Feature, Geodata, Zone
from mapapp.contracts.vocabulary import Precision
from mapapp.geometry.measure import measure_area_km2, measure_length_km
from mapapp.open_workspace import active
from mapapp.places.place_patterns import place_pattern
from mapapp.text.local_words import without_district
from mapapp.text.place_names import normal_name

# A gazetteer point or outline vaguer than this says which neighbourhood, not which site.
SITE_ACCURACY_M = 300.0
# A campus or a park up to this size is one site; beyond it "somewhere inside" is only an area.
SITE_AREA_KM2 = 1.0
# A road up to this length is a street one can see at a glance; a longer one is a line across the map.
STREET_LENGTH_KM = 3.0
# 虹桥 alone is a hub, a business district and an opening-up policy before it is a town.
AMBIGUOUS_SHORT_TOWNS = frozenset({"虹桥"})
# Town-level units that are parks by name: a project in 莘庄工业区 is in that park, not just somewhere in a town.
_PARK_AS_TOWN = place_pattern("kind.park_as_town")
# Kinds that name an institution: its name in a project's name says who, not where.
_INSTITUTION = place_pattern("kind.institution")
_STATION = place_pattern("kind.station")
_VILLAGE = place_pattern("kind.village")
_WATER = place_pattern("kind.water")
_TOWN_END = place_pattern("town.end")
_ROAD = place_pattern("kind.road")


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One drawn feature as the gazetteer knows it.

    `extent_m` is how far from the middle a project "somewhere in it" may be: half the length of a line, the radius of
    a circle of equal area; for a point its accuracy. Geometry is lon, lat in EPSG:4326.
    """

    feature_id: str
    layer: str
    name: str
    kind: str
    precision: Precision
    geometry: BaseGeometry
    accuracy_m: float
    extent_m: float
    town: str = ""
    district: str = ""
    basis: str = ""

    @property
    def is_line(self) -> bool:
        """Whether it is drawn as a line."""
        return "LineString" in self.geometry.geom_type

    @property
    def is_institution(self) -> bool:
        """Whether its name says who rather than where."""
        return _INSTITUTION.search(self.kind) is not None

    @property
    def is_village(self) -> bool:
        """Whether it is a village or a neighbourhood."""
        return self.layer == "places" and _VILLAGE.search(self.kind) is not None

    @property
    def is_water(self) -> bool:
        """Whether it is a river or a lake."""
        return self.layer == "water" or (self.layer == "places" and _WATER.search(self.kind) is not None)

    @property
    def is_road(self) -> bool:
        """Whether it is a road, a street or a bridge."""
        return self.layer == "roads" or (self.layer == "places" and _ROAD.search(self.kind) is not None)


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A gazetteer name found in a longer normal name, at half-open positions of it."""

    start: int
    end: int
    entries: tuple[GazetteerEntry, ...]


class Gazetteer:
    """Drawn features by normal name. Names of one form may belong to several features (parts of a road, two villages)."""

    def __init__(self, geodata: Geodata) -> None:
        self.zones = {zone.zone_id: _zone_entry(zone) for zone in geodata.zones}
        self.districts: dict[str, GazetteerEntry] = {}
        self.towns: dict[str, GazetteerEntry] = {}
        self._by_name: dict[str, tuple[GazetteerEntry, ...]] = {}
        self._findable: dict[str, list[str]] = {}
        findable: set[str] = set(active().decoys)
        for zone in geodata.zones:
            for name in {zone.zone_id, zone.name}:
                self._put(name, self.zones[zone.zone_id])
                # A zone inside a name is the text's own evidence; here it only keeps 大零号湾 from being read as 零号湾.
                findable.add(normal_name(name))
        for feature in geodata.features:
            if feature.only_orients or feature.layer == PLACED_LAYER:
                continue
            entry = feature_entry(feature)
            names = list(_names_of(feature))
            for name in names:
                self._put(name, entry)
            if entry.precision is Precision.TOWN:
                self.towns[feature.town or feature.name] = entry
            if entry.precision is Precision.DISTRICT:
                self.districts[feature.district or feature.name] = entry
            else:
                findable.update(_telling_names(names))
        for name in sorted(findable, key=lambda text: (-len(text), text)):
            if len(name) >= 2:
                self._findable.setdefault(name[:2], []).append(name)

    def _put(self, name: str, entry: GazetteerEntry) -> None:
        key = normal_name(name)
        entries = self._by_name.get(key, ())
        if entry not in entries:
            both = sorted((*entries, entry), key=lambda each: (each.precision.rank, each.feature_id))
            self._by_name[key] = tuple(both)

    def exact(self, name: str) -> tuple[GazetteerEntry, ...]:
        """Return the features that bear exactly this normal name, best precision first."""
        return self._by_name.get(name, ())

    def find(self, name: str) -> tuple[PlaceMatch, ...]:
        """Find gazetteer names inside a normal name, longest first at each place and never overlapping.

        Taking the longest keeps 黄浦江 from being read as 浦江 and 莘庄工业区 as 莘庄.
        """
        matches: list[PlaceMatch] = []
        position = 0
        while position < len(name) - 1:
            for candidate in self._findable.get(name[position : position + 2], ()):
                if name.startswith(candidate, position):
                    end = position + len(candidate)
                    entries = tuple(each for each in self.exact(candidate) if each.precision is not Precision.ZONE)
                    if entries:
                        matches.append(PlaceMatch(position, end, entries))
                    position = end
                    break
            else:
                position += 1
        return tuple(matches)


def _names_of(feature: Feature) -> Iterable[str]:
    """Return every name a feature answers to, with the short forms documents use."""
    for name in (feature.name, *feature.aliases):
        is_station = (
            feature.layer in ("rail", "places")
            and "Point" in feature.geometry.geom_type
            and _STATION.search(feature.kind)
        )
        if is_station:
            # 东方绿舟 is a park as well as a station: only 东方绿舟站 is surely the station.
            yield name if name.endswith("站") else f"{name}站"
            continue
        yield name
        if feature.layer == "towns":
            short = _TOWN_END.sub("", name)
            if short != name and len(short) >= 2 and short not in AMBIGUOUS_SHORT_TOWNS:
                yield short


def _telling_names(names: Iterable[str]) -> set[str]:
    """Return the names that tell the feature even inside a longer name.

    A name that another one of the same feature only precedes by 青浦 or 上海 is common: 青浦新城中央商务区 may be called
    中央商务区, but so may others.
    """
    keys = {normal_name(name) for name in names}
    common = {key for key in keys if any(without_district(other) == key != other for other in keys)}
    return keys - common


def _zone_entry(zone: Zone) -> GazetteerEntry:
    return GazetteerEntry(
        feature_id=f"zone:{zone.zone_id}",
        layer="zones",
        name=zone.name,
        kind=zone.kind,
        precision=Precision.ZONE,
        geometry=zone.geometry,
        accuracy_m=zone.accuracy_m,
        extent_m=_radius_m(zone.area_km2),
        basis=zone.basis,
    )


def feature_entry(feature: Feature) -> GazetteerEntry:
    """Return a drawn feature as the gazetteer knows it."""
    geometry = feature.geometry
    area_km2 = measure_area_km2(geometry) if "Polygon" in geometry.geom_type else 0.0
    length_km = measure_length_km(geometry) if "LineString" in geometry.geom_type else 0.0
    extent_m = _radius_m(area_km2) if area_km2 else length_km * 500.0
    return GazetteerEntry(
        feature_id=feature.id,
        layer=feature.layer,
        name=feature.name,
        kind=feature.kind,
        precision=_precision_of(feature, area_km2, length_km),
        geometry=geometry,
        accuracy_m=feature.accuracy_m,
        extent_m=max(extent_m, feature.accuracy_m),
        town=feature.town,
        district=feature.district,
        basis=feature.basis,
    )


def _precision_of(feature: Feature, area_km2: float, length_km: float) -> Precision:
    """Return how exactly a project that *is* this feature is placed."""
    if feature.layer == "districts":
        return Precision.DISTRICT
    if feature.layer == "towns":
        return Precision.AREA if _PARK_AS_TOWN.search(feature.name) else Precision.TOWN
    if area_km2:
        exact = feature.layer == "places" and feature.accuracy_m <= SITE_ACCURACY_M and area_km2 <= SITE_AREA_KM2
        return Precision.SITE if exact else Precision.AREA
    if length_km:
        is_road = feature.layer == "roads" or (feature.layer == "places" and _ROAD.search(feature.kind) is not None)
        is_street = is_road and length_km <= STREET_LENGTH_KM
        return Precision.STREET if is_street else Precision.LINE
    if feature.layer == "rail" or (_STATION.search(feature.kind) and "泵" not in feature.kind):
        return Precision.STATION
    return Precision.SITE if feature.accuracy_m <= SITE_ACCURACY_M else Precision.AREA


def _radius_m(area_km2: float) -> float:
    """Return the radius in metres of a circle of this area."""
    return sqrt(area_km2 / pi) * 1000.0
