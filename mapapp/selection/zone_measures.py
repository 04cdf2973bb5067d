"""What the zones of the map are coloured by: one measure of each zone within a selection, with what it rests on.

A measure is named by a short string: "stage" (the mix of stages), "kept" (promises kept and to be verified), "density"
(projects per km²), or "figure:NAME|UNIT" (what documents print of the zone). A zone of which nothing is known has no
value, never zero. Zones overlap, so each is counted by itself and nothing is added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

import shapely

from mapapp.contracts import Atlas, Indicator, Precision, Project, Selected, Stage, ValueKind, Verdict, Zone
from mapapp.geometry.measure import measure_area_km2
from mapapp.recent_results import RecentResults
from mapapp.selection.selecting import SHARE_THAT_COUNTS, last_year
from mapapp.selection.selection_parameters import Selection

STAGE_MIX, KEPT_SHARE, DENSITY = "stage", "kept", "density"
MEASURES: Final = (STAGE_MIX, KEPT_SHARE, DENSITY)
FIGURE: Final = "figure:"

# A zone that reaches farther than this beyond the districts the documents speak for is counted within them only.
SHARE_AT_HOME: Final = 0.9
# Promises whose day has come; the others are no share of anything yet.
DUE: Final = (Verdict.KEPT, Verdict.REACHED, Verdict.LATE, Verdict.OVERDUE, Verdict.UNVERIFIED)
# What is printed per something can fill a zone; a sum would make large zones look like much.
_RATIO_SIGNS: Final = ("%", "％", "‰", "/")

_AT_HOME: Final[RecentResults[dict[str, float]]] = RecentResults()


@dataclass(frozen=True, slots=True)
class ZoneMeasure:
    """One zone's value and what it rests on.

    `value` is None where nothing is known. `parts` are counts: projects by stage in order of rank, those without a
    reported stage last; or promises that are due: kept, decided otherwise, to be verified. `total` counts what was
    counted, `placed` the projects with a drawn place in the zone. `area_km2` is the ground they were divided by,
    `partly` says that it is not the whole zone. `text`, `period`, `quote`, `doc`, `start`, `end` are of a printed figure.
    """

    id: str
    value: float | None = None
    parts: tuple[int, ...] = ()
    total: int = 0
    placed: int = 0
    area_km2: float = 0.0
    partly: bool = False
    text: str = ""
    period: str = ""
    quote: str = ""
    doc: str = ""
    start: int = 0
    end: int = 0


def zone_figures(atlas: Atlas) -> tuple[tuple[str, str, str], ...]:
    """Return the figures zones can be coloured by as (measure, name, unit): those printed of the most zones first."""
    regions = {region for zone in _headline(atlas) for region in (zone.zone_id, zone.name)}
    found: dict[tuple[str, str], set[str]] = {}
    for item in atlas.indicators:
        if item.region in regions and _counts(item):
            found.setdefault((item.name, item.unit or ""), set()).add(item.region)
    ordered = sorted(found, key=lambda key: (-len(found[key]), key))
    return tuple((f"{FIGURE}{name}|{unit}", name, unit) for name, unit in ordered)


def known_measure(text: str, atlas: Atlas) -> str:
    """Return a measure that a stranger may have written, empty when there is no such one."""
    return text if text in MEASURES or any(text == figure for figure, _, _ in zone_figures(atlas)) else ""


def measure_zones(atlas: Atlas, selection: Selection, selected: Selected, measure: str) -> tuple[ZoneMeasure, ...]:
    """Measure each headline zone that a selection asks for.

    Parameters
    ----------
    atlas, selection, selected
        The data, the question, and what `select` answered.
    measure : str
        As `known_measure` takes it.

    Returns
    -------
    tuple of ZoneMeasure
        In the order of the zones; only the zones of the selection where it names any, since of the others it knows
        no more than what they share.
    """
    zones = [zone for zone in _headline(atlas) if not selection.zones or zone.zone_id in selection.zones]
    if measure.startswith(FIGURE):
        name, _, unit = measure.removeprefix(FIGURE).rpartition("|")
        return tuple(_figure(selected, zone, name, unit) for zone in zones)
    make = {STAGE_MIX: _stage_mix, KEPT_SHARE: _kept, DENSITY: _density}[measure]
    belonging: dict[str, list[Project]] = {zone.zone_id: [] for zone in zones}
    for project in selected.projects:
        for zone_id in selected.zones[project.project_id]:
            if zone_id in belonging:
                belonging[zone_id].append(project)
    return tuple(make(atlas, selected, zone, belonging[zone.zone_id]) for zone in zones)


def colouring(atlas: Atlas, selection: Selection, selected: Selected, measure: str) -> dict[str, Any]:
    """Return what the map needs to colour its zones, as plain values; what does not apply is left out.

    `fills` says that a value may fill a zone; `low` and `top` are the least and the largest.
    """
    measured = measure_zones(atlas, selection, selected, measure)
    name, _, unit = measure.removeprefix(FIGURE).rpartition("|")
    titles = {document.id: document.short_title or document.title for document in atlas.documents}
    values = [item.value for item in measured if item.value is not None]
    rows = [{key: value for key, value in asdict(item).items() if value or key == "value"} for item in measured]
    for row in rows:
        if "doc" in row:
            row["title"] = titles.get(row["doc"], "")
    return {
        "by": measure,
        "name": name if measure.startswith(FIGURE) else "",
        "unit": unit if measure.startswith(FIGURE) else "",
        "fills": measure == DENSITY or (measure.startswith(FIGURE) and any(sign in unit for sign in _RATIO_SIGNS)),
        "year": selected.as_of,
        "low": min(values, default=0.0),
        "top": max(values, default=0.0),
        "zones": rows,
    }


def _headline(atlas: Atlas) -> tuple[Zone, ...]:
    """Return the zones that are no part of another."""
    return tuple(zone for zone in atlas.geodata.zones if not zone.part_of)


def _stage_mix(_atlas: Atlas, selected: Selected, zone: Zone, projects: list[Project]) -> ZoneMeasure:
    """Count the projects of a zone by stage."""
    counts = [0] * (len(Stage) + 1)
    for project in projects:
        state = selected.states[project.project_id]
        counts[len(Stage) if state is None else state.stage.rank] += 1
    value = float(len(projects)) if projects else None
    return ZoneMeasure(zone.zone_id, value, tuple(counts), len(projects), len(_placed(_atlas, zone, projects)))


def _kept(atlas: Atlas, selected: Selected, zone: Zone, projects: list[Project]) -> ZoneMeasure:
    """Count the promises of a zone that are due: kept, decided otherwise, to be verified."""
    ids = {project.project_id for project in projects}
    verdicts = [promise.verdict for promise in selected.promises if promise.project_id in ids]
    due = sum(verdict in DUE for verdict in verdicts)
    kept, unverified = verdicts.count(Verdict.KEPT), verdicts.count(Verdict.UNVERIFIED)
    parts = (kept, due - kept - unverified, unverified)
    # Where all are still to be verified, that none is known to be kept is no share of nought.
    value = kept / due if due > unverified else None
    return ZoneMeasure(zone.zone_id, value, parts, due, len(_placed(atlas, zone, projects)))


def _density(atlas: Atlas, _selected: Selected, zone: Zone, projects: list[Project]) -> ZoneMeasure:
    """Count the projects that have a drawn place in a zone, per km² of what the documents speak for."""
    area = _area_at_home(atlas, zone)
    partly = area < SHARE_AT_HOME * zone.area_km2
    placed = _placed(atlas, zone, projects)
    if partly:
        speaking = {document.district for document in atlas.documents}
        placed = [item for item in placed if atlas.placement_by_project[item.project_id].district in speaking]
    else:
        area = zone.area_km2
    value = len(placed) / area if placed and area else None
    return ZoneMeasure(zone.zone_id, value, (), len(projects), len(placed), round(area, 1), partly)


def _figure(selected: Selected, zone: Zone, name: str, unit: str) -> ZoneMeasure:
    """Return the latest printed figure of a zone; the first of a year where there are several."""
    found: Indicator | None = None
    for item in selected.indicators:
        if item.region not in (zone.zone_id, zone.name) or (item.name, item.unit or "") != (name, unit):
            continue
        if _counts(item) and (found is None or last_year(found.period) < last_year(item.period)):
            found = item
    if found is None:
        return ZoneMeasure(zone.zone_id)
    return ZoneMeasure(
        zone.zone_id,
        found.value,
        text=found.value_with_unit,
        period=found.period,
        quote=found.quote,
        doc=found.doc,
        start=found.start,
        end=found.end,
    )


def _counts(item: Indicator) -> bool:
    """Whether a figure says what was reached: no target, no forecast, nothing that is in doubt."""
    return item.value is not None and item.value_kind is ValueKind.ACTUAL and item.certain


def _placed(atlas: Atlas, zone: Zone, projects: Iterable[Project]) -> list[Project]:
    """Return the projects that have a place of their own, at least half of it in a zone."""
    found = []
    for project in projects:
        placement = atlas.placement_by_project.get(project.project_id)
        if placement is None or placement.geometry is None or placement.precision.rank > Precision.AREA.rank:
            continue
        shares = {share.zone_id: share.share for share in placement.zones_by_geometry}
        if shares.get(zone.zone_id, 0.0) >= SHARE_THAT_COUNTS:
            found.append(project)
    return found


def _area_at_home(atlas: Atlas, zone: Zone) -> float:
    """Return how much of a zone lies in the districts the documents speak for, in km²; all of it where none is drawn."""
    speaking = frozenset(document.district for document in atlas.documents)
    return _AT_HOME.get("at home", (atlas.geodata, speaking), lambda: _areas_at_home(atlas, speaking))[zone.zone_id]


def _areas_at_home(atlas: Atlas, speaking: frozenset[str]) -> dict[str, float]:
    """Measure every zone within the districts the documents speak for."""
    districts = [item.geometry for item in atlas.geodata.layer("districts") if item.name in speaking]
    if not districts:
        return {zone.zone_id: zone.area_km2 for zone in atlas.geodata.zones}
    home = shapely.union_all(districts)
    return {zone.zone_id: measure_area_km2(zone.geometry.intersection(home)) for zone in atlas.geodata.zones}
