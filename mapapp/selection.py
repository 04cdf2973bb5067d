"""The Selection: what a person asked for, and the pure function that applies it to an Atlas.

The app, the command line and every export use this one, so a download is what the screen shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mapapp.contracts import (
    Atlas,
    Clock,
    Evidence,
    Indicator,
    Looked,
    Modality,
    Precision,
    Project,
    ProjectEvent,
    ProjectKind,
    ProjectState,
    Promise,
    Selected,
    Stage,
    ValueKind,
    Verdict,
)
from mapapp.entities import state_as_of
from mapapp.errors import SelectionError
from mapapp.workspace import active

# A placed project counts in a zone by geometry when at least half of it lies there: touching a border is not membership.
SHARE_THAT_COUNTS = 0.5

# The value of the stage filter for projects that are known but of which no document has reported a stage.
NO_STAGE = "none"
NO_STAGE_TERM = "未见进展报告"


def _default_as_of() -> int:
    """Return the year a question is about when it names none."""
    return active().default_as_of


@dataclass(frozen=True, slots=True)
class Selection:
    """A question to the Atlas; empty tuples mean "any".

    No `kinds` means those that count on the map; `as_of` is a year; `stages` holds Stage values or "none"; `text` is words separated by blanks, all of which must
    occur in a project's names, places or quotes.
    """

    as_of: int = field(default_factory=_default_as_of)
    clock: Clock = Clock.HAPPENED
    zones: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    docs: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reviewed: tuple[Looked, ...] = ()
    kinds: tuple[ProjectKind, ...] = ()
    text: str = ""


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
    years = range(active().years[0], active().years[1] + 1)
    codes: dict[str, tuple[str, str]] = {}
    for project in atlas.projects:
        events = atlas.events_of(project)
        happened, promised = ("".join(_code(atlas, events, year, clock) for year in years) for clock in Clock)
        codes[project.project_id] = (happened, promised)
    return codes


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
    for project in atlas.projects:
        own_events = atlas.events_of(project)
        if not is_known(own_events, atlas, selection.as_of, selection.clock):
            continue
        state = state_as_of(own_events, atlas.documents, selection.as_of, selection.clock)
        own_promises = promises_of(atlas, project.project_id, selection.as_of, selection.clock)
        if not _fits(atlas, project, own_events, own_promises, state, selection):
            continue
        if not selection.kinds and not project.kind.counts_on_map:
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


PARAMETERS = ("year", "clock", "zone", "town", "stage", "verdict", "kind", "doc", "evidence", "reviewed", "text")


# What links and scripts of earlier versions asked for, and what to ask for instead.
OLD_VERDICT_PARAMETER = "light"
_NEW_VERDICTS = {
    "green": "kept（按期达到）、reached（已达到，是否按期不明）",
    "yellow": "late（迟到）",
    "red": "overdue（逾期未达）",
    "grey": "unverified（待核实）、not_due（未到期）、intention（意向）",
}


OLD_REVIEW_VALUES = {
    "yes": "yes 请改写为 proofread（发布前校读）或 signed（本单位签认）",
    "no": "no 请改写为 rules（仅规则读出）",
}


def old_verdict_words(value: str) -> str:
    """Return what to write instead of the old colours.

    >>> old_verdict_words("red")
    '兑现灯（light）已改为判定（verdict）：red 请改写为 overdue（逾期未达）'
    """
    asked = [part for part in value.split(",") if part in _NEW_VERDICTS] or list(_NEW_VERDICTS)
    said = "；".join(f"{part} 请改写为 {_NEW_VERDICTS[part]}" for part in asked)
    return f"兑现灯（light）已改为判定（verdict）：{said}"


def to_parameters(selection: Selection) -> dict[str, str]:
    """Write a selection as plain strings, defaults left out; `from_parameters` reads them back.

    >>> to_parameters(Selection(as_of=2024, zones=("青西",)))
    {'year': '2024', 'zone': '青西'}
    """
    plain = Selection()
    values = {
        "year": str(selection.as_of) if selection.as_of != plain.as_of else "",
        "clock": selection.clock.value if selection.clock is not plain.clock else "",
        "zone": ",".join(selection.zones),
        "town": ",".join(selection.towns),
        "stage": ",".join(selection.stages),
        "verdict": ",".join(verdict.value for verdict in selection.verdicts),
        "kind": ",".join(kind.value for kind in selection.kinds),
        "doc": ",".join(selection.docs),
        "evidence": ",".join(evidence.value for evidence in selection.evidence),
        "reviewed": ",".join(looked.value for looked in selection.reviewed),
        "text": selection.text,
    }
    return {key: value for key, value in values.items() if value}


def from_parameters(parameters: Mapping[str, str], atlas: Atlas) -> tuple[Selection, tuple[str, ...]]:
    """Read a selection from plain strings that strangers may have written.

    Unknown values are left out and named in one Chinese sentence each; the rest of the state is kept.
    """
    complaints: list[str] = []
    if parameters.get(OLD_VERDICT_PARAMETER):
        complaints.append(old_verdict_words(parameters[OLD_VERDICT_PARAMETER]))

    def keep(key: str, label: str, allowed: Iterable[str]) -> tuple[str, ...]:
        known = tuple(allowed)
        asked = tuple(dict.fromkeys(part for part in parameters.get(key, "").split(",") if part))
        unknown = [part for part in asked if part not in known]
        if unknown and key == "reviewed" and set(unknown) <= set(OLD_REVIEW_VALUES):
            complaints.append(f"“谁看过”不再只分 yes、no：{'；'.join(OLD_REVIEW_VALUES[part] for part in unknown)}")
        elif unknown:
            complaints.append(
                f"{label}没有“{'、'.join(part[:40] for part in unknown[:5])}”；可选：{'、'.join(known[:12])}"
            )
        return tuple(part for part in known if part in asked)

    towns = sorted({placement.town for placement in atlas.placements if placement.town})
    year = parameters.get("year", "")
    as_of = active().default_as_of
    if year:
        # isdigit() accepts superscripts and other digits that int() refuses; a stranger may send either.
        if len(year) == 4 and year.isascii() and year.isdigit() and active().years[0] <= int(year) <= active().years[1]:
            as_of = int(year)
        else:
            complaints.append(f"年份“{year[:20]}”不在 {active().years[0]}–{active().years[1]} 之间")
    clocks = keep("clock", "时钟", (clock.value for clock in Clock))
    selection = Selection(
        as_of=as_of,
        clock=Clock(clocks[0]) if clocks else Clock.HAPPENED,
        zones=keep("zone", "片区", active().zone_ids),
        towns=keep("town", "街镇", towns),
        stages=keep("stage", "阶段", (*(stage.value for stage in Stage), NO_STAGE)),
        verdicts=tuple(Verdict(value) for value in keep("verdict", "兑现", (verdict.value for verdict in Verdict))),
        docs=_document_ids(parameters.get("doc", ""), atlas, complaints),
        evidence=tuple(Evidence(value) for value in keep("evidence", "依据", (kind.value for kind in Evidence))),
        reviewed=tuple(Looked(value) for value in keep("reviewed", "谁看过", (looked.value for looked in Looked))),
        kinds=tuple(ProjectKind(value) for value in keep("kind", "类别", (kind.value for kind in ProjectKind))),
        text=parameters.get("text", "")[:200],
    )
    return selection, tuple(complaints)


def _document_ids(asked: str, atlas: Atlas, complaints: list[str]) -> tuple[str, ...]:
    """Return the ids of the documents a text names: by id, by the id files show, or by number (4 is 004)."""
    known: dict[str, list[str]] = {}
    for document in atlas.documents:
        number = re.match(r"\d+", document.id)
        names = {document.id, document.named_id, *([str(int(number[0]))] if number else [])}
        for name in names:
            known.setdefault(name, []).append(document.id)
    found, unknown = set(), []
    for part in filter(None, asked.split(",")):
        ids = known.get(part) or (
            known.get(str(int(part))) if len(part) <= 9 and part.isascii() and part.isdigit() else None
        )
        if ids is not None and len(ids) == 1:
            found.add(ids[0])
        else:
            unknown.append(part[:40])
    if unknown:
        shown = "、".join(document.named_id for document in atlas.documents[:12])
        complaints.append(f"文件没有“{'、'.join(unknown[:5])}”；可选：{shown}")
    return tuple(document.id for document in atlas.documents if document.id in found)


def strict_selection(parameters: Mapping[str, str], atlas: Atlas) -> Selection:
    """Return the selection that plain strings ask for.

    Parameters
    ----------
    parameters : mapping of str to str
        Names and values as in the address and on the command line, several values with commas: ``{"zone": "青西,青东"}``.
    atlas : Atlas
        What can be asked for.

    Raises
    ------
    SelectionError
        With every unknown name or value in one line.
    """
    selection, complaints = from_parameters(parameters, atlas)
    if complaints:
        raise SelectionError("；".join(complaints))
    return selection
