"""The Selection: what a person asked for, and the pure function that applies it to an Atlas.

The app, the command line and every export use this one, so a download is what the screen shows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import partial
from typing import Final

from mapapp.contracts import (
    Atlas,
    Clock,
    Indicator,
    Modality,
    Precision,
    Project,
    ProjectEvent,
    ProjectState,
    Promise,
    Selected,
    ValueKind,
)
from mapapp.entities import state_as_of
from mapapp.open_workspace import active
from mapapp.recent_results import RecentResults
from mapapp.selection.selected_area import area_test
from mapapp.selection.selection_parameters import (
    NO_STAGE,
    Selection,
    to_parameters,
)

# A placed project counts in a zone by geometry when at least half of it lies there: touching a border is not membership.
SHARE_THAT_COUNTS = 0.5
_ISSUED: Final[RecentResults[tuple[tuple[str, int | None], ...]]] = RecentResults()
_CODES: Final[RecentResults[tuple[str, str]]] = RecentResults()


def zones_of(atlas: Atlas, project: Project) -> tuple[str, ...]:
    """Return the zones a project belongs to by text or by geometry, in the fixed order of zones."""
    placement = atlas.placement_by_project.get(project.project_id)
    found = set(project.zones)
    if placement is not None and placement.precision.rank <= Precision.AREA.rank:
        found.update(share.zone_id for share in placement.zones_by_geometry if share.share >= SHARE_THAT_COUNTS)
    return tuple(zone_id for zone_id in active().zone_ids if zone_id in found)


def is_known(events: Iterable[ProjectEvent], atlas: Atlas, as_of: int, clock: Clock) -> bool:
    """Whether a project was heard of by a year.

    By a document issued by then; on the happened clock also by an event that a later document reports for then.
    """
    for event in events:
        if document_year(atlas, event.doc) <= as_of:
            return True
        happened = event.modality is Modality.REPORTED and event.year is not None and event.year <= as_of
        if clock is Clock.HAPPENED and happened:
            return True
    return False


def stage_codes(atlas: Atlas) -> dict[str, tuple[str, str]]:
    """Return each project's stage ranks year by year on both clocks, "-" where a clock knows nothing of it."""
    first, last = active().years
    issued = tuple((document.id, document.year) for document in atlas.documents)
    issued = _ISSUED.get("issued", issued, lambda: issued)
    codes: dict[str, tuple[str, str]] = {}
    for project in atlas.projects:
        events = tuple(atlas.events_of(project))
        make = partial(_codes, atlas, events, range(first, last + 1))
        codes[project.project_id] = _CODES.get(project.project_id, (events, issued, first, last), make)
    return codes


def _codes(atlas: Atlas, events: tuple[ProjectEvent, ...], years: range) -> tuple[str, str]:
    """Return the stage ranks of one project on both clocks."""
    happened, promised = ("".join(_code(atlas, events, year, clock) for year in years) for clock in Clock)
    return happened, promised


def _code(atlas: Atlas, events: tuple[ProjectEvent, ...], as_of: int, clock: Clock) -> str:
    """Return the rank of the stage as of a year, or "-"."""
    state = state_as_of(events, atlas.documents, as_of, clock)
    return str(state.stage.rank) if state is not None and is_known(events, atlas, as_of, clock) else "-"


def document_year(atlas: Atlas, doc: str) -> int:
    """Return the year a document speaks for; documents without a year count as the newest."""
    document = atlas.document_by_id.get(doc)
    return document.year if document is not None and document.year is not None else active().years[1]


def told_events(atlas: Atlas, project: Project, as_of: int, clock: Clock) -> tuple[ProjectEvent, ...]:
    """Return the events a project's life is drawn from: on the promise clock none from a document issued later."""
    events = atlas.events_of(project)
    if clock is Clock.PROMISED:
        return tuple(event for event in events if document_year(atlas, event.doc) <= as_of)
    return events


def promises_of(atlas: Atlas, project_id: str, as_of: int, clock: Clock) -> tuple[Promise, ...]:
    """Return the promises made about a project by documents of a year up to `as_of`.

    On the happened clock with what became of them as every document tells it; on the promise clock with what the
    documents of the time knew.
    """
    if clock is Clock.PROMISED and atlas.told_by_year:
        year = max((year for year in atlas.told_by_year if year <= as_of), default=None)
        return atlas.told_by_year[year].get(project_id, ()) if year is not None else ()
    return tuple(
        promise
        for promise in atlas.promises_by_project.get(project_id, ())
        if document_year(atlas, atlas.event_by_id[promise.event_id].doc) <= as_of
    )


def select(atlas: Atlas, selection: Selection) -> Selected:
    """Return the records of an Atlas a selection asks for.

    Parameters
    ----------
    atlas : Atlas
        Never changed.
    selection : Selection
        Conditions that all hold; values of one condition mean any of them.

    Returns
    -------
    Selected
        Projects, events, promises, figures and zones, each in Atlas order.
    """
    projects: list[Project] = []
    states: dict[str, ProjectState | None] = {}
    zones: dict[str, tuple[str, ...]] = {}
    events: list[ProjectEvent] = []
    promises: list[Promise] = []
    apart: list[Project] = []
    is_within = None if selection.within is None else area_test(atlas, selection.within)
    nowhere = 0
    for project in atlas.projects:
        own_events = atlas.events_of(project)
        if not is_known(own_events, atlas, selection.as_of, selection.clock):
            continue
        state = state_as_of(own_events, atlas.documents, selection.as_of, selection.clock)
        own_promises = promises_of(atlas, project.project_id, selection.as_of, selection.clock)
        if not _fits(atlas, project, own_events, own_promises, state, selection):
            continue
        counts = bool(selection.kinds) or project.kind.counts_on_map
        if is_within is not None and not (inside := is_within(project.project_id)):
            nowhere += counts and inside is None
            continue
        if not counts:
            apart.append(project)
            continue
        projects.append(project)
        states[project.project_id] = state
        zones[project.project_id] = zones_of(atlas, project)
        # A later document's events would tell the chosen year what it could not know.
        events.extend(event for event in own_events if is_known((event,), atlas, selection.as_of, selection.clock))
        promises.extend(own_promises)
    mapped = sum(
        1
        for project in projects
        if (placement := atlas.placement_by_project.get(project.project_id)) is not None and placement.mapped
    )
    return Selected(
        as_of=selection.as_of,
        clock=selection.clock,
        filters=tuple(to_parameters(selection).items()),
        projects=tuple(projects),
        states=states,
        zones=zones,
        events=tuple(events),
        promises=tuple(promises),
        indicators=tuple(indicator for indicator in atlas.indicators if _indicator_fits(atlas, indicator, selection)),
        mapped=mapped,
        unmapped=len(projects) - mapped,
        apart=tuple(apart),
        nowhere=nowhere,
    )


def _fits(
    atlas: Atlas,
    project: Project,
    events: tuple[ProjectEvent, ...],
    promises: tuple[Promise, ...],
    state: ProjectState | None,
    selection: Selection,
) -> bool:
    """Whether a project answers every condition of the selection."""
    if selection.zones and not set(selection.zones) & set(zones_of(atlas, project)):
        return False
    if selection.towns:
        placement = atlas.placement_by_project.get(project.project_id)
        town = placement.town if placement is not None else ""
        if town not in selection.towns:
            return False
    if selection.stages and (state.stage.value if state is not None else NO_STAGE) not in selection.stages:
        return False
    if selection.verdicts and not set(selection.verdicts) & {promise.verdict for promise in promises}:
        return False
    if selection.docs and not set(selection.docs) & {event.doc for event in events}:
        return False
    if selection.evidence and not set(selection.evidence) & set(project.zone_evidence):
        return False
    if selection.reviewed and project.looked not in selection.reviewed:
        return False
    if selection.kinds and project.kind not in selection.kinds:
        return False
    return not selection.text or _matches_words(project, events, selection.text)


def _matches_words(project: Project, events: tuple[ProjectEvent, ...], text: str) -> bool:
    """Whether every word occurs in the project's names, places or quotes, width and case aside."""
    haystack = fold("\n".join((project.name, *project.aliases, *project.places, *(event.quote for event in events))))
    return all(word in haystack for word in fold(text).split())


def fold(text: str) -> str:
    """Fold width and case for comparing, never for offsets.

    >>> fold("Ｇ318 改扩建")
    'g318 改扩建'
    """
    return unicodedata.normalize("NFKC", text).casefold()


def _indicator_fits(atlas: Atlas, indicator: Indicator, selection: Selection) -> bool:
    """Whether a figure belongs to the selection: its document, its zone, and its clock."""
    if selection.docs and indicator.doc not in selection.docs:
        return False
    if selection.zones and indicator.region not in selection.zones:
        return False
    if selection.text and not all(
        word in fold(indicator.name + "\n" + indicator.quote) for word in fold(selection.text).split()
    ):
        return False
    if indicator.value_kind is ValueKind.TARGET or selection.clock is Clock.PROMISED:
        return document_year(atlas, indicator.doc) <= selection.as_of
    return last_year(indicator.period) <= selection.as_of


def last_year(period: str) -> int:
    """Return the last year of a period.

    >>> last_year("2023"), last_year("2021-2025"), last_year("2025-01/11"), last_year("")
    (2023, 2025, 2025, 0)
    """
    years = [int(part) for part in period.split("/", maxsplit=1)[0].split("-") if part.isdigit() and len(part) == 4]
    return max(years, default=0)
