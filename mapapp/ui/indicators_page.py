"""The figures: every indicator as a series over documents and years, target beside actual, in its original words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from mapapp.contracts import Atlas, Indicator, Selected, ValueKind
from mapapp.entities import TargetCheck, check_targets
from mapapp.ui.boards import build_board, find_boards, show_funnel
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.figure_map import show_figure_map
from mapapp.ui.state import get_selection
from mapapp.ui.table import Cell, Column, Row, Sheet, quote_part, show_sheet

ALL_FIGURES: Final = "全部指标"
FUNNEL: Final = "四个一批"
ON_MAP: Final = "分区域看"


def show() -> None:
    """Draw all figures of the current question, one programme of targets, or the funnel."""
    atlas, selected = load_atlas(), answer(get_selection())
    boards = find_boards(selected, atlas)
    with st.container(key="problemkind"):
        kind = st.segmented_control(
            "看哪一组",
            [ALL_FIGURES, *boards, FUNNEL, ON_MAP],
            key="figures_kind",
            default=ALL_FIGURES,
            required=True,
            label_visibility="collapsed",
        )
    if kind in boards:
        show_sheet(build_board(atlas, selected, boards[kind]), atlas, key=f"board-{kind}")
    elif kind == FUNNEL:
        show_funnel(selected)
    elif kind == ON_MAP:
        show_figure_map(atlas, selected)
    else:
        show_sheet(build_figures(atlas, selected), atlas, key="figures")


def build_figures(atlas: Atlas, selected: Selected) -> Sheet:
    """List one line per indicator and region: the latest target, the latest actual, and how many years are known."""
    groups: dict[tuple[str, str, str], list[Indicator]] = {}
    for item in selected.indicators:
        groups.setdefault(_group_of(item), []).append(item)
    checks = _last_checks(atlas, selected)
    breaks = _broken(atlas)
    rows = tuple(
        _row(atlas, items, checks.get(items[0].series_id), breaks)
        for _, items in sorted(groups.items(), key=lambda pair: _order(pair[1]))
    )
    kinds = [item.value_kind for item in selected.indicators]
    return Sheet(
        columns=(
            Column("指标", "text", "28%"),
            Column("地区", "text", "8em"),
            Column("目标", "text", "16%"),
            Column("实绩", "text", "16%"),
            Column("完成", "text", "7em"),
            Column("记录", "number", "5em"),
            Column("文件"),
        ),
        rows=rows,
        empty="当前条件下没有指标。指标按地区归入青浦区、闵行区或片区；去掉片区或文件条件后再看。",
        note="取截至所选年份的最近一期；数值照文件所印，单位不换算；同年有目标也有实绩的，判断完成与否。点开一行看全部年份和原句。",
        summary=(
            {"value": len(rows), "text": "项指标"},
            {"value": kinds.count(ValueKind.TARGET), "text": "个目标"},
            {"value": kinds.count(ValueKind.ACTUAL), "text": "个实绩"},
            {"value": kinds.count(ValueKind.FORECAST), "text": "个预计"},
        ),
    )


def _group_of(item: Indicator) -> tuple[str, str, str]:
    """Name the series of a figure, or what it says itself when it belongs to none."""
    return (item.series_id, "", "") if item.series_id else (item.name, item.region, item.unit or "")


def _order(items: Sequence[Indicator]) -> tuple[int, str, str]:
    """Put what is known over several records first, then by region and name."""
    return (-len(items), items[0].region, items[0].name)


def _last_checks(atlas: Atlas, selected: Selected) -> dict[str, TargetCheck]:
    """Give the latest judged target of each series whose two figures are both shown."""
    shown = {item.indicator_id for item in selected.indicators}
    found: dict[str, TargetCheck] = {}
    for check in check_targets(atlas.series, atlas.indicator_by_id):
        if check.met is None or not {check.target_id, check.actual_id} <= shown:
            continue
        if check.series_id not in found or found[check.series_id].year < check.year:
            found[check.series_id] = check
    return found


def _broken(atlas: Atlas) -> frozenset[str]:
    """Name the figures at which unit or definition differs from the figure before."""
    return frozenset(series.indicator_ids[index] for series in atlas.series for index in series.breaks)


def _check_cell(check: TargetCheck | None) -> Cell:
    """Say whether the target of a year was met, with the numbers as a note."""
    if check is None:
        return {"text": "—", "rank": ""}
    return {"text": "完成" if check.met else "未完成", "note": f"{check.year}", "rank": int(bool(check.met))}


def _row(atlas: Atlas, items: Sequence[Indicator], check: TargetCheck | None, breaks: frozenset[str]) -> Row:
    """Give one series with all its sentences, in order of period."""
    ordered = sorted(items, key=lambda item: (item.period, item.value_kind.rank, item.doc, item.start))
    docs = dict.fromkeys(atlas.document_by_id[item.doc].short_title or item.doc for item in ordered)
    return Row(
        cells=(
            ordered[-1].name,
            ordered[-1].region,
            _latest(ordered, (ValueKind.TARGET,)),
            _latest(ordered, (ValueKind.ACTUAL, ValueKind.FORECAST)),
            _check_cell(check),
            len(ordered),
            "、".join(docs),
        ),
        detail=tuple(quote_part(atlas, _label(item, breaks), item) for item in ordered),
    )


def _label(item: Indicator, breaks: frozenset[str]) -> str:
    """Say period, kind and value, and warn where the figure cannot be compared with the one before."""
    warning = "　（与前一期单位或口径不同）" if item.indicator_id in breaks else ""
    return f"{item.period}　{item.value_kind.term}　{item.value_text}{warning}"


def _latest(items: Sequence[Indicator], kinds: tuple[ValueKind, ...]) -> Cell:
    """Give the last figure of a kind as printed, with its period."""
    found = [item for item in items if item.value_kind in kinds]
    if not found:
        return {"text": "—", "rank": ""}
    last = found[-1]
    note = last.period if last.value_kind is not ValueKind.FORECAST else f"{last.period} 预计"
    return {"text": last.value_text, "note": note, "rank": last.value if last.value is not None else ""}
