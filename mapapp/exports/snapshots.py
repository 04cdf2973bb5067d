"""Builds and exports read back, so that two of them can be compared."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mapapp.errors import ExportError
from mapapp.exports.rows import Row
from mapapp.exports.settled_rows import settled_row
from mapapp.ordinary_files import size_of_file


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a build folder or a GeoJSON export held: flat rows by id, settled, so that saving them again changes nothing.

    `geometries` are GeoJSON objects by project id, lon/lat. A table that the files do not hold is None.
    """

    where: str
    projects: dict[str, Row]
    geometries: dict[str, Row | None]
    as_of: int | None
    filters: dict[str, str] = field(default_factory=dict)
    promises: dict[str, Row] | None = None
    indicators: dict[str, Row] | None = None
    zones: dict[str, Row] | None = None


def read_snapshot(path: Path) -> Snapshot:
    """Read a folder that `build` wrote, or a GeoJSON file of projects that `export` wrote.

    Raises ExportError when it is neither, with what is missing.
    """
    if path.is_dir():
        collection = _collection(path / "projects.geojson")
        return _snapshot(
            path,
            collection,
            promises=_rows(path / "promises.jsonl", "promise", "promise_id"),
            indicators=_rows(path / "indicators.jsonl", "indicator", "indicator_id"),
            zones={
                key: row
                for key, (row, _) in _features(path, _collection(path / "zones.geojson"), "zone", "zone_id").items()
            },
        )
    return _snapshot(path, _collection(path))


def _snapshot(path: Path, collection: Row, **tables: dict[str, Row]) -> Snapshot:
    """Take projects and description out of a collection."""
    about = collection.get("about")
    about = about if isinstance(about, dict) else {}
    features = _features(path, collection, "project", "project_id")
    return Snapshot(
        where=str(path),
        projects={key: row for key, (row, _) in features.items()},
        geometries={key: geometry for key, (_, geometry) in features.items()},
        as_of=about.get("as_of"),
        filters=about.get("filters") or {},
        **tables,
    )


def _collection(path: Path) -> Row:
    """Read a FeatureCollection."""
    parsed = _parse(path, _read(path))
    if not isinstance(parsed, dict) or not isinstance(parsed.get("features"), list):
        raise ExportError(f"{path} 不是 GeoJSON 要素集；请给 build 写的文件夹，或 export 写的 GeoJSON")
    return parsed


def _features(path: Path, collection: Row, entry: str, key: str) -> dict[str, tuple[Row, Row | None]]:
    """Return (properties, geometry) by id, refusing what is not ours."""
    found = {}
    for number, feature in enumerate(collection["features"], start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if isinstance(properties, dict) and properties.get(key) is None:
            # Some programs keep the id beside the properties only.
            properties = {**properties, key: feature.get("id")}
        if not isinstance(properties, dict) or not isinstance(properties.get(key), str):
            raise ExportError(f"{path} 第 {number} 个要素没有 {key}；请给本应用写的文件")
        found[properties[key]] = (settled_row(entry, properties), feature.get("geometry"))
    return found


def _rows(path: Path, entry: str, key: str) -> dict[str, Row]:
    """Read JSON Lines into rows by id."""
    found = {}
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if line:
            row = _parse(path, line)
            if not isinstance(row, dict) or not isinstance(row.get(key), str):
                raise ExportError(f"{path} 第 {number} 行没有 {key}；请给本应用写的文件")
            found[row[key]] = settled_row(entry, row)
    return found


def _read(path: Path) -> str:
    """Read a text file."""
    try:
        size_of_file(path)
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ExportError(f"{path} 不存在；请给 build 写的文件夹，或 export 写的 GeoJSON") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(f"{path} 读不了；请检查权限，或重新导出") from error


def _parse(path: Path, text: str) -> Any:
    """Parse JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ExportError(f"{path} 不是完好的 JSON；请重新导出") from error
