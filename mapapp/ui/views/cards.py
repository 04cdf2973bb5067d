"""What the panel says about a zone, a town, a project or a passage: plain data, so it can be tested and counted.

Every figure and stage travels with its quote; the browser turns all strings into text nodes, never markup.
"""

from __future__ import annotations

from typing import Any, Final

from mapapp.contracts import Atlas, Document, Project, ProjectEvent, Selected, Stage, Verdict, Zone
from mapapp.layers.specs import area_of
from mapapp.selection import document_year, promises_of, told_events, zones_of
from mapapp.ui.i18n import no_stage_term, t, term_of
from mapapp.ui.views.card_rows import event_row, figure_row, project_row, promise_row
from mapapp.ui.views.quotes import citation

# One screen of rows; the rest follows on request, so a click stays small on the wire.
ROWS_PER_PAGE: Final = 40
FIGURES_PER_PAGE: Final = 12


def overview_card(atlas: Atlas, selected: Selected, *, limit: int = ROWS_PER_PAGE) -> dict[str, Any]:
    """Return what the map shows and how to ask it; with a filter set, list what it left."""
    zones = [
        {
            "focus": f"zone:{zone.zone_id}",
            "name": zone.zone_id,
            "note": t("sentence.join").join(zone.towns) or (zone.name if zone.name != zone.zone_id else ""),
            "count": sum(1 for project in selected.projects if zone.zone_id in selected.zones[project.project_id]),
            "stages": count_stages(
                selected, [p for p in selected.projects if zone.zone_id in selected.zones[p.project_id]]
            ),
        }
        for zone in atlas.geodata.zones
        if not zone.part_of
    ]
    filtered = any(name not in ("year", "clock") for name, _ in selected.filters)
    ordered = sorted(selected.projects, key=lambda project: _recency(selected, project)) if filtered else []
    return {
        "kind": "overview",
        "title": t("cards.filtered") if filtered else t("cards.all_zones"),
        "subtitle": t("cards.overview", n=selected.total, documents=len(atlas.documents))
        + (t("cards.apart", n=len(selected.apart)) if selected.apart else ""),
        "total": selected.total if filtered else 0,
        "rows": [project_row(atlas, selected, project) for project in ordered[:limit]],
        "stages": count_stages(selected, list(selected.projects)),
        "verdicts": count_verdicts(selected, list(selected.projects)),
        "zones": zones,
        "note": t("cards.overlap"),
    }


def zone_card(atlas: Atlas, selected: Selected, zone: Zone, *, limit: int = ROWS_PER_PAGE) -> dict[str, Any]:
    """Return a zone: its projects by stage and verdict, most recent first, the figures and documents that speak of it."""
    projects = [project for project in selected.projects if zone.zone_id in selected.zones[project.project_id]]
    figures = [item for item in selected.indicators if item.region in (zone.zone_id, zone.name)]
    towns = t("sentence.join").join(zone.towns)
    placements = (atlas.placement_by_project.get(project.project_id) for project in projects)
    only_here = sum(1 for placement in placements if area_of(placement) == f"zone:{zone.zone_id}")
    vague = t("cards.vague", n=only_here) if only_here else ""
    apart = [project for project in selected.apart if zone.zone_id in zones_of(atlas, project)]
    card = _area_card(atlas, selected, projects, limit, apart)
    card.update(
        empty="" if projects else _why_empty(atlas, selected, zone),
        kind="zone",
        title=zone.name,
        subtitle=t("sentence.gap").join(part for part in (towns, t("cards.area_km2", area=zone.area_km2)) if part),
        figures=[figure_row(atlas, item) for item in figures[:FIGURES_PER_PAGE]],
        figure_total=len(figures),
        note=t("cards.sketch", vague=vague, accuracy=zone.accuracy_m, note=zone.note).strip(),
    )
    return card


def area_card(atlas: Atlas, selected: Selected, kind: str, name: str, *, limit: int = ROWS_PER_PAGE) -> dict[str, Any]:
    """Return a town or district: what is placed in it, and what is known only to lie somewhere in it."""
    chosen, only_here = [], set()
    for project in selected.projects:
        placement = atlas.placement_by_project.get(project.project_id)
        if placement is None:
            continue
        if area_of(placement) == f"{kind}:{name}":
            only_here.add(project.project_id)
            chosen.append(project)
        elif kind == "town" and placement.town == name:
            chosen.append(project)
    card = _area_card(atlas, selected, chosen, limit, [])
    card.update(
        kind=kind,
        title=name,
        subtitle=(
            t("cards.in_district", n=len(only_here))
            if kind == "district"
            else t("cards.in_town", n=len(chosen), vague=len(only_here))
        ),
        note=t("cards.area_note"),
    )
    return card


def project_card(atlas: Atlas, selected: Selected, project: Project) -> dict[str, Any]:
    """Return a project: where it stands, its whole life, where it lies and how we know, and every sentence."""
    events = told_events(atlas, project, selected.as_of, selected.clock)
    placement = atlas.placement_by_project.get(project.project_id)
    state = selected.states.get(project.project_id)
    by_text = [
        {"zone": zone, "how": term_of(evidence)}
        for zone, evidence in zip(project.zones, project.zone_evidence, strict=False)
    ]
    by_geometry = [] if placement is None else placement.zones_by_geometry
    promises = promises_of(atlas, project.project_id, selected.as_of, selected.clock)
    related = {
        project_id
        for item in atlas.merge_suggestions
        for project_id in item.project_ids
        if project.project_id in item.project_ids
    }
    return {
        "kind": "project",
        "id": project.project_id,
        "title": project.name,
        "aliases": [name for name in project.aliases if name != project.name],
        "state": _state_words(selected, project),
        "stage": None if state is None else state.stage.rank,
        "hidden": project.project_id not in selected.states,
        "certain": project.certain,
        "kind_of": t("cards.kind", kind=term_of(project.kind), reason=project.kind_reason),
        "looked": looked_words(project),
        "place": _place_words(atlas, project),
        "pinned": placement is not None and placement.mapped and area_of(placement) == "",
        "town": "" if placement is None else placement.town,
        "zones": by_text,
        "zones_geometry": [{"zone": item.zone_id, "share": round(item.share * 100)} for item in by_geometry],
        "life": [_life_point(atlas, event) for event in events if event.year is not None],
        "as_of": selected.as_of,
        "events": [event_row(atlas, event) for event in events],
        "promises": [promise_row(atlas, promise) for promise in promises if promise.verdict is not Verdict.INTENTION],
        "intentions": [promise_row(atlas, promise) for promise in promises if promise.verdict is Verdict.INTENTION],
        "conflicts": [item.message for item in atlas.conflicts if item.project_id == project.project_id],
        "related": [
            {"focus": f"project:{other}", "name": atlas.project_by_id[other].name}
            for other in sorted(related - {project.project_id})
            if other in atlas.project_by_id
        ],
    }


def passage_card(document: Document, start: int, end: int) -> dict[str, Any]:
    """Return the text around a quote, character for character, with the quote apart so that it can be marked."""
    reach = 1500
    return {
        "kind": "read",
        "title": document.short_title or document.title,
        "subtitle": document.title,
        "before": document.text[max(0, start - reach) : start],
        "quote": document.text[start:end],
        "after": document.text[end : end + reach],
        "cut_before": start > reach,
        "cut_after": end + reach < len(document.text),
        "cite": citation(document, start, end),
    }


def _area_card(
    atlas: Atlas, selected: Selected, projects: list[Project], limit: int, apart: list[Project]
) -> dict[str, Any]:
    """Return what every area card has: stages, verdicts, rows and documents; `apart` are listed, not counted."""
    ordered = sorted(projects, key=lambda project: _recency(selected, project))
    apart = sorted(apart, key=lambda project: (project.kind.rank, project.project_id))
    docs: dict[str, int] = {}
    for project in projects:
        for doc in {atlas.event_by_id[event_id].doc for event_id in project.event_ids}:
            docs[doc] = docs.get(doc, 0) + 1
    return {
        "total": len(projects),
        "apart": [
            {"focus": f"project:{project.project_id}", "name": project.name, "term": term_of(project.kind)}
            for project in apart
        ],
        "stages": count_stages(selected, projects),
        "verdicts": count_verdicts(selected, projects),
        "rows": [project_row(atlas, selected, project) for project in ordered[:limit]],
        "figures": [],
        "figure_total": 0,
        "docs": [
            {"name": document.short_title or document.title, "count": docs[document.id]}
            for document in atlas.documents
            if document.id in docs
        ],
    }


def _why_empty(atlas: Atlas, selected: Selected, zone: Zone) -> str:
    """Return why a zone shows nothing, and what to do."""
    here = [project for project in atlas.projects if zone.zone_id in zones_of(atlas, project)]
    if not here:
        return t("cards.empty_never")
    first = min(document_year(atlas, event.doc) for project in here for event in atlas.events_of(project))
    if first > selected.as_of:
        return t("cards.empty_yet", year=selected.as_of, first=first)
    return t("cards.empty_filtered", n=len(here))


def count_stages(selected: Selected, projects: list[Project]) -> list[dict[str, Any]]:
    """Count projects by stage, furthest first, then those without a reported stage."""
    states = [selected.states.get(project.project_id) for project in projects]
    rows: list[dict[str, Any]] = [
        {
            "stage": stage.rank,
            "term": term_of(stage),
            "count": sum(1 for state in states if state is not None and state.stage is stage),
        }
        for stage in reversed(Stage)
    ]
    rows.append({"stage": None, "term": no_stage_term(), "count": sum(1 for state in states if state is None)})
    return rows


def count_verdicts(selected: Selected, projects: list[Project]) -> list[dict[str, Any]]:
    """Count promises by verdict, over the promises made by the year asked for; intentions come last."""
    ids = {project.project_id for project in projects}
    verdicts = [promise.verdict for promise in selected.promises if promise.project_id in ids]
    return [
        {"verdict": verdict.value, "term": term_of(verdict), "count": verdicts.count(verdict)} for verdict in Verdict
    ]


def looked_words(project: Project) -> str:
    """Return who has looked at a project's records; who signed and when, where somebody of the office has."""
    return t("cards.signed", who=project.signed) if project.signed else term_of(project.looked)


def _recency(selected: Selected, project: Project) -> tuple[int, int, str]:
    """Order by the year of the last known stage, newest first, then the furthest stage, then id."""
    state = selected.states.get(project.project_id)
    return (-state.year, -state.stage.rank, project.project_id) if state is not None else (0, 0, project.project_id)


def _state_words(selected: Selected, project: Project) -> str:
    """Return where a project stands; a value carried forward says so."""
    state = selected.states.get(project.project_id)
    if state is None:
        return t("cards.state_none", year=selected.as_of, term=no_stage_term())
    if state.carried:
        return t("cards.state_carried", year=selected.as_of, term=term_of(state.stage), reported=state.year)
    return t("cards.state", year=state.year, term=term_of(state.stage))


def _place_words(atlas: Atlas, project: Project) -> str:
    """Return where a project lies, how exactly, and why we think so."""
    placement = atlas.placement_by_project.get(project.project_id)
    if placement is None or placement.geometry is None:
        return t("cards.unmapped", reason=(placement.basis if placement else "") or t("cards.unmapped_reason"))
    accuracy = "" if placement.accuracy_m is None else t("cards.accuracy", metres=placement.accuracy_m)
    return t("cards.placed", precision=term_of(placement.precision), accuracy=accuracy, basis=placement.basis)


def _life_point(atlas: Atlas, event: ProjectEvent) -> dict[str, Any]:
    """Return one mention for the life strip."""
    document = atlas.document_by_id.get(event.doc)
    said = "" if document is None else document.short_title or document.title
    return {
        "year": event.year,
        "stage": event.stage.rank,
        "planned": event.modality.value == "planned",
        "text": t(
            "cards.life", year=event.year, stage=term_of(event.stage), modality=term_of(event.modality), document=said
        ),
        "said": None if document is None else document.year,
    }
