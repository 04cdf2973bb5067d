"""QGIS styles (QML) for a GeoPackage, in the same language as the screen: a stage is how full the mark is."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from mapapp.exports.stage_marks import NO_STAGE_MARK, NO_STAGE_TERM, STAGE_MARKS, Mark
from mapapp.workspace import NEUTRAL_OUTLINE, NEUTRAL_TINT, active

# Sizes on paper in millimetres; QGIS keeps them at every zoom.
MARK_MM: Final = 4.0
HALO_MM: Final = 6.2
OUTLINE_MM: Final = 0.4
LINE_MM: Final = 0.9

_WHITE = "#ffffff"
SymbolLayer = tuple[str, dict[str, str]]


def stage_style(kind: str) -> str:
    """Write the QML that colours projects by stage; `kind` is points, lines, areas or regions.

    Regions are outlines of a town or zone a project is only known to lie in: hollow, never filled.
    """
    makers = {"points": _point_layers, "lines": _line_layers, "areas": _area_layers, "regions": _region_layers}
    symbol_type = {"points": "marker", "lines": "line"}.get(kind, "fill")
    categories = [(stage.value, stage.term, makers[kind](mark)) for stage, mark in STAGE_MARKS.items()]
    # An empty value is QGIS's category for everything else: here, projects without a reported stage.
    categories.append(("", NO_STAGE_TERM, makers[kind](NO_STAGE_MARK)))
    return _qml("stage", symbol_type, categories)


def zone_style(zone_ids: tuple[str, ...]) -> str:
    """Write the QML that tints the zones; overlaps show by their outlines."""
    categories = []
    for zone_id in zone_ids:
        zone = active().zone(zone_id)
        tint, outline = (zone.tint, zone.outline) if zone else (NEUTRAL_TINT, NEUTRAL_OUTLINE)
        categories.append((zone_id, zone_id, [_fill(tint, 46, outline, 0.6, "solid")]))
    return _qml("zone_id", "fill", categories)


def _qml(attribute: str, symbol_type: str, categories: list[tuple[str, str, list[SymbolLayer]]]) -> str:
    """Write a categorized renderer."""
    root = ET.Element("qgis", version="3.28.0", styleCategories="Symbology")
    renderer = ET.SubElement(
        root,
        "renderer-v2",
        type="categorizedSymbol",
        attr=attribute,
        symbollevels="0",
        enableorderby="0",
        forceraster="0",
    )
    listed = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    for index, (value, label, layers) in enumerate(categories):
        ET.SubElement(listed, "category", render="true", type="string", symbol=str(index), value=value, label=label)
        symbol = ET.SubElement(
            symbols, "symbol", type=symbol_type, name=str(index), alpha="1", clip_to_extent="1", force_rhr="0"
        )
        for name, properties in layers:
            layer = ET.SubElement(symbol, "layer", {"class": name, "enabled": "1", "locked": "0", "pass": "0"})
            options = ET.SubElement(layer, "Option", type="Map")
            for key, text in properties.items():
                ET.SubElement(options, "Option", name=key, type="QString", value=text)
    ET.indent(root, " ")
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + ET.tostring(root, encoding="unicode") + "\n"


def _rgba(colour: str, alpha: int = 255) -> str:
    """Write a colour as QGIS does.

    >>> _rgba("#2f6a8c")
    '47,106,140,255'
    """
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"


def _disc(shape: str, fill: str, outline: str, size: float, style: str = "solid") -> SymbolLayer:
    """Write one marker layer."""
    return "SimpleMarker", {
        "name": shape,
        "color": _rgba(fill),
        "outline_color": _rgba(outline),
        "outline_style": style,
        "outline_width": str(OUTLINE_MM),
        "outline_width_unit": "MM",
        "size": str(size),
        "size_unit": "MM",
    }


def _point_layers(mark: Mark) -> list[SymbolLayer]:
    """Build a disc that is as full as the stage is far."""
    layers = [_disc("circle", _WHITE, mark.colour, HALO_MM)] if mark.halo else []
    ring = "dash" if mark.dashed else "solid"
    match mark.fill:
        case 0.25:
            layers += [_disc("circle", _WHITE, mark.colour, MARK_MM), _part("quarter_circle", mark.colour)]
        case 0.5:
            layers += [_disc("circle", _WHITE, mark.colour, MARK_MM), _part("semi_circle", mark.colour)]
        case 0.75:
            layers += [_disc("circle", mark.colour, mark.colour, MARK_MM), _part("quarter_circle", _WHITE)]
        case 1.0:
            layers += [_disc("circle", mark.colour, mark.colour, MARK_MM)]
        case _:
            layers += [_disc("circle", _WHITE, mark.colour, MARK_MM, ring)]
    return layers


def _part(shape: str, colour: str) -> SymbolLayer:
    """Write a part of a disc without its own outline, just inside the ring."""
    return _disc(shape, colour, colour, MARK_MM - OUTLINE_MM, "no")


def _line_layers(mark: Mark) -> list[SymbolLayer]:
    """Build a line whose dashes close up as the stage goes on."""
    return [
        (
            "SimpleLine",
            {
                "line_color": _rgba(mark.colour),
                "line_style": "solid",
                "line_width": str(LINE_MM),
                "line_width_unit": "MM",
                "capstyle": "round",
                "joinstyle": "round",
                "use_customdash": "1" if mark.dash else "0",
                "customdash": ";".join(map(str, mark.dash)) or "5;2",
                "customdash_unit": "Pixel",
            },
        )
    ]


def _fill(colour: str, alpha: int, outline: str, width: float, style: str) -> SymbolLayer:
    """Write one fill layer."""
    return "SimpleFill", {
        "color": _rgba(colour, alpha),
        "style": "solid" if alpha else "no",
        "outline_color": _rgba(outline),
        "outline_style": style,
        "outline_width": str(width),
        "outline_width_unit": "MM",
        "joinstyle": "round",
    }


def _area_layers(mark: Mark) -> list[SymbolLayer]:
    """Build an area that fills as the stage goes on."""
    return [_fill(mark.colour, 25 + round(130 * mark.fill), mark.colour, 0.5, "dash" if mark.dashed else "solid")]


def _region_layers(mark: Mark) -> list[SymbolLayer]:
    """Build a hollow dashed outline: the project is somewhere in here."""
    return [_fill(mark.colour, 0, mark.colour, 0.3, "dash")]
