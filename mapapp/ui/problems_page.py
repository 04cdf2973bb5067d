"""What a person should know or decide: unmapped projects, disagreements, possible doubles, doubtful readings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from mapapp.contracts import Atlas, Selected
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.review import show_review
from mapapp.ui.state import get_selection
from mapapp.ui.table import Column, Row, Sheet, quote_part, show_sheet


def show() -> None:
    """Draw one kind of problem at a time, with how many there are of each."""
    atlas, selected = load_atlas(), answer(get_selection())
    sheets = {name: build(atlas, selected) for name, build in KINDS.items()}
    with st.container(key="problemkind"):
        kind = st.segmented_control(
            "类别",
            list(KINDS),
            format_func=lambda name: f"{name}　{len(sheets[name].rows)}",
            key="problem_kind",
            default=next(iter(KINDS)),
            required=True,
            label_visibility="collapsed",
        )
    if kind == "读法存疑":
        show_review(atlas, selected)
    show_sheet(sheets[kind], atlas, key=f"problems-{kind}")


def build_unmapped(atlas: Atlas, selected: Selected) -> Sheet:
    """List the selected projects that stand nowhere on the map, with the reason."""
    rows = []
    for project in selected.projects:
        placement = atlas.placement_by_project.get(project.project_id)
        if placement is not None and placement.mapped:
            continue
        events = atlas.events_of(project)
        rows.append(
            Row(
                (
                    {"text": project.name, "focus": f"project:{project.project_id}"},
                    "、".join(selected.zones[project.project_id]) or "未归片区",
                    "、".join(project.places),
                    placement.basis if placement is not None else "",
                ),
                tuple(quote_part(atlas, "原句", event) for event in events[:2]),
            )
        )
    return Sheet(
        (Column("项目", "link", "34%"), Column("片区", "text", "9em"), Column("文中地名"), Column("为什么没上图")),
        tuple(rows),
        "全部项目都已上图。",
        "没有依据就不画点。补上地名（geodata/places.geojson）后会自动上图。",
    )


def build_conflicts(atlas: Atlas, selected: Selected) -> Sheet:
    """List records that cannot both be right."""
    rows = [
        Row(
            (
                {"text": atlas.project_by_id[item.project_id].name, "focus": f"project:{item.project_id}"},
                item.message,
            ),
            tuple(
                quote_part(atlas, _when(atlas, event_id), atlas.event_by_id[event_id]) for event_id in item.event_ids
            ),
        )
        for item in atlas.conflicts
        if item.project_id in selected.states
    ]
    return Sheet((Column("项目", "link", "34%"), Column("矛盾")), tuple(rows), "没有发现互相矛盾的记录。")


def build_doubles(atlas: Atlas, selected: Selected) -> Sheet:
    """List pairs of projects that may be one."""
    rows = []
    for item in atlas.merge_suggestions:
        first, second = (atlas.project_by_id.get(project_id) for project_id in item.project_ids)
        if first is None or second is None or not {first.project_id, second.project_id} & set(selected.states):
            continue
        rows.append(
            Row(
                (
                    {"text": first.name, "focus": f"project:{first.project_id}"},
                    {"text": second.name, "focus": f"project:{second.project_id}"},
                    {"text": f"{item.score:.2f}", "rank": item.score},
                    "；".join(item.reasons),
                )
            )
        )
    return Sheet(
        (
            Column("项目", "link", "28%"),
            Column("可能同为", "link", "28%"),
            Column("相似", "number", "5em"),
            Column("理由"),
        ),
        tuple(rows),
        "没有可疑的重名。",
        "从不自动合并；确认后写入 seeds/registry/。",
    )


def build_doubtful(atlas: Atlas, selected: Selected) -> Sheet:
    """List readings that two careful readers could see differently, least sure first."""
    events = sorted(
        (event for event in selected.events if not event.certain), key=lambda event: (event.confidence, event.event_id)
    )
    rows = [
        Row(
            (
                {"text": event.canonical or event.name, "focus": f"project:{event.project_id}"},
                f"{event.year or '年份不明'} {event.stage.term}（{event.modality.term}）",
                {"text": f"{event.confidence:.2f}", "rank": event.confidence},
                "；".join(event.reasons),
            ),
            (quote_part(atlas, "原句", event),),
        )
        for event in events
    ]
    return Sheet(
        (
            Column("项目", "link", "30%"),
            Column("读作", "text", "14em"),
            Column("把握", "number", "5em"),
            Column("理由"),
        ),
        tuple(rows),
        "没有存疑的读法。",
    )


def build_notices(atlas: Atlas, _selected: Selected) -> Sheet:
    """List everything the checks found in the data, worst first."""
    ordered = sorted(atlas.problems, key=lambda item: (item.severity.rank, item.where, item.code))
    rows = [
        Row(
            (
                {"text": item.severity.term, "rank": item.severity.rank},
                {
                    "text": item.where,
                    "focus": f"project:{item.project_id}" if item.project_id in atlas.project_by_id else "",
                },
                item.message,
                item.remedy,
            )
        )
        for item in ordered
    ]
    return Sheet(
        (Column("轻重", "text", "5em"), Column("哪里", "link", "26%"), Column("什么"), Column("怎么办", "text", "26%")),
        tuple(rows),
        "检查没有发现问题。",
    )


def _when(atlas: Atlas, event_id: str) -> str:
    """Say what an event states."""
    event = atlas.event_by_id[event_id]
    return f"{event.year or '年份不明'} {event.stage.term}（{event.modality.term}）"


KINDS: Final[dict[str, Callable[[Atlas, Selected], Sheet]]] = {
    "未上图": build_unmapped,
    "互相矛盾": build_conflicts,
    "可能重复": build_doubles,
    "读法存疑": build_doubtful,
    "数据检查": build_notices,
}
