"""The table twin of the map: every selected project in one line, with its sentences one click away."""

from __future__ import annotations

from mapapp.contracts import Atlas, Precision, Project, Selected
from mapapp.selection import NO_STAGE_TERM
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.state import get_selection
from mapapp.ui.table import Column, Row, Sheet, quote_part, show_sheet


def show() -> None:
    """Draw the table of the current question."""
    atlas = load_atlas()
    show_sheet(build_twin(atlas, answer(get_selection())), atlas, key="twin")


def build_twin(atlas: Atlas, selected: Selected) -> Sheet:
    """List the selected projects as the map shows them and the download holds them."""
    return Sheet(
        columns=(
            Column("项目", "link", "32%"),
            Column("阶段", "text", "8em"),
            Column("最近报告", "number", "6em"),
            Column("片区（文字）", "text"),
            Column("片区（图形）", "text"),
            Column("位置精度", "text", "8em"),
            Column("记录", "number", "5em"),
        ),
        rows=tuple(_row(atlas, selected, project) for project in selected.projects),
        empty="没有项目满足当前条件；去掉几个条件再看。",
        summary=(
            {"value": selected.total, "text": "个项目"},
            {"value": selected.mapped, "text": "已上图"},
            {"value": selected.unmapped, "text": "未上图"},
        ),
    )


def _row(atlas: Atlas, selected: Selected, project: Project) -> Row:
    """Give one project as a line."""
    state = selected.states.get(project.project_id)
    placement = atlas.placement_by_project.get(project.project_id)
    precision = Precision.NONE if placement is None else placement.precision
    shares = () if placement is None else placement.zones_by_geometry
    return Row(
        cells=(
            {"text": project.name, "focus": f"project:{project.project_id}", "note": "" if project.certain else "存疑"},
            {
                "text": NO_STAGE_TERM if state is None else state.stage.term,
                "rank": -1 if state is None else state.stage.rank,
            },
            {"text": "" if state is None else str(state.year), "rank": 0 if state is None else state.year},
            "、".join(project.zones),
            "、".join(share.zone_id for share in shares),
            {"text": precision.term, "rank": precision.rank},
            len(project.event_ids),
        ),
        detail=tuple(
            quote_part(atlas, f"{event.year or '年份不明'} {event.stage.term}（{event.modality.term}）", event)
            for event in atlas.events_of(project)
        ),
    )
