"""GeoPackage: every table in one file, coloured when QGIS opens it, with its description and dictionary inside.

| layer | holds |
|---|---|
| projects_points, projects_lines, projects_areas | projects placed at a site, along a line, over an area |
| projects_regions | projects known only to a town or zone; the geometry is that area's outline |
| projects_unplaced | projects without a place, as a table: the five together are the selection |
| zones | zones with the selected projects by stage |
| events, promises, indicators, sources | tables; events and promises join the projects by project_id |
| towns, districts, ground_water, ground_lines | the drawn ground |
| about, dictionary, layer_styles | what the file is, what its fields mean, how QGIS draws it |
| qgis_projects | the map: opened in QGIS by Project → Open from → GeoPackage |
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from mapapp.contracts import Feature
from mapapp.exports.flat_columns import Cell, FlatColumn, flat_cell, flat_dictionary_rows
from mapapp.exports.geodataframes import plain_frame, spatial_frame
from mapapp.exports.geojson import clean_geometries
from mapapp.exports.geometry_layers import (
    AREAS,
    LAYER_TERMS,
    LINES,
    POINTS,
    REGIONS,
    UNPLACED,
    Features,
    one_kind,
    sort_by_dimension,
)
from mapapp.exports.geopackage_extras import add_extras
from mapapp.exports.job import ExportJob
from mapapp.exports.metadata import about, about_lines
from mapapp.exports.qgis_layers import MapLayer, layer_style, map_layers
from mapapp.exports.qgis_project import PROJECT_NAME, project_qgz
from mapapp.exports.rows import Row
from mapapp.exports.tables import TABLES, zones_shown
from mapapp.exports.unencodable import Replacements
from mapapp.geometry.measure import metric_epsg
from mapapp.settings import EPSG_LONLAT

# GDAL stamps layers with the time of writing unless told another; the file's real date is its documents and version.
FIXED_DATE = "2000-01-01T00:00:00.000Z"
# The file is temporary until it is whole, so SQLite need not wait for the disk after every layer.
_SETTINGS = {"OGR_CURRENT_DATE": FIXED_DATE, "OGR_SQLITE_SYNCHRONOUS": "OFF", "OGR_SQLITE_JOURNAL": "MEMORY"}
_COPY_BYTES = 1 << 20

# pyogrio's settings are the process's: two exports at once must not take the date from under one another.
_gdal_settings = threading.Lock()

# The kind of geometry of each layer of projects; that of points is found out.
PROJECT_LAYERS = {POINTS: "", LINES: "MultiLineString", AREAS: "MultiPolygon", REGIONS: "MultiPolygon"}
# The table in the dictionary of every layer that has one.
ENTRIES = {
    **{f"projects_{name}": "project" for name in (*PROJECT_LAYERS, UNPLACED)},
    "zones": "zone",
    "events": "event",
    "promises": "promise",
    "indicators": "indicator",
    "sources": "source",
}

# The name of a file that nobody has named: the project inside finds its layers by it.
DEFAULT_NAME = "mapapp.gpkg"

_LINE, _AREA = 1, 2

_PLAIN_TABLES = ("events", "promises", "indicators", "sources")


@dataclass
class _Package:
    """A GeoPackage being written and what was replaced in it."""

    path: Path
    replaced: Replacements = field(default_factory=Replacements)

    def cell(self, row: Row, column: FlatColumn) -> Cell:
        """Return a flat cell without the characters the file cannot hold."""
        value = flat_cell(row, column)
        return self.replaced.nul(value) if isinstance(value, str) else value

    def add(self, name: str, frame: gpd.GeoDataFrame | pd.DataFrame, term: str, kind: str | None = None) -> None:
        """Append a layer; `kind` is its geometry type, None for a table."""
        pyogrio.write_dataframe(
            frame,
            self.path,
            layer=name,
            driver="GPKG",
            append=self.path.exists(),
            geometry_type=kind,
            promote_to_multi=kind is not None and kind.startswith("Multi"),
            # GDAL 3.6 and QGIS 3.22 warn of later versions, and nothing here needs them.
            dataset_options={} if self.path.exists() else {"VERSION": "1.2"},
            layer_options={"IDENTIFIER": f"{name} {term}", "DESCRIPTION": term},
        )


def geopackage_pieces(job: ExportJob) -> Iterator[bytes]:
    """Write every table as one GeoPackage, byte-identical for the same selection and the same GDAL."""
    with tempfile.TemporaryDirectory() as folder:
        package = _Package(Path(folder) / "mapapp.gpkg")
        with _gdal_settings:
            pyogrio.set_gdal_config_options(_SETTINGS)
            try:
                _write_layers(package, job)
            finally:
                pyogrio.set_gdal_config_options(dict.fromkeys(_SETTINGS))
        described = about(job.atlas, job.selected, *TABLES)
        project = project_qgz(job, job.file_name or DEFAULT_NAME, metric_epsg())
        add_extras(package.path, ENTRIES, described, FIXED_DATE, (PROJECT_NAME, project))
        with package.path.open("rb") as stream:
            while piece := stream.read(_COPY_BYTES):
                yield piece


def _write_layers(package: _Package, job: ExportJob) -> None:
    """Write all layers, the drawn ones first."""
    layers = sort_by_dimension(job.of("projects").features())
    for name, fixed_kind in PROJECT_LAYERS.items():
        features = one_kind(layers[name], package.replaced)
        kind = fixed_kind or _point_kind(features)
        package.add(
            f"projects_{name}", spatial_frame("project", features, cell=package.cell), _project_term(name), kind
        )
    zones = list(job.of("zones").features())
    package.add("zones", spatial_frame("zone", zones, cell=package.cell), TABLES["zones"].term, "MultiPolygon")
    unplaced = [row for _, row in layers[UNPLACED]]
    package.add(f"projects_{UNPLACED}", plain_frame("project", unplaced, cell=package.cell), _project_term(UNPLACED))
    for name in _PLAIN_TABLES:
        kind_of_table = TABLES[name]
        rows = list(job.of(name).rows())
        package.add(name, plain_frame(kind_of_table.entry, rows, cell=package.cell), kind_of_table.term)
    for name, frame, kind, term in _ground(job):
        package.add(name, frame, term, kind)
    zone_ids = [zone.zone_id for zone in zones_shown(job.atlas, job.selected)]
    package.add("layer_styles", _styles(map_layers(zone_ids)), "QGIS 样式")
    entries = flat_dictionary_rows(*(kind.entry for kind in TABLES.values()))
    package.add(
        "dictionary", _texts(entries, ["table", "field", "term", "type", "unit", "meaning", "values"]), "数据字典"
    )
    lines = [*about_lines(about(job.atlas, job.selected, *TABLES)), ("存不下的字符", package.replaced.report())]
    package.add("about", _texts([{"term": term, "text": text} for term, text in lines], ["term", "text"]), "说明")


def _ground(job: ExportJob) -> Iterator[tuple[str, gpd.GeoDataFrame, str, str]]:
    """Return the drawn ground as layers: name, frame, kind of geometry, Chinese name."""
    geodata = job.atlas.geodata
    drawn = [one for name in ("water", "around", "rail", "roads") for one in geodata.layer(name)]
    kinds: dict[str, tuple[str, str, list[Feature]]] = {
        "towns": ("MultiPolygon", "街镇", list(geodata.layer("towns"))),
        "districts": ("MultiPolygon", "区", list(geodata.layer("districts"))),
        "ground_lines": ("MultiLineString", "道路、轨道、河", [one for one in drawn if _dimension(one) == _LINE]),
        "ground_water": ("MultiPolygon", "湖、大河", [one for one in drawn if _dimension(one) == _AREA]),
    }
    for name, (kind, term, features) in kinds.items():
        rows = [
            {"feature_id": one.id, "name": one.name, "kind": one.kind, "accuracy_m": one.accuracy_m, "basis": one.basis}
            for one in features
        ]
        data = pd.DataFrame(rows, columns=["feature_id", "name", "kind", "accuracy_m", "basis"])
        data = data.astype({"feature_id": "str", "name": "str", "kind": "str", "accuracy_m": "Float64", "basis": "str"})
        geometry = gpd.GeoSeries(clean_geometries(one.geometry for one in features), crs=EPSG_LONLAT)
        yield name, gpd.GeoDataFrame(data, geometry=geometry, crs=EPSG_LONLAT), kind, term


def _dimension(feature: Feature) -> int:
    """Return 0, 1 or 2 for a point, line or area."""
    return int(shapely.get_dimensions(feature.geometry))


def _project_term(layer: str) -> str:
    """Name a layer of projects."""
    return f"{TABLES['projects'].term}（{LAYER_TERMS[layer]}）"


def _point_kind(features: Features) -> str:
    """Name the geometry of the points' layer: one project at several points makes it a layer of sets of points."""
    several = any(geometry is not None and geometry.geom_type == "MultiPoint" for geometry, _ in features)
    return "MultiPoint" if several else "Point"


def _styles(layers: Sequence[MapLayer]) -> pd.DataFrame:
    """Return the table QGIS looks into when it opens a layer of the file."""
    return pd.DataFrame(
        [
            {
                "f_table_catalog": "",
                "f_table_schema": "",
                "f_table_name": layer.table,
                "f_geometry_column": "geom" if layer.geometry else None,
                "styleName": "mapapp",
                "styleQML": layer_style(layer),
                "styleSLD": "",
                "useAsDefault": True,
                "description": layer.title,
                "owner": "",
                "ui": "",
                "update_time": pd.Timestamp(FIXED_DATE),
            }
            for layer in layers
            if layer.geometry or layer.entry
        ]
    )


def _texts(rows: list[dict[str, str]], columns: list[str]) -> pd.DataFrame:
    """Make a table of texts."""
    return pd.DataFrame(rows, columns=columns, dtype="str")
