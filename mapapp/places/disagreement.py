"""Where text and drawing disagree: the zone a sentence names and the zone the drawn place lies in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.contracts.atlas import Problem
from mapapp.contracts.places import Geodata, Placement
from mapapp.contracts.projects import Project
from mapapp.contracts.records import ProjectEvent
from mapapp.contracts.vocabulary import Evidence, Precision, Severity
from mapapp.geometry.declared_overlaps import meets_at_edge
from mapapp.geometry.measure import to_metres


def zones_in_metres(geodata: Geodata) -> Mapping[str, BaseGeometry]:
    """Return the outline of each zone in metres (the workspace's metric system), by its id."""
    return {zone.zone_id: to_metres(zone.geometry) for zone in geodata.zones}


def find_disagreements(
    project: Project, placement: Placement, events: Sequence[ProjectEvent], zones: Mapping[str, BaseGeometry]
) -> tuple[Problem, ...]:
    """List the zones a project's text names, and the district of its document, that the drawn place does not touch.

    Only for places at area level or better, only for zones the text or a named place gives, and only when the place is
    farther from the zone than its own accuracy. `events` are the project's own, `zones` outlines in metres. Each Problem
    carries the quote.
    """
    if placement.geometry is None or placement.precision.rank > Precision.AREA.rank:
        return ()
    problems: list[Problem] = []
    if placement.town and placement.district != project.district:
        problems.append(_district_problem(project, placement, events))
    by_geometry = [share.zone_id for share in placement.zones_by_geometry]
    said = [
        zone_id
        for zone_id, evidence in zip(project.zones, project.zone_evidence, strict=True)
        if evidence is not Evidence.WORLD
    ]
    missed = [zone_id for zone_id in said if zone_id in zones and zone_id not in by_geometry]
    missed = [
        zone_id for zone_id in missed if not any(meets_at_edge(zone_id, other, placement.town) for other in by_geometry)
    ]
    if not missed:
        return tuple(problems)
    place = to_metres(placement.geometry)
    distances = shapely.distance(np.array([zones[zone_id] for zone_id in missed], dtype=object), place)
    for zone_id, distance_m in zip(missed, distances.tolist(), strict=True):
        if distance_m > (placement.accuracy_m or 0.0):
            problems.append(_problem(project, placement, _event_saying(zone_id, events), zone_id, distance_m))
    return tuple(problems)


def _district_problem(project: Project, placement: Placement, events: Sequence[ProjectEvent]) -> Problem:
    saying = _event_saying("", events)
    message = (
        f"“{project.name}”出自{project.district}的文件，图上在{placement.district}{placement.town}。"
        f"文字依据：{_quote(saying)}；图上依据：{placement.basis}"
    )
    remedy = "确是跨区的项目就不必改；不是就改地名表里的位置或别名"
    return _told("district-disagreement", project, saying, message, remedy)


def _quote(saying: ProjectEvent | None) -> str:
    return f"“{' '.join(saying.quote.split())}”" if saying else "（没有引文）"


def _told(code: str, project: Project, saying: ProjectEvent | None, message: str, remedy: str) -> Problem:
    return Problem(
        code=code,
        severity=Severity.WARNING,
        where=f"项目 {project.name}",
        message=message,
        remedy=remedy,
        project_id=project.project_id,
        doc=saying.doc if saying else "",
        start=saying.start if saying else None,
        end=saying.end if saying else None,
    )


def _event_saying(zone_id: str, own: Sequence[ProjectEvent]) -> ProjectEvent | None:
    return next((event for event in own if zone_id in event.zones), own[0] if own else None)


def _problem(
    project: Project, placement: Placement, saying: ProjectEvent | None, zone_id: str, distance_m: float
) -> Problem:
    drawn = "、".join(share.zone_id for share in placement.zones_by_geometry) or "任何分区之外"
    message = (
        f"“{project.name}”文字说在{zone_id}，图上在{drawn}，离{zone_id}约 {distance_m:.0f} 米。"
        f"文字依据：{_quote(saying)}；图上依据：{placement.basis}"
    )
    remedy = "在地图上看两处；文字对就改地名表里的位置，图对就在审阅里改分区"
    return _told("zone-disagreement", project, saying, message, remedy)
