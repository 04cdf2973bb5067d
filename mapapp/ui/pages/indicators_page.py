"""The figures: every indicator as a series over documents and years, target beside actual, in its original words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from mapapp.contracts import Atlas, Indicator, Selected, ValueKind
from mapapp.entities import TargetCheck, check_targets
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.table import Cell, Row, TableColumn, TableSheet, quote_part, show_sheet
from mapapp.ui.i18n import t, term_of
from mapapp.ui.state import get_selection
from mapapp.ui.views.boards import build_board, find_boards, show_funnel
from mapapp.ui.views.figure_map import show_figure_map
from mapapp.ui.views.markdown_escape import plain_label


def show() -> None:
    """Draw all figures of the current question, one programme of targets, or the funnel."""
    atlas, selected = load_atlas(), answer(get_selection())
    boards = find_boards(selected, atlas)
    names = {"all": t("indicators.all"), **{key: board.name for key, board in boards.items()}}
    names |= {"funnel": t("indicators.funnel"), "map": t("indicators.on_map")}
    with st.container(key="problemkind"):
        kind = st.segmented_control(
            t("indicators.choose"),
            list(names),
            format_func=lambda key: plain_label(names[key]),
            key="figures_kind",
            default="all",
            required=True,
            label_visibility="collapsed",
        )
    if kind in boards:
        show_sheet(build_board(atlas, selected, boards[kind].targets), atlas, key=f"board-{kind}")
    elif kind == "funnel":
        show_funnel(selected)
    elif kind == "map":
        show_figure_map(atlas, selected)
    else:
        show_sheet(build_figures(atlas, selected), atlas, key="figures")


def build_figures(atlas: Atlas, selected: Selected) -> TableSheet:
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
    return TableSheet(
        columns=(
            TableColumn(t("indicators.indicator"), "text", "28%"),
            TableColumn(t("indicators.region"), "text", "8em"),
            TableColumn(t("indicators.target"), "text", "16%"),
            TableColumn(t("indicators.actual"), "text", "16%"),
            TableColumn(t("indicators.met"), "text", "7em"),
            TableColumn(t("indicators.records"), "number", "5em"),
            TableColumn(t("indicators.documents")),
        ),
        rows=rows,
        empty=t("indicators.empty"),
        note=t("indicators.note"),
        summary=(
            {"value": len(rows), "text": t("indicators.count_indicators", n=len(rows))},
            *(
                {"value": count, "text": t(f"indicators.count_{kind.value}s", n=count)}
                for kind in ValueKind
                for count in (kinds.count(kind),)
            ),
        ),
    )


def _group_of(item: Indicator) -> tuple[str, str, str]:
    """Name the series of a figure, or what it says itself when it belongs to none."""
    return (item.series_id, "", "") if item.series_id else (item.name, item.region, item.unit or "")


def _order(items: Sequence[Indicator]) -> tuple[int, str, str]:
    """Put what is known over several records first, then by region and name."""
    return (-len(items), items[0].region, items[0].name)


def _last_checks(atlas: Atlas, selected: Selected) -> dict[str, TargetCheck]:
    """Return the latest judged target of each series whose two figures are both shown."""
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
    """Whether the target of a year was met, with the numbers as a note."""
    if check is None:
        return {"text": "—", "rank": ""}
    return {
        "text": t("indicators.met") if check.met else t("indicators.unmet"),
        "note": f"{check.year}",
        "rank": int(bool(check.met)),
    }


def _row(atlas: Atlas, items: Sequence[Indicator], check: TargetCheck | None, breaks: frozenset[str]) -> Row:
    """Return one series with all its sentences, in order of period."""
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
            t("sentence.join").join(docs),
        ),
        detail=tuple(quote_part(atlas, _label(item, breaks), item) for item in ordered),
    )


def _label(item: Indicator, breaks: frozenset[str]) -> str:
    """Return period, kind and value, and warn where the figure cannot be compared with the one before."""
    words = t("indicators.figure", period=item.period, kind=term_of(item.value_kind), value=item.value_with_unit)
    return words + (t("indicators.broken") if item.indicator_id in breaks else "")


def _latest(items: Sequence[Indicator], kinds: tuple[ValueKind, ...]) -> Cell:
    """Return the last figure of a kind as printed, with its period."""
    found = [item for item in items if item.value_kind in kinds]
    if not found:
        return {"text": "—", "rank": ""}
    last = found[-1]
    forecast = last.value_kind is ValueKind.FORECAST
    note = t("indicators.forecast_of", period=last.period) if forecast else last.period
    return {"text": last.value_with_unit, "note": note, "rank": last.value if last.value is not None else ""}
