"""KML: zones and projects for Google Earth and whoever takes no other file; as KMZ with marks of its own inside.

Projects lie in folders by stage; those known only to a town or zone stand apart and are not switched on, since their
outline is the area's and not theirs; those without a place are listed, not drawn. Every text is escaped, nothing is HTML.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import shapely
from PIL import Image, ImageDraw
from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Stage
from mapapp.exports.archives import fixed_zip
from mapapp.exports.flat_columns import Cell, FlatColumn, columns_of, flat
from mapapp.exports.geojson import clean_geometries
from mapapp.exports.geometry_layers import REGIONS, UNPLACED, Features, sort_by_dimension
from mapapp.exports.job import ExportJob
from mapapp.exports.label_points import label_point
from mapapp.exports.metadata import about, about_lines
from mapapp.exports.rows import NO_STAGE, Row
from mapapp.exports.stage_marks import NO_STAGE_FILL, NO_STAGE_MARK, NO_STAGE_TERM, STAGE_MARKS, Mark
from mapapp.exports.unencodable import without_surrogates
from mapapp.open_workspace import active
from mapapp.workspace import NEUTRAL_OUTLINE, NEUTRAL_TINT

PLAIN_SUFFIX: Final = ".kml"

# A mark is drawn so many pixels wide: sharp on a dense screen at the size Earth shows it.
MARK_PIXELS: Final = 64
_OVERSAMPLING: Final = 4

# Characters that no XML file may hold, even written as a reference.
_FORBIDDEN: Final = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF], "\ufffd")


def kml_pieces(job: ExportJob) -> Iterator[bytes]:
    """Return a KMZ, or plain KML where the file is called so: then marks have their colour only."""
    plain = job.suffix == PLAIN_SUFFIX
    text = "".join(_lines(job, icons=not plain)).encode("utf-8")
    if plain:
        yield text
        return
    marks = {stage.value: mark for stage, mark in STAGE_MARKS.items()} | {NO_STAGE: NO_STAGE_MARK}
    icons = [(f"marks/{name}.png", mark_png(mark, known=name != NO_STAGE)) for name, mark in marks.items()]
    yield fixed_zip([("doc.kml", text), *icons])


def _lines(job: ExportJob, *, icons: bool) -> Iterator[str]:
    """Return the document piece by piece."""
    described = about(job.atlas, job.selected, "projects", "zones")
    lines = [f"{term}：{text}" for term, text in about_lines(described)]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
    yield f"<name>{_text(active().title)}</name><open>1</open>\n"
    yield f"<description>{_text(chr(10).join(lines))}</description>\n"
    yield from _styles(job, icons=icons)
    zones = list(job.of("zones").features())
    yield from _folder("片区", _placemarks("zone", zones), opened=False)
    layers = sort_by_dimension(job.of("projects").features())
    drawn: dict[str, Features] = {}
    for name, features in layers.items():
        for geometry, row in features:
            key = name if name in (REGIONS, UNPLACED) else row["stage"] or NO_STAGE
            drawn.setdefault(key, []).append((geometry, row))
    for key, term in (*((stage.value, stage.term) for stage in Stage), (NO_STAGE, NO_STAGE_TERM)):
        if key in drawn:
            yield from _folder(f"项目：{term}", _placemarks("project", drawn[key]))
    if REGIONS in drawn:
        name = "项目：只知所在街镇或分区（图形是该区域的轮廓）"
        yield from _folder(name, _placemarks("project", drawn[REGIONS]), shown=False)
    if UNPLACED in drawn:
        yield from _folder("项目：未上图", _placemarks("project", drawn[UNPLACED]), shown=False)
    yield "</Document>\n</kml>\n"


def _styles(job: ExportJob, *, icons: bool) -> Iterator[str]:
    """Return a style for every stage and every zone."""
    for key, mark in (*((stage.value, mark) for stage, mark in STAGE_MARKS.items()), (NO_STAGE, NO_STAGE_MARK)):
        icon = f"<Icon><href>marks/{key}.png</href></Icon>" if icons else ""
        colour = "ffffffff" if icons else _colour(mark.colour)
        fill = NO_STAGE_FILL if key == NO_STAGE else mark.colour
        yield (
            f'<Style id="stage-{key}"><IconStyle><color>{colour}</color><scale>0.7</scale>{icon}</IconStyle>'
            f"<LabelStyle><scale>0.7</scale></LabelStyle>"
            f"<LineStyle><color>{_colour(mark.colour)}</color><width>3</width></LineStyle>"
            f"<PolyStyle><color>{_colour(fill, 0x55)}</color></PolyStyle></Style>\n"
        )
    for _, row in job.of("zones").features():
        zone = active().zone(row["zone_id"])
        tint, outline = (zone.tint, zone.outline) if zone else (NEUTRAL_TINT, NEUTRAL_OUTLINE)
        yield (
            f"<Style id={quoteattr(_text('zone-' + row['zone_id']))}>"
            f"<LineStyle><color>{_colour(outline)}</color><width>2</width></LineStyle>"
            f"<PolyStyle><color>{_colour(tint, 0x44)}</color></PolyStyle></Style>\n"
        )


def _folder(name: str, placemarks: Iterable[str], *, shown: bool = True, opened: bool = False) -> Iterator[str]:
    """Return a folder."""
    yield f"<Folder><name>{_text(name)}</name><visibility>{int(shown)}</visibility><open>{int(opened)}</open>\n"
    for placemark in placemarks:
        yield placemark if shown else placemark.replace("<Placemark>", "<Placemark><visibility>0</visibility>", 1)
    yield "</Folder>\n"


def _placemarks(entry: str, features: Features) -> Iterator[str]:
    """Return one placemark for each feature."""
    columns = columns_of(entry)
    shapes = clean_geometries(geometry for geometry, _ in features)
    for geometry, (_, row) in zip(shapes, features, strict=True):
        cells = flat(entry, row)
        style = f"zone-{row['zone_id']}" if entry == "zone" else f"stage-{row['stage'] or NO_STAGE}"
        yield (
            f"<Placemark><name>{_text(str(row['name']))}</name><styleUrl>{_text('#' + style)}</styleUrl>"
            f"<description>{_text(_said(entry, cells))}</description>"
            f"<ExtendedData>{''.join(_data(column, cells[column.name]) for column in columns)}</ExtendedData>"
            f"{_geometry(geometry) if geometry is not None else ''}</Placemark>\n"
        )


def _said(entry: str, cells: Row) -> str:
    """Return what the balloon of a placemark says, in plain text."""
    if entry == "zone":
        return f"{cells['projects']} 个项目，{cells['area_km2']} 平方公里。边界为手绘示意，非法定界线。"
    stage = f"{cells['stage_term']}（{cells['year']}）" if cells["stage"] else NO_STAGE_TERM
    place = f"{cells['placement_precision_term']}，{cells['placement_basis']}"
    return f"{stage}\n“{cells['quote']}”\n——{cells['doc']}\n落图：{place}"


def _data(column: FlatColumn, value: Cell) -> str:
    """Return one property under its name for programs, with its name for people."""
    if value is None:
        return ""
    text = ("是" if value else "否") if isinstance(value, bool) else str(value)
    return (
        f'<Data name="{column.name}"><displayName>{_text(column.term)}</displayName><value>{_text(text)}</value></Data>'
    )


def _geometry(geometry: BaseGeometry) -> str:
    """Return a geometry as KML; several parts stand in one MultiGeometry, areas with a point to hold the name."""
    parts = [_part(part) for part in shapely.get_parts(geometry)]
    if any(shapely.get_dimensions(shapely.get_parts(geometry))):
        point = label_point(geometry)
        assert point is not None, "only a geometry with parts is written"
        parts.append(f"<Point><coordinates>{point[0]},{point[1]}</coordinates></Point>")
    return parts[0] if len(parts) == 1 else f"<MultiGeometry>{''.join(parts)}</MultiGeometry>"


def _part(part: BaseGeometry) -> str:
    """Return one point, line or area; KML wants lon,lat without a blank between."""
    if part.geom_type == "Point":
        return f"<Point><coordinates>{_coordinates(part)}</coordinates></Point>"
    if part.geom_type == "Polygon":
        inner = "".join(
            f"<innerBoundaryIs><LinearRing><coordinates>{_coordinates(ring)}</coordinates></LinearRing></innerBoundaryIs>"
            for ring in part.interiors
        )
        outer = f"<LinearRing><coordinates>{_coordinates(part.exterior)}</coordinates></LinearRing>"
        return f"<Polygon><outerBoundaryIs>{outer}</outerBoundaryIs>{inner}</Polygon>"
    return f"<LineString><tessellate>1</tessellate><coordinates>{_coordinates(part)}</coordinates></LineString>"


def _coordinates(part: BaseGeometry) -> str:
    """Return the corners of a part."""
    return " ".join(f"{x:.10g},{y:.10g}" for x, y in shapely.get_coordinates(part))


def _colour(colour: str, alpha: int = 0xFF) -> str:
    """Return a colour as KML writes it.

    >>> _colour("#2f6a8c")
    'ff8c6a2f'
    """
    return f"{alpha:02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def _text(text: str) -> str:
    """Return a text for XML."""
    return escape(without_surrogates(text).translate(_FORBIDDEN))


def mark_png(mark: Mark, *, known: bool = True) -> bytes:
    """Return the mark of a stage as a small picture with a clear ground."""
    size = MARK_PIXELS * _OVERSAMPLING
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    pen, edge = size // 12, size // 8
    disc = (edge, edge, size - edge, size - edge)
    if mark.halo:
        draw.ellipse(
            (pen // 2, pen // 2, size - pen // 2, size - pen // 2), fill="#ffffff", outline=mark.colour, width=pen // 2
        )
    draw.ellipse(disc, fill="#ffffff" if known else NO_STAGE_FILL)
    if mark.fill:
        draw.pieslice(disc, -90, -90 + 360 * mark.fill, fill=mark.colour)
    if mark.dashed:
        for start in range(0, 360, 45):
            draw.arc(disc, start, start + 28, fill=mark.colour, width=pen)
    else:
        draw.ellipse(disc, outline=mark.colour, width=pen)
    buffer = io.BytesIO()
    image.resize((MARK_PIXELS, MARK_PIXELS), Image.Resampling.LANCZOS).save(buffer, "PNG")
    return buffer.getvalue()
