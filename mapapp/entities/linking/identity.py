"""Which mentions are one project: registry first, then structure; what is only probable becomes a suggestion."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from mapapp.contracts import Evidence, MergeSuggestion, Project, ProjectEvent, ProjectKind
from mapapp.entities.linking.groups import Group, group_mentions, spoken_name
from mapapp.entities.linking.kinds import Kinds, kind_of
from mapapp.entities.linking.project_names import NameShape, fold_name, read_name
from mapapp.entities.linking.registry import Registry, RegistryRow
from mapapp.entities.linking.similarity import candidate_pairs, compare
from mapapp.open_workspace import active
from mapapp.recent_results import RecentResults

_LINKED: Final[RecentResults[tuple[tuple[ProjectEvent, ...], Project]]] = RecentResults()
_SUGGESTED: Final[RecentResults[tuple[MergeSuggestion, ...]]] = RecentResults()
_EVIDENCE_ORDER: Final = (Evidence.TEXT, Evidence.PLACE, Evidence.WORLD)


@dataclass(frozen=True, slots=True)
class Linked:
    """Events with canonical and project_id, the projects they make, and pairs a person should look at."""

    events: tuple[ProjectEvent, ...]
    projects: tuple[Project, ...]
    suggestions: tuple[MergeSuggestion, ...]


def make_project_id(canonical: str, district: str) -> str:
    """Return the id of a project; it depends on its name and district alone, so files can be compared over years.

    >>> make_project_id("方厅水院", "青浦区")
    'p-bc7384d6'
    """
    digest = hashlib.sha256(f"{canonical}|{district}".encode()).hexdigest()
    return f"p-{digest[:8]}"


def link_projects(events: Sequence[ProjectEvent], registry: Registry, kinds: Kinds | None = None) -> Linked:
    """Make projects out of the events of all documents.

    A canonical name set by a reviewer stands. Then the registry decides; what it does not know is grouped by the
    folded name without phase (quotes, blanks, 项目 / 工程 tails and the district's own name do not count), within one
    district unless it is a numbered line or road; a name that only drops a place or some letters joins the full one,
    and the project's note says so. Registry zones fill events whose text names none, as world
    knowledge; a reviewed event keeps what the reviewer wrote. The kind is the one `kinds` gives, else read from the
    name; it holds for all events of a project. Projects come sorted by name, events in the order given.
    """
    groups = group_mentions(events, registry)
    linked = list(events)
    projects = []
    for group in groups:
        _name(group, events)
        district = group.row.districts[0] if group.row and group.row.districts else _usual(events, group, "district")
        project_id = make_project_id(group.canonical, district)
        kind = kind_of(group.canonical, kinds or {})
        mine = tuple(events[index] for index in group.indices)
        parts = tuple(group.parts.get(index) for index in group.indices)
        given = (mine, parts, group.canonical, group.row, tuple(group.notes), kind, active().headline_zones)
        # A group stays what it was for as long as nobody touches one of its mentions.
        make = partial(_link_group, project_id, district, group, mine, kind)
        settled, project = _LINKED.get(project_id, given, make)
        for index, event in zip(group.indices, settled, strict=True):
            linked[index] = event
        projects.append(project)
    projects.sort(key=lambda project: (project.name, project.project_id))
    known = (tuple((project.project_id, project.name, project.district) for project in projects), active())
    return Linked(tuple(linked), tuple(projects), _SUGGESTED.get("suggestions", known, lambda: _suggest(projects)))


def _link_group(
    project_id: str, district: str, group: Group, events: Sequence[ProjectEvent], kind: tuple[ProjectKind, str]
) -> tuple[tuple[ProjectEvent, ...], Project]:
    """Return the events of one group with what their project is called, and the project."""
    settled = tuple(replace(_settle(event, group, project_id), kind=kind[0]) for event in events)
    project = _make_project(project_id, district, group, settled)
    return settled, replace(project, kind=kind[0], kind_reason=kind[1])


def _name(group: Group, events: Sequence[ProjectEvent]) -> None:
    """Choose the canonical name: registry, else reviewer, else the fullest of the most frequent bases."""
    if group.row:
        group.canonical = group.row.canonical
        return
    settled = [events[i].canonical for i in group.indices if events[i].reviewed and events[i].canonical]
    if settled:
        group.canonical = Counter(settled).most_common(1)[0][0]
        return
    bases = Counter(_clean(read_name(spoken_name(events[i]))) for i in group.indices)
    group.canonical = min(bases, key=lambda base: (-len(fold_name(base)), -bases[base], base))


def _clean(shape: NameShape) -> str:
    """Write a base name as a canonical one: no blanks, no outer quotes, 轨交 for the ways to say it."""
    base = "".join(shape.base.split())
    for left, right in ("“”", "‘’", "《》", '""'):
        if base.startswith(left) and base.endswith(right) and len(base) > 2:
            base = base[1:-1]
    return fold_name(base).upper() if shape.lines and shape.head == "rail" else base


def _usual(events: Sequence[ProjectEvent], group: Group, attribute: str) -> str:
    """Return the most frequent value of a text field in a group, the first by document among equals."""
    counts = Counter(str(getattr(events[index], attribute)) for index in group.indices)
    return max(counts, key=lambda value: (counts[value], value != "", value))


def _settle(event: ProjectEvent, group: Group, project_id: str) -> ProjectEvent:
    """Write name, id and, where the text is silent, the registry's zones into an event."""
    event = replace(event, canonical=group.canonical, project_id=project_id)
    if group.row and not event.zones and event.reviewed not in ("corrected", "added") and _at_home(event, group.row):
        reasons = (*event.reasons, f"片区据登记表：{group.row.source}")
        return replace(event, zones=group.row.zones, zone_evidence=Evidence.WORLD, reasons=reasons)
    return event


def _at_home(event: ProjectEvent, row: RegistryRow) -> bool:
    """Whether the registry's zones hold for an event: a line's zones in 青浦 say nothing of its 闵行 part."""
    return bool(row.zones) and (not event.district or not row.districts or event.district == row.districts[0])


def _make_project(project_id: str, district: str, group: Group, mine: Sequence[ProjectEvent]) -> Project:
    """Gather what the events of one group say about their project."""
    best: dict[str, Evidence] = {}
    for event in mine:
        if event.zone_evidence is None:
            continue
        for zone in event.zones:
            known = best.get(zone)
            if known is None or _EVIDENCE_ORDER.index(event.zone_evidence) < _EVIDENCE_ORDER.index(known):
                best[zone] = event.zone_evidence
    for zone in group.row.zones if group.row else ():
        best.setdefault(zone, Evidence.WORLD)
    zones = tuple(zone for zone in active().headline_zones if zone in best)
    printed = [event.name for event in mine] + [
        name for name, doc in (group.row.aliases if group.row else ()) if not doc
    ]
    ordered = sorted(
        mine, key=lambda event: (event.year or 0, event.stage.rank, event.doc, event.start, event.event_id)
    )
    return Project(
        project_id=project_id,
        name=group.canonical,
        aliases=_unique(name for name in printed if name != group.canonical),
        district=district,
        zones=zones,
        zone_evidence=tuple(best[zone] for zone in zones),
        places=_unique(place for event in mine for place in event.places),
        event_ids=tuple(event.event_id for event in ordered),
        certain=any(event.certain for event in mine),
        phases=_unique(group.parts[index] for index in group.indices if index in group.parts),
        looked=min((event.looked for event in mine), key=lambda looked: looked.rank),
        signed="；".join(_unique(event.signed for event in mine if event.signed)),
        note="；".join(part for part in (group.row.note if group.row else "", *group.notes) if part),
    )


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    """Keep the first of each."""
    return tuple(dict.fromkeys(values))


def _suggest(projects: Sequence[Project]) -> tuple[MergeSuggestion, ...]:
    """List pairs that may be one project, best first; nothing is merged here."""
    shapes = [read_name(project.name) for project in projects]
    found = []
    for left, right in candidate_pairs([shape.key for shape in shapes]):
        one, two = projects[left], projects[right]
        if one.district != two.district and not (shapes[left].lines & shapes[right].lines):
            continue
        comparison = compare(shapes[left], shapes[right])
        if comparison.probable:
            ids = (min(one.project_id, two.project_id), max(one.project_id, two.project_id))
            reasons = (f"“{one.name}” 与 “{two.name}”", *comparison.reasons)
            found.append(MergeSuggestion(ids, round(comparison.score, 3), reasons))
    return tuple(sorted(found, key=lambda suggestion: (-suggestion.score, suggestion.project_ids)))
