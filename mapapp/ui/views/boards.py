"""Score boards and the funnel: a plan's table of targets with what was reported since, and projects from land to production."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import streamlit as st

from mapapp.contracts import Atlas, Indicator, Selected, ValueKind
from mapapp.entities import TargetCheck, check_targets
from mapapp.selection import last_year
from mapapp.ui.components.table import Row, TableColumn, TableSheet, quote_part
from mapapp.ui.i18n import t, term_of, word_of

# A table with fewer marked targets is a passage, not a programme.
TARGETS_OF_A_BOARD: Final = 10

# The steps of an industrial project in the order they are walked: the word an indicator's name in the documents ends
# with, and the entry that says it on the screen.
STEPS: Final = {"出让": "step_land", "开工": "step_start", "竣工": "step_finish", "投产": "step_produce"}
FUNNEL_WORD: Final = "四个一批"

# Target and actual by lightness and outline as well as by place, so the chart survives a grey printer.
_COLOURS: Final = {"target": "#c9d3da", "actual": "#1d5b85"}
# Pixels a bar: six years of all four steps stand side by side at 1366.
_STEP_WIDTH: Final = 17
_WORDS: Final = "#1f2933"


@dataclass(frozen=True, slots=True)
class Board:
    """A programme of targets under the name it is shown by, in printed order."""

    name: str
    targets: tuple[Indicator, ...]


def find_boards(selected: Selected, atlas: Atlas) -> dict[str, Board]:
    """Find the programmes: the 预期性 / 约束性 targets that one document's tables set for one year, by document and year."""
    groups: dict[tuple[str, int], list[Indicator]] = {}
    for item in selected.indicators:
        if item.table and item.nature and item.value_kind is ValueKind.TARGET:
            groups.setdefault((item.doc, last_year(item.period)), []).append(item)
    boards = {}
    for (doc, year), items in sorted(groups.items()):
        rows = len({item.start for item in items})
        if rows >= TARGETS_OF_A_BOARD:
            document = atlas.document_by_id[doc]
            boards[f"{doc}-{year}"] = Board(
                t("indicators.board", document=document.short_title or doc, year=year, n=rows),
                tuple(sorted(items, key=lambda item: (item.start, item.indicator_id))),
            )
    return boards


def build_board(atlas: Atlas, selected: Selected, targets: Sequence[Indicator]) -> TableSheet:
    """Set each target of a programme beside every actual of its series, and the verdict where they can be compared."""
    shown = {item.indicator_id for item in selected.indicators}
    checks: dict[str, TargetCheck] = {}
    for check in check_targets(atlas.series, atlas.indicator_by_id):
        if check.actual_id in shown and (check.target_id not in checks or check.met is not None):
            checks[check.target_id] = check
    by_series: dict[str, list[Indicator]] = {}
    for item in selected.indicators:
        if item.value_kind is not ValueKind.TARGET and item.series_id:
            by_series.setdefault(item.series_id, []).append(item)
    rows = []
    kinds = ("met", "unmet", "incomparable", "no_year", "no_actual")
    verdicts = {t(f"indicators.{kind}"): 0 for kind in kinds}
    for target in targets:
        seen = sorted(
            by_series.get(target.series_id, ()), key=lambda item: (last_year(item.period), item.doc, item.start)
        )
        verdict = _verdict(checks.get(target.indicator_id), seen)
        verdicts[str(verdict["text"])] += 1
        rows.append(
            Row(
                (
                    target.name,
                    word_of("nature", target.nature or "", target.nature or ""),
                    target.value_with_unit,
                    t("sentence.gap").join(
                        t("indicators.board_point", period=item.period, value=item.value_with_unit)
                        for item in _without_repeats(seen)
                    )
                    or t("indicators.board_silent"),
                    verdict,
                ),
                tuple(
                    quote_part(
                        atlas,
                        t(
                            "indicators.board_figure",
                            period=item.period,
                            kind=term_of(item.value_kind),
                            value=item.value_with_unit,
                        ),
                        item,
                    )
                    for item in (target, *seen)
                ),
            )
        )
    return TableSheet(
        columns=(
            TableColumn(t("indicators.indicator"), "text", "34%"),
            TableColumn(t("indicators.board_nature"), "text", "6em"),
            TableColumn(t("indicators.target"), "text", "18%"),
            TableColumn(t("indicators.board_history")),
            TableColumn(t("indicators.board_verdict"), "text", "7em"),
        ),
        rows=tuple(rows),
        empty=t("indicators.board_empty"),
        note=t("indicators.board_note"),
        summary=tuple({"value": count, "text": word} for word, count in verdicts.items() if count),
    )


def _verdict(check: TargetCheck | None, seen: Sequence[Indicator]) -> dict[str, Any]:
    """Whether a target was met, cannot be compared, has no figure of its year, or was never reported on."""
    if check is not None and check.met is not None:
        words = t("indicators.met") if check.met else t("indicators.unmet")
        return {"text": words, "note": f"{check.year}", "rank": 3 if check.met else 0}
    if check is not None:
        return {"text": t("indicators.incomparable"), "rank": 1}
    if seen:
        return {"text": t("indicators.no_year"), "rank": 2}
    return {"text": t("indicators.no_actual"), "rank": -1}


def _without_repeats(items: Sequence[Indicator]) -> list[Indicator]:
    """Keep each period and number once: a document often says in prose what its table says."""
    kept: dict[tuple[str, object], Indicator] = {}
    for item in items:
        kept.setdefault((item.period, item.value if item.value is not None else item.value_text), item)
    return list(kept.values())


def funnel_rows(selected: Selected) -> list[dict[str, Any]]:
    """Return the steps of 四个一批 by year: step, year, kind and number, one row each, repeats of a figure left out."""
    found: dict[tuple[int, str, str], Indicator] = {}
    for item in selected.indicators:
        if FUNNEL_WORD not in item.name or item.value is None:
            continue
        step = next((step for step in STEPS if step in item.name.split(FUNNEL_WORD)[-1]), None)
        if step is not None:
            kind = "target" if item.value_kind is ValueKind.TARGET else "actual"
            found.setdefault((last_year(item.period), step, kind), item)
    return [
        {
            "year": str(year),
            "step": t(f"indicators.{STEPS[step]}"),
            "kind": t(f"indicators.{kind}"),
            "count": item.value,
            "wording": item.value_with_unit,
            "region": item.region,
        }
        for (year, step, kind), item in sorted(
            found.items(), key=lambda pair: (pair[0][0], list(STEPS).index(pair[0][1]), pair[0][2] == "actual")
        )
    ]


def with_missing(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a funnel with what no document mentions, from the first year to the last, so that it can be shown.

    `state` is "given", "one" where the other of target and actual is missing, "none" (one row) where both are.
    """
    if not rows:
        return []
    years = [int(row["year"]) for row in rows]
    known = {(row["year"], row["step"], row["kind"]) for row in rows}
    steps = [t(f"indicators.{key}") for key in STEPS.values()]
    kinds = [t(f"indicators.{kind}") for kind in _COLOURS]
    found = [{**row, "state": "given"} for row in rows]
    for year in map(str, range(min(years), max(years) + 1)):
        for step in steps:
            missing = [kind for kind in kinds if (year, step, kind) not in known]
            state = "none" if len(missing) == len(kinds) else "one"
            row = {"year": year, "step": step, "count": None, "wording": t("indicators.unmentioned"), "region": ""}
            found += [{**row, "kind": kind, "state": state} for kind in missing[: 1 if state == "none" else None]]
    return found


def show_funnel(selected: Selected) -> None:
    """Draw each step with its years side by side, target and actual of a year as a pair at its tick."""
    rows = with_missing(funnel_rows(selected))
    if not rows:
        st.info(t("indicators.funnel_empty"))
        return
    st.caption(t("indicators.funnel_note"))
    with st.container(key="funnel"):
        st.altair_chart(funnel_chart(rows), width="content")


def funnel_chart(rows: Sequence[dict[str, Any]]) -> Any:
    """Return the chart; what is missing is a word at the foot of its place, never a bar of no height."""
    kinds = {t(f"indicators.{kind}"): colour for kind, colour in _COLOURS.items()}
    base = alt.Chart(alt.Data(values=list(rows))).encode(  # type: ignore[no-untyped-call]
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelFontSize=12, labelColor=_WORDS)),
        tooltip=[
            alt.Tooltip("year:O", title=t("indicators.year")),
            alt.Tooltip("step:N", title=t("indicators.step")),
            alt.Tooltip("kind:N", title=t("indicators.kind")),
            alt.Tooltip("wording:N", title=t("indicators.wording")),
            alt.Tooltip("region:N", title=t("indicators.district")),
        ],
    )
    beside = alt.XOffset("kind:N", sort=list(kinds), scale=alt.Scale(domain=list(kinds)))
    height = alt.Y("count:Q", title=None, axis=alt.Axis(tickMinStep=5))
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=list(kinds), range=list(kinds.values())),
        legend=alt.Legend(title=None, orient="top", labelFontSize=12, labelColor=_WORDS),
    )
    given = base.transform_filter("datum.state == 'given'").encode(xOffset=beside, y=height)
    bars = given.mark_bar(stroke="#38485a", strokeWidth=0.6).encode(color=colour)
    numbers = given.mark_text(dy=-7, fontSize=12, color=_WORDS).encode(text="count:Q")
    foot: dict[str, Any] = {"baseline": "bottom", "dy": -3, "fontSize": 11, "color": "#66727d"}
    foot["text"] = t("indicators.unmentioned_short")
    at_foot = alt.Y(datum=0)
    one = base.transform_filter("datum.state == 'one'").mark_text(**foot).encode(xOffset=beside, y=at_foot)
    none = base.transform_filter("datum.state == 'none'").mark_text(**foot).encode(y=at_foot)
    header = alt.Header(labelFontSize=15, labelFontWeight="bold", labelColor=_WORDS)
    steps = [t(f"indicators.{key}") for key in STEPS.values()]
    return (
        alt.layer(bars, numbers, one, none)
        .properties(width=alt.Step(_STEP_WIDTH), height=380)
        .facet(column=alt.Column("step:N", title=None, sort=steps, header=header), spacing=14)
        .configure_view(stroke=None)
    )
