"""Measure the drawing: against published figures, and against a reference folder where one is at hand.

    python benchmarks/geodata.py [--reference DIR] [--geodata DIR]

The reference is not part of the project. With it, every zone, district and town found there under the same name is
compared in EPSG:32651: shared over joint area (IoU), the shift that fits best, the area. A feature marked as core or
envelope of 新城 is measured as how far ours covers it, or stays inside it. Without it, only published figures are shown.
The coordinate doctor is tried on our own outlines written on other datums.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from mapapp.boundaries import load_geodata
from mapapp.boundaries.datum import Datum
from mapapp.boundaries.datum_detection import PROJECTIONS, Reading, diagnose, read_geometry, write_geometry
from mapapp.boundaries.reference_areas import compare_published
from mapapp.contracts import Geodata
from mapapp.geometry.measure import best_shift_m, measure_area_km2, measure_iou, to_lonlat, to_metres
from mapapp.settings import GEODATA_DIR
from mapapp.text.place_names import normal_name

# What the drawing is held to: IoU at 150 m generalisation, and the largest shift that is still a hand's wobble.
IOU_BARS = {
    "青东": 0.97,
    "青西": 0.98,
    "青浦区": 0.98,
    "闵行区": 0.97,
    "示范区": 0.98,
    "先行启动区": 0.95,
    "大零号湾": 0.90,
}
SHIFT_BAR_M = 100.0
# A reference calls its names by different keys.
NAME_KEYS = ("zone_id", "zone", "name", "town", "district", "名称", "name_zh", "title", "id")
CORE_WORDS, ENVELOPE_WORDS = ("core", "核心"), ("envelope", "外包", "包络")


def our_areas(geodata: Geodata) -> dict[str, BaseGeometry]:
    """Give our zones, districts and towns by name; a zone answers to its id and its name."""
    areas: dict[str, BaseGeometry] = {}
    for zone in geodata.zones:
        areas[zone.zone_id] = areas[normal_name(zone.name)] = zone.geometry
    for layer in ("districts", "towns"):
        areas.update({normal_name(feature.name): feature.geometry for feature in geodata.layer(layer)})
    return areas


def read_reference(folder: Path, known: set[str]) -> list[tuple[str, str, dict[str, object], BaseGeometry]]:
    """Read every area of every GeoJSON in a folder: file, the first name it bears that we know, properties, geometry."""
    found = []
    for path in sorted((*folder.rglob("*.geojson"), *folder.rglob("*.json"))):
        try:
            features = json.loads(path.read_text(encoding="utf-8-sig")).get("features", [])
        except (ValueError, AttributeError, OSError) as error:
            print(f"  {path.name}: not read ({error})", file=sys.stderr)
            continue
        for feature in features:
            if not feature.get("geometry") or "Polygon" not in feature["geometry"]["type"]:
                continue
            properties = feature.get("properties") or {}
            geometry = shapely.make_valid(shape(feature["geometry"]))
            names = [str(properties[key]) for key in NAME_KEYS if properties.get(key)]
            name = next((name for name in names if normal_name(name) in known or "新城" in name), "")
            if name:
                found.append((path.stem, name, properties, geometry))
    return found


def compare_with_reference(geodata: Geodata, folder: Path) -> int:
    """Print one line per area that both have; give how many missed their bar."""
    ours, missed, seen = our_areas(geodata), 0, set[tuple[str, str]]()
    print(f"\nagainst {folder.name}, EPSG:32651")
    print(f"{'name':<12}{'file':<28}{'IoU':>8}{'bar':>7}{'shift m':>9}{'ours km²':>11}{'theirs':>10}")
    for file, name, properties, theirs in read_reference(folder, set(ours)):
        key = normal_name(name)
        words = " ".join(str(value) for value in properties.values()).lower()
        if "新城" in name and any(word in words for word in (*CORE_WORDS, *ENVELOPE_WORDS)) and "新城" in ours:
            missed += compare_part(file, words, ours["新城"], theirs, seen)
            continue
        if key not in ours or (file, key) in seen:
            continue
        seen.add((file, key))
        drawn = ours[key]
        iou, (east_m, north_m, _) = measure_iou(drawn, theirs), best_shift_m(drawn, theirs)
        shift_m, bar = float((east_m**2 + north_m**2) ** 0.5), IOU_BARS.get(key)
        bad = (bar is not None and iou < bar) or (bar is not None and shift_m >= SHIFT_BAR_M)
        missed += bad
        areas = f"{measure_area_km2(drawn):>11.2f}{measure_area_km2(theirs):>10.2f}"
        said = f"{bar:.2f}" if bar is not None else "–"
        print(f"{name:<12}{file:<28}{iou:>8.4f}{said:>7}{shift_m:>9.0f}{areas}{'   MISSED' if bad else ''}")
    if not seen:
        print("  no area of ours is found there under the same name")
    return missed


def compare_part(file: str, words: str, drawn: BaseGeometry, theirs: BaseGeometry, seen: set[tuple[str, str]]) -> int:
    """Print how far 新城 covers its core or stays inside its envelope; bar 98 %."""
    is_core = any(word in words for word in CORE_WORDS)
    label = "新城 core covered" if is_core else "新城 inside envelope"
    if (file, label) in seen:
        return 0
    seen.add((file, label))
    ours, other = to_metres(drawn), to_metres(theirs)
    share = shapely.area(shapely.intersection(ours, other)) / shapely.area(other if is_core else ours)
    print(f"{label:<24}{file:<28}{share:>8.4f}   0.98{'   MISSED' if share < 0.98 else ''}")
    return int(share < 0.98)


def compare_with_print(geodata: Geodata) -> None:
    print(f"{'name':<16}{'ours':>10}{'published':>16}{'off':>8}   within   source")
    for each in compare_published(geodata):
        published = each.published
        said = f"{published.low:g}" if published.low == published.high else f"{published.low:g}–{published.high:g}"
        verdict = "yes" if each.agrees else f"NO ({published.tolerance:.0%})"
        unit = published.unit
        print(f"{published.name:<16}{each.measured:>7.1f} {unit}{said:>13} {unit}{each.difference:>+8.1%}   {verdict:<9}{published.source}")  # fmt: skip


def try_doctor(geodata: Geodata) -> int:
    """Write our zones, districts and towns as other people would, and ask the doctor; bar: read back within 5 m.

    Twice: as drawn, and redrawn by another hand (`redraw`), where only the verdict counts.
    """
    ours = [(zone.zone_id, zone.geometry) for zone in geodata.zones]
    ours += [(item.name, item.geometry) for layer in ("districts", "towns") for item in geodata.layer(layer)]
    other_hand = [(name, redraw(geometry)) for name, geometry in ours]
    missed = 0
    print(f"\n{'written as':<44}{'verdict':<24}{'off by m':>9}{'read back m':>13}{'another hand':>14}{'seconds':>9}")
    for reading in READINGS:
        foreign = [(name, write_geometry(geometry, reading)) for name, geometry in ours]
        start = time.perf_counter()
        found = diagnose(foreign, geodata)
        seconds = time.perf_counter() - start
        back_m = max(farthest_m(read_geometry(shape, found.reading), geometry) for (_, shape), (_, geometry) in zip(foreign, ours, strict=True))  # fmt: skip
        redrawn = diagnose([(name, write_geometry(geometry, reading)) for name, geometry in other_hand], geodata)
        same_kind = (redrawn.reading.datum, redrawn.reading.swapped, redrawn.reading.epsg) == (reading.datum, reading.swapped, reading.epsg)  # fmt: skip
        off = f"{found.as_is.shift_m:.0f}" if found.as_is else "–"
        bad = back_m > 5 or not same_kind
        missed += bad
        print(f"{reading.label:<44}{found.reading.label:<24.24}{off:>9}{back_m:>13.2f}{'right' if same_kind else 'WRONG':>14}{seconds:>9.2f}{'   MISSED' if bad else ''}")  # fmt: skip
    return missed


READINGS = (
    *(Reading(datum, swapped) for datum in Datum for swapped in (False, True)),
    *(Reading(Datum.WGS84, epsg=epsg) for epsg in PROJECTIONS),
    Reading(Datum.GCJ02, epsg=3857),
    Reading(Datum.WGS84, move_m=(310.0, -140.0)),
)


def redraw(geometry: BaseGeometry) -> BaseGeometry:
    """Draw an outline as another hand would: generalised by 150 m, then every vertex off by up to 85 m, to and fro."""

    def wobble(points: np.ndarray) -> np.ndarray:
        east, north = points.T
        return points + 60 * np.column_stack([np.sin(east / 900 + north / 1300), np.cos(north / 800 - east / 1100)])

    return to_lonlat(shapely.transform(shapely.simplify(to_metres(geometry), 150), wobble))


def farthest_m(one: BaseGeometry, other: BaseGeometry) -> float:
    apart = shapely.get_coordinates(to_metres(one)) - shapely.get_coordinates(to_metres(other))
    return float(np.hypot(apart[:, 0], apart[:, 1]).max())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--reference", type=Path, help="folder of reference GeoJSON files to measure against")
    parser.add_argument("--geodata", type=Path, default=GEODATA_DIR)
    options = parser.parse_args()
    geodata, problems = load_geodata(options.geodata)
    print(f"{len(geodata.zones)} zones, {len(geodata.features)} features, {len(problems)} findings on loading\n")
    compare_with_print(geodata)
    missed = try_doctor(geodata)
    if options.reference is None:
        print("\nno --reference given: nothing was measured against a reference, only against published figures")
        return 1 if missed else 0
    if not options.reference.is_dir():
        print(f"\n{options.reference}: no such folder", file=sys.stderr)
        return 2
    return 1 if compare_with_reference(geodata, options.reference) + missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
