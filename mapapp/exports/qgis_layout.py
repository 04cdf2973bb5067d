"""The print layout of the QGIS project: an A3 sheet across with map, title, legend, scale and what the map must say."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from mapapp.exports.qgis_symbols import rgba

# The numbers QGIS gives to kinds of items in a layout.
_PAGE, _MAP, _LABEL, _LEGEND, _SCALE_BAR = "65638", "65639", "65641", "65642", "65646"

# Millimetres on an A3 sheet across.
WIDTH, HEIGHT = 420.0, 297.0
_MARGIN, _LEGEND_WIDTH, _TOP, _BOTTOM = 12.0, 78.0, 26.0, 20.0

# Ids of items are made from their names: the same selection gives the same file.
_NAMESPACE: Final = uuid.UUID("6f1d4c1e-8c8e-5d0e-9c55-6d6170617070")

FONT: Final = "Noto Sans CJK SC"


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What a sheet says: title, line under it, foot.

    `box` is what it shows, in the project's reference system; `legend` the layers that are explained, by id, with titles.
    """

    title: str
    subtitle: str
    foot: str
    box: tuple[float, float, float, float]
    legend: tuple[tuple[str, str], ...]


def identifier(name: str) -> str:
    """Return an id as QGIS writes it, always the same for the same name."""
    return "{" + str(uuid.uuid5(_NAMESPACE, name)) + "}"


def layout(sheet: PaperSheet) -> ET.Element:
    """Return the print layout."""
    root = ET.Element("Layout", name="A3 横", units="mm", printResolution="200", worldFileMap=identifier("map"))
    pages = ET.SubElement(root, "PageCollection")
    pages.append(_item("page", _PAGE, (0, 0, WIDTH, HEIGHT), background=True))
    map_width = WIDTH - 2 * _MARGIN - _LEGEND_WIDTH
    map_height = HEIGHT - _TOP - _BOTTOM
    root.append(_legend(sheet, (WIDTH - _MARGIN - _LEGEND_WIDTH + 4, _TOP, _LEGEND_WIDTH - 4, map_height - 22)))
    root.append(_scale_bar((WIDTH - _MARGIN - _LEGEND_WIDTH + 4, _TOP + map_height - 18, _LEGEND_WIDTH - 8, 12)))
    root.append(_label("title", sheet.title, (_MARGIN, 8, map_width, 10), 20, bold=True))
    root.append(_label("subtitle", sheet.subtitle, (_MARGIN, 18, map_width, 7), 11))
    root.append(_label("foot", sheet.foot, (_MARGIN, HEIGHT - _BOTTOM + 3, WIDTH - 2 * _MARGIN, _BOTTOM - 5), 8))
    root.append(_map(sheet, (_MARGIN, _TOP, map_width, map_height)))
    return root


def _item(
    name: str, kind: str, place: tuple[float, float, float, float], *, background: bool = False, frame: bool = False
) -> ET.Element:
    """Return an item at x, y with width and height in millimetres."""
    x, y, width, height = place
    item = ET.Element(
        "LayoutItem",
        id=name,
        type=kind,
        uuid=identifier(name),
        templateUuid=identifier(name),
        position=f"{x},{y},mm",
        positionOnPage=f"{x},{y},mm",
        size=f"{width},{height},mm",
        visibility="1",
        opacity="1",
        referencePoint="0",
        itemRotation="0",
        background=str(background).lower(),
        frame=str(frame).lower(),
        outlineWidthM="0.3,mm",
        frameJoinStyle="miter",
        zValue="0",
    )
    ET.SubElement(item, "FrameColor", red="139", green="149", blue="157", alpha="255")
    ET.SubElement(item, "BackgroundColor", red="255", green="255", blue="255", alpha="255")
    return item


def _map(sheet: PaperSheet, place: tuple[float, float, float, float]) -> ET.Element:
    """Return the map, its box widened to the shape of its frame."""
    item = _item("map", _MAP, place, background=True, frame=True)
    item.attrib |= {"followPreset": "false", "keepLayerSet": "false", "drawCanvasItems": "true", "mapRotation": "0"}
    west, south, east, north = sheet.box
    wanted = place[2] / place[3]
    width, height = east - west, north - south
    if width / height < wanted:
        middle, half = (west + east) / 2, height * wanted / 2
        west, east = middle - half, middle + half
    else:
        middle, half = (south + north) / 2, width / wanted / 2
        south, north = middle - half, middle + half
    ET.SubElement(item, "Extent", xmin=str(west), ymin=str(south), xmax=str(east), ymax=str(north))
    return item


def _text_style(parent: ET.Element, size: float, *, bold: bool = False, old_tag: str = "") -> None:
    """Add how a text looks; QGIS before 3.24 reads it from an element of another name, `old_tag`."""
    if old_tag:
        weight = 75 if bold else 50
        ET.SubElement(parent, old_tag, description=f"{FONT},{size:g},-1,5,{weight},0,0,0,0,0", style="")
    ET.SubElement(
        parent,
        "text-style",
        fontFamily=FONT,
        fontSize=str(size),
        fontSizeUnit="Point",
        fontWeight="75" if bold else "50",
        namedStyle="Bold" if bold else "Regular",
        textColor=rgba("#1f2933"),
        textOpacity="1",
    )


def _label(
    name: str, text: str, place: tuple[float, float, float, float], size: float, *, bold: bool = False
) -> ET.Element:
    """Return a text."""
    item = _item(name, _LABEL, place)
    item.attrib |= {"labelText": text, "htmlState": "0", "halign": "1", "valign": "32", "marginX": "0", "marginY": "0"}
    _text_style(item, size, bold=bold, old_tag="LabelFont")
    ET.SubElement(item, "FontColor", red="31", green="41", blue="51", alpha="255")
    return item


def _legend(sheet: PaperSheet, place: tuple[float, float, float, float]) -> ET.Element:
    """Return the legend of the layers that are drawn, each once."""
    item = _item("legend", _LEGEND, place)
    item.attrib |= {
        "title": "图例",
        "map_uuid": identifier("map"),
        "legendFilterByAtlas": "0",
        "resizeToContents": "0",
        "columnCount": "1",
        "splitLayer": "0",
        "boxSpace": "1",
        "symbolWidth": "7",
        "symbolHeight": "4",
        "wmsLegendWidth": "50",
        "wmsLegendHeight": "25",
    }
    styles = ET.SubElement(item, "styles")
    for name, size, bold, margin in (
        ("title", 12, True, "3"),
        ("group", 10, True, "2"),
        ("subgroup", 9, True, "2"),
        ("symbol", 9, False, "1"),
        ("symbolLabel", 8.5, False, "2"),
    ):
        style = ET.SubElement(
            styles,
            "style",
            name=name,
            alignment="1",
            marginTop=margin,
            marginBottom="0",
            marginLeft="2",
            marginRight="0",
        )
        _text_style(style, size, bold=bold, old_tag="styleFont")
    tree = ET.SubElement(item, "layer-tree-group")
    for layer_id, title in sheet.legend:
        layer = ET.SubElement(
            tree, "layer-tree-layer", id=layer_id, name=title, checked="Qt::Checked", expanded="1", providerKey="ogr"
        )
        options = ET.SubElement(ET.SubElement(layer, "customproperties"), "Option", type="Map")
        ET.SubElement(options, "Option", name="cached_name", type="QString", value=title)
        ET.SubElement(options, "Option", name="legend/title-label", type="QString", value=title)
    return item


def _scale_bar(place: tuple[float, float, float, float]) -> ET.Element:
    """Return the scale bar, in kilometres."""
    item = _item("scale", _SCALE_BAR, place)
    item.attrib |= {
        "style": "Line Ticks Up",
        "mapUuid": identifier("map"),
        "unitType": "km",
        "unitLabel": "公里",
        "numUnitsPerSegment": "5",
        "numMapUnitsPerScaleBarUnit": "1",
        "numSegments": "2",
        "numSegmentsLeft": "0",
        "segmentSizeMode": "0",
        "height": "2",
        "outlineWidth": "0.3",
        "alignment": "0",
        "minBarWidth": "20",
        "maxBarWidth": "70",
        "labelBarSpace": "1.5",
        "boxContentSpace": "1",
    }
    _text_style(item, 8.5)
    ET.SubElement(item, "fillColor", red="31", green="41", blue="51", alpha="255")
    ET.SubElement(item, "strokeColor", red="31", green="41", blue="51", alpha="255")
    return item
