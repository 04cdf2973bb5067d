"""Where people put projects and how they draw areas: the features to be kept, in the shape geodata/ keeps them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from shapely.geometry import Point, mapping
from shapely.geometry.base import BaseGeometry

from mapapp.contracts import PLACED_LAYER, Atlas, Project
from mapapp.settings import COORDINATE_DECIMALS

# What a hand on the map can mean by "here", in metres; less than the first is a surveyor's work, not a click.
ACCURACIES_M: Final = (20, 50, 100, 200, 500, 1000)


def place_id(project: Project) -> str:
    """Return the id under which a project's place is kept: by name and district, which outlive a new reading."""
    digest = hashlib.sha256(f"{project.name}|{project.district}".encode()).hexdigest()
    return f"{PLACED_LAYER}-{digest[:12]}"


def kept_place_id(atlas: Atlas, project: Project) -> str:
    """Return the id of the place that is kept for a project, also under an older name; a new id where none is."""
    names = {project.name, *project.aliases}
    kept = [
        item for item in atlas.geodata.layer(PLACED_LAYER) if item.name in names and item.district == project.district
    ]
    return kept[-1].id if kept else place_id(project)


def placed_feature(
    project: Project, feature_id: str, shape: BaseGeometry, accuracy_m: float, source: str, who: str, day: date
) -> dict[str, Any]:
    """Return the feature that says: this person put the project here on this day, and how he knows.

    `shape` is lon, lat in EPSG:4326.
    """
    properties = {
        "id": feature_id,
        "name": project.name,
        "district": project.district,
        "kind": "placed",
        "source": source,
        "placed_by": who,
        "placed_on": day.isoformat(),
        "datum": "WGS 84",
        "accuracy_m": accuracy_m,
        "basis": f"{who}于{day.isoformat()}在图上放置，核实来源：{source}",
    }
    return {"type": "Feature", "id": feature_id, "properties": properties, "geometry": rounded_mapping(shape)}


def rounded_mapping(shape: BaseGeometry) -> dict[str, Any]:
    """Return a shape as GeoJSON with the decimals geodata/ keeps."""
    raw = mapping(shape)
    return {"type": raw["type"], "coordinates": _rounded(raw["coordinates"])}


def _rounded(value: Any) -> Any:
    """Round nested coordinates."""
    if isinstance(value, (int, float)):
        return round(float(value), COORDINATE_DECIMALS)
    return [_rounded(item) for item in value]


def read_point(said: Any) -> Point | None:
    """Return the point a browser told as [lon, lat]; None for anything else."""
    if isinstance(said, list) and len(said) == 2 and all(type(one) in (int, float) for one in said):
        lon, lat = float(said[0]), float(said[1])
        if -180 <= lon <= 180 and -90 <= lat <= 90:
            return Point(round(lon, COORDINATE_DECIMALS), round(lat, COORDINATE_DECIMALS))
    return None


def said_properties(feature: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return the properties of a kept feature; empty where there is none."""
    properties = (feature or {}).get("properties")
    return properties if isinstance(properties, Mapping) else {}
