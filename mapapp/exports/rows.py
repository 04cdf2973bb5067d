"""Records as plain rows: one dictionary per record, JSON-ready, in the field order of the data dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mapapp.contracts import (
    Amount,
    Atlas,
    Bound,
    Document,
    Indicator,
    Placement,
    Problem,
    Project,
    ProjectEvent,
    ProjectState,
    Promise,
    Selected,
    Stage,
    Verdict,
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
        "polarity": event.polarity.value,
        "found_by": event.found_by.value,
        "year": event.year,
        "year_basis": event.year_basis.value,
        "moved_to": event.moved_to,
        "kind": event.kind.value,
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
        "looked": event.looked.value,
        "signed": event.signed or None,
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
        "looked": indicator.looked.value,
        "signed": indicator.signed or None,
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

    `events` and `promises` are those of the project that belong to the selection; `verdicts` counts them by verdict.
    """
    placement = atlas.placement_by_project.get(project.project_id)
    ground = atlas.event_by_id[state.event_id] if state is not None else events[0]
    verdicts = {verdict.value: 0 for verdict in Verdict}
    for promise in promises:
        verdicts[promise.verdict.value] += 1
    return {
        "project_id": project.project_id,
        "name": project.name,
        "kind": project.kind.value,
        "kind_reason": project.kind_reason,
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
        "verdicts": verdicts,
        "certain": project.certain,
        "looked": project.looked.value,
        "signed": project.signed or None,
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
    """Write one promise with its verdict, and each end of what is known of its date with the quote it rests on."""
    planned = atlas.event_by_id[promise.event_id]
    least, most = promise.delay_years or (None, None)
    furthest = atlas.event_by_id.get(promise.furthest or "")
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
        "verdict": promise.verdict.value,
        "doubt": promise.doubt.value if promise.doubt else None,
        "not_before": bound_row(promise.not_before),
        "not_after": bound_row(promise.not_after),
        "delay_from": least,
        "delay_to": most,
        "reason": promise.reason,
        "furthest_stage": furthest.stage.value if furthest else None,
        "furthest_year": furthest.year if furthest else None,
        "moved_to": promise.moved_to,
        "covered_by": list(promise.covered_by),
        "slipped_to": list(promise.slipped_to),
    }


def bound_row(bound: Bound | None) -> Row | None:
    """Write one end of what is known of a date, or null."""
    if bound is None:
        return None
    return {"year": bound.year, "doc": bound.doc, "event_id": bound.event_id, "quote": bound.quote}


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
        "coverage": document.coverage.value,
        "reviews_from": document.reviewed_years[0] if document.reviewed_years else None,
        "reviews_to": document.reviewed_years[1] if document.reviewed_years else None,
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
