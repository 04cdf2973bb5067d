"""The slides that name a zone's projects with stage, year and verdict, and the one that says what is not verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mapapp.contracts import Atlas, DocumentCoverage, Project, Promise, Selected, Stage, Verdict
from mapapp.layers.style import NO_STAGE_COLOUR, STAGE_MARKS
from mapapp.reports.lookup_data import where_in
from mapapp.reports.scene_data import stage_counts
from mapapp.selection import NO_STAGE_TERM
from mapapp.text.quote_lines import clean_quote

HEADER: Final = ("项目", "阶段", "年份", "承诺")
# So many rows fill a slide at 11 points; a longer table goes on on the next one.
ROWS_A_SLIDE: Final = 15
# Projects nobody reports on say one thing together, so their names alone stand in columns.
NAME_COLUMNS: Final = 3
# Names shown of a group that is told in one row.
NAMES_IN_A_ROW: Final = 8


@dataclass(frozen=True, slots=True)
class ProjectsSlide:
    """What one slide of a zone's projects holds: a heading, a table, and the quotes for the speaker.

    `chart` says whether the chart of the stages stands beside the table; `header` is empty for a table of names.
    """

    heading: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    chart: bool


def stage_bars(selected: Selected) -> list[tuple[str, int, str]]:
    """Return the bars of the chart: every stage from the furthest, then what nobody reports on, with its colour."""
    counts = stage_counts(selected, selected.projects)
    bars = [(stage.term, counts[stage.rank], STAGE_MARKS[stage].colour) for stage in reversed(Stage)]
    return [*bars, (NO_STAGE_TERM, counts[len(Stage)], NO_STAGE_COLOUR)]


def projects_slides(atlas: Atlas, selected: Selected, name: str) -> Iterator[ProjectsSlide]:
    """Return the slides that name every project of a selection once: those reported on by stage, then the others."""
    reported = [one for one in selected.projects if selected.states[one.project_id] is not None]
    silent = [one for one in selected.projects if selected.states[one.project_id] is None]
    reported.sort(key=lambda one: (-_rank(selected, one), -selected.year_of(one), one.name, one.project_id))
    silent.sort(key=lambda one: (one.name, one.project_id))
    if len(selected.projects) <= ROWS_A_SLIDE:
        reported, silent = [*reported, *silent], []
    promises = _by_project(selected)
    portions = _portions(reported, ROWS_A_SLIDE)
    for number, portion in enumerate(portions, start=1):
        part = f"（{number}/{len(portions)}）" if len(portions) > 1 else ""
        rows = tuple(_row(selected, one, promises.get(one.project_id, ())) for one in portion)
        yield ProjectsSlide(f"{name}：项目与阶段{part}", HEADER, rows, _notes(atlas, selected, portion), number == 1)
    names = _portions(silent, ROWS_A_SLIDE * NAME_COLUMNS)
    for number, portion in enumerate(names, start=1):
        part = f"（{number}/{len(names)}）" if len(names) > 1 else ""
        heading = f"{name}：{NO_STAGE_TERM}的 {len(silent)} 个项目{part}"
        cells = [_named(one, promises.get(one.project_id, ())) for one in portion]
        yield ProjectsSlide(heading, (), tuple(_in_columns(cells)), _notes(atlas, selected, portion), chart=False)


def _portions(items: Sequence[Project], size: int) -> list[Sequence[Project]]:
    """Return a sequence cut into even portions of at most a size."""
    count = -(-len(items) // size)
    even = -(-len(items) // count) if count else 0
    return [items[start : start + even] for start in range(0, len(items), even)] if even else []


def _in_columns(cells: list[str]) -> Iterator[tuple[str, ...]]:
    """Return names laid out in columns, to be read downwards."""
    height = -(-len(cells) // NAME_COLUMNS)
    for row in range(height):
        yield tuple(
            cells[place] if (place := row + column * height) < len(cells) else "" for column in range(NAME_COLUMNS)
        )


def _row(selected: Selected, project: Project, promises: Sequence[Promise]) -> tuple[str, ...]:
    """Return a project's row: name, stage, year, verdicts."""
    state = selected.states[project.project_id]
    doubt = "" if project.certain else "（存疑）"
    if state is None:
        return f"{project.name}{doubt}", NO_STAGE_TERM, "", verdict_words(promises)
    return f"{project.name}{doubt}", state.stage.term, str(state.year), verdict_words(promises)


def _named(project: Project, promises: Sequence[Promise]) -> str:
    """Return a project's name, with what is to be said of its promises."""
    words = verdict_words(promises)
    return f"{project.name}（{words}）" if words else project.name


def verdict_words(promises: Sequence[Promise]) -> str:
    """Return the verdicts of a project's promises with their counts; intentions are never judged and are left out.

    >>> verdict_words(())
    ''
    """
    counts = {verdict: sum(1 for promise in promises if promise.verdict is verdict) for verdict in Verdict}
    return "；".join(
        verdict.term + (f" {count}" if count > 1 else "")
        for verdict, count in counts.items()
        if count and verdict is not Verdict.INTENTION
    )


def _notes(atlas: Atlas, selected: Selected, projects: Sequence[Project]) -> tuple[str, ...]:
    """Return for each project the sentence its stage rests on, or the one that speaks of it first."""
    return tuple(f"{one.name}：{_quote(atlas, _ground(selected, one))}" for one in projects)


def _ground(selected: Selected, project: Project) -> str:
    """Return the event a project's row rests on."""
    state = selected.states[project.project_id]
    return state.event_id if state is not None else project.event_ids[0]


def _quote(atlas: Atlas, event_id: str) -> str:
    """Return an event's sentence with where it stands."""
    event = atlas.event_by_id[event_id]
    document = atlas.document_by_id[event.doc]
    return f"“{clean_quote(event.quote)}”——《{document.title}》{where_in(document, event.start, event.end)}"


def _rank(selected: Selected, project: Project) -> int:
    """Return how far a project is."""
    state = selected.states[project.project_id]
    return -1 if state is None else state.stage.rank


def _by_project(selected: Selected) -> dict[str, list[Promise]]:
    """Return the promises of each project."""
    grouped: dict[str, list[Promise]] = {}
    for promise in selected.promises:
        grouped.setdefault(promise.project_id, []).append(promise)
    return grouped


def not_verified(atlas: Atlas, selected: Selected) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Return what could not be verified: rows of (what, how many, which), and quotes for the speaker.

    Rows of the same reason are one row: what they have in common is said once.
    """
    rows: list[tuple[str, str, str]] = []
    notes: list[str] = []
    waiting = [promise for promise in selected.promises if promise.verdict is Verdict.UNVERIFIED]
    by_reason: dict[str, list[Promise]] = {}
    for promise in waiting:
        by_reason.setdefault(promise.doubt.term if promise.doubt is not None else "没有说明原因", []).append(promise)
    for reason, group in by_reason.items():
        names = [atlas.project_by_id[promise.project_id].name for promise in group]
        rows.append((f"到期的承诺：{reason}", f"{len(group)} 条", _some(names)))
        notes += [f"{name}：{_quote(atlas, one.event_id)}" for name, one in zip(names, group, strict=True)]
    nowhere = [
        one.name
        for one in selected.projects
        if (placement := atlas.placement_by_project.get(one.project_id)) is None or not placement.mapped
    ]
    doubtful = [one.name for one in selected.projects if not one.certain]
    partial = [one.short_title or one.title for one in atlas.documents if one.coverage is not DocumentCoverage.FULL]
    for what, names, unit in (
        ("文件没有说在哪里，没有上图", nowhere, "个项目"),
        ("读法存疑，两位细心的读者会有不同判断", doubtful, "个项目"),
        ("只有摘要或报道，没写的不等于没办", partial, "份文件"),
    ):
        if names:
            rows.append((what, f"{len(names)} {unit}", _some(names)))
    return rows, notes


def _some(names: Sequence[str]) -> str:
    """Return the first names of a list, each once, and how many there are besides."""
    unique = list(dict.fromkeys(names))
    shown = "、".join(unique[:NAMES_IN_A_ROW])
    return shown if len(unique) <= NAMES_IN_A_ROW else f"{shown}等 {len(unique)} 个"
