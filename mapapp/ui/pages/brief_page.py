"""A page to read aloud from: zone by zone, how many stand where, what was delivered, what is proven overdue, what nobody knows."""

from __future__ import annotations

from mapapp.contracts import Atlas, Project, Selected, Stage, Verdict, Zone
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.table import Row, TableColumn, TableSheet, quote_part, show_sheet, year_stage
from mapapp.ui.i18n import t, term_of
from mapapp.ui.state import get_selection

# As many names as fit a breath; the ledger has the rest.
NAMES_SHOWN = 4


def show() -> None:
    """Draw the brief of the current question."""
    atlas = load_atlas()
    show_sheet(build_brief(atlas, answer(get_selection())), atlas, key="brief")


def build_brief(atlas: Atlas, selected: Selected) -> TableSheet:
    """Return one line per zone: totals, delivered, under way, overdue and unverified, with the sentences behind them."""
    zones = [zone for zone in atlas.geodata.zones if not zone.part_of]
    overdue, unverified = (_judged(selected, verdict) for verdict in (Verdict.OVERDUE, Verdict.UNVERIFIED))
    return TableSheet(
        columns=(
            TableColumn(t("brief.zone"), "link", "8em"),
            TableColumn(t("brief.projects"), "number", "5em"),
            TableColumn(t("brief.done"), "number", "7em"),
            TableColumn(t("brief.building"), "number", "5em"),
            TableColumn(t("brief.latest")),
            TableColumn(t("brief.overdue"), "text", "22%"),
            TableColumn(t("brief.unverified"), "number", "6em"),
        ),
        rows=tuple(_row(atlas, selected, zone) for zone in zones),
        empty=t("brief.empty"),
        note=t("brief.note", year=selected.as_of, clock=term_of(selected.clock)),
        summary=(
            {"value": selected.total, "text": t("brief.count_projects", n=selected.total)},
            {
                "value": _count(selected, selected.projects, Stage.COMPLETED, Stage.OPERATING),
                "text": t("brief.count_done"),
            },
            {
                "value": _count(selected, selected.projects, Stage.BUILDING, Stage.TOPPED_OUT),
                "text": t("brief.count_building"),
            },
            {"value": overdue, "text": t("brief.count_overdue", n=overdue)},
            {"value": unverified, "text": t("brief.count_unverified", n=unverified)},
        ),
    )


def _row(atlas: Atlas, selected: Selected, zone: Zone) -> Row:
    """Return one zone."""
    projects = [item for item in selected.projects if zone.zone_id in selected.zones[item.project_id]]
    ids = {item.project_id for item in projects}
    done = sorted(
        (item for item in projects if _stage_rank(selected, item) >= Stage.COMPLETED.rank),
        key=lambda item: (-selected.year_of(item), item.project_id),
    )[:NAMES_SHOWN]
    mine = [item for item in selected.promises if item.project_id in ids]
    overdue = [item for item in mine if item.verdict is Verdict.OVERDUE]
    names = dict.fromkeys(atlas.project_by_id[item.project_id].name for item in overdue)
    detail = []
    for project in done:
        state = selected.states[project.project_id]
        if state is not None:
            label = t("brief.part_done", name=project.name, what=year_stage(state.year, state.stage))
            detail.append(quote_part(atlas, label, atlas.event_by_id[state.event_id]))
    for promise in overdue[:NAMES_SHOWN]:
        if promise.not_before is None:
            continue
        what = year_stage(promise.year, promise.stage)
        name = atlas.project_by_id[promise.project_id].name
        label = t("brief.part_overdue", name=name, what=what, year=promise.not_before.year)
        detail.append(quote_part(atlas, label, atlas.event_by_id[promise.not_before.event_id]))
    more = t("brief.more", n=len(names)) if len(names) > NAMES_SHOWN else ""
    return Row(
        cells=(
            {"text": zone.zone_id, "focus": f"zone:{zone.zone_id}"},
            len(projects),
            _count(selected, projects, Stage.COMPLETED, Stage.OPERATING),
            _count(selected, projects, Stage.BUILDING, Stage.TOPPED_OUT),
            t("sentence.join").join(item.name for item in done) or "—",
            t("sentence.join").join(list(names)[:NAMES_SHOWN]) + more or "—",
            sum(1 for item in mine if item.verdict is Verdict.UNVERIFIED),
        ),
        detail=tuple(detail),
    )


def _count(selected: Selected, projects: list[Project] | tuple[Project, ...], *stages: Stage) -> int:
    """Count the projects that stand at one of the stages."""
    ranks = {stage.rank for stage in stages}
    return sum(1 for project in projects if _stage_rank(selected, project) in ranks)


def _judged(selected: Selected, verdict: Verdict) -> int:
    """Count the promises of one verdict."""
    return sum(1 for item in selected.promises if item.verdict is verdict)


def _stage_rank(selected: Selected, project: Project) -> int:
    """Return the rank of a project's stage, -1 when none is reported."""
    state = selected.states.get(project.project_id)
    return -1 if state is None else state.stage.rank
