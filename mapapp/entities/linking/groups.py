"""Which mentions go together before anything is named: registry rows, folded names, dropped places and letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from mapapp.contracts import ProjectEvent
from mapapp.entities.linking.project_names import NameShape, fold_name, read_name
from mapapp.entities.linking.registry import Registry, RegistryRow, part_of
from mapapp.entities.linking.similarity import candidate_pairs, is_abbreviation, place_prefix

# Only numbered lines and roads run through several districts under one name.
_CROSSES_DISTRICTS: Final = frozenset({"rail", "road"})


@dataclass(slots=True)
class Group:
    """Mentions taken for one project while linking.

    `indices` point into the events in their order; `parts` give the phase of those that speak of one; `notes` say
    which other spellings were taken in, and on what grounds.
    """

    key: tuple[str, str]
    row: RegistryRow | None
    indices: list[int] = field(default_factory=list)
    parts: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    canonical: str = ""

    def take_in(self, other: Group, note: str) -> None:
        """Take the mentions of another group in."""
        self.indices = sorted((*self.indices, *other.indices))
        self.parts |= other.parts
        self.notes.extend((*other.notes, note))


def group_mentions(events: Sequence[ProjectEvent], registry: Registry) -> list[Group]:
    """Group the events of all documents by project, in order of first mention.

    What the registry or a reviewer has named is never merged further.
    """
    groups = _by_name(events, registry)
    groups = _join_place_prefixes(groups, events)
    return _join_abbreviations(groups, events)


def _by_name(events: Sequence[ProjectEvent], registry: Registry) -> list[Group]:
    """Put every event into a group by registry row, else by folded name and district."""
    groups: dict[tuple[str, str], Group] = {}
    for index, event in enumerate(events):
        settled = event.canonical if event.reviewed and event.canonical else ""
        spoken = spoken_name(event)
        found = registry.find(settled or spoken, event.doc, event.district)
        if found:
            row, part = found
            if settled:
                part = part_of(row, event.name)
            key = (f"registry:{fold_name(row.canonical)}", row.districts[0] if row.districts else "")
        else:
            row, shape = None, read_name(settled or spoken)
            part = read_name(event.name).phase
            if not part and spoken != event.name and not spoken.endswith(event.name.removeprefix("镇")):
                part = event.name  # a bare part: 二期, 南段
            crosses = shape.head in _CROSSES_DISTRICTS and (shape.lines or shape.key[:1] in "gs")
            key = (shape.key or fold_name(spoken), "" if crosses else event.district)
        group = groups.setdefault(key, Group(key, row))
        group.indices.append(index)
        if part:
            group.parts[index] = part
    return list(groups.values())


def spoken_name(event: ProjectEvent) -> str:
    """Return the name a mention is linked by.

    Its own; where that is a bare part (二期) or an everyday name under a town's heading (社区文化活动中心), the reader
    has put the project's whole name into `canonical`, and that one counts: the same words in two towns are two projects.
    """
    whole = event.canonical
    if event.reviewed or not whole or fold_name(whole) in fold_name(event.name):
        return event.name
    return whole


def _open(group: Group, events: Sequence[ProjectEvent]) -> bool:
    """Whether neither registry nor reviewer has named a group."""
    return group.row is None and not any(events[i].reviewed and events[i].canonical for i in group.indices)


def _shape(group: Group, events: Sequence[ProjectEvent]) -> NameShape:
    """Take the first mention's name apart."""
    return read_name(spoken_name(events[group.indices[0]]))


def _join_place_prefixes(groups: list[Group], events: Sequence[ProjectEvent]) -> list[Group]:
    """Join 国际智能医疗创新中心 to 大零号湾国际智能医疗创新中心 when every short mention lies in that place."""
    by_ending: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if len(group.key[0]) >= 6 and _open(group, events):
            by_ending[group.key[0][-6:]].append(group)
    gone: set[int] = set()
    for family in by_ending.values():
        family.sort(key=lambda group: -len(group.key[0]))
        for longer in family:
            for shorter in family:
                if longer is shorter or {id(shorter), id(longer)} & gone or longer.key[1] != shorter.key[1]:
                    continue
                prefix = place_prefix(_shape(longer, events), _shape(shorter, events))
                if prefix and all(_lies_in(events[index], prefix) for index in shorter.indices):
                    longer.take_in(shorter, f"“{_shape(shorter, events).base}”在{prefix}，并入全称")
                    gone.add(id(shorter))
    return [group for group in groups if id(group) not in gone]


def _lies_in(event: ProjectEvent, place: str) -> bool:
    """Whether an event's own text puts it in a place."""
    return place in event.zones or any(place in printed for printed in event.places)


def _join_abbreviations(groups: list[Group], events: Sequence[ProjectEvent]) -> list[Group]:
    """Join a name that leaves letters out to the one full name it can stand for; with two such names, to neither."""
    still_open = [group for group in groups if _open(group, events)]
    shapes = [_shape(group, events) for group in still_open]
    full: dict[int, list[int]] = defaultdict(list)
    for left, right in candidate_pairs([shape.key for shape in shapes]):
        if still_open[left].key[1] != still_open[right].key[1]:
            continue
        longer, shorter = sorted((left, right), key=lambda index: -len(shapes[index].key))
        if is_abbreviation(shapes[longer], shapes[shorter]):
            full[shorter].append(longer)
    gone: set[int] = set()
    # Shortest first, so that a chain of ever fuller names ends in the fullest.
    for shorter in sorted(full, key=lambda index: len(shapes[index].key)):
        if len(full[shorter]) == 1:
            longer = full[shorter][0]
            still_open[longer].take_in(still_open[shorter], f"“{shapes[shorter].base}”为省字写法，并入全称")
            gone.add(id(still_open[shorter]))
    return [group for group in groups if id(group) not in gone]
