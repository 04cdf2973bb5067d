"""Read one boundary file strictly: bytes → JSON → features with well-formed coordinates (RFC 7946).

Files of other programs (GeoPackage, Shapefile, KML …) are first turned into GeoJSON and then read like one.

GDAL and Python's own json both let much pass (NaN, repeated keys, 1e400, a polygon of two points); people then see a
map that is quietly wrong. Here every fault is a finding, and only what is well formed goes on.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import shapely
from pyproj import CRS

from mapapp.boundaries import boundary_problems as findings
from mapapp.boundaries.boundary_problems import Place
from mapapp.boundaries.coordinates import GEOMETRY_TYPES, examine_bbox, examine_geometry
from mapapp.boundaries.other_formats import LIST_KEYS, as_geojson, other_format, restored_properties
from mapapp.boundaries.stated_systems import StatedSystem, stated_by_crs, to_degrees
from mapapp.contracts.atlas import Problem
from mapapp.errors import GeodataError
from mapapp.ordinary_files import size_of_file
from mapapp.settings import MAX_GEODATA_BYTES

# A drawn polygon nests about eight deep; whatever nests deeper was made to break readers.
MAX_NESTING = 40
MAX_FEATURES = 200_000
_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


@dataclass(frozen=True, slots=True)
class RawFeature:
    """One feature as written: its place in the file, its properties and its geometry object (plain JSON).

    `clean` is False when its own structure has an error; `id` is the GeoJSON id or the property of that name.
    """

    place: Place
    id: str
    properties: dict[str, Any]
    geometry: dict[str, Any] | None
    clean: bool


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file as written: every feature, every structural finding, and the sha256 of its bytes.

    `usable` is False when the file as a whole cannot be trusted; its features are then empty.
    """

    path: Path
    place: Place
    features: tuple[RawFeature, ...]
    problems: tuple[Problem, ...]
    sha256: str
    usable: bool


class _RefusedError(Exception):
    """The file as a whole cannot be trusted: code, what is wrong, what to do."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


class _RepeatedKeyError(ValueError):
    """The same key stands twice in one JSON object."""


class _NotANumberError(ValueError):
    """NaN or Infinity stands where JSON allows only numbers."""


def read_geojson(path: Path) -> RawFile:
    """Read one file and list everything wrong with its structure.

    Any valid GeoJSON is read (a bare geometry or feature becomes a list of one), and GeoPackage, Shapefile, KML, KMZ,
    FlatGeobuf and GML. Never raises for what is inside
    the file; `GeodataError` only when the path itself cannot be read.
    """
    place = findings.file_place(path)
    try:
        size = size_of_file(path)
        if size > MAX_GEODATA_BYTES:
            message = f"文件有 {size / 1e6:.0f} MB，超过上限 {MAX_GEODATA_BYTES / 1e6:.0f} MB"
            problem = findings.error("too-large", place, message, "先概化或拆分，再放进来")
            return RawFile(path, place, (), (problem,), "", usable=False)
        if other_format(path) is not None:
            return _read_other(path, place)
        return read_geojson_bytes(path.read_bytes(), path)
    except OSError as error:
        message = f"{place.where}：读不到这个文件（{error.strerror or error}）；请检查路径和权限"
        raise GeodataError(message) from error


def _read_other(path: Path, place: Place) -> RawFile:
    """Read a file of another format by way of GeoJSON; what its format may have cost is told."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    try:
        converted = as_geojson(path)
    except GeodataError as error:
        message, _, remedy = str(error).removeprefix(f"{path.name}：").partition("；")
        problem = findings.error("format", place, message, remedy or "导出为 GeoJSON 再试")
        return RawFile(path, place, (), (problem,), sha256, usable=False)
    told = [findings.note("format", place, sentence, "用 check --fix 写出 GeoJSON 副本") for sentence in converted.told]
    told += [findings.warning("cut-text", place, sentence, "对照原文件补全") for sentence in converted.losses]
    raw = read_geojson_bytes(converted.text.encode("utf-8"), path)
    return replace(raw, problems=(*told, *raw.problems), sha256=sha256)


def read_geojson_bytes(data: bytes, path: Path) -> RawFile:
    """Read the bytes of one file as `read_geojson` does; `path` only names it in findings."""
    place = findings.file_place(path)
    sha256 = hashlib.sha256(data).hexdigest()
    problems: list[Problem] = []
    try:
        root = _parse(_decode(data, place, problems))
        features = _examine_root(root, place, problems)
        system = stated_by_crs(root)
        if system is not None and system.system is not None:
            _refuse_degrees(features, system)
            features = [_in_degrees(feature, system.system) for feature in features]
    except _RefusedError as refusal:
        problems.append(findings.error(refusal.code, place, refusal.message, refusal.remedy))
        return RawFile(path, place, (), tuple(problems), sha256, usable=False)
    return RawFile(path, place, tuple(features), tuple(problems), sha256, usable=True)


def _decode(data: bytes, place: Place, problems: list[Problem]) -> str:
    """Decode as UTF-8, the only encoding GeoJSON allows; a UTF-8 byte-order mark is dropped and said."""
    if not data.strip(b" \t\r\n\x00"):
        raise _RefusedError("empty-file", "文件是空的", "重新导出这个文件，或把它移出目录")
    for mark, name in _BOMS:
        if data.startswith(mark):
            raise _RefusedError(
                "encoding", f"文件是 {name} 编码，GeoJSON 只允许 UTF-8", "用编辑器另存为 UTF-8（不带 BOM）"
            )
    if data.startswith(b"\xef\xbb\xbf"):
        problems.append(findings.note("bom", place, "文件开头有字节顺序标记（BOM），已忽略", "另存为不带 BOM 的 UTF-8"))
        data = data[3:]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"第{line}行有不是 UTF-8 的字节（可能是 GB18030 编码）"
        raise _RefusedError("encoding", message, "用编辑器另存为 UTF-8（不带 BOM）") from error


def _parse(text: str) -> Any:
    """Parse JSON and refuse what Python would let pass: NaN, repeated keys, endless nesting, endless digits."""
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_refuse_repeats)
    except _RepeatedKeyError as error:
        raise _RefusedError("repeated-key", f"同一个对象里“{error}”出现两次，读者各取其一", "只留一个") from error
    except _NotANumberError as error:
        message = f"文件里有 {error}，JSON 不允许"
        raise _RefusedError("not-a-number", message, "找到这个坐标或属性，换成数或 null") from error
    except RecursionError as error:
        raise _RefusedError("nesting", "括号嵌套太深，不是地图数据", "检查文件来源，重新导出") from error
    except json.JSONDecodeError as error:
        message = f"第{error.lineno}行第{error.colno}列不是合法的 JSON（{_explain(error.msg)}）"
        remedy = "按行列号改正，常见的是多或少一个逗号、括号，或文件没存完"
        raise _RefusedError("json", message, remedy) from error
    except ValueError as error:
        raise _RefusedError("json", "有一个数长得不合理，读不成数", "检查坐标是否被写坏，重新导出") from error


def _explain(message: str) -> str:
    """Return json's English reasons in Chinese; an unknown one stays as it is."""
    reasons = {
        "Expecting value": "此处应有一个值",
        "Expecting property name enclosed in double quotes": "此处应有带双引号的键名",
        "Illegal trailing comma before end of object": "右花括号前多了一个逗号",
        "Illegal trailing comma before end of array": "右方括号前多了一个逗号",
        "Expecting ',' delimiter": "此处应有逗号",
        "Expecting ':' delimiter": "此处应有冒号",
        "Extra data": "结尾后还有多余的内容",
        "Unterminated string starting at": "字符串没有结束的引号",
        "Invalid control character at": "字符串里有控制字符",
        "Invalid \\escape": "反斜杠后面的字符不合法",
    }
    return reasons.get(message.removesuffix(": "), message)


def _refuse_constant(name: str) -> Any:
    raise _NotANumberError(name)


def _refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _RepeatedKeyError(key)
            seen.add(key)
    return result


def _nesting(value: Any) -> int:
    """Count how deep a JSON value nests, without recursion; stops counting at the limit."""
    level, deepest = [value], 0
    while level and deepest <= MAX_NESTING:
        inner: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list) and item and not isinstance(item[0], (int, float)):
                inner.extend(item)
        level, deepest = inner, deepest + 1
    return deepest


def _examine_root(root: Any, place: Place, problems: list[Problem]) -> list[RawFeature]:
    """Take the file apart into features; refuse it when the whole cannot be trusted."""
    if not isinstance(root, dict):
        remedy = '用 {"type": "FeatureCollection", "features": [...]} 包起来'
        raise _RefusedError("structure", "最外层不是对象，GeoJSON 的最外层须是 FeatureCollection", remedy)
    if _nesting(root) > MAX_NESTING:
        raise _RefusedError("nesting", f"嵌套超过 {MAX_NESTING} 层，不是地图数据", "检查文件来源，重新导出")
    _examine_crs(root, place, problems)
    kind = root.get("type")
    if kind == "FeatureCollection":
        return _examine_collection(root, place, problems)
    if kind == "Feature":
        return [_examine_feature(root, Place(place.file, 1), problems)]
    if isinstance(kind, str) and kind in GEOMETRY_TYPES:
        bare = {key: value for key, value in root.items() if key != "crs"}
        wrapped = {"type": "Feature", "properties": {}, "geometry": bare}
        return [_examine_feature(wrapped, Place(place.file, 1), problems)]
    if kind is None:
        raise _RefusedError("structure", "最外层没有 type", '补上 "type": "FeatureCollection"')
    message = f"最外层的 type 是 {kind!r:.40}，不是 GeoJSON 的类型（大小写也要对）"
    raise _RefusedError("structure", message, "改成 FeatureCollection")


def _examine_crs(root: dict[str, Any], place: Place, problems: list[Problem]) -> None:
    """Look at the old `crs` member: RFC 7946 dropped it, and anything but WGS 84 there means other coordinates."""
    if "crs" not in root:
        return
    system = stated_by_crs(root)
    if system is None:
        raise _RefusedError("crs", "crs 成员写法不合法", "确认坐标是 WGS 84 经纬度，再删去 crs")
    if not system.usable:
        message = f"crs 成员是 {system.name}，换算到 WGS 84 的参数没有公开"
        raise _RefusedError("crs", message, "先在 QGIS 里把坐标转成 WGS 84 或 CGCS2000 经纬度")
    said = "按 WGS 84 读" if system.is_wgs84 else "与 WGS 84 相差不到 1 米，按 WGS 84 读"
    if not system.plain:
        said = "已转成 WGS 84 经纬度来读"
    message = f"有旧式的 crs 成员（{system.name}），RFC 7946 已取消；{said}"
    problems.append(findings.warning("crs", place, message, "用 check --fix 写出去掉 crs 的副本"))


def _refuse_degrees(features: list[RawFeature], system: StatedSystem) -> None:
    """Refuse a file that says metres and holds degrees: one of the two is wrong, and nobody can say which."""
    drawn = [feature.geometry for feature in features if feature.clean and feature.geometry is not None]
    if not drawn:
        return
    west, south, east, north = shapely.total_bounds([shapely.from_geojson(json.dumps(one)) for one in drawn])
    if max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 90:
        message = f"crs 成员说是 {system.name}，坐标却像经纬度"
        raise _RefusedError("crs", message, "坐标若是 WGS 84 经纬度就删去 crs，若不是请重新导出")


def _in_degrees(feature: RawFeature, system: CRS) -> RawFeature:
    """Return a feature of a projected system in lon, lat; one whose coordinates are not well formed stays."""
    if not feature.clean or feature.geometry is None:
        return feature
    turned = to_degrees(shapely.from_geojson(json.dumps(feature.geometry)), system)
    return replace(feature, geometry=json.loads(shapely.to_geojson(turned)))


def _examine_collection(root: dict[str, Any], place: Place, problems: list[Problem]) -> list[RawFeature]:
    features = root.get("features")
    stray = [key for key in ("geometry", "coordinates", "properties", "geometries") if key in root]
    if not isinstance(features, list):
        message = "FeatureCollection 的 features 缺失或不是数组"
        raise _RefusedError("structure", message, '写成 "features": [ ... ]')
    if stray:
        raise _RefusedError("structure", f"FeatureCollection 上不该有 {'、'.join(stray)}", "移到各个要素里")
    if len(features) > MAX_FEATURES:
        raise _RefusedError("too-large", f"有 {len(features)} 个要素，超过上限 {MAX_FEATURES}", "拆分文件")
    found: list[Problem] = []
    examine_bbox(root, place, found)
    if found:
        raise _RefusedError("bbox", found[0].message, found[0].remedy)
    return [_examine_feature(feature, Place(place.file, index), problems) for index, feature in enumerate(features, 1)]


def _examine_feature(feature: Any, place: Place, problems: list[Problem]) -> RawFeature:
    """Check one feature's members and its coordinates' form."""
    found: list[Problem] = []

    def refuse(code: str, message: str, remedy: str) -> None:
        found.append(findings.error(code, place, message, remedy))

    properties: dict[str, Any] = {}
    geometry: dict[str, Any] | None = None
    identifier = ""
    if not isinstance(feature, dict):
        refuse("structure", "要素不是对象", '写成 {"type": "Feature", "properties": {...}, "geometry": {...}}')
    else:
        if isinstance(feature.get("properties"), dict):
            properties = feature["properties"]
        place = Place(place.file, place.index, _label(properties))
        identifier = _identifier(feature.get("id", properties.get("id")))
        if identifier and properties and properties.get("id") is None:
            # QGIS moves the id from the properties to the feature when it saves in place.
            properties = {**properties, "id": identifier}
        properties = _lists_again(properties)
        if feature.get("type") != "Feature":
            refuse("structure", f"要素的 type 是 {feature.get('type')!r}，应是 Feature", '改成 "type": "Feature"')
        if "id" in feature and (isinstance(feature["id"], bool) or not isinstance(feature["id"], (str, int, float))):
            refuse("structure", "要素的 id 不是字符串或数", "换成字符串")
        if "properties" not in feature:
            refuse("structure", "要素没有 properties", "补上，至少写 id 和 name；没有属性时写 null")
        elif feature["properties"] is not None and not isinstance(feature["properties"], dict):
            refuse("structure", "properties 不是对象", "写成 {键: 值}，或 null")
        stray = [key for key in ("coordinates", "geometries", "features") if key in feature]
        if stray:
            refuse("structure", f"要素上不该有 {'、'.join(stray)}", "移到 geometry 里")
        examine_bbox(feature, place, found)
        if "geometry" not in feature:
            refuse("structure", "要素没有 geometry", "补上；没有图形时写 null")
        elif feature["geometry"] is not None:
            examine_geometry(feature["geometry"], place, found)
            geometry = feature["geometry"] if isinstance(feature["geometry"], dict) else None
    problems.extend(found)
    return RawFeature(place, identifier, properties, geometry, clean=not findings.has_error(found))


def _lists_again(properties: dict[str, Any]) -> dict[str, Any]:
    """Return properties in which a list that some program wrote as one text is a list again."""
    packed = {key: properties[key] for key in LIST_KEYS if isinstance(properties.get(key), str)}
    return {**properties, **restored_properties(packed)} if packed else properties


def _label(properties: dict[str, Any]) -> str:
    """Return the name by which a person knows the feature, on one short line."""
    for key in ("name", "zone_id", "id"):
        value = properties.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:40]
    return ""


def _identifier(value: Any) -> str:
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""
