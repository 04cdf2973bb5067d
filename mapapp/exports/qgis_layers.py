"""The layers of a QGIS map: how each is drawn, named, labelled and explained; for the GeoPackage and for the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from mapapp.exports.flat_columns import FlatColumn, columns_of
from mapapp.exports.qgis_symbols import (
    Layers,
    fill,
    kind_renderer,
    line,
    rgba,
    single_renderer,
    stage_renderer,
    zone_renderer,
)

# QGIS reads older files in newer versions, not the reverse: the version of Debian 12 and Ubuntu 22.04.
QGIS_VERSION: Final = "3.22.16"

_INK, _QUIET, _PAPER = "#1f2933", "#6b7680", "#ffffff"


@dataclass(frozen=True, slots=True)
class Labels:
    """What is written beside features: a field, its size in points, down to which scale (0: always), and how early.

    A label of a higher `priority` (0 to 10) takes its room first.
    """

    field: str
    size: float
    colour: str = _INK
    bold: bool = False
    closer_than: int = 0
    placement: int = 0
    priority: int = 4


@dataclass(frozen=True, slots=True)
class MapLayer:
    """One layer of the map: the table it draws, its name, its group, and how it looks.

    `geometry` is Point, Line, Polygon or "" for a table; `entry` is its table in the dictionary, "" for the ground.
    """

    table: str
    title: str
    group: str
    geometry: str
    entry: str = ""
    renderer: Callable[[], ET.Element] | None = None
    labels: Labels | None = None
    tip: str = ""
    shown: bool = True
    read_only: bool = False


def _safe(field: str) -> str:
    """Return the expression of a field's text for a map tip, which is HTML: < and & stay what they are."""
    return f"[% replace(replace(coalesce(to_string(\"{field}\"), ''), '&', '&amp;'), '<', '&lt;') %]"


PROJECT_TIP: Final = (
    f"<div style='max-width:320px'><b>{_safe('name')}</b><br>"
    "[% coalesce(\"stage_term\", '未见进展报告') %]"
    "[% CASE WHEN \"year\" IS NOT NULL THEN '（' || to_string(\"year\") || '）' ELSE '' END %]<br>"
    f"“{_safe('quote')}”<br><small>{_safe('doc')} · {_safe('placement_basis')}</small></div>"
)
ZONE_TIP: Final = f"<b>{_safe('name')}</b><br>{_safe('projects')} 个项目，{_safe('area_km2')} 平方公里<br><small>{_safe('basis')}</small>"
GROUND_TIP: Final = f"<b>{_safe('name')}</b><br><small>{_safe('basis')}</small>"

PROJECTS, ZONES, TOWNS, GROUND, TABLES_GROUP = "项目", "片区", "街镇和区", "底图（示意）", "表"

_PROJECT_LABELS: Final = Labels("name", 7.5, closer_than=250_000)

# Roads and rail as the ground shows them: quiet, so that findings are what is seen.
_LINES: Final[dict[str, tuple[str, Layers]]] = {
    "motorway": ("高速公路", (line("#c9b48a", 0.9), line("#f3e9d2", 0.5))),
    "expressway": ("快速路", (line("#d6c59f", 0.7), line("#f7f0e0", 0.4))),
    "trunk": ("国道", (line("#dccfb4", 0.5),)),
    "primary": ("主要道路", (line("#dccfb4", 0.4),)),
    "railway": ("铁路", (line("#8f99a1", 0.35),)),
    "suburban": ("市域铁路", (line("#8f99a1", 0.35),)),
    "metro": ("地铁", (line("#8f99a1", 0.35, (6, 3)),)),
    "river": ("河", (line("#b9cfdc", 0.6),)),
}


def ground_line_renderer() -> ET.Element:
    """Return how roads, rail and rivers are drawn."""
    categories = [(kind, title, layers) for kind, (title, layers) in _LINES.items()]
    return kind_renderer("line", [*categories, ("", "其他", (line("#dfe4e8", 0.3),))])


def map_layers(zone_ids: Sequence[str]) -> tuple[MapLayer, ...]:
    """Return the layers from the top of the map to its bottom, tables last."""
    drawn = {"points": "Point", "lines": "Line", "areas": "Polygon", "regions": "Polygon"}
    titles = {"points": "项目（点）", "lines": "项目（线）", "areas": "项目（面）", "regions": "项目（只知街镇或分区）"}
    layers = [
        MapLayer(
            f"projects_{kind}",
            titles[kind],
            PROJECTS,
            geometry,
            "project",
            lambda kind=kind: stage_renderer(kind),  # type: ignore[misc]
            _PROJECT_LABELS if kind != "regions" else None,
            PROJECT_TIP,
            shown=kind != "regions",
        )
        for kind, geometry in drawn.items()
    ]
    town = Labels("name", 7.5, _QUIET, closer_than=400_000)
    layers += [
        MapLayer("projects_unplaced", "项目（未上图）", PROJECTS, "", "project", tip=PROJECT_TIP),
        MapLayer(
            "zones",
            "片区",
            ZONES,
            "Polygon",
            "zone",
            lambda: zone_renderer(zone_ids),
            Labels("name", 11, bold=True, priority=9),
            ZONE_TIP,
        ),
        MapLayer(
            "towns",
            "街镇",
            TOWNS,
            "Polygon",
            renderer=lambda: single_renderer("fill", (fill(_PAPER, 0, "#b6bec5", 0.25, "dash"),)),
            labels=town,
            tip=GROUND_TIP,
        ),
        MapLayer(
            "districts",
            "区",
            TOWNS,
            "Polygon",
            renderer=lambda: single_renderer("fill", (fill(_PAPER, 0, "#8b959d", 0.5, "solid"),)),
            tip=GROUND_TIP,
        ),
        MapLayer("ground_lines", "道路、轨道、河", GROUND, "Line", renderer=ground_line_renderer, tip=GROUND_TIP),
        MapLayer(
            "ground_water",
            "湖、大河",
            GROUND,
            "Polygon",
            renderer=lambda: single_renderer("fill", (fill("#cfdde6", 255, "#b9cfdc", 0.2, "solid"),)),
            labels=Labels("name", 7, "#5c87a0", closer_than=400_000),
            tip=GROUND_TIP,
        ),
    ]
    tables = (
        ("events", "进展", "event"),
        ("promises", "承诺", "promise"),
        ("indicators", "指标", "indicator"),
        ("sources", "文件", "source"),
    )
    layers += [MapLayer(table, title, TABLES_GROUP, "", entry) for table, title, entry in tables]
    layers += [MapLayer("dictionary", "数据字典", TABLES_GROUP, ""), MapLayer("about", "说明", TABLES_GROUP, "")]
    return tuple(layers)


def layer_style(layer: MapLayer) -> str:
    """Return the QML of a layer, for the GeoPackage's table of styles."""
    root = ET.Element(
        "qgis", version=QGIS_VERSION, styleCategories="AllStyleCategories", labelsEnabled=_labelled(layer)
    )
    root.extend(style_elements(layer))
    ET.indent(root, " ")
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + ET.tostring(root, encoding="unicode") + "\n"


def _labelled(layer: MapLayer) -> str:
    """Return whether a layer has labels, as QGIS writes it."""
    return "1" if layer.labels is not None else "0"


def style_elements(layer: MapLayer) -> list[ET.Element]:
    """Return how a layer looks and what its fields are called, as elements of a style or of a project's layer."""
    elements = []
    if layer.renderer is not None:
        elements.append(layer.renderer())
    if layer.labels is not None:
        elements.append(_labelling(layer.labels))
    if layer.entry:
        columns = columns_of(layer.entry)
        elements += [_field_configuration(columns), _aliases(columns)]
    preview = ET.Element("previewExpression")
    preview.text = '"title"' if layer.entry == "source" else '"name"'
    tip = ET.Element("mapTip")
    tip.text = layer.tip
    return [*elements, preview, tip]


def _labelling(labels: Labels) -> ET.Element:
    """Return the labels of a layer: dark on a pale edge, left out where there is no room."""
    labelling = ET.Element("labeling", type="simple")
    settings = ET.SubElement(labelling, "settings", calloutType="simple")
    style = ET.SubElement(
        settings,
        "text-style",
        fieldName=labels.field,
        isExpression="0",
        fontFamily="Noto Sans CJK SC",
        fontSize=str(labels.size),
        fontSizeUnit="Point",
        fontWeight="75" if labels.bold else "50",
        namedStyle="Bold" if labels.bold else "Regular",
        textColor=rgba(labels.colour),
        textOpacity="1",
        allowHtml="0",
    )
    families = ET.SubElement(style, "families")
    for family in ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "SimHei"):
        ET.SubElement(families, "family", name=family)
    ET.SubElement(
        style,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.7",
        bufferSizeUnits="MM",
        bufferColor=rgba(_PAPER),
        bufferOpacity="0.85",
    )
    ET.SubElement(settings, "text-format", wrapChar="", autoWrapLength="12", multilineAlign="1")
    ET.SubElement(
        settings,
        "placement",
        placement=str(labels.placement),
        dist="1.2",
        distUnits="MM",
        priority=str(labels.priority),
        centroidInside="1",
        placementFlags="10",
    )
    scaled = "1" if labels.closer_than else "0"
    ET.SubElement(
        settings,
        "rendering",
        drawLabels="1",
        scaleVisibility=scaled,
        # QGIS calls the smallest scale, which has the largest number, scaleMax.
        scaleMax=str(labels.closer_than),
        scaleMin="0",
        fontMinPixelSize="3",
        fontMaxPixelSize="10000",
        displayAll="0",
        obstacle="1",
    )
    return labelling


def _field_configuration(columns: Sequence[FlatColumn]) -> ET.Element:
    """Return how fields are edited: a code is chosen by its Chinese term."""
    configuration = ET.Element("fieldConfiguration")
    for column in columns:
        one = ET.SubElement(configuration, "field", name=column.name, configurationFlags="None")
        coded = column.shows == "value" and column.type == "string" and column.terms
        widget = ET.SubElement(one, "editWidget", type="ValueMap" if coded else "")
        config = ET.SubElement(widget, "config")
        options = ET.SubElement(config, "Option", {"type": "Map"} if coded else {})
        if coded:
            pairs = ET.SubElement(options, "Option", name="map", type="List")
            for value, term in column.terms:
                pair = ET.SubElement(pairs, "Option", type="Map")
                ET.SubElement(pair, "Option", name=term, type="QString", value=value)
    return configuration


def _aliases(columns: Sequence[FlatColumn]) -> ET.Element:
    """Return the names of fields for people."""
    aliases = ET.Element("aliases")
    # Field 0 of a layer in a GeoPackage is its own number, fid.
    for index, column in enumerate(columns, start=1):
        ET.SubElement(aliases, "alias", index=str(index), field=column.name, name=column.term)
    return aliases
