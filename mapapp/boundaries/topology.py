"""Towns as a clean coverage, zones made of towns, and areas that overlap where nobody said they may."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.boundaries import boundary_problems as findings
from mapapp.boundaries.boundary_problems import Place
from mapapp.contracts.atlas import Problem
from mapapp.contracts.places import Feature, Geodata
from mapapp.geometry.declared_overlaps import is_declared
from mapapp.geometry.measure import to_lonlat, to_metres
from mapapp.open_workspace import active

# Six decimals round each vertex by up to 0.05 m; less ground than this along an edge is rounding, not drawing.
ROUNDING_M2 = 50.0
# A gap or overlap this much longer than wide, or this small, is a slip of the hand along an edge.
SLIVER_M2 = 10_000.0
THIN = 0.02
# A district with this share of it in no town is one whose towns are not all drawn.
OPEN_SHARE = 0.2
# Zones defined as whole towns; their outlines must be built from them.
BUILT_SHARE = 0.001
# Zones sharing less of the smaller than this only have edges that were sketched twice.
OVERLAP_SHARE = 0.01


def examine_coverage(geodata: Geodata, folder: str) -> tuple[Problem, ...]:
    """Check that towns share edges vertex for vertex, without gaps, overlaps or slivers, inside their district.

    Areas in square metres, measured in the workspace's metric system. Every finding names the towns and a spot in lon, lat.
    """
    towns = geodata.layer("towns")
    place = f"{folder}/towns.geojson"
    return (*_overlaps_and_edges(towns, place), *_gaps(towns, place), *_outside_district(towns, geodata, place))


def _overlaps_and_edges(towns: Sequence[Feature], file: str) -> list[Problem]:
    problems: list[Problem] = []
    metres = to_metres(np.array([town.geometry for town in towns], dtype=object))
    tree = shapely.STRtree(metres)
    left, right = tree.query(metres, predicate="intersects")
    for one, other in sorted({(int(a), int(b)) for a, b in zip(left, right, strict=True) if a < b}):
        names = f"{towns[one].name}、{towns[other].name}"
        shared = shapely.intersection(metres[one], metres[other])
        if shared.area > ROUNDING_M2:
            message = f"{names}重叠 {_say_area(shared.area)}，在 {_spot(shared)}"
            problems.append(findings.error("town-overlap", Place(file), message, "两边共用同一条边界线，逐点相同"))
        loose = _loose_vertices(towns[one].geometry, towns[other].geometry)
        if loose:
            lon, lat = loose[0]
            message = f"{names}的共边有 {len(loose)} 个点只在一边有，第一个在 {lon:.6f}, {lat:.6f}"
            problems.append(findings.warning("edge-vertices", Place(file), message, "在另一边同一位置补上这些点"))
    return problems


def _loose_vertices(one: BaseGeometry, other: BaseGeometry) -> list[tuple[float, float]]:
    """List vertices of either outline that lie on the other's edge without being a vertex there (degrees)."""
    loose: list[tuple[float, float]] = []
    for first, second in ((one, other), (other, one)):
        vertices = shapely.get_coordinates(first)
        known = {tuple(point) for point in shapely.get_coordinates(second).tolist()}
        # 1e-6 degrees are 0.1 m: nearer than that is meant to be on the edge.
        near = shapely.distance(shapely.points(vertices), second.boundary) < 1e-6
        loose.extend(tuple(point) for point in vertices[near].tolist() if tuple(point) not in known)
    return sorted(set(loose))


def _gaps(towns: Sequence[Feature], file: str) -> list[Problem]:
    """Find holes between the towns of one district: ground that belongs to none of them."""
    problems: list[Problem] = []
    for district in dict.fromkeys(town.district for town in towns):
        members = [town.geometry for town in towns if town.district == district]
        whole = shapely.union_all(to_metres(np.array(members, dtype=object)))
        for part in shapely.get_parts(whole):
            for ring in shapely.get_rings(part)[1:]:
                hole = shapely.polygons(ring)
                if hole.area > ROUNDING_M2:
                    kind = "sliver" if _is_sliver(hole) else "town-gap"
                    message = f"{district}的街镇之间有 {_say_area(hole.area)} 的空隙，在 {_spot(hole)}"
                    problems.append(findings.error(kind, Place(file), message, "把相邻街镇的边界线画成同一条"))
    return problems


def _outside_district(towns: Sequence[Feature], geodata: Geodata, file: str) -> list[Problem]:
    """Compare the towns of a district, taken together, with the district as drawn, where all its towns are drawn."""
    problems: list[Problem] = []
    districts = {feature.district or feature.name: feature for feature in geodata.layer("districts")}
    for name, district in districts.items():
        members = [town for town in towns if town.district == name]
        if not members:
            continue
        outline = to_metres(district.geometry)
        whole = shapely.union_all(to_metres(np.array([town.geometry for town in members], dtype=object)))
        outside = shapely.difference(whole, outline)
        missing = shapely.difference(outline, whole)
        # A district of which only some towns are drawn (吴江, 嘉善) is no coverage: its edge may be another sketch.
        is_open = missing.area >= outline.area * OPEN_SHARE
        if outside.area > ROUNDING_M2:
            make = findings.warning if is_open else findings.error
            message = f"{name}的街镇有 {_say_area(outside.area)} 画到了区界之外，在 {_spot(outside)}"
            problems.append(make("outside-district", Place(file), message, "街镇外缘与区界共用同一条线"))
        if missing.area > ROUNDING_M2 and not is_open:
            message = f"{name}有 {_say_area(missing.area)} 不属于任何街镇，在 {_spot(missing)}"
            problems.append(findings.error("town-gap", Place(file), message, "街镇外缘与区界共用同一条线"))
    return problems


def examine_zones(geodata: Geodata, folder: str) -> tuple[Problem, ...]:
    """Check that zones defined by towns are built from them, that overlaps are declared, and nothing is a sliver."""
    place = Place(f"{folder}/zones.geojson")
    problems: list[Problem] = []
    towns = {town.town or town.name: town for town in geodata.layer("towns")}
    for zone in geodata.zones:
        unknown = [town for town in zone.towns if town not in towns]
        if unknown and towns:
            problems.append(
                findings.warning(
                    "unknown-town", place, f"{zone.name}写着的街镇没有画：{'、'.join(unknown)}", "补画街镇，或改正名称"
                )
            )
        if _is_built_from_towns(zone.zone_id) and zone.towns and not unknown:
            built = shapely.union_all(to_metres(np.array([towns[town].geometry for town in zone.towns], dtype=object)))
            outline = to_metres(zone.geometry)
            differing = shapely.symmetric_difference(built, outline)
            if differing.area > built.area * BUILT_SHARE:
                message = f"{zone.name}与所含街镇（{'、'.join(zone.towns)}）相差 {_say_area(differing.area)}，在 {_spot(differing)}"
                problems.append(findings.error("zone-not-built", place, message, "用街镇边界拼出分区"))
    for one, other in combinations(geodata.zones, 2):
        shared = shapely.intersection(to_metres(one.geometry), to_metres(other.geometry))
        smaller = min(one.area_km2, other.area_km2) * 1e6
        if shared.area <= smaller * OVERLAP_SHARE or _overlap_declared(one.zone_id, other.zone_id, shared, geodata):
            continue
        vaguer_m = max(one.accuracy_m, other.accuracy_m)
        told = f"{one.name}与{other.name}重叠 {_say_area(shared.area)}，没有声明，在 {_spot(shared)}"
        if shapely.buffer(shared, -vaguer_m).is_empty:
            remedy = "窄于边界本身的误差，不必改；画得更准时再看"
            problems.append(findings.note("undeclared-overlap", place, f"{told}，宽不过误差 {vaguer_m:.0f} 米", remedy))
        else:
            remedy = "画错就改；本该重叠就写进重叠声明表"
            problems.append(findings.warning("undeclared-overlap", place, told, remedy))
    return (*problems, *_slivers(geodata, folder))


def _overlap_declared(one: str, other: str, shared_m: BaseGeometry, geodata: Geodata) -> bool:
    """Whether the table allows these two zones to share ground in every town where they do."""
    touched = [
        town.town or town.name
        for town in geodata.layer("towns")
        if shapely.intersection(to_metres(town.geometry), shared_m).area > shared_m.area * OVERLAP_SHARE
    ]
    return all(is_declared(one, other, town) for town in touched) if touched else is_declared(one, other)


def _slivers(geodata: Geodata, folder: str) -> list[Problem]:
    """Find parts of areas too small or thin to have been meant."""
    problems = []
    layers = [("zones", zone.name, zone.geometry) for zone in geodata.zones]
    layers += [
        (item.layer, item.name, item.geometry) for item in geodata.features if item.layer in ("towns", "districts")
    ]
    for layer, name, geometry in layers:
        for part in shapely.get_parts(to_metres(geometry)):
            if _is_sliver(part):
                message = f"{name}有一块只有 {_say_area(part.area)} 的碎片，在 {_spot(part)}"
                problems.append(
                    findings.warning("sliver", Place(f"{folder}/{layer}.geojson"), message, "并入相邻的面，或删去")
                )
    return problems


def _is_sliver(polygon_m: BaseGeometry) -> bool:
    roundness = 4 * np.pi * polygon_m.area / polygon_m.length**2 if polygon_m.length else 0.0
    return bool(polygon_m.area < SLIVER_M2 or roundness < THIN)


def _spot(geometry_m: BaseGeometry) -> str:
    """Name a point inside, in lon, lat, so that a person can go there."""
    point = to_lonlat(shapely.point_on_surface(geometry_m))
    return f"{point.x:.5f}, {point.y:.5f}"


def _say_area(square_metres: float) -> str:
    return f"{square_metres / 1e6:.2f} 平方公里" if square_metres >= 1e5 else f"{square_metres:.0f} 平方米"


def _is_built_from_towns(zone_id: str) -> bool:
    """Whether the workspace says that a zone is the union of its towns."""
    facts = active().zone(zone_id)
    return facts is not None and facts.built_from_towns
