"""Measure the drawing against a reference folder that is not part of the project: every bar it is held to, one line each.

`geodata.py --reference DIR` prints all of it. Everything is measured in EPSG:32651.

| part | bar |
|---|---|
| vertices of ours within 1 m of a vertex of the reference, per layer | under 5 % |
| shared over joint area (IoU) and the shift that fits best | `IOU_BARS`, 50 m |
| core of 新城 covered, drawing inside its envelope | 98 % each |
| points of villages in the town they belong to | `VILLAGE_BARS` |
| metro lines, and points a river is known to pass | what each feature states as its accuracy |

Outlines a reference calls weak, and lines without a counterpart, are shown without a bar.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Feature, Geodata
from mapapp.geometry.measure import best_shift_m, measure_area_km2, measure_iou, to_metres
from mapapp.text.place_names import normal_name

# IoU a hand reaches at 150 m of generalisation.
IOU_BARS = {"青东": 0.97, "青西": 0.98, "青浦区": 0.98, "闵行区": 0.97, "示范区": 0.98, "大零号湾": 0.90}
SHIFT_BAR_M = 50.0
# A drawing of our own meets a vertex of somebody else's by chance only: nearer than this is the same vertex.
SAME_VERTEX_M = 1.0
SAME_VERTEX_BAR = 0.05
# Villages in their town, of those whose town is drawn under the name the register gives.
VILLAGE_BARS = {"青浦区": 116, "闵行区": 130}
PART_BAR = 0.98
# Chance: our vertices moved by this much to eight sides meet the reference only by chance.
AWAY_M = 50.0
LINE_STEP_M = 50.0

# A reference calls its names by different keys.
NAME_KEYS = ("zone_id", "zone", "name", "town", "district", "名称", "name_zh", "title", "id")
CORE_WORDS, ENVELOPE_WORDS, WEAK_WORDS = ("core", "核心"), ("envelope", "外包", "包络"), ("weak", "points")


@dataclass(frozen=True, slots=True)
class Theirs:
    """One feature of the reference: the file's stem, its properties, its geometry in lon, lat (EPSG:4326)."""

    file: str
    properties: dict[str, Any]
    geometry: BaseGeometry

    def says(self, words: Sequence[str]) -> bool:
        """Whether its file or one of its properties holds one of the words."""
        told = " ".join((self.file, *map(str, self.properties.values()))).lower()
        return any(word in told for word in words)

    @property
    def is_area(self) -> bool:
        """Whether it is drawn as an area."""
        return "Polygon" in self.geometry.geom_type


@dataclass(slots=True)
class Score:
    """What was missed so far."""

    missed: list[str] = field(default_factory=list)

    def mark(self, what: str, *, met: bool) -> str:
        """Return the word to print behind a figure with a bar, and remember a bar that was missed."""
        if not met:
            self.missed.append(what)
        return "ok" if met else "MISSED"


def read_reference(folder: Path) -> list[Theirs]:
    """Return every feature with a geometry of every GeoJSON of a folder; a file that is none is told and left out."""
    found = []
    for path in sorted((*folder.rglob("*.geojson"), *folder.rglob("*.json"))):
        try:
            features = json.loads(path.read_text(encoding="utf-8-sig")).get("features", [])
        except (ValueError, AttributeError, OSError) as error:
            print(f"  {path.name}: not read ({error})", file=sys.stderr)
            continue
        for feature in features:
            if feature.get("geometry"):
                geometry = shapely.make_valid(shape(feature["geometry"]))
                found.append(Theirs(path.stem, feature.get("properties") or {}, geometry))
    return found


def compare_with_reference(geodata: Geodata, folder: Path) -> int:
    """Print everything that can be measured; return how many bars were missed."""
    reference, score = read_reference(folder), Score()
    print(f"\nagainst {folder.name}, EPSG:32651")
    compare_vertices(geodata, reference, score)
    compare_areas(geodata, reference, score)
    compare_villages(geodata, reference, score)
    compare_lines(geodata, reference, score)
    print(f"\n{len(score.missed)} bars missed{': ' + ', '.join(score.missed) if score.missed else ''}")
    return len(score.missed)


def compare_vertices(geodata: Geodata, reference: Sequence[Theirs], score: Score) -> None:
    """Print per layer how many of our vertices are a vertex of the reference, and how many would be by chance."""
    theirs = [to_metres(each.geometry) for each in reference if each.geometry.geom_type != "Point"]
    if not theirs:
        return
    tree = shapely.STRtree(shapely.points(np.vstack([shapely.get_coordinates(geometry) for geometry in theirs])))
    print(f"\n{'layer':<12}{'vertices':>9}{'within 1 m':>12}{'by chance':>11}{'bar':>8}")
    layers = {"zones": [zone.geometry for zone in geodata.zones]}
    for feature in geodata.features:
        layers.setdefault(feature.layer, []).append(feature.geometry)
    for layer, geometries in layers.items():
        ours = np.vstack([shapely.get_coordinates(to_metres(geometry)) for geometry in geometries])
        share = same_vertices(ours, tree)
        turns = np.arange(8) * np.pi / 4
        away = AWAY_M * np.column_stack([np.cos(turns), np.sin(turns)])
        chance = float(np.mean([same_vertices(ours + move, tree) for move in away]))
        verdict = score.mark(f"vertices of {layer}", met=share < SAME_VERTEX_BAR)
        print(f"{layer:<12}{len(ours):>9}{share:>12.2%}{chance:>11.2%}{SAME_VERTEX_BAR:>8.0%}   {verdict}")


def same_vertices(points_m: np.ndarray, tree: shapely.STRtree) -> float:
    """Return the share of points, n × 2 in metres, that lie within 1 m of a vertex in the tree."""
    _, distances = tree.query_nearest(shapely.points(points_m), return_distance=True, all_matches=False)
    return float((distances < SAME_VERTEX_M).mean())


def our_areas(geodata: Geodata) -> dict[str, BaseGeometry]:
    """Return our zones, districts and towns by normal name; a zone answers to its id and its name."""
    areas: dict[str, BaseGeometry] = {}
    for zone in geodata.zones:
        areas[zone.zone_id] = areas[normal_name(zone.name)] = zone.geometry
    for layer in ("districts", "towns"):
        areas.update({normal_name(feature.name): feature.geometry for feature in geodata.layer(layer)})
    return areas


def compare_areas(geodata: Geodata, reference: Sequence[Theirs], score: Score) -> None:
    """Print one line per area that both have, and how 新城 lies to its core and envelope."""
    ours = our_areas(geodata)
    print(
        f"\n{'name':<12}{'file':<20}{'IoU':>8}{'bar':>7}{'shift m':>9}{'95 % within':>13}{'ours km²':>11}{'theirs':>10}"
    )
    for name, theirs in _named_areas(reference, ours):
        drawn, other = ours[normal_name(name)], theirs.geometry
        iou, (east_m, north_m, _) = measure_iou(drawn, other), best_shift_m(drawn, other)
        shift_m = float(np.hypot(east_m, north_m))
        bar = None if theirs.says(WEAK_WORDS) else IOU_BARS.get(normal_name(name))
        verdict = "" if bar is None else score.mark(f"{name} ({theirs.file})", met=iou >= bar and shift_m < SHIFT_BAR_M)
        near_m = np.percentile(_distances(drawn.boundary, other.boundary), 95)
        said = "–" if bar is None else f"{bar:.2f}"
        areas = f"{measure_area_km2(drawn):>11.2f}{measure_area_km2(other):>10.2f}"
        print(f"{name:<12}{theirs.file:<20}{iou:>8.4f}{said:>7}{shift_m:>9.0f}{near_m:>11.0f} m{areas}   {verdict}")
    for theirs in reference:
        is_core = theirs.says(CORE_WORDS)
        if (
            theirs.is_area
            and "新城" in ours
            and "新城" in str(theirs.properties)
            and (is_core or theirs.says(ENVELOPE_WORDS))
        ):
            mine, other = to_metres(ours["新城"]), to_metres(theirs.geometry)
            share = shapely.area(shapely.intersection(mine, other)) / shapely.area(other if is_core else mine)
            label = "新城 core covered" if is_core else "新城 inside envelope"
            print(f"{label:<32}{share:>8.4f}{PART_BAR:>7.2f}{'':>54}{score.mark(label, met=share >= PART_BAR)}")


def _named_areas(reference: Sequence[Theirs], known: dict[str, BaseGeometry]) -> Iterator[tuple[str, Theirs]]:
    """Return the areas of the reference we have under the same name, once per file, with the name."""
    seen = set[tuple[str, str]]()
    for theirs in reference:
        names = [str(theirs.properties[key]) for key in NAME_KEYS if theirs.properties.get(key)]
        name = next((name for name in names if normal_name(name) in known), "")
        if theirs.is_area and name and (theirs.file, name) not in seen:
            seen.add((theirs.file, name))
            yield name, theirs


def _distances(line: BaseGeometry, other: BaseGeometry) -> np.ndarray:
    """Return how far points along a line, every 50 m, lie from another line, in metres; both in lon, lat."""
    dense = shapely.segmentize(to_metres(line), LINE_STEP_M)
    return np.asarray(shapely.distance(shapely.points(shapely.get_coordinates(dense)), to_metres(other)))


def compare_villages(geodata: Geodata, reference: Sequence[Theirs], score: Score) -> None:
    """Print per district how many villages lie in the town they belong to, and which do not."""
    towns = {town.town or town.name: town.geometry for town in geodata.layer("towns")}
    right, all_of, other = Counter[str](), Counter[str](), Counter[str]()
    wrong: dict[str, list[str]] = {}
    for theirs in reference:
        district, town = str(theirs.properties.get("district", "")), str(theirs.properties.get("town", ""))
        if theirs.geometry.geom_type != "Point" or not town:
            continue
        if town not in towns:
            other[district] += 1
            continue
        all_of[district] += 1
        is_right = bool(towns[town].covers(theirs.geometry))
        right[district] += is_right
        if not is_right:
            wrong.setdefault(district, []).append(f"{theirs.properties.get('name')}（{town}）")
    print("\nvillages in their town")
    for district, count in all_of.items():
        bar = VILLAGE_BARS.get(district)
        verdict = (
            "" if bar is None else f"bar {bar}: {score.mark(f'villages of {district}', met=right[district] >= bar)}"
        )
        print(f"{district:<8}{right[district]:>5} of {count:<5}{verdict:<16}{other[district]:>4} of towns not drawn by that name   {'、'.join(wrong.get(district, []))}")  # fmt: skip


def compare_lines(geodata: Geodata, reference: Sequence[Theirs], score: Score) -> None:
    """Print how far our metro lines lie from theirs, and our rivers from points they are known to pass."""
    print(f"\n{'line':<32}{'half within':>12}{'95 % within':>13}{'stated m':>10}")
    for theirs in reference:
        if theirs.geometry.geom_type == "Point" and not theirs.properties.get("town"):
            name = str(theirs.properties.get("name", ""))
            apart = {
                float(shapely.distance(to_metres(each.geometry), to_metres(theirs.geometry))): each.accuracy_m
                for each in geodata.layer("water")
                if each.name in name
            }
            if apart:
                apart_m = min(apart)  # of a river in parts, the nearest
                verdict = score.mark(name, met=apart_m <= apart[apart_m])
                print(f"{name:<32}{apart_m:>10.0f} m{'':>13}{apart[apart_m]:>10.0f}   {verdict}")
        if theirs.properties.get("route"):
            for line in _of_route(geodata, str(theirs.properties["route"])):
                apart = _distances(line.geometry, theirs.geometry)
                half_m, most_m = np.percentile(apart, [50, 95])
                verdict = score.mark(line.name, met=float(most_m) <= line.accuracy_m)
                print(f"{line.name:<32}{half_m:>10.0f} m{most_m:>11.0f} m{line.accuracy_m:>10.0f}   {verdict}")


def _of_route(geodata: Geodata, route: str) -> list[Feature]:
    """Return our lines of a metro route that the reference has whole: not what is being built."""
    names = {f"轨道交通{route}号线", f"轨道交通{route}号线支线", f"轨道交通{route}号线西延伸"}
    return [each for each in geodata.layer("rail") if each.name in names and each.accuracy_m < BUILDING_M]


# A line drawn worse than this only joins stations that are being built.
BUILDING_M = 500.0
