"""The coordinate doctor: given somebody's boundary file, say which numbers it is written in, and how far off it is.

It tries every reading that could put the file here (three datums, both orders of axes, the projections in use at this
longitude) and keeps the one under which features lie on ours of the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.boundaries.datum import Datum, convert
from mapapp.boundaries.geometry_checks import area_bounds, within
from mapapp.boundaries.registration import Fit, fit_outlines
from mapapp.contracts.places import Geodata
from mapapp.geometry.measure import metric_epsg, to_metres, transformer
from mapapp.settings import EPSG_LONLAT
from mapapp.text.place_names import normal_name

Points = np.ndarray
# A better fit must beat plain WGS 84 by this much; drawings at 100-150 m generalisation wobble by less.
CLEAR_GAIN_M = 60.0
# Past the best reading, a common shift beyond this is reported: hand-drawn sets agree within about 100 m.
NOTABLE_SHIFT_M = 150.0
# Outlines without a common name may be anything; only when they lie this close on ours do they show another datum.
NAMELESS_REST_M = 40.0
# Shapes that stay farther apart than this under the best move, or need a move beyond this, are other things of the same name.
NAMED_REST_M = 300.0
FARTHEST_SHIFT_M = 2_000.0
NAMELESS = "最近的边界"
# One spot or two of our names may as well be the village as its station: they show no common shift.
FEWEST_POINTS = 3
# Areas that share this much of their joint ground are taken for the same area, whatever they are called.
SAME_GROUND = 0.5
WEB_MERCATOR = 3857


@dataclass(frozen=True, slots=True)
class _Family:
    """Projections that differ in their central meridian: the code of the first, its meridian, and from one to the next (degrees).

    Zones are numbered so that one centred at 0° would have the number `at_zero`.
    """

    name: str
    first_epsg: int
    first_meridian: int
    step: int
    count: int
    at_zero: float

    def nearest(self, lon: float) -> int | None:
        """Return the code of the zone that holds a longitude; None where the family has none."""
        number = round((lon - self.first_meridian) / self.step)
        return self.first_epsg + number if 0 <= number < self.count else None

    def label(self, epsg: int) -> str:
        """Return what people call the zone of a code."""
        meridian = self.first_meridian + (epsg - self.first_epsg) * self.step
        return self.name.format(meridian=meridian, zone=int(meridian / self.step + self.at_zero))


# Met in Chinese planning data (EPSG codes): UTM, and CGCS2000 in zones of 3 and 6 degrees, without and with the zone's number
# before the eastings.
_FAMILIES = (
    _Family("UTM {zone}N", 32601, -177, 6, 60, 30.5),
    _Family("CGCS2000 三度带 {meridian}°E", 4534, 75, 3, 21, 0),
    _Family("CGCS2000 三度带 {zone} 带", 4513, 75, 3, 21, 0),
    _Family("CGCS2000 六度带 {meridian}°E", 4502, 75, 6, 11, 0.5),
    _Family("CGCS2000 六度带 {zone} 带", 4491, 75, 6, 11, 0.5),
)


def projections_at(*lons: float) -> tuple[int, ...]:
    """Return the EPSG codes of the projections in use at longitudes (degrees), Web Mercator last.

    >>> projections_at(121.2)
    (32651, 4549, 4528, 4510, 4499, 3857)
    """
    found = [family.nearest(lon) for family in _FAMILIES for lon in lons]
    return tuple(dict.fromkeys(code for code in (*found, WEB_MERCATOR) if code is not None))


def projection_label(epsg: int) -> str:
    """Return what people call a projection, nothing where it is none of those tried.

    >>> projection_label(4549), projection_label(4528), projection_label(32645)
    ('CGCS2000 三度带 120°E', 'CGCS2000 三度带 40 带', 'UTM 45N')
    """
    if epsg == WEB_MERCATOR:
        return "Web Mercator"
    return next((one.label(epsg) for one in _FAMILIES if 0 <= epsg - one.first_epsg < one.count), "")


@dataclass(frozen=True, slots=True)
class DatumReading:
    """One way to read a file's numbers: perhaps a projection, perhaps swapped axes, and a datum."""

    datum: Datum
    swapped: bool = False
    epsg: int = EPSG_LONLAT
    move_m: tuple[float, float] = (0.0, 0.0)

    @property
    def label(self) -> str:
        """Return the reading in words."""
        parts = [self.datum.value]
        if self.epsg != EPSG_LONLAT:
            parts.insert(0, f"投影坐标（{projection_label(self.epsg)}，EPSG:{self.epsg}）".replace("（，", "（"))
        if self.swapped:
            parts.append("经纬度对调")
        if self.move_m != (0.0, 0.0):
            parts.append(f"再平移东 {self.move_m[0]:+.0f} 米、北 {self.move_m[1]:+.0f} 米")
        return "，".join(parts)

    @property
    def is_plain(self) -> bool:
        """Whether the numbers already are lon, lat in WGS 84."""
        return self == DatumReading(Datum.WGS84)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the doctor found: the reading, how it fits, and by how much the file's own numbers are off.

    `as_is` is the fit of the raw numbers taken as WGS 84 (None when they cannot be); `fit` the fit after reading them
    as found. `matched` names the features the verdict rests on; empty means there was nothing to compare.
    """

    reading: DatumReading
    fit: Fit | None
    as_is: Fit | None
    matched: tuple[str, ...] = field(default=())

    @property
    def message(self) -> str:
        """Return the verdict as one Chinese sentence with its numbers."""
        if self.fit is None:
            return "没有与本图同名的要素可以对照，无法判断坐标基准"
        names = "、".join(self.matched[:5]) + (f"等 {len(self.matched)} 个" if len(self.matched) > 5 else "")
        told = f"坐标是 {self.reading.label}（按{names}对照，中位差 {self.fit.rest_m:.0f} 米）"
        if self.as_is is not None and not self.reading.is_plain:
            told += f"；直接当 WGS 84 用会偏 {self.as_is.shift_m:.0f} 米（须东移 {self.as_is.east_m:+.0f}、北移 {self.as_is.north_m:+.0f}）"
        return told


def diagnose(features: Sequence[tuple[str, BaseGeometry]], geodata: Geodata) -> Diagnosis:
    """Find the reading under which named geometries fit our drawn features best.

    Takes names with geometries in the file's own raw numbers. Same-named features are compared; where no name is
    ours, all outlines are compared with the nearest of ours, which still tells 485 m from 0.
    """
    best: tuple[float, DatumReading, Fit] | None = None
    as_is: Fit | None = None
    matched: tuple[str, ...] = ()
    models = _models(geodata)
    for reading in _readings(geodata):
        moved = [(name, read_geometry(geometry, reading)) for name, geometry in features]
        placed = [(name, geometry) for name, geometry in moved if _is_here(geometry)]
        # A reading that puts most of the file off the map is no reading.
        if len(placed) * 2 <= len(moved):
            continue
        pairs, names = _pair(placed, models)
        if len(pairs) < FEWEST_POINTS and all(shapely.get_dimensions(one) == 0 for one, _ in pairs):
            continue
        fit = fit_outlines(pairs)
        if fit is None:
            continue
        if reading.is_plain:
            as_is = fit
        # The wrong datum shows as a common shift; how coarsely the file is drawn shows as what is left, under any reading.
        cost = fit.shift_m + fit.rest_m - (CLEAR_GAIN_M if reading.is_plain else 0.0)
        if best is None or cost < best[0]:
            best, matched = (cost, reading, fit), names
        if best[0] <= 0.0:
            # Only plain WGS 84, tried first, can cost less than nothing; no other reading could still win.
            break
    if best is None:
        return Diagnosis(DatumReading(Datum.WGS84), None, None)
    _, reading, fit = best
    if fit.shift_m > NOTABLE_SHIFT_M and as_is is not None and as_is.rest_m <= fit.rest_m + CLEAR_GAIN_M:
        # No datum explains it without a further move, so the plainest account is a move alone.
        reading, fit = DatumReading(Datum.WGS84), as_is
    loosest_m = NAMELESS_REST_M if matched == (NAMELESS,) else NAMED_REST_M
    if fit.rest_m > loosest_m or fit.shift_m > FARTHEST_SHIFT_M:
        return Diagnosis(DatumReading(Datum.WGS84), None, None)
    # A common move brings nearly everything together; where much stays apart, the shapes simply differ.
    if fit.shift_m > max(NOTABLE_SHIFT_M, fit.rest90_m):
        reading = DatumReading(
            reading.datum, reading.swapped, reading.epsg, (round(fit.east_m, 1), round(fit.north_m, 1))
        )
    return Diagnosis(reading, fit, as_is, matched)


def _readings(geodata: Geodata) -> list[DatumReading]:
    """Return every way to read a file that may have been drawn on our ground."""
    west, east = _drawn_between(geodata)
    projections = projections_at(west, (west + east) / 2, east)
    degrees = [DatumReading(datum, swapped) for swapped in (False, True) for datum in Datum]
    # GCJ-02 and BD-09 are also met as metres of Web Mercator, the sheet of the web maps that use them.
    metres = [DatumReading(Datum.WGS84, swapped, epsg) for epsg in projections for swapped in (False, True)]
    return [
        *degrees,
        *metres,
        DatumReading(Datum.GCJ02, epsg=WEB_MERCATOR),
        DatumReading(Datum.BD09, epsg=WEB_MERCATOR),
    ]


def _drawn_between(geodata: Geodata) -> tuple[float, float]:
    """Return the westernmost and easternmost longitude of our zones, of all we drew where there are none."""
    ours = [zone.geometry for zone in geodata.zones] or [feature.geometry for feature in geodata.features]
    west, _, east, _ = shapely.total_bounds(ours) if ours else (0.0, 0.0, 0.0, 0.0)
    return float(west), float(east)


def read_geometry(geometry: BaseGeometry, reading: DatumReading) -> BaseGeometry:
    """Turn a geometry's raw numbers into lon, lat in WGS 84 (EPSG:4326) under a reading."""
    return shapely.transform(geometry, _steps(reading))


def _steps(reading: DatumReading) -> Callable[[Points], Points]:
    def read(points: Points) -> Points:
        result = points[:, ::-1] if reading.swapped else points
        if reading.epsg != EPSG_LONLAT:
            result = np.column_stack(transformer(reading.epsg, EPSG_LONLAT).transform(result[:, 0], result[:, 1]))
        if not np.isfinite(result).all() or not within(result, (-180.0, -90.0, 180.0, 90.0)):
            return np.full_like(result, -999.0)
        return _moved(convert(result, reading.datum, Datum.WGS84), reading.move_m)

    return read


def write_geometry(geometry: BaseGeometry, reading: DatumReading) -> BaseGeometry:
    """Turn lon, lat in WGS 84 back into the raw numbers of a reading: the undo of `read_geometry`."""

    def write(points: Points) -> Points:
        east_m, north_m = reading.move_m
        result = convert(_moved(points, (-east_m, -north_m)), Datum.WGS84, reading.datum)
        if reading.epsg != EPSG_LONLAT:
            result = np.column_stack(transformer(EPSG_LONLAT, reading.epsg).transform(result[:, 0], result[:, 1]))
        return result[:, ::-1] if reading.swapped else result

    return shapely.transform(geometry, write)


def _moved(points: Points, move_m: tuple[float, float]) -> Points:
    """Move lon, lat points by metres east and north on the ground (metric_epsg)."""
    if move_m == (0.0, 0.0):
        return points
    east, north = transformer(EPSG_LONLAT, metric_epsg()).transform(points[:, 0], points[:, 1])
    return np.column_stack(transformer(metric_epsg(), EPSG_LONLAT).transform(east + move_m[0], north + move_m[1]))


def _is_here(geometry: BaseGeometry) -> bool:
    points = shapely.get_coordinates(geometry)
    return bool(len(points)) and within(points, area_bounds())


def _models(geodata: Geodata) -> dict[str, BaseGeometry]:
    """Return our features by normal name, in metres; features of one name are taken together."""
    by_name: dict[str, list[BaseGeometry]] = {}
    for zone in geodata.zones:
        for name in {zone.zone_id, zone.name}:
            by_name.setdefault(normal_name(name), []).append(zone.geometry)
    for feature in (each for each in geodata.features if not each.only_orients):
        for name in {feature.name, *feature.aliases}:
            by_name.setdefault(normal_name(name), []).append(feature.geometry)
    return {
        name: to_metres(shapely.geometrycollections(parts) if len(parts) > 1 else parts[0])
        for name, parts in by_name.items()
    }


def _pair(
    placed: Sequence[tuple[str, BaseGeometry]], models: dict[str, BaseGeometry]
) -> tuple[list[tuple[BaseGeometry, BaseGeometry]], tuple[str, ...]]:
    """Pair features with ours of the same name and dimension; without any, with all our areas and lines together."""
    pairs: list[tuple[BaseGeometry, BaseGeometry]] = []
    names: list[str] = []
    for name, geometry in placed:
        model = _same_dimension(models.get(normal_name(name)), geometry)
        if model is not None:
            pairs.append((to_metres(geometry), model))
            names.append(name)
    if not pairs:
        pairs, names = _pair_by_overlap(placed, models)
    if pairs:
        return pairs, tuple(dict.fromkeys(names))
    parts = [shapely.get_parts(model) for model in models.values()]
    outlines = (
        [part.boundary if part.geom_type == "Polygon" else part for part in np.concatenate(parts)] if parts else []
    )
    lines = [line for line in outlines if line.length > 0]
    if not lines:
        return [], ()
    whole = shapely.union_all(lines)
    wanted = [(to_metres(geometry), whole) for _, geometry in placed if shapely.get_dimensions(geometry) > 0]
    return wanted, (NAMELESS,) if wanted else ()


def _pair_by_overlap(
    placed: Sequence[tuple[str, BaseGeometry]], models: dict[str, BaseGeometry]
) -> tuple[list[tuple[BaseGeometry, BaseGeometry]], list[str]]:
    """Pair areas without a common name with ours that cover mostly the same ground; 500 m off still overlap well."""
    ours = [(name, model) for name, model in models.items() if shapely.get_dimensions(model) == 2]
    tree = shapely.STRtree([model for _, model in ours])
    pairs: list[tuple[BaseGeometry, BaseGeometry]] = []
    names: list[str] = []
    for _, geometry in placed:
        if shapely.get_dimensions(geometry) != 2 or not geometry.is_valid:
            continue
        area = to_metres(geometry)
        near = [ours[index] for index in tree.query(area)]
        shared = [shapely.intersection(area, model).area for _, model in near]
        overlaps = [one / (area.area + model.area - one) for one, (_, model) in zip(shared, near, strict=True)]
        if overlaps and max(overlaps) >= SAME_GROUND:
            name, model = near[overlaps.index(max(overlaps))]
            pairs.append((area, model))
            names.append(name)
    return pairs, names


def _same_dimension(model: BaseGeometry | None, geometry: BaseGeometry) -> BaseGeometry | None:
    """Return the parts of a model that are drawn as the geometry is: a station as a point is not its line."""
    if model is None:
        return None
    wanted = shapely.get_dimensions(geometry)
    parts = [part for part in shapely.get_parts(model) if shapely.get_dimensions(part) == wanted]
    if not parts:
        return None
    return shapely.union_all(parts) if len(parts) > 1 else parts[0]
