"""The filters as data: their options in the words of the screen, and how many projects each option would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mapapp.contracts import Atlas, Evidence, Looked, ProjectKind, Selected, Stage, Verdict
from mapapp.layers.style import VERDICT_MARKS
from mapapp.open_workspace import active
from mapapp.selection import NO_STAGE
from mapapp.ui.i18n import no_stage_term, t, term_of

# Per project id, the values it has of one filter.
Values = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: the widget's key, its name, its options with their words, and the values each project has."""

    key: str
    name: str
    options: tuple[tuple[str, str], ...]
    values: Callable[[Atlas, Selected], Values]


def facets(atlas: Atlas) -> tuple[Facet, ...]:
    """List the filters in the order they stand in the bar."""
    drawn = {zone.zone_id for zone in atlas.geodata.zones}
    zones = [zone for zone in active().zone_ids if zone in drawn or not drawn]
    towns = sorted({placement.town for placement in atlas.placements if placement.town})
    return (
        Facet("zones", t("topbar.zones"), tuple((zone, zone) for zone in zones), _zones),
        Facet("towns", t("topbar.towns"), tuple((town, town) for town in towns), _towns),
        Facet(
            "stages",
            t("topbar.stages"),
            (*((s.value, term_of(s)) for s in Stage), (NO_STAGE, no_stage_term())),
            _stages,
        ),
        Facet(
            "verdicts",
            t("topbar.verdicts"),
            tuple((s.value, f"{VERDICT_MARKS[s].symbol} {term_of(s)}".strip()) for s in Verdict),
            _verdicts,
        ),
        Facet("kinds", t("topbar.kinds"), tuple((kind.value, term_of(kind)) for kind in ProjectKind), _kinds),
        Facet("docs", t("topbar.docs"), tuple((d.id, d.short_title or d.title) for d in atlas.documents), _docs),
        Facet("evidence", t("topbar.evidence"), tuple((kind.value, term_of(kind)) for kind in Evidence), _evidence),
        Facet(
            "reviewed",
            t("topbar.reviewed"),
            tuple((looked.value, term_of(looked)) for looked in Looked),
            _reviewed,
        ),
    )


def count_options(atlas: Atlas, selected: Selected, facet: Facet) -> Counter[str]:
    """Count the projects each option of a facet would leave."""
    return Counter(value for values in facet.values(atlas, selected).values() for value in set(values))


def _zones(_atlas: Atlas, selected: Selected) -> Values:
    return dict(selected.zones)


def _towns(atlas: Atlas, selected: Selected) -> Values:
    placed = ((project.project_id, atlas.placement_by_project.get(project.project_id)) for project in selected.projects)
    return {project_id: (place.town,) for project_id, place in placed if place is not None and place.town}


def _stages(_atlas: Atlas, selected: Selected) -> Values:
    return {key: (NO_STAGE if state is None else state.stage.value,) for key, state in selected.states.items()}


def _verdicts(_atlas: Atlas, selected: Selected) -> Values:
    verdicts: dict[str, list[str]] = {}
    for promise in selected.promises:
        verdicts.setdefault(promise.project_id, []).append(promise.verdict.value)
    return verdicts


def _kinds(_atlas: Atlas, selected: Selected) -> Values:
    return {project.project_id: (project.kind.value,) for project in (*selected.projects, *selected.apart)}


def _docs(atlas: Atlas, selected: Selected) -> Values:
    return {
        project.project_id: [atlas.event_by_id[event_id].doc for event_id in project.event_ids]
        for project in selected.projects
    }


def _evidence(_atlas: Atlas, selected: Selected) -> Values:
    return {project.project_id: [kind.value for kind in project.zone_evidence] for project in selected.projects}


def _reviewed(_atlas: Atlas, selected: Selected) -> Values:
    return {project.project_id: (project.looked.value,) for project in selected.projects}
