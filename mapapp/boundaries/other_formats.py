"""Boundary files of other programs (GeoPackage, Shapefile, KML, FlatGeobuf, GML) as the GeoJSON everything else reads.

What a format does to a feature on the way is undone: lists that became one text, numbers that became texts, an id that
got another name because KML has one of its own. Coordinates become lon, lat by the system the file states.
"""

from __future__ import annotations

import codecs
import json
import math
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from mapapp.boundaries.stated_systems import StatedSystem, stated_system, to_degrees
from mapapp.errors import GeodataError
from mapapp.ordinary_files import size_of_file
from mapapp.settings import MAX_GEODATA_BYTES

# How a format's first bytes look; zip is looked into.
_SQLITE, _ZIP, _SHAPE, _FLATGEOBUF = b"SQLite format 3\x00", b"PK\x03\x04", b"\x00\x00\x27\x0a", b"fgb\x03fgb"
_XML_FORMATS = (("KML", b"<kml"), ("GML", b"gml"))
_SNIFFED_BYTES = 2_000

# What KML and its driver add to every feature.
_KML_FIELDS = frozenset(
    (
        "description",
        "timestamp",
        "begin",
        "end",
        "altitudeMode",
        "tessellate",
        "extrude",
        "visibility",
        "drawOrder",
        "icon",
    )
)
LIST_KEYS = ("towns", "aliases")
NUMBER_KEYS = ("accuracy_m",)
_FLAG_KEYS = ("uncertain",)
_LIST_TEXT = re.compile(r"^\(\d+:(.*)\)$")
# A Shapefile holds texts of 254 bytes at most: one that fills them may have been cut.
_SHAPE_TEXT_BYTES = 254
_PREFERRED_LAYERS = ("zones", "片区", "towns", "街镇", "districts")
# What a zip is called that is none of a map.
_NO_MAP = "zip"


@dataclass(frozen=True, slots=True)
class Converted:
    """A file as GeoJSON text in lon, lat (WGS 84), and what was done to it, one sentence each.

    `system` is what the file said of its coordinates; `losses` what the format itself may have cost.
    """

    text: str
    format: str
    system: StatedSystem | None
    told: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()


def other_format(path: Path) -> str | None:
    """Return the name of a file's format where it is one of those read here, by its first bytes; None for the rest.

    `GeodataError` when the path cannot be read.
    """
    try:
        size_of_file(path)
        with path.open("rb") as file:
            head = file.read(_SNIFFED_BYTES)
    except OSError as error:
        raise GeodataError(f"{path.name}：读不到这个文件（{error.strerror or error}）；请检查路径和权限") from error
    for mark, name in ((_SQLITE, "GeoPackage"), (_SHAPE, "Shapefile"), (_FLATGEOBUF, "FlatGeobuf")):
        if head.startswith(mark):
            return name
    if head.startswith(_ZIP):
        return _format_in_zip(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return next((name for name, mark in _XML_FORMATS if mark in head.lower()), None)
    return None


def _format_in_zip(path: Path) -> str:
    """Return what a zip holds, `_NO_MAP` when that is nothing of a map or cannot be found out."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError):
        return _NO_MAP
    for suffix, name in ((".shp", "Shapefile"), (".kml", "KML"), (".gpkg", "GeoPackage")):
        if any(one.endswith(suffix) for one in names):
            return name
    return _NO_MAP


def as_geojson(path: Path) -> Converted:
    """Return a file of another format as GeoJSON.

    `GeodataError` where it cannot be read, is too large, says a system we cannot turn, or holds several layers of which
    none is ours.
    """
    form = other_format(path)
    assert form is not None, "only files of another format are converted"
    if form == _NO_MAP:
        raise GeodataError(f"{path.name}：压缩包损坏，或里面没有边界文件（.shp、.kml、.gpkg）；请重新打包")
    if path.stat().st_size > MAX_GEODATA_BYTES:
        raise GeodataError(f"{path.name}：超过上限 {MAX_GEODATA_BYTES / 1e6:.0f} MB；请先概化或拆分")
    with _opened(path, form) as source:
        try:
            layer = _choose_layer(source, path)
            meta, geometries, fields = _read(source, layer)
        except (DataSourceError, DataLayerError, ValueError, UnicodeError, OSError) as error:
            needed = "（要有 .shp、.shx、.dbf，可打成一个 zip）" if form == "Shapefile" else ""
            message = f"{path.name}：读不成 {form}，文件可能损坏或不完整{needed}；请重新导出"
            raise GeodataError(message) from error
    system = stated_system(meta["crs"]) if meta["crs"] else None
    if system is not None and not system.usable:
        message = (
            f"{path.name}：坐标系是 {system.name}，换算到 WGS 84 的参数没有公开；请先在 QGIS 里转成 WGS 84 或 CGCS2000"
        )
        raise GeodataError(message)
    losses: list[str] = []
    lines = []
    for number, geometry in enumerate(geometries):
        properties = {name: _plain(values[number]) for name, values in zip(meta["fields"], fields, strict=True)}
        if form == "Shapefile":
            losses += [
                f"“{key}”恰好满 {_SHAPE_TEXT_BYTES} 字节，可能被 Shapefile 截短"
                for key, text in properties.items()
                if _is_full(text)
            ]
        lines.append(_feature(properties, geometry, system, is_kml=form == "KML"))
    told = [f"{form} 已读成 GeoJSON"]
    if system is not None and not system.is_wgs84:
        told.append(
            f"坐标系 {system.name}"
            + ("，与 WGS 84 相差不到 1 米，数值不变" if system.plain else "，已转成 WGS 84 经纬度")
        )
    text = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"
    return Converted(text, form, system, tuple(told), tuple(dict.fromkeys(losses)))


@contextmanager
def _opened(path: Path, form: str) -> Iterator[str]:
    """Return what GDAL opens: the file itself, or the one inside a zip laid out in a temporary folder."""
    with path.open("rb") as file:
        is_zip = file.read(4) == _ZIP
    with tempfile.TemporaryDirectory() as folder:
        if not is_zip and form != "KML":
            yield str(path)
            return
        target = Path(folder)
        if is_zip:
            _unpack(path, target)
            yield str(_main_file(target, form, path))
        else:
            # A KML under another suffix would not be known for one.
            copy = target / "doc.kml"
            shutil.copyfile(path, copy)
            yield str(copy)


def _main_file(folder: Path, form: str, path: Path) -> Path:
    """Return the file of an unpacked zip that holds the features; a KMZ may keep its layers in files of their own."""
    suffix = {"Shapefile": ".shp", "GeoPackage": ".gpkg", "KML": ".kml"}[form]
    files = [one for one in sorted(folder.rglob("*")) if one.suffix.lower() == suffix]
    if form == "KML":
        files = [one for one in files if b"<Placemark" in one.read_bytes()] or files
    for wanted in (files, *([one for one in files if one.stem.lower() == name] for name in _PREFERRED_LAYERS)):
        if len(wanted) == 1:
            return wanted[0]
    names = "、".join(one.name for one in files[:8])
    raise GeodataError(f"{path.name}：里面有 {len(files)} 个图层（{names}），不知读哪一个；请只留一个")


def _unpack(path: Path, folder: Path) -> None:
    """Lay the files of a zip into a folder, those of each of its folders apart, by their names alone.

    `GeodataError` where they would be too much, or the zip is damaged, locked by a password or packed in a way we cannot read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            # What macOS puts beside every file (__MACOSX/._zones.shp) is no file of a map.
            infos = {info: Path(info.filename.replace("\\", "/")) for info in archive.infolist() if not info.is_dir()}
            infos = {info: name for info, name in infos.items() if name.name and not name.name.startswith(".")}
            if sum(info.file_size for info in infos) > MAX_GEODATA_BYTES:
                raise GeodataError(f"{path.name}：解开后超过上限 {MAX_GEODATA_BYTES / 1e6:.0f} MB；请先概化或拆分")
            parents = {parent: str(number) for number, parent in enumerate({name.parent for name in infos.values()})}
            for info, name in infos.items():
                own = folder / parents[name.parent]
                own.mkdir(exist_ok=True)
                (own / name.name).write_bytes(archive.read(info))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise GeodataError(f"{path.name}：压缩包损坏，解不开；请重新打包") from error
    except (RuntimeError, NotImplementedError) as error:
        message = f"{path.name}：压缩包有密码，或用了少见的压缩方式；请不设密码、用普通 zip 重新打包"
        raise GeodataError(message) from error


def _choose_layer(source: str, path: Path) -> str:
    """Return the only layer with places, or the one that is called like a layer of ours."""
    layers = [str(name) for name, kind in pyogrio.list_layers(source) if kind is not None]
    if len(layers) == 1:
        return layers[0]
    for name in _PREFERRED_LAYERS:
        if name in layers:
            return name
    if not layers:
        raise GeodataError(f"{path.name}：里面没有带图形的图层；请导出含边界的图层")
    raise GeodataError(f"{path.name}：有 {len(layers)} 个图层（{'、'.join(layers[:8])}），不知读哪一个；请只导出一层")


def _read(source: str, layer: str) -> tuple[dict[str, Any], list[Any], list[Any]]:
    """Return description, geometries and columns of a layer; texts of a Shapefile are decoded here, cut ones too."""
    is_shape = source.lower().endswith(".shp")
    # As Latin-1 every byte survives: a text that was cut in the middle of a character can still be read.
    options = {"encoding": "ISO-8859-1"} if is_shape else {}
    meta, _, wkb, columns = pyogrio.raw.read(source, layer=layer, **options)
    geometries = (
        list(shapely.from_wkb(wkb, on_invalid="fix"))
        if wkb is not None
        else [None] * (len(columns[0]) if columns else 0)
    )
    if is_shape:
        encoding = _shape_encoding(source, columns)
        columns = [_decoded(column, encoding) for column in columns]
        fields = [_decode(name, encoding) for name in meta["fields"]]
        meta = {**meta, "fields": np.array(fields, dtype=object)}
    return meta, geometries, list(columns)


def _shape_encoding(source: str, columns: Any) -> str:
    """Return the encoding of a Shapefile's texts: GB18030 or Big5 where its .cpg says so, else what they are.

    Programs write UTF-8, ISO-8859-1 or "system" there whatever the texts are in; what reads as UTF-8 is that.
    """
    beside = Path(source).parent.glob("*")
    stated = next((one for one in beside if one.stem == Path(source).stem and one.suffix.lower() == ".cpg"), None)
    if stated is not None:
        name = stated.read_text(encoding="ascii", errors="ignore").strip().lower()
        if name.startswith("gb") or "936" in name:
            return "gb18030"
        if name.startswith("big") or "950" in name:
            return "cp950"
    texts = [value.encode("latin-1") for column in columns for value in column if isinstance(value, str)]
    try:
        for text in texts:
            # A text that fills its field may end in half a character.
            codecs.getincrementaldecoder("utf-8")().decode(text, final=len(text) < _SHAPE_TEXT_BYTES - 3)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _decoded(column: Any, encoding: str) -> list[Any]:
    """Return a column with its texts decoded."""
    return [_decode(value, encoding) if isinstance(value, str) else value for value in column]


def _decode(text: str, encoding: str) -> str:
    """Return a text that was read as Latin-1 in its own encoding, half a character at its end left out."""
    return text.encode("latin-1", errors="replace").decode(encoding, errors="ignore")


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; not-a-number and not-a-time are nothing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, np.generic):
        return _plain(value.item())
    return value if isinstance(value, str | int | float | bool) else str(value)


def _is_full(value: Any) -> bool:
    """Whether a text fills a Shapefile's field, give or take a cut character."""
    return isinstance(value, str) and len(value.encode("utf-8")) > _SHAPE_TEXT_BYTES - 3


def _feature(properties: dict[str, Any], geometry: Any, system: StatedSystem | None, *, is_kml: bool) -> str:
    """Return one feature as a line of GeoJSON."""
    if is_kml:
        properties = _without_kml(properties)
    restored = restored_properties({key: value for key, value in properties.items() if value is not None})
    if geometry is not None and not geometry.is_empty:
        geometry = shapely.force_2d(geometry)
        if system is not None and system.system is not None:
            geometry = to_degrees(geometry, system.system)
        if np.isfinite(shapely.get_coordinates(geometry)).all():
            # Shapefiles turn their rings the other way; that is the format's, not the drawing's.
            geometry = shapely.orient_polygons(geometry)
        # Numbers that are none stay as they are written: whoever reads the file says which point it is.
        shape = shapely.geometry.mapping(geometry)
    else:
        shape = None
    return json.dumps({"type": "Feature", "properties": restored, "geometry": shape}, ensure_ascii=False)


def _without_kml(properties: dict[str, Any]) -> dict[str, Any]:
    """Return a feature's own properties: KML has an id and a name of its own and adds a dozen fields."""
    own = {key: value for key, value in properties.items() if key not in _KML_FIELDS}
    if "id2" in own:
        own["id"] = own.pop("id2")
    if "Name" in own:
        name = own.pop("Name")
        own.setdefault("name", name)
    if own.get("name") is None and properties.get("Name") is not None:
        own["name"] = properties["Name"]
    return own


def restored_properties(properties: dict[str, Any]) -> dict[str, Any]:
    """Return our properties as they were before a format made texts of them: lists, numbers, yes and no."""
    restored = dict(properties)
    for key in LIST_KEYS:
        if isinstance(restored.get(key), str):
            restored[key] = _items(restored[key])
    for key in NUMBER_KEYS:
        try:
            restored[key] = float(restored[key]) if isinstance(restored.get(key), str) else restored[key]
        except (ValueError, KeyError):
            continue
    for key in _FLAG_KEYS:
        if isinstance(restored.get(key), int | float | str):
            restored[key] = str(restored[key]).casefold() in {"1", "1.0", "true", "是"}
    return restored


def _items(text: str) -> list[str]:
    """Return the items of a list that was written as one text: JSON, (2:甲,乙), or with commas between.

    >>> _items('["甲","乙"]'), _items("(2:甲,乙)"), _items("甲，乙"), _items("")
    (['甲', '乙'], ['甲', '乙'], ['甲', '乙'], [])
    """
    if text.strip().startswith("["):
        try:
            parsed = json.loads(text)
        except ValueError:
            parsed = None
        if isinstance(parsed, list):
            return [str(item) for item in parsed]
    counted = _LIST_TEXT.match(text.strip())
    return [item.strip() for item in re.split(r"[,，、;；]", counted[1] if counted else text) if item.strip()]
