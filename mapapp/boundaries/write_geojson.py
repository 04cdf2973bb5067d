"""Write GeoJSON the way geodata/ keeps it: one feature a line, six decimals, so that a diff shows what moved."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from mapapp.settings import COORDINATE_DECIMALS


def format_feature(properties: Mapping[str, Any], geometry: BaseGeometry | None) -> str:
    """Return one feature as one line of GeoJSON; coordinates are lon, lat in EPSG:4326 with six decimals."""
    identifier = properties.get("id")
    feature: dict[str, Any] = {"type": "Feature"}
    if isinstance(identifier, str) and identifier:
        feature["id"] = identifier
    feature["properties"] = dict(properties)
    feature["geometry"] = None if geometry is None or geometry.is_empty else _rounded(mapping(geometry))
    return json.dumps(feature, ensure_ascii=False, allow_nan=False)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, COORDINATE_DECIMALS)
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return value


def format_collection(lines: Sequence[str], members: Mapping[str, Any] | None = None) -> str:
    """Return a whole file from feature lines; `members` are further members of the collection."""
    head = {"type": "FeatureCollection", **(members or {})}
    opening = json.dumps(head, ensure_ascii=False, allow_nan=False)[:-1]
    return opening + ', "features": [\n' + ",\n".join(lines) + "\n]}\n"


def write_beside(path: Path, mark: str, text: str) -> Path:
    """Write a copy beside a file as name.mark.geojson, never over anything.

    An existing copy of the same content is kept; of other content, the new one is numbered. Written whole or not at
    all: a temporary file is renamed into place.
    """
    data = text.encode("utf-8")
    number = 1
    while True:
        tail = mark if number == 1 else f"{mark}-{number}"
        target = path.with_name(f"{path.stem}.{tail}.geojson")
        if not os.path.lexists(target):
            break
        if target.is_file() and target.read_bytes() == data:
            return target
        number += 1
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    with temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)
    return target
