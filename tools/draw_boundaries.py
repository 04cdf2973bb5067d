"""Put districts, towns, zones and what shares their edges together from the hand-drawn lines of geodata/drawing.

    python -m tools.draw_boundaries [--check]

Every border is drawn once, in lines.toml; areas.toml says which ground is which town, which towns make a district or a zone,
and gives the zones that have sides of their own; paths.toml has roads, rail and rivers. Neighbours so share their edges vertex for vertex. Only geometries are
written; names, accuracy and basis stay as they stand in the layers. `--check` writes nothing and exits with 1 when a layer
is not what the drawing gives.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from mapapp.geometry.measure import to_lonlat
from mapapp.settings import COORDINATE_DECIMALS, GEODATA_DIR

LAYERS = ("zones", "towns", "districts", "areas", "water", "roads", "rail", "places")
# The notes are in kilometres of EPSG:32651, northing less 3400.
NORTH_KM = 3400.0
ALONG = "~"

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One border as it was noted: what lies on its sides, by what model it was drawn, and its vertices from end to end."""

    between: str
    model: str
    vertices: tuple[Pair, ...]


def read_lines(folder: Path) -> dict[str, DrawnLine]:
    """Return the drawn lines by what they part. Raises KeyError for an end that is no node, ValueError for a name used twice."""
    raw = tomllib.loads((folder / "lines.toml").read_text(encoding="utf-8"))
    nodes = {name: (float(east), float(north)) for name, (east, north) in raw["nodes"].items()}
    lines: dict[str, DrawnLine] = {}
    for each in raw["line"]:
        if each["between"] in lines:
            message = f"{each['between']}: drawn twice"
            raise ValueError(message)
        vertices = (nodes[each["from"]], *read_points(each["points"]), nodes[each["to"]])
        lines[each["between"]] = DrawnLine(each["between"], each["model"], vertices)
    return lines


def read_points(text: str) -> tuple[Pair, ...]:
    """Return the noted pairs of easting and northing, in kilometres.

    >>> read_points("315.1 56.13, 316 57,")
    ((315.1, 56.13), (316.0, 57.0))
    """
    pairs = [pair.split() for pair in text.replace("\n", " ").split(",") if pair.strip()]
    return tuple((float(east), float(north)) for east, north in pairs)


def draw(folder: Path) -> dict[str, BaseGeometry]:
    """Return every area and path of the drawing by the id of its feature, lon, lat in EPSG:4326 with six decimals.

    Raises ValueError where lines cross, where a town's point lies in no area of its own, or an area has no town.
    """
    lines = read_lines(folder)
    plan = tomllib.loads((folder / "areas.toml").read_text(encoding="utf-8"))
    areas = _name_faces(_close_faces(lines), {**plan["towns"], **plan["rest"]})
    for name, parts in plan["unions"].items():
        areas[name] = shapely.union_all([areas[part] for part in parts])
    for name, pieces in plan["rings"].items():
        areas[name] = Polygon(join_pieces(pieces, lines))
    paths = tomllib.loads((folder / "paths.toml").read_text(encoding="utf-8"))["paths"]
    drawn = {name: _finish_area(area) for name, area in areas.items() if name not in plan["rest"]}
    return drawn | {name: _to_degrees(LineString(read_points(text))) for name, text in paths.items()}


def _close_faces(lines: Mapping[str, DrawnLine]) -> list[Polygon]:
    """Return the areas the lines enclose; raises ValueError where two lines meet elsewhere than at a node."""
    drawn = [LineString(line.vertices) for line in lines.values()]
    crossing = [line.between for line, shape in zip(lines.values(), drawn, strict=True) if not shape.is_simple]
    tree = shapely.STRtree(drawn)
    left, right = tree.query(drawn, predicate="intersects")
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        ends = shapely.union_all([shapely.boundary(drawn[one]), shapely.boundary(drawn[other])])
        if one < other and not ends.covers(drawn[one].intersection(drawn[other])):
            crossing += [line.between for line in list(lines.values()) if LineString(line.vertices) in (drawn[one], drawn[other])]  # fmt: skip
    if crossing:
        message = f"lines cross: {', '.join(dict.fromkeys(crossing))}"
        raise ValueError(message)
    return list(shapely.get_parts(shapely.polygonize(drawn)))


def _name_faces(faces: Sequence[Polygon], named: Mapping[str, Sequence[Sequence[float]]]) -> dict[str, BaseGeometry]:
    """Return the areas by name: each holds the points noted for it, and none is left over."""
    owners: dict[int, str] = {}
    areas: dict[str, BaseGeometry] = {}
    for name, points in named.items():
        found = [index for point in points for index, face in enumerate(faces) if face.contains(Point(point))]
        if len(found) != len(points) or owners.keys() & set(found):
            message = f"{name}: its points do not lie in areas of their own"
            raise ValueError(message)
        owners.update(dict.fromkeys(found, name))
        areas[name] = shapely.union_all([faces[index] for index in found])
    if len(owners) != len(faces):
        spots = [face.representative_point().coords[0] for index, face in enumerate(faces) if index not in owners]
        message = f"areas without a town at {spots}"
        raise ValueError(message)
    return areas


def join_pieces(pieces: Sequence[str], lines: Mapping[str, DrawnLine]) -> list[Pair]:
    """Return a ring from its pieces: noted points, or "~LINE E N > E N", a stretch along a drawn line.

    Raises ValueError when a stretch begins or ends elsewhere than at a vertex of its line.
    """
    ring: list[Pair] = []
    for piece in pieces:
        if not piece.startswith(ALONG):
            ring += read_points(piece)
            continue
        name, ends = piece.removeprefix(ALONG).split(" ", 1)
        (start,), (end,) = (read_points(text) for text in ends.split(">"))
        vertices = lines[name].vertices
        first, last = vertices.index(start), vertices.index(end)
        stretch = vertices[first : last + 1] if first <= last else vertices[last : first + 1][::-1]
        ring += [vertex for vertex in stretch if not ring or vertex != ring[-1]]
    return ring


def _finish_area(area_km: BaseGeometry) -> BaseGeometry:
    """Return an area in degrees, outer rings to the right-hand rule, always beginning at the same vertex."""
    parts = [orient(part) for part in shapely.get_parts(_to_degrees(shapely.normalize(area_km)))]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _to_degrees(noted: BaseGeometry) -> BaseGeometry:
    """Return what was noted in kilometres in lon, lat (EPSG:4326), six decimals."""
    metres = shapely.transform(noted, lambda km: (km + np.array([0.0, NORTH_KM])) * 1000.0)
    return shapely.transform(to_lonlat(metres), lambda points: np.round(points, COORDINATE_DECIMALS))


def write_layer(text: str, areas: Mapping[str, BaseGeometry]) -> str:
    """Return the text of a layer with the geometries of the drawing; what is not drawn here keeps its line as it stands."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line.startswith('{"type": "Feature",'):
            continue
        feature = json.loads(line.removesuffix(","))
        area = areas.get(feature["properties"]["id"])
        if area is not None:
            lines[number] = _format(feature, area) + ("," if line.endswith(",") else "")
    return "\n".join(lines)


def _format(feature: Mapping[str, Any], area: BaseGeometry) -> str:
    """Return one feature as one line, every coordinate with all its six decimals as the other layers have them."""
    head = json.dumps({key: value for key, value in feature.items() if key != "geometry"}, ensure_ascii=False)
    shape = f'{{"type": "{area.geom_type}", "coordinates": {_format_coordinates(mapping(area)["coordinates"])}}}'
    return f'{head[:-1]}, "geometry": {shape}}}'


def _format_coordinates(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.{COORDINATE_DECIMALS}f}"
    return f"[{','.join(_format_coordinates(item) for item in value)}]"


def main() -> int:
    """Draw the layers anew, or say which differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--geodata", type=Path, default=GEODATA_DIR)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when a layer is not as drawn")
    options = parser.parse_args()
    areas = draw(options.geodata / "drawing")
    differing = 0
    for layer in LAYERS:
        path = options.geodata / f"{layer}.geojson"
        before = path.read_text(encoding="utf-8")
        after = write_layer(before, areas)
        if before != after:
            differing += 1
            print(f"{path.name}: {'differs from the drawing' if options.check else 'drawn anew'}")
            if not options.check:
                path.write_text(after, encoding="utf-8")
    return 1 if options.check and differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
