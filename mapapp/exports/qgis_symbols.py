"""Symbols of QGIS for stages, zones and the ground, in the screen's language: a stage is how full the mark is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET

from mapapp.exports.stage_marks import NO_STAGE_FILL, NO_STAGE_MARK, NO_STAGE_TERM, STAGE_MARKS, Mark
from mapapp.open_workspace import active
from mapapp.workspace import NEUTRAL_OUTLINE, NEUTRAL_TINT

# Sizes on paper in millimetres; QGIS keeps them at every zoom.
MARK_MM: Final = 3.2
HALO_MM: Final = 4.8
OUTLINE_MM: Final = 0.4
LINE_MM: Final = 0.9

_WHITE: Final = "#ffffff"

# Projects known by the same area stand round its middle like the seeds of a sunflower, on paper only: their place in the
# file is the area. The angle between two seeds, and how far apart they are.
_SPREAD: Final = (
    'with_variable(\'n\', coalesce(array_find(array_agg("fid", group_by:="placement_feature_ids"), "fid"), 0),'
    " to_string(sqrt(@n) * {step} * cos(@n * 2.39996)) || ',' || to_string(sqrt(@n) * {step} * sin(@n * 2.39996)))"
)
_SPREAD_STEP_MM: Final = 2.3


@dataclass(frozen=True, slots=True)
class SymbolLayer:
    """One layer of a symbol: its class, its properties, expressions that override some, and a symbol within."""

    kind: str
    properties: dict[str, str]
    expressions: dict[str, str] = field(default_factory=dict)
    within: tuple[SymbolLayer, ...] = ()


Layers = tuple[SymbolLayer, ...]
Category = tuple[str, str, Layers]


def stage_renderer(kind: str) -> ET.Element:
    """Return the renderer that draws projects by stage; `kind` is points, lines, areas or regions.

    Regions are outlines of a town or zone a project is only known to lie in: hollow, never filled.
    """
    makers: dict[str, Callable[[Mark, str], Layers]] = {
        "points": _point_layers,
        "lines": _line_layers,
        "areas": _area_layers,
        "regions": _region_layers,
    }
    make = makers[kind]
    categories: list[Category] = [(stage.value, stage.term, make(mark, _WHITE)) for stage, mark in STAGE_MARKS.items()]
    # An empty value is QGIS's category for everything else: here, projects without a reported stage.
    categories.append(("", NO_STAGE_TERM, make(NO_STAGE_MARK, NO_STAGE_FILL)))
    return _categorized("stage", _SYMBOL_TYPES.get(kind, "fill"), categories)


_SYMBOL_TYPES: Final = {"points": "marker", "lines": "line"}


def zone_renderer(zone_ids: Sequence[str]) -> ET.Element:
    """Return the renderer that tints the zones; overlaps show by their outlines."""
    categories: list[Category] = []
    for zone_id in zone_ids:
        zone = active().zone(zone_id)
        tint, outline = (zone.tint, zone.outline) if zone else (NEUTRAL_TINT, NEUTRAL_OUTLINE)
        categories.append((zone_id, zone_id, (fill(tint, 28, outline, 0.6, "solid"),)))
    return _categorized("zone_id", "fill", categories)


def single_renderer(symbol_type: str, layers: Layers) -> ET.Element:
    """Return the renderer that draws everything alike."""
    renderer = ET.Element("renderer-v2", type="singleSymbol", symbollevels="0", enableorderby="0", forceraster="0")
    symbols = ET.SubElement(renderer, "symbols")
    symbols.append(symbol_element("0", symbol_type, layers))
    return renderer


def kind_renderer(symbol_type: str, categories: Sequence[Category]) -> ET.Element:
    """Return the renderer that draws the ground by the field `kind`."""
    return _categorized("kind", symbol_type, categories)


def _categorized(attribute: str, symbol_type: str, categories: Sequence[Category]) -> ET.Element:
    """Return a categorized renderer."""
    renderer = ET.Element(
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
        symbols.append(symbol_element(str(index), symbol_type, layers))
    return renderer


def symbol_element(name: str, symbol_type: str, layers: Layers) -> ET.Element:
    """Return a symbol."""
    symbol = ET.Element("symbol", type=symbol_type, name=name, alpha="1", clip_to_extent="1", force_rhr="0")
    for layer in layers:
        element = ET.SubElement(symbol, "layer", {"class": layer.kind, "enabled": "1", "locked": "0", "pass": "0"})
        options = ET.SubElement(element, "Option", type="Map")
        for key, text in layer.properties.items():
            ET.SubElement(options, "Option", name=key, type="QString", value=text)
        if layer.expressions:
            element.append(_overrides(layer.expressions))
        if layer.within:
            inner = "marker" if layer.kind == "CentroidFill" else "line"
            element.append(symbol_element(f"@{name}@0", inner, layer.within))
    return symbol


def _overrides(expressions: dict[str, str]) -> ET.Element:
    """Return the properties of a symbol layer that are computed for each feature."""
    overrides = ET.Element("data_defined_properties")
    options = ET.SubElement(overrides, "Option", type="Map")
    ET.SubElement(options, "Option", name="name", type="QString", value="")
    properties = ET.SubElement(options, "Option", name="properties", type="Map")
    for name, expression in expressions.items():
        one = ET.SubElement(properties, "Option", name=name, type="Map")
        ET.SubElement(one, "Option", name="active", type="bool", value="true")
        ET.SubElement(one, "Option", name="expression", type="QString", value=expression)
        ET.SubElement(one, "Option", name="type", type="int", value="3")
    ET.SubElement(options, "Option", name="type", type="QString", value="collection")
    return overrides


def rgba(colour: str, alpha: int = 255) -> str:
    """Return a colour as QGIS writes it.

    >>> rgba("#2f6a8c")
    '47,106,140,255'
    """
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"


def _disc(
    shape: str, inside: str, outline: str, size: float, style: str = "solid", *, spread: bool = False
) -> SymbolLayer:
    """Return one marker layer; `spread` moves it aside for others at the same place."""
    properties = {
        "name": shape,
        "color": rgba(inside),
        "outline_color": rgba(outline),
        "outline_style": style,
        "outline_width": str(OUTLINE_MM),
        "outline_width_unit": "MM",
        "size": str(size),
        "size_unit": "MM",
        "offset_unit": "MM",
    }
    expressions = {"offset": _SPREAD.format(step=_SPREAD_STEP_MM)} if spread else {}
    return SymbolLayer("SimpleMarker", properties, expressions)


def _point_layers(mark: Mark, ground: str, *, spread: bool = False) -> Layers:
    """Return a disc that is as full as the stage is far; `ground` is what it is filled with before."""

    def disc(
        shape: str, inside: str, size: float = MARK_MM, style: str = "solid", outline: str = mark.colour
    ) -> SymbolLayer:
        return _disc(shape, inside, outline, size, style, spread=spread)

    inner = MARK_MM - OUTLINE_MM
    layers = [disc("circle", _WHITE, HALO_MM)] if mark.halo else []
    match mark.fill:
        case 0.25:
            layers += [disc("circle", ground), disc("quarter_circle", mark.colour, inner, "no")]
        case 0.5:
            layers += [disc("circle", ground), disc("semi_circle", mark.colour, inner, "no")]
        case 0.75:
            layers += [disc("circle", mark.colour), disc("quarter_circle", ground, inner, "no")]
        case 1.0:
            layers += [disc("circle", mark.colour)]
        case _:
            layers += [disc("circle", ground, style="dash" if mark.dashed else "solid")]
    return tuple(layers)


def line(colour: str, width: float, dash: tuple[int, ...] = (), style: str = "solid") -> SymbolLayer:
    """Return one line layer; `dash` is in pixels, empty for an unbroken line."""
    return SymbolLayer(
        "SimpleLine",
        {
            "line_color": rgba(colour),
            "line_style": style,
            "line_width": str(width),
            "line_width_unit": "MM",
            "capstyle": "round",
            "joinstyle": "round",
            "use_custom_dash": "1" if dash else "0",
            "customdash": ";".join(map(str, dash)) or "5;2",
            "customdash_unit": "Pixel",
        },
    )


def fill(colour: str, alpha: int, outline: str, width: float, style: str) -> SymbolLayer:
    """Return one fill layer; `alpha` 0 leaves the area hollow."""
    return SymbolLayer(
        "SimpleFill",
        {
            "color": rgba(colour, alpha),
            "style": "solid" if alpha else "no",
            "outline_color": rgba(outline),
            "outline_style": style,
            "outline_width": str(width),
            "outline_width_unit": "MM",
            "joinstyle": "round",
        },
    )


def _line_layers(mark: Mark, _ground: str) -> Layers:
    """Return a line whose dashes close up as the stage goes on, on a pale one that keeps it whole."""
    under = line(_WHITE, LINE_MM + 0.6)
    return (under, line(mark.colour, LINE_MM, mark.dash))


def _area_layers(mark: Mark, ground: str) -> Layers:
    """Return a hollow outline and the mark at its middle: many projects share an area, and fills would hide it."""
    properties = {"point_on_surface": "1", "point_on_all_parts": "0", "clip_points": "0"}
    centre = SymbolLayer("CentroidFill", properties, within=_point_layers(mark, ground, spread=True))
    return (fill(mark.colour, 0, mark.colour, 0.3, "dash" if mark.dashed else "solid"), centre)


def _region_layers(mark: Mark, _ground: str) -> Layers:
    """Return a hollow dashed outline: the project is somewhere in here."""
    return (fill(mark.colour, 0, mark.colour, 0.3, "dash"),)
