"""The first sheet of a workbook: as of when, filtered how, and how many projects stand where in each zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mapapp.contracts import Project, Selected, Stage, Verdict
from mapapp.exports.job import ExportJob
from mapapp.exports.metadata import filters_phrase
from mapapp.exports.rows import NO_STAGE
from mapapp.exports.tables import zones_shown
from mapapp.open_workspace import active

NO_STAGE_TERM = "未见进展报告"
OVERLAP_NOTE = "片区相互重叠，一个项目可在几个片区里，各行不可相加；“全部”一行每个项目只计一次。"


@dataclass(frozen=True, slots=True)
class Summary:
    """The lines above the table, its header and its rows: a name and counts."""

    lines: tuple[tuple[str, str], ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    note: str


def summary_of(job: ExportJob) -> Summary:
    """Return the summary of a selection by zone; the first row counts every project once."""
    selected = job.selected
    filters = filters_phrase(pair for pair in selected.filters if pair[0] not in {"year", "clock"})
    lines = (
        ("标题", active().title),
        ("截至", f"{selected.as_of}年（{selected.clock.term}）"),
        ("筛选", filters or "无"),
        ("项目", f"共 {selected.total} 个：已上图 {selected.mapped}，未上图 {selected.unmapped}"),
    )
    verdicts = tuple(f"承诺：{verdict.term}" for verdict in Verdict)
    header = ("片区", "项目", *(stage.term for stage in Stage), NO_STAGE_TERM, *verdicts)
    rows: list[tuple[str | int, ...]] = [("全部", *_counts(selected, selected.projects))]
    rows += [(name, *_counts(selected, projects)) for name, projects in _by_zone(job)]
    return Summary(lines, header, tuple(rows), OVERLAP_NOTE)


def _by_zone(job: ExportJob) -> Iterator[tuple[str, tuple[Project, ...]]]:
    """Return the selected projects of each zone that is shown."""
    selected = job.selected
    for zone in zones_shown(job.atlas, selected):
        inside = tuple(one for one in selected.projects if zone.zone_id in selected.zones[one.project_id])
        yield zone.name, inside


def _counts(selected: Selected, projects: tuple[Project, ...]) -> tuple[int, ...]:
    """Return how many projects there are, by stage, and how many promises, by verdict."""
    stages = dict.fromkeys((*(stage.value for stage in Stage), NO_STAGE), 0)
    ids = set()
    for project in projects:
        ids.add(project.project_id)
        state = selected.states[project.project_id]
        stages[state.stage.value if state is not None else NO_STAGE] += 1
    verdicts = dict.fromkeys(Verdict, 0)
    for promise in selected.promises:
        if promise.project_id in ids:
            verdicts[promise.verdict] += 1
    return (len(projects), *stages.values(), *verdicts.values())
