"""Placement: for every project the best place that can be defended, and the zones it lies in by geometry.

No point is ever made up. What is known only to lie in a town, zone or district is given that area's own outline, to be
listed and counted there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from logging import getLogger
from typing import Final, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.contracts.atlas import Problem
from mapapp.contracts.places import PLACED_LAYER, Geodata, Placement, ZoneShare
from mapapp.contracts.projects import Project
from mapapp.contracts.records import ProjectEvent
from mapapp.contracts.text import Document
from mapapp.contracts.vocabulary import Evidence, Precision
from mapapp.open_workspace import active
from mapapp.places.candidates import Way
from mapapp.places.disagreement import find_disagreements, zones_in_metres
from mapapp.places.evidence import find_candidates
from mapapp.places.gazetteer import Gazetteer, GazetteerEntry
from mapapp.places.membership import find_shares
from mapapp.places.put_by_hand import PutByHand
from mapapp.places.surroundings import Surroundings
from mapapp.recent_results import RecentResults
from mapapp.workspace import YEARS_WITHOUT_DOCUMENTS

# A line or area belongs to a town when nearly all of it does; the rest is the edge's own vagueness.
TOWN_SHARE = 0.9
# A wider zone that covers this part of a narrower one adds nothing to it; 新城 and 青东 share far less at 赵巷.
NESTED_SHARE = 0.25
# Geometries whose areas are remembered: more than one map holds, and few megabytes.
MOST_JOINED = 50_000

_LOG = getLogger(__name__)
_PLACERS: Final[RecentResults[_Placer]] = RecentResults()


def place_projects(
    projects: Sequence[Project],
    events: Sequence[ProjectEvent],
    geodata: Geodata,
    documents: Sequence[Document] = (),
) -> tuple[tuple[Placement, ...], tuple[Problem, ...]]:
    """Place every project, and list where text and drawing disagree.

    Parameters
    ----------
    projects, events
        Of one workspace, linked.
    geodata : Geodata
        Drawn features, lon, lat in EPSG:4326.
    documents : sequence of Document
        With them the row or heading an event stands under counts as a place too.

    Returns
    -------
    placements : tuple of Placement
        In the order of the projects; geometries as drawn, EPSG:4326, accuracy in metres. A project that cannot be placed
        has precision none and a sentence why.
    problems : tuple of Problem
    """
    drawn = Geodata(geodata.zones, tuple(item for item in geodata.features if item.layer != PLACED_LAYER))
    rules = replace(active(), years=YEARS_WITHOUT_DOCUMENTS)
    placer = _PLACERS.get("drawn", (drawn, rules), lambda: _Placer(drawn))
    by_hand = PutByHand(geodata)
    event_by_id = {event.event_id: event for event in events}
    document_by_id = {document.id: document for document in documents}
    cases = []
    for project in projects:
        own = tuple(event_by_id[event_id] for event_id in project.event_ids if event_id in event_by_id)
        told_in = tuple(document_by_id.get(event.doc) for event in own)
        cases.append(_Case(project, own, told_in, by_hand.entry_of(project)))
    placed = placer.place_all(cases, Surroundings(documents, placer.gazetteer))
    joined = tuple(placement for placement, _ in placed)
    counts = Counter(placement.precision for placement in joined)
    told = "，".join(f"{precision.term} {counts[precision]}" for precision in Precision if counts[precision])
    _LOG.info("places: %d projects, %s", len(joined), told)
    problems = tuple(problem for _, found in placed for problem in found)
    return joined, (*problems, *by_hand.left_over(projects))


class _Case(NamedTuple):
    """All that placing one project goes by: its own events, the documents they stand in, where a person put it."""

    project: Project
    events: tuple[ProjectEvent, ...]
    documents: tuple[Document | None, ...]
    put: GazetteerEntry | None


_Placed = tuple[Placement, tuple[Problem, ...]]
_Shares = tuple[tuple[int, float], ...]


class _Placer:
    """Place one project after another against what is drawn; joint outlines are made once.

    It lives as long as nobody draws anything else, and places again only projects of which something changed.
    """

    def __init__(self, geodata: Geodata) -> None:
        self.gazetteer = Gazetteer(geodata)
        self._geodata = geodata
        self._zones_in_metres = zones_in_metres(geodata)
        self._joint: dict[tuple[str, ...], BaseGeometry] = {}
        self._zones_for: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._placed: RecentResults[_Placed] = RecentResults()
        self._shares: dict[int, tuple[BaseGeometry, _Shares, _Shares]] = {}

    def place_all(self, cases: Sequence[_Case], surroundings: Surroundings) -> list[_Placed]:
        """Return for each project its placement and where text and drawing disagree about it."""
        known = [self._placed.known(case.project.project_id, case) for case in cases]
        new = [case for case, placed in zip(cases, known, strict=True) if placed is None]
        made = iter(self._with_areas([self.place(case, surroundings) for case in new]))
        return [
            self._kept(case, next(made)) if placed is None else placed
            for case, placed in zip(cases, known, strict=True)
        ]

    def _kept(self, case: _Case, placement: Placement) -> _Placed:
        """Remember a placement with what disagrees about it."""
        problems = find_disagreements(case.project, placement, case.events, self._zones_in_metres)
        return self._placed.keep(case.project.project_id, case, (placement, problems))

    def place(self, case: _Case, surroundings: Surroundings) -> Placement:
        """Return where a person put it, else the best defensible placement: a named place, the zone, the district, none."""
        project, put = case.project, case.put
        if put is not None:
            basis = f"人工放置：{put.basis}"
            placement = self._placement(project, put.precision, (put,), put.accuracy_m, basis)
            return replace(placement, geometry=put.geometry)
        candidates = find_candidates(project, case.events, self.gazetteer, surroundings)
        if candidates:
            best = candidates[0]
            drawn = best.entries[0].basis if best.way is Way.IS else ""
            basis = f"{best.because}（误差约 {_round_metres(best.accuracy_m)} 米）" + (
                f"；图上依据：{drawn}" if drawn else ""
            )
            placement = self._placement(project, best.precision, best.entries, best.accuracy_m, basis)
            return placement if best.geometry is None else replace(placement, geometry=best.geometry)
        zones = self._most_specific_zones(project)
        if zones:
            names = "、".join(zone.name for zone in zones)
            basis = f"原文把它写在“{names}”之下，没有写到更具体、图上有的地方；列在该分区，不画成点"
            return self._placement(project, Precision.ZONE, zones, max(zone.extent_m for zone in zones), basis)
        district = self.gazetteer.districts.get(project.district)
        if district:
            basis = f"原文没有写到比{project.district}更具体、图上有的地方，只列在全区名下"
            return self._placement(project, Precision.DISTRICT, (district,), district.extent_m, basis)
        basis = "名称、原文地名和分区都对不上图上的地方，不上图"
        return Placement(project.project_id, Precision.NONE, None, None, basis)

    def _placement(
        self, project: Project, precision: Precision, entries: tuple[GazetteerEntry, ...], accuracy_m: float, basis: str
    ) -> Placement:
        ids = tuple(entry.feature_id for entry in entries)
        if ids not in self._joint:
            shapes = [entry.geometry for entry in entries]
            self._joint[ids] = shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)
        towns, districts = {entry.town for entry in entries}, {entry.district for entry in entries}
        named_town = towns.pop() if len(towns) == 1 and precision.rank <= Precision.TOWN.rank else ""
        named_district = (districts.pop() if len(districts) == 1 else "") or project.district
        return Placement(
            project_id=project.project_id,
            precision=precision,
            geometry=self._joint[ids],
            accuracy_m=round(accuracy_m, 1),
            basis=basis,
            feature_ids=ids,
            town=named_town,
            district=named_district,
        )

    def _with_areas(self, placements: Sequence[Placement]) -> list[Placement]:
        """Add zones by geometry, and the town where one holds nearly all; each distinct geometry is joined once."""
        towns = self._geodata.layer("towns")
        self._join([placement.geometry for placement in placements if placement.geometry is not None])
        result = []
        for placement in placements:
            if placement.geometry is None:
                result.append(placement)
                continue
            _, in_zones, in_towns = self._shares[id(placement.geometry)]
            held = [towns[index] for index, share in in_towns if share >= TOWN_SHARE]
            town, district = placement.town, placement.district
            if len(held) == 1 and placement.precision.rank <= Precision.TOWN.rank:
                town, district = held[0].town or held[0].name, held[0].district or district
            if placement.precision is Precision.DISTRICT:
                # Somewhere in the district says nothing of its zones; shares of its outline would only look as if it did.
                result.append(placement)
                continue
            shares = tuple(ZoneShare(self._geodata.zones[index].zone_id, share) for index, share in in_zones)
            result.append(replace(placement, zones_by_geometry=shares, town=town, district=district))
        return result

    def _join(self, geometries: Sequence[BaseGeometry]) -> None:
        """Find the areas in which geometries lie that have not been joined before."""
        if len(self._shares) > MOST_JOINED:
            self._shares.clear()
        new = list({id(one): one for one in geometries if id(one) not in self._shares}.values())
        in_zones = find_shares(new, [zone.geometry for zone in self._geodata.zones])
        in_towns = find_shares(new, [town.geometry for town in self._geodata.layer("towns")])
        for geometry, zones, towns in zip(new, in_zones, in_towns, strict=True):
            # Kept with it: an identity names nothing else as long as its geometry lives.
            self._shares[id(geometry)] = (geometry, zones, towns)

    def _most_specific_zones(self, project: Project) -> tuple[GazetteerEntry, ...]:
        """Choose the zones the text supports, without any that holds a smaller named one.

        Zones apart from one another all stay; a zone that only local knowledge names is not enough to list it there.
        """
        zones = self.gazetteer.zones
        said = tuple(
            zone_id
            for zone_id, evidence in zip(project.zones, project.zone_evidence, strict=True)
            if evidence in (Evidence.TEXT, Evidence.PLACE) and zone_id in zones
        )
        if said not in self._zones_for:
            kept: list[str] = []
            # To the nearest 100 m, so that sketches of one size fall back on the order of the screen.
            by_size = sorted(
                dict.fromkeys(said), key=lambda each: (round(zones[each].extent_m, -2), active().zone_ids.index(each))
            )
            for zone_id in by_size:
                wide = zones[zone_id].geometry
                if not any(_part_inside(zones[narrow].geometry, wide) >= NESTED_SHARE for narrow in kept):
                    kept.append(zone_id)
            self._zones_for[said] = tuple(sorted(kept))
        return tuple(zones[zone_id] for zone_id in self._zones_for[said])


def _round_metres(metres: float) -> int:
    """Round to what the figure can bear: tens below a kilometre, hundreds above."""
    step = 10 if metres < 1000 else 100
    return int(max(step, round(metres / step) * step))


def _part_inside(narrow: BaseGeometry, wide: BaseGeometry) -> float:
    return float(shapely.area(shapely.intersection(narrow, wide)) / shapely.area(narrow))
