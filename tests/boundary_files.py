"""Boundary files as other programs write them, made of the shipped ones: moved, renamed, in other formats."""

from __future__ import annotations

import json
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import geopandas
import shapely
from shapely.geometry import mapping, shape

from mapapp.boundaries.datum import Datum, convert
from mapapp.settings import GEODATA_DIR


def features(layer, *names, move=None, rename=None):
    """Return features of a shipped layer; `move` changes points, `rename` the properties."""
    root = json.loads((GEODATA_DIR / f"{layer}.geojson").read_text(encoding="utf-8"))
    found = [one for one in root["features"] if not names or one["properties"]["name"] in names]
    for one in found:
        if move is not None:
            one["geometry"] = json.loads(json.dumps(mapping(shapely.transform(shape(one["geometry"]), move))))
        if rename is not None:
            one.pop("id", None)
            one["properties"] = rename(one["properties"])
    return found


def to_gcj02(points):
    """Return points as a Chinese web map would have them."""
    return convert(points, Datum.WGS84, Datum.GCJ02)


def geojson(found):
    """Return a GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", "features": found}, ensure_ascii=False).encode()


def written(found, form):
    """Return features as a file of another program: gpkg, kml, or zip (a Shapefile)."""
    frame = geopandas.GeoDataFrame.from_features(
        [{**one, "properties": {"name": one["properties"]["name"]}} for one in found], crs=4326
    )
    with tempfile.TemporaryDirectory() as folder:
        if form != "zip":
            path = Path(folder) / f"out.{form}"
            frame.to_file(path, driver={"gpkg": "GPKG", "kml": "KML"}[form])
            return path.read_bytes()
        frame.to_file(Path(folder) / "out.shp", encoding="utf-8")
        data = BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for part in Path(folder).iterdir():
                archive.write(part, part.name)
        return data.getvalue()
