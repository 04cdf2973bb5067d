"""Load geodata/: every layer read strictly, broken features left out with a reason, the rest ready for the join."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.boundaries import boundary_problems as findings
from mapapp.boundaries.boundary_problems import Place
from mapapp.boundaries.geometry_checks import build_shape, examine_decimals, examine_location, examine_rings
from mapapp.boundaries.properties import examine_properties, read_number, read_text, read_texts
from mapapp.boundaries.read_geojson import RawFeature, RawFile, read_geojson
from mapapp.contracts.atlas import Problem
from mapapp.contracts.places import ORIENTING_LAYERS, PLACED_LAYER, Feature, Geodata, Zone
from mapapp.contracts.text import looks_like_number
from mapapp.contracts.vocabulary import Severity
from mapapp.errors import GeodataError
from mapapp.geometry.measure import measure_area_km2
from mapapp.open_workspace import active

ZONES_LAYER = "zones"
# Layers whose features are areas; a line or point there cannot take part in the join.
AREA_LAYERS = ("zones", "towns", "districts")
# Files of other programs that may lie beside ours.
OTHER_SUFFIXES = (".gpkg", ".shp", ".kml", ".kmz", ".fgb", ".gml", ".zip")
# The files the rest of the app counts on; anything else in the folder is somebody's own layer and also read.
KNOWN_LAYERS = (*AREA_LAYERS, "water", "rail", "roads", "areas", "places", PLACED_LAYER, *ORIENTING_LAYERS)


def load_geodata(geodata_dir: Path) -> tuple[Geodata, tuple[Problem, ...]]:
    """Load every GeoJSON file of a folder: zones, and the features of all other layers.

    Parameters
    ----------
    geodata_dir : Path
        Files in WGS 84, lon, lat degrees.

    Returns
    -------
    geodata : Geodata
        EPSG:4326; areas of zones in square kilometres, measured in the workspace's metric reference system.
    problems : tuple of Problem
        A broken feature or file is left out and told as an error; the rest still loads.

    Raises
    ------
    GeodataError
        When nothing at all is usable; a new workspace, in which nothing is drawn yet, is no fault.
    """
    geodata, problems = load_what_is_usable(geodata_dir)
    if not geodata.zones and not geodata.features:
        first = next((problem for problem in problems if problem.severity is Severity.ERROR), None)
        if first is None and (geodata_dir / f"{ZONES_LAYER}.geojson").is_file():
            return geodata, problems
        reason = f"；首先是 {first.where}：{first.message}" if first else ""
        message = f"{geodata_dir.name}/ 里没有一个可用的要素{reason}。请恢复或改正这些文件"
        raise GeodataError(message)
    return geodata, problems


def load_what_is_usable(geodata_dir: Path) -> tuple[Geodata, tuple[Problem, ...]]:
    """Load as `load_geodata` does, but give even an empty result; `GeodataError` only for a missing folder."""
    zones: list[Zone] = []
    features: list[Feature] = []
    problems: list[Problem] = []
    hashes: list[tuple[str, str]] = []
    paths = list_layers(geodata_dir)
    for path in paths:
        raw = read_geojson(path)
        hashes.append((path.name, raw.sha256))
        problems.extend(raw.problems)
        if path.stem == ZONES_LAYER:
            zones.extend(_zones_of(raw, problems))
        else:
            features.extend(_features_of(raw, problems))
    features = _without_repeated_ids(features, problems, geodata_dir)
    zones = _in_screen_order(zones)
    is_ours = any(path.stem in KNOWN_LAYERS for path in paths)
    problems.extend(_missing_zones(zones, geodata_dir, is_ours=is_ours))
    return Geodata(tuple(zones), tuple(features), tuple(sorted(hashes))), tuple(problems)


def examine_single(raw: RawFile) -> tuple[Problem, ...]:
    """Return what is wrong with one file by itself, held to the rules of the layer it is meant to be.

    So a file that passes alone is taken in the folder too. A file that is no layer of ours only has to be sound.
    """
    layer = meant_layer(raw)
    problems = list(raw.problems)
    if layer not in KNOWN_LAYERS:
        for feature in raw.features:
            if feature.clean:
                problems.extend(examine_feature_shape(feature, strict=False)[1])
        return tuple(problems)
    named = replace(raw, path=raw.path.with_name(f"{layer}.geojson"))
    if layer == ZONES_LAYER:
        _zones_of(named, problems)
    else:
        _features_of(named, problems)
    return tuple(problems)


def meant_layer(raw: RawFile) -> str:
    """Return the layer a file is meant to be: by its name, or zones where every feature names its zone."""
    stem = raw.path.stem
    # towns.geojson is the layer; towns.fixed.geojson a copy somebody has yet to look at.
    if stem in KNOWN_LAYERS:
        return stem
    zones = [feature for feature in raw.features if read_text(feature.properties, "zone_id")]
    return ZONES_LAYER if raw.features and len(zones) == len(raw.features) else stem


def unread_files(geodata_dir: Path) -> tuple[Problem, ...]:
    """Return a warning for every boundary file of a folder that is not read: only GeoJSON is."""
    found = []
    for path in sorted(geodata_dir.iterdir()):
        if path.suffix.lower() == ".geojson" and not path.is_file():
            message = "是文件夹、管道、设备或断了的链接，没有读"
            found.append(
                findings.warning("not-read", Place(f"{geodata_dir.name}/{path.name}"), message, "换成普通文件，或移走")
            )
        if path.suffix.lower() in OTHER_SUFFIXES and path.is_file():
            remedy = f"先写出 GeoJSON 副本：mapapp datum {path.name}，看过后改名放进来"
            found.append(
                findings.warning(
                    "not-read", Place(f"{geodata_dir.name}/{path.name}"), "文件夹里只读 .geojson，这个没有读", remedy
                )
            )
    return tuple(found)


def list_layers(geodata_dir: Path) -> list[Path]:
    """List the layer files of a folder, ours first and then by name; hidden files and copies (x.fixed.geojson) are left alone."""
    if not geodata_dir.is_dir():
        message = f"{geodata_dir.name}：没有这个文件夹；请检查 --geodata 后面的路径"
        raise GeodataError(message)
    files = [path for path in geodata_dir.iterdir() if path.suffix.lower() in (".geojson", ".json") and path.is_file()]
    order = {name: index for index, name in enumerate(KNOWN_LAYERS)}
    # towns.geojson is a layer; .towns.geojson is hidden, towns.fixed.geojson a copy somebody has yet to look at.
    kept = [path for path in files if not path.name.startswith((".", "~")) and path.name.count(".") == 1]
    return sorted(kept, key=lambda path: (order.get(path.stem, len(order)), path.name))


def _zones_of(raw: RawFile, problems: list[Problem]) -> list[Zone]:
    zones: list[Zone] = []
    seen: set[str] = set()
    for feature, geometry in _usable(raw, problems):
        properties = feature.properties
        zone_id = read_text(properties, "zone_id")
        if zone_id in active().zones_elsewhere:
            continue
        if zone_id not in active().zone_ids:
            known = "、".join(active().zone_ids)
            problems.append(
                findings.error(
                    "unknown-zone", feature.place, f"zone_id 是“{zone_id}”，不是已知的分区", f"改成 {known} 之一"
                )
            )
            continue
        if zone_id in seen:
            problems.append(
                findings.error("duplicate-id", feature.place, f"分区“{zone_id}”已经画过，这一个没有读入", "只留一个")
            )
            continue
        seen.add(zone_id)
        if looks_like_number(zone_id):
            message = f"分区号“{zone_id}”像数字、日期或空值，表格程序打开 CSV 时会改掉它"
            problems.append(findings.warning("number-like-id", feature.place, message, "改成名称，如 东片"))
        zones.append(
            Zone(
                zone_id=zone_id,
                name=read_text(properties, "name"),
                kind=read_text(properties, "kind"),
                geometry=geometry,
                area_km2=measure_area_km2(geometry),
                accuracy_m=read_number(properties, "accuracy_m"),
                basis=read_text(properties, "basis"),
                part_of=read_text(properties, "part_of"),
                towns=read_texts(properties, "towns"),
                note=read_text(properties, "note"),
            )
        )
    return zones


def _features_of(raw: RawFile, problems: list[Problem]) -> list[Feature]:
    return [
        Feature(
            id=read_text(feature.properties, "id"),
            layer=raw.path.stem,
            name=read_text(feature.properties, "name"),
            kind=read_text(feature.properties, "kind"),
            geometry=geometry,
            accuracy_m=read_number(feature.properties, "accuracy_m"),
            basis=read_text(feature.properties, "basis"),
            datum=read_text(feature.properties, "datum"),
            town=read_text(feature.properties, "town"),
            district=read_text(feature.properties, "district"),
            aliases=read_texts(feature.properties, "aliases"),
            source=read_text(feature.properties, "source"),
        )
        for feature, geometry in _usable(raw, problems)
        if not _is_elsewhere(feature)
    ]


def _is_elsewhere(feature: RawFeature) -> bool:
    """Whether a feature belongs to a district of the workspace that is not read; what lies beyond all of them stays."""
    district = read_text(feature.properties, "district")
    return not active().holds(district) and any(district == known.name for known in active().districts)


def _usable(raw: RawFile, problems: list[Problem]) -> list[tuple[RawFeature, BaseGeometry]]:
    """Return the features of a file that can be drawn and joined, with their geometry; tell about the others."""
    strict = raw.path.stem in KNOWN_LAYERS
    usable: list[tuple[RawFeature, BaseGeometry]] = []
    first_with_id: dict[str, int] = {}
    for feature in raw.features:
        if not feature.clean:
            continue
        lacking = examine_properties(feature, raw.path.stem)
        geometry, found = examine_feature_shape(feature, strict=strict)
        if geometry is not None and raw.path.stem in AREA_LAYERS and shapely.get_dimensions(geometry) != 2:
            found = (
                *found,
                findings.error(
                    "not-an-area", feature.place, f"这一层要画成面，这里是 {geometry.geom_type}", "画成 Polygon"
                ),
            )
        identifier = read_text(feature.properties, "id")
        if identifier and identifier in first_with_id:
            message = f"id “{identifier}”与第{first_with_id[identifier]}个要素重复，这一个没有读入"
            found = (*found, findings.error("duplicate-id", feature.place, message, "换一个 id，或删去重复的要素"))
        first_with_id.setdefault(identifier, feature.place.index or 0)
        # Somebody's own layer need not follow our properties; it is checked, told about, and not loaded.
        problems.extend(lacking if strict else (replace(each, severity=Severity.WARNING) for each in lacking))
        problems.extend(found)
        if geometry is not None and not findings.has_error(lacking) and not findings.has_error(found):
            usable.append((feature, geometry))
    return usable


def examine_feature_shape(feature: RawFeature, *, strict: bool) -> tuple[BaseGeometry | None, tuple[Problem, ...]]:
    """Build and check one feature's geometry; None when it cannot be used.

    `strict` holds it to our own layers' rules (it must have a geometry, lie in this area, be no collection).
    """
    if feature.geometry is None:
        problem = findings.error("no-geometry", feature.place, "geometry 是空的（null）", "补画图形，或删去这个要素")
        return None, (problem,) if strict else ()
    geometry = build_shape(feature.geometry)
    located = examine_location(geometry, feature.place, strict=strict)
    if findings.has_error(located):
        return None, located
    geometry, ringed = examine_rings(geometry, feature.place)
    found = (*located, *examine_decimals(geometry, feature.place), *ringed)
    if strict and geometry.geom_type == "GeometryCollection" and not geometry.is_empty:
        refusal = findings.error(
            "collection", feature.place, "图形是 GeometryCollection，点线面混在一起", "拆成几个要素，或用 Multi… 类型"
        )
        found = (*found, refusal)
    return (None if findings.has_error(found) else geometry), found


def _without_repeated_ids(features: list[Feature], problems: list[Problem], geodata_dir: Path) -> list[Feature]:
    """Leave out a feature whose id another layer already uses: placements name features by id alone."""
    kept: dict[str, Feature] = {}
    for feature in features:
        if feature.id in kept:
            place = Place(f"{geodata_dir.name}/{feature.layer}.geojson（{feature.name}）")
            message = f"id “{feature.id}”在 {kept[feature.id].layer}.geojson 里已经用过，这一个没有读入"
            problems.append(findings.error("duplicate-id", place, message, "换一个 id"))
        else:
            kept[feature.id] = feature
    return list(kept.values())


def _in_screen_order(zones: list[Zone]) -> list[Zone]:
    order = {zone_id: index for index, zone_id in enumerate(active().zone_ids)}
    return sorted(zones, key=lambda zone: order[zone.zone_id])


def _missing_zones(zones: list[Zone], geodata_dir: Path, *, is_ours: bool) -> list[Problem]:
    drawn = {zone.zone_id for zone in zones}
    missing = [zone_id for zone_id in active().headline_zones if zone_id not in drawn]
    if not missing:
        return []
    place = Place(f"{geodata_dir.name}/{ZONES_LAYER}.geojson")
    make = findings.error if is_ours else findings.warning
    return [
        make("missing-zone", place, f"缺少可用的分区：{'、'.join(missing)}", "补画，或按上面的提示改正被剔除的分区")
    ]
