"""Drawing against the printed word: areas and lengths that documents or authorities publish, beside ours in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from mapapp.boundaries import boundary_problems as findings
from mapapp.boundaries.boundary_problems import Place
from mapapp.contracts.atlas import Problem
from mapapp.contracts.places import Geodata
from mapapp.geometry.measure import measure_area_km2, measure_length_km
from mapapp.text.place_names import normal_name


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure: whose, how much, how far a sketch may differ (a share), and where it is printed.

    `low` and `high` are the range of figures in print; `unit` is km² for areas and km for lengths.
    """

    name: str
    low: float
    high: float
    unit: str
    tolerance: float
    source: str
    layers: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Say the figure as a range only where print disagrees with itself."""
        unit = "平方公里" if self.unit == "km²" else "公里"
        return f"{self.low:g} {unit}" if self.low == self.high else f"{self.low:g}–{self.high:g} {unit}"


# Official surveys differ among themselves by what water and reclaimed land they count, so some are ranges.
PUBLISHED = (
    Published("大零号湾", 17, 17, "km²", 0.05, "大零号湾科技创新策源功能区规划，约 17 平方公里", ("zones",)),
    Published("先行启动区", 660, 660, "km²", 0.03, "长三角一体化示范区总体方案，约 660 平方公里", ("zones",)),
    Published("示范区", 2300, 2413, "km²", 0.03, "长三角一体化示范区总体方案（约 2300）、国土空间总体规划（约 2413）", ("zones",)),
    Published("新城", 91.1, 91.1, "km²", 0.05, "青浦新城“十四五”规划建设行动方案，91.1 平方公里", ("zones",)),
    Published("青浦区", 668.5, 676, "km²", 0.02, "青浦区政府与统计年鉴公开数字", ("districts",)),
    Published("闵行区", 370.75, 372.56, "km²", 0.02, "闵行区政府与统计年鉴公开数字", ("districts",)),
    Published("朱家角镇", 136.85, 138, "km²", 0.02, "镇政府公开介绍", ("towns",)),
    Published("练塘镇", 93.66, 94.4, "km²", 0.02, "镇政府公开介绍", ("towns",)),
    Published("金泽镇", 108.42, 108.49, "km²", 0.02, "镇政府公开介绍", ("towns",)),
    Published("淀山湖", 62, 63.7, "km²", 0.05, "上海市水务公开数字", ("water",)),
    Published("17号线", 35.3, 35.3, "km", 0.05, "上海轨道交通17号线一期（虹桥火车站—东方绿舟），35.3 公里；西延伸另约 6.6 公里", ("rail",)),
    Published("新城绿环先行启动段", 14, 14, "km", 0.1, "000.txt：新城绿环先行启动段14公里贯通"),
    Published("新城绿环", 43, 43, "km", 0.1, "青浦新城绿环规划，主脉全长约 43 公里"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """A published figure beside the drawing: what we measure and the signed difference as a share of the nearest figure."""

    published: Published
    file: str
    measured: float
    difference: float

    @property
    def agrees(self) -> bool:
        """Say whether the drawing is as near as a sketch should be."""
        return abs(self.difference) <= self.published.tolerance


def compare_published(geodata: Geodata) -> tuple[Comparison, ...]:
    """Measure every drawn thing of which a figure is published, in EPSG:32651, in the order of the table.

    Things not drawn, or drawn as a point, are left out. Features of one name are summed when they are lines.
    """
    compared: list[Comparison] = []
    for published in PUBLISHED:
        found = _find(published, geodata)
        if not found:
            continue
        measured = sum(
            measure_area_km2(geometry) if published.unit == "km²" else measure_length_km(geometry)
            for _, geometry in found
        )
        nearest = min(max(measured, published.low), published.high)
        compared.append(Comparison(published, found[0][0], measured, measured / nearest - 1.0))
    return tuple(compared)


def _find(published: Published, geodata: Geodata) -> list[tuple[str, BaseGeometry]]:
    wanted = normal_name(published.name)
    drawn = [("zones", {zone.zone_id, zone.name}, zone.geometry) for zone in geodata.zones]
    # By its own name only: 新城绿环 answers to its first 14 km as well, but is 43 km long.
    drawn += [(feature.layer, {feature.name}, feature.geometry) for feature in geodata.features]
    form = "Polygon" if published.unit == "km²" else "LineString"
    return [
        (layer, geometry)
        for layer, names, geometry in drawn
        if wanted in {normal_name(name) for name in names}
        and form in geometry.geom_type
        and (not published.layers or layer in published.layers)
    ]


def examine_published(geodata: Geodata, folder: str) -> tuple[Problem, ...]:
    """List every comparison: a note where the drawing agrees, a warning with the difference where it does not."""
    problems = []
    for each in compare_published(geodata):
        unit = "平方公里" if each.published.unit == "km²" else "公里"
        message = (
            f"{each.published.name}图上 {each.measured:.1f} {unit}，公布 {each.published.said}，"
            f"相差 {each.difference * 100:+.1f}%（{each.published.source}）"
        )
        place = Place(f"{folder}/{each.file}.geojson")
        if each.agrees:
            problems.append(findings.note("published-figure", place, message, "在示意图的误差之内，不必改"))
        else:
            remedy = f"超过 {each.published.tolerance:.0%}；核对边界或线路走向，或说明口径不同"
            problems.append(findings.warning("published-figure", place, message, remedy))
    return tuple(problems)
