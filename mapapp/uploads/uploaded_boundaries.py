"""Boundary files somebody uploads: read in a process of their own, asked for their datum, and set against what is drawn.

Nothing is moved or kept here: a datum that is not WGS 84 is proposed with the metres it moves, and a person chooses.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from mapapp.boundaries.datum_detection import DatumReading, diagnose, read_geometry
from mapapp.boundaries.properties import read_name
from mapapp.child_python import run_child
from mapapp.contracts import Geodata, Problem, Severity
from mapapp.documents.limits import DEFAULT_LIMITS, ReadingLimits
from mapapp.edits.redrawn_areas import Drawn
from mapapp.errors import GeodataError
from mapapp.geometry.measure import measure_iou, to_metres
from mapapp.settings import MAX_GEODATA_BYTES
from mapapp.text.place_names import normal_name

SUFFIXES: Final = ("geojson", "json", "zip", "kml", "kmz", "gpkg", "fgb", "gml", "shp")
# Areas that share this much of their joint ground are one area under two names.
SAME_GROUND: Final = 0.5
NOT_AN_AREA: Final = "geodata-not-an-area"


@dataclass(frozen=True, slots=True)
class UploadedArea:
    """One area of a file: the name it goes by, all its properties, and its geometry in the file's own numbers."""

    name: str
    properties: Mapping[str, Any]
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A boundary file as it was read: its areas, and what was mended, left out or is wrong."""

    name: str
    sha256: str
    areas: tuple[UploadedArea, ...]
    problems: tuple[Problem, ...]
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class DatumAdvice:
    """What the coordinate doctor says: a sentence, and where it is not WGS 84 the reading that would put it right.

    `moved_m` is how far that reading moves the file's points, the median in metres; None where the numbers as they stand are no
    degrees at all. `told` says whether there was anything to compare with.
    """

    message: str
    told: bool
    reading: DatumReading | None = None
    moved_m: float | None = None


@dataclass(frozen=True, slots=True)
class AreaMatch:
    """An area of a file and the drawn one it means: its layer and id, and by what it was known; all empty for a new one."""

    area: UploadedArea
    layer: str = ""
    feature_id: str = ""
    by: str = ""


def read_upload(name: str, data: bytes, limits: ReadingLimits = DEFAULT_LIMITS) -> UploadedFile:
    """Return the areas of a boundary file of any format `check` takes, read in a process with limits.

    Raises GeodataError, one Chinese line, where nothing can be read of it.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix.lstrip(".") not in SUFFIXES:
        raise GeodataError(f"{name}：不是边界文件；请用 GeoJSON、GeoPackage、KML/KMZ，或打成 zip 的 Shapefile")
    if len(data) > MAX_GEODATA_BYTES:
        raise GeodataError(f"{name}：超过上限 {MAX_GEODATA_BYTES / 1e6:.0f} MB；请先概化或拆分")
    with tempfile.TemporaryDirectory(prefix="mapapp-") as folder:
        path, answer = Path(folder) / f"boundary{suffix}", Path(folder) / "answer"
        path.write_bytes(data)
        said = _ask(path, answer, limits, name)
        where = f"{Path(folder).resolve().name}/{path.name}"
    if "refused" in said:
        raise GeodataError(str(said["refused"]).replace(where, name).replace(path.name, name))
    try:
        told = [
            Problem(
                str(one["code"]),
                Severity(one["severity"]),
                str(one["where"]).replace(where, name),
                str(one["message"]),
                str(one["remedy"]),
            )
            for one in said["told"]
        ]
        areas = _areas(said["features"], name, told)
    except (KeyError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
        raise GeodataError(f"{name}：读出的内容不完整；请重新导出后再传") from error
    if not areas:
        errors = [one for one in told if one.severity is Severity.ERROR]
        first = next(iter(errors), told[-1] if told and told[-1].code == NOT_AN_AREA else None)
        why = f"；{first.where}：{first.message}" if first else ""
        raise GeodataError(f"{name}：里面没有可用的面{why}；请导出含边界（Polygon）的图层")
    return UploadedFile(name, hashlib.sha256(data).hexdigest(), areas, tuple(told), data)


def _ask(path: Path, answer: Path, limits: ReadingLimits, name: str) -> dict[str, Any]:
    """Return what the reading process answers. Raises GeodataError where it takes too long or ends without an answer."""
    try:
        run_child("mapapp.uploads.boundary_reading", str(path), str(answer), seconds=limits.seconds)
        if answer.stat().st_size > 4 * MAX_GEODATA_BYTES:
            raise ValueError("more than a file of that size can hold")
        said = json.loads(answer.read_text(encoding="utf-8"))
    except subprocess.TimeoutExpired as error:
        raise GeodataError(f"{name}：读取超过 {limits.seconds:.0f} 秒，已停止；请先概化或拆分") from error
    except (OSError, ValueError) as error:
        raise GeodataError(f"{name}：读取中断，文件可能损坏或太大；请重新导出、概化或拆分后再传") from error
    if not isinstance(said, dict):
        raise GeodataError(f"{name}：读出的内容不完整；请重新导出后再传")
    return said


def _areas(features: list[dict[str, Any]], name: str, told: list[Problem]) -> tuple[UploadedArea, ...]:
    """Return the features that are areas; tell how many are not, and refuse more points than a map can be drawn with."""
    found = []
    for feature in features:
        geometry = shape(feature["geometry"]) if feature["geometry"] is not None else None
        if geometry is not None and geometry.geom_type in ("Polygon", "MultiPolygon"):
            properties = dict(feature["properties"] or {})
            found.append(UploadedArea(read_name(properties), properties, shapely.force_2d(geometry)))
    if left := len(features) - len(found):
        message = f"{left} 个要素不是面（点、线或没有图形），没有读入"
        told.append(Problem(NOT_AN_AREA, Severity.NOTE, name, message, "边界要画成面"))
    told += _repeated_ids(found, name)
    return tuple(found)


def _repeated_ids(areas: Sequence[UploadedArea], name: str) -> list[Problem]:
    """Name the ids that several areas of a file have: the drawn area of that id can be meant by one of them only."""
    named: dict[str, list[str]] = {}
    for number, area in enumerate(areas, 1):
        if isinstance(key := area.properties.get("id"), str | int):
            named.setdefault(str(key), []).append(area.name or f"第{number}个面")
    return [
        Problem(
            "duplicate-id",
            Severity.WARNING,
            name,
            f"编号“{key[:40]}”写在 {len(names)} 个面上：{'、'.join(names[:5])}",
            "请给每个面自己的编号",
        )
        for key, names in named.items()
        if len(names) > 1
    ]


def ask_datum(file: UploadedFile, geodata: Geodata) -> DatumAdvice:
    """Return which datum a file is on, told by what is drawn under the same names, and how far putting it right moves it."""
    diagnosis = diagnose([(one.name, one.geometry) for one in file.areas], geodata)
    if diagnosis.fit is None or diagnosis.reading.is_plain:
        return DatumAdvice(diagnosis.message, told=diagnosis.fit is not None)
    before = shapely.MultiPoint(np.vstack([shapely.get_coordinates(one.geometry) for one in file.areas]))
    points = shapely.get_coordinates(before)
    moved_m = None
    if (np.abs(points[:, 0]) <= 180).all() and (np.abs(points[:, 1]) <= 90).all():
        ends = [shapely.get_coordinates(to_metres(one)) for one in (before, read_geometry(before, diagnosis.reading))]
        moved_m = float(np.median(np.hypot(*(ends[1] - ends[0]).T)))
    return DatumAdvice(diagnosis.message, told=True, reading=diagnosis.reading, moved_m=moved_m)


def put_right(file: UploadedFile, reading: DatumReading) -> UploadedFile:
    """Return a file with its areas in lon, lat WGS 84 under a reading."""
    areas = tuple(replace(one, geometry=read_geometry(one.geometry, reading)) for one in file.areas)
    return replace(file, areas=areas)


def match_areas(file: UploadedFile, drawn: Drawn) -> tuple[AreaMatch, ...]:
    """Return for every area of a file (WGS 84) the drawn one it means: by id, by name, or because it is the same ground.

    A drawn area is meant once at most, by what is surest first; what is said by two features of a file is no second version.
    """
    found: dict[int, AreaMatch] = {}
    free = dict(drawn)
    for by in ("id", "name", "ground"):
        for index, area in enumerate(file.areas):
            key = None if index in found else _meant(area, by, free)
            if key is not None:
                found[index] = AreaMatch(area, *key, by)
                del free[key]
    return tuple(found.get(index, AreaMatch(area)) for index, area in enumerate(file.areas))


def _meant(area: UploadedArea, by: str, drawn: Drawn) -> tuple[str, str] | None:
    """Return the drawn area that has the id, the name, or the ground of an uploaded one; None where no or several have."""
    if by == "id":
        keys = [key for key in drawn if key[1] == area.properties.get("id")]
    elif by == "name":
        told = {normal_name(str(area.properties.get(key) or "")) for key in ("zone_id", "town")} | {
            normal_name(area.name)
        }
        keys = [key for key, one in drawn.items() if told & _names(one["properties"])]
    else:
        keys = [key for key, one in drawn.items() if _overlap(area.geometry, one) >= SAME_GROUND]
    # A district made of one town has its ground, and two layers may share a name: that is for a person to say.
    return keys[0] if len(keys) == 1 else None


def _names(properties: Mapping[str, Any]) -> set[str]:
    """Return the names a drawn area goes by."""
    return {normal_name(str(properties[key])) for key in ("name", "zone_id", "town") if properties.get(key)}


def _overlap(geometry: BaseGeometry, feature: Mapping[str, Any]) -> float:
    """Return the share of their joint ground that two areas have in common; 0 where one of them is not sound."""
    other = shape(feature["geometry"])
    if not (geometry.is_valid and other.is_valid and geometry.intersects(other)):
        return 0.0
    return measure_iou(geometry, other)
