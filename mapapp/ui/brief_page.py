"""A page to read aloud from: zone by zone, how many stand where, what was delivered and what was missed."""

from __future__ import annotations

from mapapp.contracts import Atlas, Light, Project, Selected, Stage, Zone
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.state import get_selection
from mapapp.ui.table import Column, Row, Sheet, quote_part, show_sheet

# As many names as fit a breath; the ledger has the rest.
NAMES_SHOWN = 4


def show() -> None:
    """Draw the brief of the current question."""
    atlas = load_atlas()
    show_sheet(build_brief(atlas, answer(get_selection())), atlas, key="brief")


def build_brief(atlas: Atlas, selected: Selected) -> Sheet:
    """Give one line per zone: totals, delivered, under way, missed, each with the sentences behind it."""
    zones = [zone for zone in atlas.geodata.zones if not zone.part_of]
    return Sheet(
        columns=(
            Column("片区", "link", "8em"),
            Column("项目", "number", "5em"),
            Column("已建成启用", "number", "7em"),
            Column("在建", "number", "5em"),
            Column("最近建成启用"),
            Column("逾期未见", "text", "26%"),
        ),
        rows=tuple(_row(atlas, selected, zone) for zone in zones),
        empty="没有片区边界；请检查 geodata/zones.geojson。",
        note=f"截至 {selected.as_of} 年，{selected.clock.term}。片区互相重叠，数字不可相加。点开一行看原句，点片区回到地图。",
        summary=(
            {"value": selected.total, "text": "个项目"},
            {"value": _count(selected, selected.projects, Stage.COMPLETED, Stage.OPERATING), "text": "个已建成启用"},
            {"value": _count(selected, selected.projects, Stage.BUILDING, Stage.TOPPED_OUT), "text": "个在建"},
            {"value": sum(1 for item in selected.promises if item.light is Light.RED), "text": "条承诺逾期未见"},
        ),
    )


def _row(atlas: Atlas, selected: Selected, zone: Zone) -> Row:
    """Give one zone."""
    projects = [item for item in selected.projects if zone.zone_id in selected.zones[item.project_id]]
    ids = {item.project_id for item in projects}
    done = sorted(
        (item for item in projects if _stage_rank(selected, item) >= Stage.COMPLETED.rank),
        key=lambda item: (-_year(selected, item), item.project_id),
    )[:NAMES_SHOWN]
    missed = [item for item in selected.promises if item.light is Light.RED and item.project_id in ids]
    names = dict.fromkeys(atlas.project_by_id[item.project_id].name for item in missed)
    detail = []
    for project in done:
        state = selected.states[project.project_id]
        if state is not None:
            label = f"{project.name}：{state.year} 年{state.stage.term}"
            detail.append(quote_part(atlas, label, atlas.event_by_id[state.event_id]))
    for promise in missed[:NAMES_SHOWN]:
        label = f"{atlas.project_by_id[promise.project_id].name}：承诺 {promise.year} 年{promise.stage.term}，逾期未见"
        detail.append(quote_part(atlas, label, atlas.event_by_id[promise.event_id]))
    more = f"等 {len(names)} 个" if len(names) > NAMES_SHOWN else ""
    return Row(
        cells=(
            {"text": zone.zone_id, "focus": f"zone:{zone.zone_id}"},
            len(projects),
            _count(selected, projects, Stage.COMPLETED, Stage.OPERATING),
            _count(selected, projects, Stage.BUILDING, Stage.TOPPED_OUT),
            "、".join(item.name for item in done) or "—",
            "、".join(list(names)[:NAMES_SHOWN]) + more or "—",
        ),
        detail=tuple(detail),
    )


def _count(selected: Selected, projects: list[Project] | tuple[Project, ...], *stages: Stage) -> int:
    """Count the projects that stand at one of the stages."""
    ranks = {stage.rank for stage in stages}
    return sum(1 for project in projects if _stage_rank(selected, project) in ranks)


def _stage_rank(selected: Selected, project: Project) -> int:
    """Give the rank of a project's stage, -1 when none is reported."""
    state = selected.states.get(project.project_id)
    return -1 if state is None else state.stage.rank


def _year(selected: Selected, project: Project) -> int:
    """Give the year of a project's stage, 0 when none is reported."""
    state = selected.states.get(project.project_id)
    return 0 if state is None else state.year
