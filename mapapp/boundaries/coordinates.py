"""The form of coordinates: are positions numbers, lines two points, rings closed; nothing here asks where on earth."""

from __future__ import annotations

import math
from typing import Any

from mapapp.boundaries import boundary_problems as findings
from mapapp.boundaries.boundary_problems import Place
from mapapp.contracts.atlas import Problem

# How many arrays wrap one position in each type.
COORDINATE_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
GEOMETRY_TYPES = (*COORDINATE_DEPTH, "GeometryCollection")
# Eastings with a zone number (40 million) are the largest numbers anyone writes; beyond is a broken export.
LARGEST = 1e8


def examine_bbox(owner: dict[str, Any], place: Place, problems: list[Problem]) -> None:
    """Check an optional bbox: four or six finite numbers."""
    if "bbox" not in owner:
        return
    bbox = owner["bbox"]
    if not isinstance(bbox, list) or len(bbox) not in (4, 6) or not all(is_number(value) for value in bbox):
        problems.append(findings.error("bbox", place, "bbox 不是 4 个或 6 个数", "改成 [西, 南, 东, 北]，或删去"))


def is_number(value: Any) -> bool:
    """Whether a JSON value is a finite number; true and false are not numbers, and 1e400 is not finite."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def examine_geometry(geometry: Any, place: Place, problems: list[Problem], *, inside_collection: bool = False) -> None:
    """Check a geometry object's members and the form of its coordinates, adding to `problems`."""

    def refuse(code: str, message: str, remedy: str) -> None:
        problems.append(findings.error(code, place, message, remedy))

    if not isinstance(geometry, dict):
        refuse("structure", "geometry 不是对象", '写成 {"type": ..., "coordinates": ...}')
        return
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in GEOMETRY_TYPES:
        refuse(
            "structure",
            f"几何类型是 {kind!r}，GeoJSON 没有这种类型（大小写也要对）",
            f"用 {'、'.join(GEOMETRY_TYPES)} 之一",
        )
        return
    stray = [key for key in ("geometry", "properties", "features") if key in geometry]
    if stray:
        refuse("structure", f"几何对象上不该有 {'、'.join(stray)}", "移到要素上")
    if "crs" in geometry:
        refuse("crs", "几何对象上有旧式的 crs 成员", "先把坐标转成 WGS 84 经纬度，再删去 crs")
    examine_bbox(geometry, place, problems)
    if kind == "GeometryCollection":
        _examine_members(geometry, place, problems, inside_collection=inside_collection)
        return
    if not isinstance(geometry.get("coordinates"), list):
        refuse("coordinates", f"{kind} 没有 coordinates，或它不是数组", "补上坐标数组")
        return
    _Examiner(kind, place, problems).examine(geometry["coordinates"])


def _examine_members(
    geometry: dict[str, Any], place: Place, problems: list[Problem], *, inside_collection: bool
) -> None:
    members = geometry.get("geometries")
    if not isinstance(members, list):
        problems.append(
            findings.error(
                "structure", place, "GeometryCollection 的 geometries 缺失或不是数组", '写成 "geometries": [ ... ]'
            )
        )
        return
    if "coordinates" in geometry:
        problems.append(
            findings.error("structure", place, "GeometryCollection 上不该有 coordinates", "坐标写在各个成员里")
        )
    if len(members) == 1:
        problems.append(
            findings.warning("collection", place, "GeometryCollection 里只有一个图形，不必包起来", "直接写那个图形")
        )
    if inside_collection:
        problems.append(
            findings.warning(
                "collection", place, "GeometryCollection 套着 GeometryCollection，许多软件读不了", "展开成一层"
            )
        )
    for member in members:
        if member is None:
            problems.append(findings.error("structure", place, "geometries 里有 null", "删去空成员"))
        else:
            examine_geometry(member, place, problems, inside_collection=True)


class _Examiner:
    """Walk one coordinates array; each kind of fault is told once per feature with the first place it shows."""

    def __init__(self, kind: str, place: Place, problems: list[Problem]) -> None:
        self.kind, self.place, self.problems = kind, place, problems
        self.told: set[str] = set()

    def examine(self, coordinates: list[Any]) -> None:
        if self.kind == "Point":
            if not coordinates:
                self._tell("empty", "点没有坐标", "补上 [经度, 纬度]，或把 geometry 写成 null")
            else:
                self._position(coordinates, "点")
            return
        if not coordinates:
            self._tell("empty", f"{self.kind} 没有坐标", "补画图形，或把 geometry 写成 null")
            return
        depth = COORDINATE_DEPTH[self.kind]
        if depth == 3:
            for number, polygon in enumerate(coordinates, 1):
                self._parts(polygon, f"第{number}个面的")
        elif depth == 2:
            self._parts(coordinates, "")
        else:
            self._line(coordinates, "")

    def _parts(self, parts: Any, prefix: str) -> None:
        if not isinstance(parts, list) or not parts:
            self._tell(
                "coordinates", f"{prefix or '图形'}坐标是空的或嵌套层数不对", f"{self.kind} 的坐标按 RFC 7946 逐层嵌套"
            )
            return
        is_area = "Polygon" in self.kind
        for number, part in enumerate(parts, 1):
            name = f"{prefix}第{number}个环" if is_area else f"{prefix}第{number}条线"
            if is_area:
                self._ring(part, name)
            else:
                self._line(part, name)

    def _line(self, line: Any, name: str) -> None:
        if not isinstance(line, list):
            self._tell("coordinates", f"{name or '图形'}坐标嵌套层数不对", f"{self.kind} 的坐标按 RFC 7946 逐层嵌套")
            return
        good = [self._position(position, f"{name}第{number}个点") for number, position in enumerate(line, 1)]
        if "LineString" in self.kind and all(good):
            if len(line) < 2:
                self._tell("short-line", f"{name or '线'}只有 {len(line)} 个点，线至少要 2 个", "补上点，或改成 Point")
            elif all(position[:2] == line[0][:2] for position in line):
                self._tell("short-line", f"{name or '线'}的点全在一处，没有长度", "补上点，或改成 Point")

    def _ring(self, ring: Any, name: str) -> None:
        if not isinstance(ring, list):
            self._tell("coordinates", f"{name}坐标嵌套层数不对", f"{self.kind} 的坐标按 RFC 7946 逐层嵌套")
            return
        good = [self._position(position, f"{name}第{number}个点") for number, position in enumerate(ring, 1)]
        if not all(good):
            return
        closed = bool(ring) and ring[0] == ring[-1]
        if len(ring) < 4 and (closed or len(ring) < 3):
            self._tell("short-ring", f"{name}只有 {len(ring)} 个点，环至少要 4 个（首尾相同）", "补上点")
        elif not closed:
            self._tell("ring-open", f"{name}没有闭合，首尾不是同一个点", "在末尾重复第一个点")

    def _position(self, position: Any, name: str) -> bool:
        if not isinstance(position, list) or not all(is_number(value) for value in position):
            self._tell(
                "coordinates",
                f"{name}不是由数组成的坐标：{_short(position)}",
                "写成 [经度, 纬度]，都是普通的数，并检查嵌套层数",
            )
            return False
        if len(position) < 2:
            self._tell("coordinates", f"{name}只有 {len(position)} 个数", "写成 [经度, 纬度]")
            return False
        if max(abs(value) for value in position[:2]) > LARGEST:
            self._tell("coordinates", f"{name}的数大得不可能：{_short(position)}", "检查坐标是否被写坏，重新导出")
            return False
        if len(position) > 3:
            self._tell(
                "extra-values", f"{name}有 {len(position)} 个数，只用前两个", "只留 [经度, 纬度]", as_warning=True
            )
        return True

    def _tell(self, code: str, message: str, remedy: str, *, as_warning: bool = False) -> None:
        if code not in self.told:
            self.told.add(code)
            make = findings.warning if as_warning else findings.error
            self.problems.append(make(code, self.place, message, remedy))


def _short(value: Any) -> str:
    """Show a JSON value in a few characters."""
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"
