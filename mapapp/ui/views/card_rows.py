"""One line each of a project, an event, a promise and a figure, as the panel lists them: plain data with its sentence."""

from __future__ import annotations

from typing import Any

from mapapp.contracts import Atlas, Indicator, Light, Precision, Project, ProjectEvent, Promise, Selected
from mapapp.selection import promises_of
from mapapp.ui.i18n import no_stage_term, say, term_of
from mapapp.ui.views.quotes import citation, clean_quote, passage_id


def project_row(atlas: Atlas, selected: Selected, project: Project) -> dict[str, Any]:
    """Give one line of a list of projects."""
    state = selected.states.get(project.project_id)
    placement = atlas.placement_by_project.get(project.project_id)
    lights = [item.light for item in promises_of(atlas, project.project_id, selected.as_of, selected.clock)]
    return {
        "focus": f"project:{project.project_id}",
        "name": project.name,
        "stage": None if state is None else state.stage.rank,
        "term": no_stage_term() if state is None else term_of(state.stage),
        "year": None if state is None else state.year,
        "light": min(lights, key=_gravity).value if lights else "",
        "vague": placement is None or placement.precision.rank >= Precision.TOWN.rank,
        "certain": project.certain,
    }


def event_row(atlas: Atlas, event: ProjectEvent) -> dict[str, Any]:
    """Give one stage of a project with its sentence and document."""
    document = atlas.document_by_id.get(event.doc)
    return {
        "stage": event.stage.rank,
        "term": term_of(event.stage),
        "modality": event.modality.value,
        "said": term_of(event.modality),
        "year": event.year,
        "basis": term_of(event.year_basis),
        "name": event.name,
        "quote": clean_quote(event.quote),
        "doc": event.doc if document is None else document.short_title or document.title,
        "read": passage_id(event.doc, event.start, event.end),
        "cite": "" if document is None else citation(document, event.start, event.end),
        "certain": event.certain,
        "amount": "" if event.amount is None else f"{event.amount.what} {event.amount.value:,g} {event.amount.unit}",
    }


def promise_row(atlas: Atlas, promise: Promise) -> dict[str, Any]:
    """Give one promise with its light, the rule's sentence, and how far it slipped."""
    return {
        "light": promise.light.value,
        "term": term_of(promise.light),
        "what": say("cards.year_stage", year=promise.year, stage=term_of(promise.stage)),
        "reason": promise.reason,
        "moved": [
            other.year
            for other in atlas.promises_by_project.get(promise.project_id, ())
            if other.promise_id in promise.slipped_to
        ],
    }


def figure_row(atlas: Atlas, figure: Indicator) -> dict[str, Any]:
    """Give one figure with unit, year and sentence."""
    document = atlas.document_by_id.get(figure.doc)
    return {
        "name": figure.name,
        "value": figure.value_text,
        "kind": term_of(figure.value_kind),
        "period": figure.period,
        "quote": clean_quote(figure.quote),
        "doc": figure.doc if document is None else document.short_title or document.title,
        "read": passage_id(figure.doc, figure.start, figure.end),
        "certain": figure.certain,
    }


def _gravity(light: Light) -> int:
    """Order lights by how much they want to be seen: missed, late, kept, unknown."""
    return (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY).index(light)
