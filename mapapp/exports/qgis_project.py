"""The QGIS project that lies in the GeoPackage: the map a planner opens, with groups, labels, legend and a print layout."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

import shapely
from pyproj import Transformer
from shapely.geometry import box

from mapapp.exports.archives import fixed_zip
from mapapp.exports.job import ExportJob
from mapapp.exports.label_points import OWN
from mapapp.exports.metadata import CREDIT, filters_phrase
from mapapp.exports.qgis_layers import QGIS_VERSION, TABLES_GROUP, MapLayer, map_layers, style_elements
from mapapp.exports.qgis_layout import PaperSheet, identifier, layout
from mapapp.exports.tables import zones_shown
from mapapp.open_workspace import active
from mapapp.settings import EPSG_LONLAT

PROJECT_NAME: Final = "规划项目一张图"
MAP_REVIEW_LINE: Final = "审图号：（未送审，仅供内部研究）"

LEGEND_TITLES: Final = {"projects_points": "项目：地点、片区", "projects_lines": "项目：线路、路段"}

# The share of the size of what is shown that is left free round it.
_MARGIN_SHARE: Final = 0.06
# What is shown when there is nothing to show: the world.
_ANYWHERE: Final = box(-180, -80, 180, 80)
# A single place is shown with so many metres round it.
_LEAST_MARGIN_M: Final = 800.0


def project_qgz(job: ExportJob, gpkg_name: str, metric_epsg: int) -> bytes:
    """Return the project as .qgz; `gpkg_name` is the file beside it (or in which it lies) that holds the layers.

    `metric_epsg` is the reference system the map is drawn in, metres.
    """
    text = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + _project(job, gpkg_name, metric_epsg)
    return fixed_zip([("mapapp.qgs", text.encode("utf-8"))])


def project_text(qgz: bytes) -> str:
    """Return the XML inside a .qgz."""
    with zipfile.ZipFile(io.BytesIO(qgz)) as archive:
        return archive.read("mapapp.qgs").decode("utf-8")


def _project(job: ExportJob, gpkg_name: str, metric_epsg: int) -> str:
    """Return the project's XML."""
    title = f"{active().title}（截至{job.selected.as_of}年，{job.selected.clock.term}）"
    zones = zones_shown(job.atlas, job.selected)
    layers = map_layers([zone.zone_id for zone in zones])
    root = ET.Element("qgis", version=QGIS_VERSION, projectname=title)
    ET.SubElement(root, "homePath", path="")
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "projectCrs").append(_system(metric_epsg))
    root.append(_tree(layers, gpkg_name))
    extent = _extent(_shown_places(job) or [zone.geometry for zone in zones] or [_ANYWHERE], metric_epsg)
    root.append(_canvas(extent, metric_epsg))
    listed = ET.SubElement(root, "projectlayers")
    for layer in layers:
        listed.append(_map_layer(layer, gpkg_name))
    order = ET.SubElement(root, "layerorder")
    for layer in layers:
        ET.SubElement(order, "layer", id=layer_id(layer))
    root.append(_properties())
    ET.SubElement(root, "Layouts").append(layout(_sheet(job, extent, layers)))
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode") + "\n"


def layer_id(layer: MapLayer) -> str:
    """Return the id of a layer in the project."""
    return f"{layer.table}_{identifier(layer.table).strip('{}').replace('-', '_')}"


def _sheet(job: ExportJob, extent: tuple[float, float, float, float], layers: Sequence[MapLayer]) -> PaperSheet:
    """Return what the printed sheet says."""
    selected = job.selected
    filters = filters_phrase(selected.filters) or "无"
    return PaperSheet(
        title=active().title,
        subtitle=f"截至{selected.as_of}年（{selected.clock.term}） · 筛选：{filters} · 项目 {selected.total} 个，已上图 {selected.mapped}，未上图 {selected.unmapped}",
        foot=f"{CREDIT}\n底图为手绘示意；同一片区内的项目标记围绕其中心排开，不是项目的位置。{MAP_REVIEW_LINE}",
        box=extent,
        legend=tuple(
            (layer_id(layer), LEGEND_TITLES.get(layer.table, layer.title)) for layer in layers if _explained(layer)
        ),
    )


def _explained(layer: MapLayer) -> bool:
    """Whether the legend explains a layer: those that are drawn, areas of projects by the marks of points."""
    return bool(layer.geometry) and layer.shown and layer.table != "projects_areas"


def _system(epsg: int) -> ET.Element:
    """Return a reference system; QGIS fills in the rest from its own register."""
    system = ET.Element("spatialrefsys")
    # Any number above 0 makes QGIS look the system up by its authority.
    ET.SubElement(system, "srsid").text = "1"
    ET.SubElement(system, "srid").text = str(epsg)
    ET.SubElement(system, "authid").text = f"EPSG:{epsg}"
    return system


def _shown_places(job: ExportJob) -> list[shapely.Geometry]:
    """Return a point for every project with a place of its own: what the map is about, however far zones and lines go."""
    rows = (row for row in job.of("projects").rows() if row["point_of"] == OWN)
    return [shapely.Point(row["lon"], row["lat"]) for row in rows]


def _extent(geometries: Sequence[shapely.Geometry], epsg: int) -> tuple[float, float, float, float]:
    """Return the box of geometries (lon, lat) in another reference system, with a margin."""
    transformer = Transformer.from_crs(EPSG_LONLAT, epsg, always_xy=True)
    west, south, east, north = shapely.total_bounds(geometries)
    x0, y0, x1, y1 = transformer.transform_bounds(west, south, east, north)
    across, up = (max(size * _MARGIN_SHARE, _LEAST_MARGIN_M) for size in (x1 - x0, y1 - y0))
    return x0 - across, y0 - up, x1 + across, y1 + up


def _tree(layers: Sequence[MapLayer], gpkg_name: str) -> ET.Element:
    """Return the layer tree: groups in the order of the layers, tables folded away."""
    tree = ET.Element("layer-tree-group")
    groups: dict[str, ET.Element] = {}
    for layer in layers:
        if layer.group not in groups:
            expanded = "0" if layer.group == TABLES_GROUP else "1"
            groups[layer.group] = ET.SubElement(
                tree, "layer-tree-group", name=layer.group, checked="Qt::Checked", expanded=expanded
            )
        ET.SubElement(
            groups[layer.group],
            "layer-tree-layer",
            id=layer_id(layer),
            name=layer.title,
            source=f"./{gpkg_name}|layername={layer.table}",
            providerKey="ogr",
            checked="Qt::Checked" if layer.shown else "Qt::Unchecked",
            expanded="1" if layer.table == "projects_points" else "0",
        )
    return tree


def _canvas(extent: tuple[float, float, float, float], epsg: int) -> ET.Element:
    """Return what the map window shows first."""
    canvas = ET.Element("mapcanvas", name="theMapCanvas", annotationsVisible="1")
    ET.SubElement(canvas, "units").text = "meters"
    box_element = ET.SubElement(canvas, "extent")
    for name, value in zip(("xmin", "ymin", "xmax", "ymax"), extent, strict=True):
        ET.SubElement(box_element, name).text = str(value)
    ET.SubElement(canvas, "rotation").text = "0"
    ET.SubElement(canvas, "destinationsrs").append(_system(epsg))
    return canvas


def _map_layer(layer: MapLayer, gpkg_name: str) -> ET.Element:
    """Return one layer of the project."""
    element = ET.Element(
        "maplayer",
        type="vector",
        geometry=layer.geometry or "No geometry",
        styleCategories="AllStyleCategories",
        labelsEnabled="1" if layer.labels is not None else "0",
        readOnly="0",
    )
    ET.SubElement(element, "id").text = layer_id(layer)
    ET.SubElement(element, "datasource").text = f"./{gpkg_name}|layername={layer.table}"
    ET.SubElement(element, "layername").text = layer.title
    if layer.geometry:
        ET.SubElement(element, "srs").append(_system(EPSG_LONLAT))
    ET.SubElement(element, "provider", encoding="UTF-8").text = "ogr"
    element.extend(style_elements(layer))
    return element


def _properties() -> ET.Element:
    """Return the project's settings: white paper, paths that move with the file."""
    properties = ET.Element("properties")
    gui = ET.SubElement(properties, "Gui")
    for part in ("Red", "Green", "Blue"):
        ET.SubElement(gui, f"CanvasColor{part}Part", type="int").text = "255"
    systems = ET.SubElement(properties, "SpatialRefSys")
    ET.SubElement(systems, "ProjectionsEnabled", type="int").text = "1"
    paths = ET.SubElement(properties, "Paths")
    ET.SubElement(paths, "Absolute", type="bool").text = "false"
    return properties
