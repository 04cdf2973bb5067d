"""Drawing against the printed word: areas and lengths that documents or authorities publish, beside ours in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from mapapp.boundaries import boundary_problems as findings
from mapapp.boundaries.boundary_problems import Place
from mapapp.contracts.atlas import Problem
from mapapp.contracts.places import Geodata
from mapapp.geometry.measure import measure_area_km2, measure_length_km
from mapapp.open_workspace import active
from mapapp.text.place_names import normal_name
from mapapp.workspace import PublishedFigure


def said(figure: PublishedFigure) -> str:
    """Return the figure in words, as a range only where print disagrees with itself."""
    unit = "平方公里" if figure.unit == "km²" else "公里"
    return f"{figure.low:g} {unit}" if figure.low == figure.high else f"{figure.low:g}–{figure.high:g} {unit}"


@dataclass(frozen=True, slots=True)
class AreaComparison:
    """A published figure beside the drawing: what we measure and the signed difference as a share of the nearest figure."""

    published: PublishedFigure
    file: str
    measured: float
    difference: float

    @property
    def agrees(self) -> bool:
        """Whether the drawing is as near as a sketch should be."""
        return abs(self.difference) <= self.published.tolerance


def compare_published(geodata: Geodata) -> tuple[AreaComparison, ...]:
    """Measure every drawn thing of which a figure is published, in the metric system, in the order of the table.

    Things not drawn, or drawn as a point, are left out. Features of one name are summed when they are lines.
    """
    compared: list[AreaComparison] = []
    for published in active().published:
        found = _find(published, geodata)
        if not found:
            continue
        measured = sum(
            measure_area_km2(geometry) if published.unit == "km²" else measure_length_km(geometry)
            for _, geometry in found
        )
        nearest = min(max(measured, published.low), published.high)
        compared.append(AreaComparison(published, found[0][0], measured, measured / nearest - 1.0))
    return tuple(compared)


def _find(published: PublishedFigure, geodata: Geodata) -> list[tuple[str, BaseGeometry]]:
    wanted = normal_name(published.name)
    drawn = [("zones", {zone.zone_id, zone.name}, zone.geometry) for zone in geodata.zones]
    # By its own name only: 新城绿环 answers to its first 14 km as well, but is 43 km long.
    drawn += [
        (feature.layer, {feature.name}, feature.geometry) for feature in geodata.features if not feature.only_orients
    ]
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
            f"{each.published.name}图上 {each.measured:.1f} {unit}，公布 {said(each.published)}，"
            f"相差 {each.difference * 100:+.1f}%（{each.published.source}）"
        )
        place = Place(f"{folder}/{each.file}.geojson")
        if each.agrees:
            problems.append(findings.note("published-figure", place, message, "在示意图的误差之内，不必改"))
        else:
            remedy = f"超过 {each.published.tolerance:.0%}；核对边界或线路走向，或说明口径不同"
            problems.append(findings.warning("published-figure", place, message, remedy))
    return tuple(problems)
