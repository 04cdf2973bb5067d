"""Records as plain rows: one dictionary per record, JSON-ready, in the field order of the data dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mapapp.contracts import (
    Amount,
    Atlas,
    Document,
    Indicator,
    Light,
    Placement,
    Problem,
    Project,
    ProjectEvent,
    ProjectState,
    Promise,
    Selected,
    Stage,
    Zone,
)

# The key of a zone's count of projects whose stage no document reports.
NO_STAGE = "none"

Row = dict[str, Any]


def event_row(event: ProjectEvent) -> Row:
    """Write one project event; `zone_evidence` is null exactly when `zones` is empty."""
    return {
        "event_id": event.event_id,
        "project_id": event.project_id,
        "doc": event.doc,
        "start": event.start,
        "end": event.end,
        "quote": event.quote,
        "spans": [list(span) for span in event.spans] or [[event.start, event.end]],
        "name": event.name,
        "canonical": event.canonical or event.name,
        "stage": event.stage.value,
        "modality": event.modality.value,
        "year": event.year,
        "year_basis": event.year_basis.value,
        "zones": list(event.zones),
        "zone_evidence": event.zone_evidence.value if event.zone_evidence else None,
        "places": list(event.places),
        "district": event.district,
        "amount": amount_row(event.amount),
        "certain": event.certain,
        "rule": event.rule,
        "confidence": round(event.confidence, 3),
        "reasons": list(event.reasons),
        "reviewed": event.reviewed,
    }


def amount_row(amount: Amount | None) -> Row | None:
    """Write an amount, or null."""
    return None if amount is None else {"value": amount.value, "unit": amount.unit, "what": amount.what}


def indicator_row(indicator: Indicator) -> Row:
    """Write one figure."""
    return {
        "indicator_id": indicator.indicator_id,
        "series_id": indicator.series_id,
        "doc": indicator.doc,
        "start": indicator.start,
        "end": indicator.end,
        "quote": indicator.quote,
        "spans": [list(span) for span in indicator.spans] or [[indicator.start, indicator.end]],
        "name": indicator.name,
        "region": indicator.region,
        "period": indicator.period,
        "value_kind": indicator.value_kind.value,
        "value": indicator.value,
        "value_low": indicator.value_low,
        "value_high": indicator.value_high,
        "value_text": indicator.value_text,
        "unit": indicator.unit,
        "comparator": indicator.comparator.value,
        "nature": indicator.nature,
        "table": indicator.table,
        "certain": indicator.certain,
        "rule": indicator.rule,
        "confidence": round(indicator.confidence, 3),
        "reasons": list(indicator.reasons),
        "reviewed": indicator.reviewed,
    }


def placement_row(placement: Placement | None) -> Row:
    """Write how exactly a project is placed and why; precision none when it is not on the map."""
    if placement is None:
        return {"precision": "none", "accuracy_m": None, "basis": "", "feature_ids": [], "town": ""}
    return {
        "precision": placement.precision.value,
        "accuracy_m": placement.accuracy_m,
        "basis": placement.basis,
        "feature_ids": list(placement.feature_ids),
        "town": placement.town,
    }


def project_row(
    atlas: Atlas,
    project: Project,
    state: ProjectState | None,
    events: Sequence[ProjectEvent],
    promises: Sequence[Promise],
) -> Row:
    """Write one project with its state; the quote is the one its stage rests on, else its first.

    `events` and `promises` are those of the project that belong to the selection; `lights` counts the promises' lights.
    """
    placement = atlas.placement_by_project.get(project.project_id)
    ground = atlas.event_by_id[state.event_id] if state is not None else events[0]
    lights = {light.value: 0 for light in Light}
    for promise in promises:
        lights[promise.light.value] += 1
    return {
        "project_id": project.project_id,
        "name": project.name,
        "aliases": list(project.aliases),
        "district": project.district,
        "zones": list(project.zones),
        "zone_evidence": [kind.value for kind in project.zone_evidence],
        "zones_by_geometry": [
            {"zone_id": share.zone_id, "share": round(share.share, 4)}
            for share in (placement.zones_by_geometry if placement else ())
        ],
        "places": list(project.places),
        "placement": placement_row(placement),
        "stage": state.stage.value if state is not None else None,
        "stage_term": state.stage.term if state is not None else None,
        "year": state.year if state is not None else None,
        "carried": state.carried if state is not None else None,
        "lights": lights,
        "certain": project.certain,
        "reviewed": project.reviewed,
        "doc": ground.doc,
        "start": ground.start,
        "end": ground.end,
        "quote": ground.quote,
        "rule": ground.rule,
        "confidence": round(ground.confidence, 3),
        "phases": list(project.phases),
        "event_ids": [event.event_id for event in events],
    }


def promise_row(atlas: Atlas, promise: Promise) -> Row:
    """Write one promise with what became of it and both quotes."""
    planned = atlas.event_by_id[promise.event_id]
    outcome: Row | None = None
    if promise.outcome_event_id is not None:
        event = atlas.event_by_id[promise.outcome_event_id]
        outcome = {
            "stage": promise.outcome_stage.value if promise.outcome_stage else None,
            "year": promise.outcome_year,
            "event_id": promise.outcome_event_id,
            "doc": event.doc,
            "start": event.start,
            "end": event.end,
            "quote": event.quote,
        }
    return {
        "promise_id": promise.promise_id,
        "project_id": promise.project_id,
        "name": atlas.project_by_id[promise.project_id].name,
        "promised": {
            "stage": promise.stage.value,
            "year": promise.year,
            "event_id": promise.event_id,
            "doc": planned.doc,
            "start": planned.start,
            "end": planned.end,
            "quote": planned.quote,
        },
        "outcome": outcome,
        "light": promise.light.value,
        "rule": promise.rule,
        "reason": promise.reason,
        "delay_years": promise.delay_years,
        "covered_by": list(promise.covered_by),
        "slipped_to": list(promise.slipped_to),
    }


def problem_row(problem: Problem) -> Row:
    """Write one problem."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "where": problem.where,
        "message": problem.message,
        "remedy": problem.remedy,
        "project_id": problem.project_id or None,
        "doc": problem.doc or None,
        "start": problem.start,
        "end": problem.end,
    }


def source_row(document: Document) -> Row:
    """Write one source document."""
    return {
        "doc": document.id,
        "title": document.title,
        "district": document.district,
        "kind": document.kind.value,
        "year": document.year,
        "issued": document.issued,
        "sha256": document.sha256,
        "characters": len(document.text),
    }


def zone_row(zone: Zone, selected: Selected) -> Row:
    """Write one zone with the selected projects in it by stage; zones overlap, so counts do not add up."""
    stages = dict.fromkeys((*(stage.value for stage in Stage), NO_STAGE), 0)
    for project in selected.projects:
        if zone.zone_id in selected.zones[project.project_id]:
            state = selected.states[project.project_id]
            stages[state.stage.value if state is not None else NO_STAGE] += 1
    return {
        "zone_id": zone.zone_id,
        "name": zone.name,
        "kind": zone.kind,
        "part_of": zone.part_of,
        "towns": list(zone.towns),
        "area_km2": round(zone.area_km2, 2),
        "accuracy_m": zone.accuracy_m,
        "basis": zone.basis,
        "datum": "WGS 84",
        "projects": sum(stages.values()),
        "stages": stages,
        "as_of": selected.as_of,
    }
