"""The table twin of the map: every selected project in one line, with its sentences one click away."""

from __future__ import annotations

from mapapp.contracts import Atlas, Looked, Precision, Project, Selected
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.table import Row, TableColumn, TableSheet, mention, quote_part, show_sheet
from mapapp.ui.i18n import no_stage_term, t, term_of
from mapapp.ui.state import get_selection


def show() -> None:
    """Draw the table of the current question."""
    atlas = load_atlas()
    show_sheet(build_twin(atlas, answer(get_selection())), atlas, key="twin")


def build_twin(atlas: Atlas, selected: Selected) -> TableSheet:
    """List the selected projects as the map shows them and the download holds them."""
    return TableSheet(
        columns=(
            TableColumn(t("data.project"), "link", "32%"),
            TableColumn(t("data.stage"), "text", "8em"),
            TableColumn(t("data.reported"), "number", "6em"),
            TableColumn(t("data.by_text"), "text"),
            TableColumn(t("data.by_geometry"), "text"),
            TableColumn(t("data.precision"), "text", "8em"),
            TableColumn(t("data.records"), "number", "5em"),
        ),
        rows=tuple(_row(atlas, selected, project) for project in selected.projects),
        empty=t("data.empty"),
        summary=(
            {"value": selected.total, "text": t("data.projects", n=selected.total)},
            {"value": selected.mapped, "text": t("data.mapped")},
            {"value": selected.unmapped, "text": t("data.unmapped")},
            *(
                {
                    "value": sum(1 for project in selected.projects if project.looked is looked),
                    "text": term_of(looked),
                }
                for looked in Looked
            ),
        ),
    )


def _row(atlas: Atlas, selected: Selected, project: Project) -> Row:
    """Return one project as a line."""
    state = selected.states.get(project.project_id)
    placement = atlas.placement_by_project.get(project.project_id)
    precision = Precision.NONE if placement is None else placement.precision
    shares = () if placement is None else placement.zones_by_geometry
    return Row(
        cells=(
            {
                "text": project.name,
                "focus": f"project:{project.project_id}",
                "note": "" if project.certain else t("cards.doubtful"),
            },
            {
                "text": no_stage_term() if state is None else term_of(state.stage),
                "rank": -1 if state is None else state.stage.rank,
            },
            {"text": "" if state is None else str(state.year), "rank": 0 if state is None else state.year},
            t("sentence.join").join(project.zones),
            t("sentence.join").join(share.zone_id for share in shares),
            {"text": term_of(precision), "rank": precision.rank},
            len(project.event_ids),
        ),
        detail=tuple(quote_part(atlas, mention(event), event) for event in atlas.events_of(project)),
    )
