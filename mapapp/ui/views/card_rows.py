"""One line each of a project, an event, a promise and a figure, as the panel lists them: plain data with its sentence."""

from __future__ import annotations

from typing import Any, Final

from mapapp.contracts import Atlas, Indicator, Polarity, Precision, Project, ProjectEvent, Promise, Selected, Verdict
from mapapp.selection import promises_of
from mapapp.text.quote_lines import clean_quote
from mapapp.ui.i18n import no_stage_term, t, term_of
from mapapp.ui.views.quotes import citation, passage_id

# What is not just happened or planned: a stage said not to be reached, or given up.
_SAID_OUTRIGHT: Final = frozenset({Polarity.NOT_REACHED, Polarity.CANCELLED})


def project_row(atlas: Atlas, selected: Selected, project: Project) -> dict[str, Any]:
    """Return one line of a list of projects."""
    state = selected.states.get(project.project_id)
    placement = atlas.placement_by_project.get(project.project_id)
    verdicts = [item.verdict for item in promises_of(atlas, project.project_id, selected.as_of, selected.clock)]
    return {
        "focus": f"project:{project.project_id}",
        "name": project.name,
        "stage": None if state is None else state.stage.rank,
        "term": no_stage_term() if state is None else term_of(state.stage),
        "year": None if state is None else state.year,
        "verdict": min(verdicts, key=gravity).value if verdicts else "",
        "vague": placement is None or placement.precision.rank >= Precision.TOWN.rank,
        "certain": project.certain,
    }


def event_row(atlas: Atlas, event: ProjectEvent) -> dict[str, Any]:
    """Return one stage of a project with its sentence and document."""
    document = atlas.document_by_id.get(event.doc)
    return {
        "stage": event.stage.rank,
        "term": term_of(event.stage),
        "modality": event.modality.value,
        "said": term_of(event.polarity if event.polarity in _SAID_OUTRIGHT else event.modality),
        "year": event.year,
        "basis": term_of(event.year_basis),
        "name": event.name,
        "quote": clean_quote(event.quote),
        "doc": event.doc if document is None else document.short_title or document.title,
        "read": passage_id(event.doc, event.start, event.end),
        "cite": "" if document is None else citation(document, event.start, event.end),
        "certain": event.certain,
        "looked": t("cards.signed", who=event.signed) if event.signed else term_of(event.looked),
        "amount": "" if event.amount is None else f"{event.amount.what} {event.amount.value:,g} {event.amount.unit}",
    }


def promise_row(atlas: Atlas, promise: Promise) -> dict[str, Any]:
    """Return one promise with its verdict, the sentence that says it with its quotes, and how far it slipped."""
    return {
        "verdict": promise.verdict.value,
        "term": term_of(promise.verdict),
        "bounds": [bound_part(atlas, promise, name) for name in ("not_before", "not_after") if getattr(promise, name)],
        "what": t("cards.year_stage", year=promise.year, stage=term_of(promise.stage)),
        "reason": promise.reason,
        "moved": [
            other.year
            for other in atlas.promises_by_project.get(promise.project_id, ())
            if other.promise_id in promise.slipped_to
        ],
    }


def bound_part(atlas: Atlas, promise: Promise, name: str) -> dict[str, str]:
    """Return one end of what is known of a promise's date, with its sentence."""
    before = name == "not_before"
    bound = promise.not_before if before else promise.not_after
    assert bound is not None, "asked for only where there is one"
    event = atlas.event_by_id[bound.event_id]
    document = atlas.document_by_id.get(bound.doc)
    return {
        "label": t("cards.not_before", year=bound.year) if before else t("cards.not_after", year=bound.year),
        "quote": clean_quote(bound.quote),
        "doc": bound.doc if document is None else document.short_title or document.title,
        "read": passage_id(event.doc, event.start, event.end),
    }


def figure_row(atlas: Atlas, figure: Indicator) -> dict[str, Any]:
    """Return one figure with unit, year and sentence."""
    document = atlas.document_by_id.get(figure.doc)
    return {
        "name": figure.name,
        "value": figure.value_with_unit,
        "kind": term_of(figure.value_kind),
        "period": figure.period,
        "quote": clean_quote(figure.quote),
        "doc": figure.doc if document is None else document.short_title or document.title,
        "read": passage_id(figure.doc, figure.start, figure.end),
        "certain": figure.certain,
    }


def gravity(verdict: Verdict) -> int:
    """Order verdicts by how much they want to be seen: proven first, then unknown, then what is no finding."""
    return (
        *(Verdict.OVERDUE, Verdict.LATE, Verdict.KEPT, Verdict.REACHED, Verdict.UNVERIFIED),
        *(Verdict.NOT_DUE, Verdict.INTENTION),
    ).index(verdict)
