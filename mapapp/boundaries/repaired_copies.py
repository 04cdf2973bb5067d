"""Repaired copies of boundary files, written beside the originals and never over them; and datum conversion with undo."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from mapapp.boundaries import boundary_problems as findings
from mapapp.boundaries.boundary_problems import Place
from mapapp.boundaries.datum import Datum
from mapapp.boundaries.datum_detection import DatumReading, diagnose, read_geometry, write_geometry
from mapapp.boundaries.load import list_layers, load_geodata
from mapapp.boundaries.other_formats import as_geojson, other_format
from mapapp.boundaries.properties import read_name
from mapapp.boundaries.repairs import (
    Mended,
    count_points,
    decode_anyhow,
    list_features,
    mend_feature,
    mend_shape,
    parse_anyhow,
    reading_of_crs,
)
from mapapp.boundaries.stated_systems import stated_by_crs, stated_system
from mapapp.boundaries.write_geojson import format_collection, format_feature, write_beside
from mapapp.contracts.atlas import Problem
from mapapp.contracts.places import Geodata
from mapapp.errors import GeodataError
from mapapp.open_workspace import active
from mapapp.settings import EPSG_LONLAT, MAX_GEODATA_BYTES

_KEPT_IN = "mapapp_reading"


def write_repaired(geodata_dir: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Write a repaired copy beside every file that needs one: name.fixed.geojson.

    Takes a folder or one file. Gives the copies written and, per change, what was done; what could not be repaired
    stays an error. Originals are never touched; files that are already sound get no copy.
    """
    paths = [geodata_dir] if geodata_dir.is_file() else list_layers(geodata_dir)
    known = _known_ground(geodata_dir)
    written: list[Path] = []
    told: list[Problem] = []
    for path in paths:
        text, changes = repair_file(path, known)
        told.extend(changes)
        if text is not None and changes:
            written.append(write_beside(path, "fixed", text))
    return tuple(written), tuple(told)


def repair_file(
    path: Path, known: Geodata | None = None, *, most_points: int | None = None
) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a repaired file and the list of changes; None when nothing of it can be used.

    `known` are drawn features to tell the datum by; without them the numbers are taken as lon, lat in WGS 84.
    GeodataError where the file has more than `most_points` points: they are counted before anything is done with them.
    """
    place = findings.file_place(path)
    changes: list[Problem] = []
    root, features = _open(path, place, changes)
    if features is None:
        return None, tuple(changes)
    if most_points is not None and (points := count_points(features)) > most_points:
        raise GeodataError(f"{place.where}：共 {points} 个点，超过上限 {most_points}；请先概化（如按 50 米）再传")
    mended: list[Mended] = []
    for index, feature in enumerate(features, 1):
        one = mend_feature(feature, Place(place.file, index), changes)
        if one is not None:
            mended.append(one)
    reading = reading_of_crs(root) or _reading_by_fit(mended, known)
    members: dict[str, Any] = {}
    if not reading.is_plain:
        members[_KEPT_IN] = _say_reading(reading)
        changes.append(
            findings.note(
                "mended", place, f"坐标原是 {reading.label}，已转成 WGS 84 经纬度", "原文件不动；要撤回就用 undo"
            )
        )
        mended = [
            replace(one, geometry=read_geometry(one.geometry, reading)) if one.geometry else one for one in mended
        ]
    if isinstance(root, dict) and "crs" in root:
        changes.append(findings.note("mended", place, "删去了旧式的 crs 成员", "不必再改"))
    lines = _lines(mended, changes)
    return format_collection(lines, members), tuple(changes)


def _open(path: Path, place: Place, changes: list[Problem]) -> tuple[Any, list[Any] | None]:
    try:
        if other_format(path) is not None:
            converted = as_geojson(path)
            changes.extend(findings.note("mended", place, sentence, "不必再改") for sentence in converted.told)
            changes.extend(findings.warning("cut-text", place, one, "对照原文件补全") for one in converted.losses)
            root = json.loads(converted.text)
            return root, list_features(root)
        if path.stat().st_size > MAX_GEODATA_BYTES:
            raise GeodataError(f"{place.where}：超过上限 {MAX_GEODATA_BYTES / 1e6:.0f} MB；请先概化或拆分")
        data = path.read_bytes()
    except OSError as error:
        message = f"{place.where}：读不到这个文件（{error.strerror or error}）；请检查路径和权限"
        raise GeodataError(message) from error
    text, encoding = decode_anyhow(data)
    root, had_commas = parse_anyhow(text) if text else (None, False)
    system = stated_by_crs(root)
    if system is not None and not system.usable:
        message = f"crs 成员是 {system.name}，换算到 WGS 84 的参数没有公开"
        remedy = "先在 QGIS 里把坐标转成 WGS 84 或 CGCS2000 经纬度"
        changes.append(findings.error("not-mended", place, message, remedy))
        return root, None
    features = list_features(root)
    if features is None:
        changes.append(
            findings.error("not-mended", place, "文件读不成要素的列表，没有写副本", "按 check 的提示人工改正")
        )
        return root, None
    if encoding != "UTF-8" or data.startswith(b"\xef\xbb\xbf"):
        changes.append(
            findings.note("mended", place, f"编码（{encoding}，或带 BOM）已改为不带 BOM 的 UTF-8", "不必再改")
        )
    if had_commas:
        changes.append(findings.note("mended", place, "去掉了括号前多余的逗号", "不必再改"))
    if not isinstance(root, dict) or root.get("type") != "FeatureCollection":
        changes.append(findings.note("mended", place, "最外层已改成 FeatureCollection", "不必再改"))
    return root, features


def _lines(mended: list[Mended], changes: list[Problem]) -> list[str]:
    """Return the feature lines of the copy; a feature that repeats another to the letter is dropped."""
    lines: dict[str, Place] = {}
    for one in mended:
        shape = mend_shape(one, changes)
        if shape is None and one.geometry is not None and not one.geometry.is_empty:
            continue
        line = format_feature(one.properties, shape)
        if line in lines:
            changes.append(
                findings.note("mended", one.place, f"与第{lines[line].index}个要素完全相同，已去掉", "不必再改")
            )
            continue
        lines[line] = one.place
    return list(lines)


def _reading_by_fit(mended: list[Mended], known: Geodata | None) -> DatumReading:
    named = [(read_name(one.properties), one.geometry) for one in mended if one.geometry is not None]
    shapes: list[tuple[str, BaseGeometry]] = [(name, shape) for name, shape in named if not shape.is_empty]
    return diagnose(shapes, known).reading if known is not None and shapes else DatumReading(Datum.WGS84)


def convert_file(path: Path, source: DatumReading) -> Path:
    """Write a copy in lon, lat WGS 84 of a file whose numbers are of another reading: name.wgs84.geojson.

    The reading is kept in the copy, so that `undo_conversion` can give the first numbers back.
    """
    return _rewrite(path, "wgs84", {_KEPT_IN: _say_reading(source)}, lambda shape: read_geometry(shape, source))


def convert_to_wgs84(path: Path) -> tuple[str, Path | None]:
    """Ask the coordinate doctor about one file and write the converted copy: gives the verdict and the copy.

    No copy where the file already is plain WGS 84 or nothing of ours can be compared with it. `GeodataError` when the
    file cannot be read as features.
    """
    place = findings.file_place(path)
    changes: list[Problem] = []
    root, features = _open(path, place, changes)
    if features is None:
        message = f"{place.where}：{changes[-1].message}；{changes[-1].remedy}"
        raise GeodataError(message)
    mended = [mend_feature(feature, Place(place.file, index), changes) for index, feature in enumerate(features, 1)]
    named = [
        (read_name(one.properties), one.geometry)
        for one in mended
        if one is not None and one.geometry is not None and not one.geometry.is_empty
    ]
    stated = reading_of_crs(root)
    if stated is not None:
        return f"坐标系写着 {stated.label}", convert_file(path, stated)
    diagnosis = diagnose(named, load_geodata(active().geodata_dir)[0])
    if diagnosis.fit is not None and not diagnosis.reading.is_plain:
        return diagnosis.message, convert_file(path, diagnosis.reading)
    if other_format(path) is not None or (isinstance(root, dict) and "crs" in root):
        # Degrees already, but not yet as the app reads them: another format, or a crs member that RFC 7946 dropped.
        told = "；".join(change.message for change in changes if change.code == "mended")
        message = "；".join(part for part in (told, diagnosis.message) if part)
        return message, _rewrite(path, "wgs84", {}, lambda shape: shape)
    return diagnosis.message, None


def undo_conversion(path: Path) -> Path:
    """Write a copy with the numbers a converted file had before: name.undone.geojson.

    `GeodataError` when the file does not say what it was converted from.
    """
    root, _ = _open(path, findings.file_place(path), [])
    kept = root.get(_KEPT_IN) if isinstance(root, dict) else None
    if not isinstance(kept, dict):
        message = f"{findings.file_place(path).where}：没有记着是从什么坐标转来的（{_KEPT_IN}），无法撤回；请用原文件"
        raise GeodataError(message)
    reading = _hear_reading(kept, path)
    return _rewrite(path, "undone", {}, lambda shape: write_geometry(shape, reading))


def _rewrite(path: Path, mark: str, members: dict[str, Any], change: Any) -> Path:
    place = findings.file_place(path)
    changes: list[Problem] = []
    _, features = _open(path, place, changes)
    if features is None:
        message = f"{place.where}：{changes[-1].message}；{changes[-1].remedy}"
        raise GeodataError(message)
    mended = [mend_feature(feature, Place(place.file, index), changes) for index, feature in enumerate(features, 1)]
    lines = [
        format_feature(one.properties, change(one.geometry) if one.geometry is not None else None)
        for one in mended
        if one is not None
    ]
    return write_beside(path, mark, format_collection(lines, members))


def _say_reading(reading: DatumReading) -> dict[str, Any]:
    return {
        "datum": reading.datum.value,
        "swapped": reading.swapped,
        "epsg": reading.epsg,
        "move_east_m": reading.move_m[0],
        "move_north_m": reading.move_m[1],
    }


def _hear_reading(kept: dict[str, Any], path: Path) -> DatumReading:
    try:
        reading = DatumReading(
            Datum(kept["datum"]),
            bool(kept["swapped"]),
            int(kept["epsg"]),
            (float(kept["move_east_m"]), float(kept["move_north_m"])),
        )
    except (KeyError, TypeError, ValueError) as error:
        message = f"{findings.file_place(path).where}：{_KEPT_IN} 写得不完整，无法撤回；请用原文件"
        raise GeodataError(message) from error
    if reading.epsg != EPSG_LONLAT and stated_system(f"EPSG:{reading.epsg}").system is None:
        message = f"{findings.file_place(path).where}：不认识的投影 EPSG:{reading.epsg}，无法撤回；请用原文件"
        raise GeodataError(message)
    return reading


def _known_ground(geodata_dir: Path) -> Geodata | None:
    folder = geodata_dir if geodata_dir.is_dir() else geodata_dir.parent
    if folder.resolve() == active().geodata_dir.resolve():
        return None
    try:
        return load_geodata(active().geodata_dir)[0]
    except GeodataError:
        return None
