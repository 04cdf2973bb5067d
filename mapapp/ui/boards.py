"""Score boards and the funnel: a plan's table of targets with what was reported since, and projects from land to production."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import streamlit as st

from mapapp.contracts import Atlas, Indicator, Selected, ValueKind
from mapapp.entities import TargetCheck, check_targets
from mapapp.selection import last_year
from mapapp.ui.table import Column, Row, Sheet, quote_part

# A table with fewer marked targets is a passage, not a programme.
TARGETS_OF_A_BOARD: Final = 10

# The steps of an industrial project in the order they are walked; an indicator's name ends with one of them.
STEPS: Final = ("出让", "开工", "竣工", "投产")
FUNNEL_WORD: Final = "四个一批"

# Target and actual by lightness and outline as well as by place, so the chart survives a grey printer.
_COLOURS: Final = {"目标": "#c9d3da", "实绩": "#1d5b85"}
# Pixels a bar: four years stand side by side at 1366.
_STEP_WIDTH: Final = 26


def find_boards(selected: Selected, atlas: Atlas) -> dict[str, tuple[Indicator, ...]]:
    """Find the programmes: the 预期性 / 约束性 targets that one document's tables set for one year, in printed order."""
    groups: dict[tuple[str, int], list[Indicator]] = {}
    for item in selected.indicators:
        if item.table and item.nature and item.value_kind is ValueKind.TARGET:
            groups.setdefault((item.doc, last_year(item.period)), []).append(item)
    boards = {}
    for (doc, year), items in sorted(groups.items()):
        rows = len({item.start for item in items})
        if rows >= TARGETS_OF_A_BOARD:
            document = atlas.document_by_id[doc]
            boards[f"{document.short_title or doc}：{year} 年 {rows} 项"] = tuple(
                sorted(items, key=lambda item: (item.start, item.indicator_id))
            )
    return boards


def build_board(atlas: Atlas, selected: Selected, targets: Sequence[Indicator]) -> Sheet:
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
    verdicts = {"完成": 0, "未完成": 0, "不可比": 0, "无当年数": 0, "无实绩": 0}
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
                    target.nature or "",
                    {"text": target.value_text, "note": target.unit or ""},
                    "　".join(f"{item.period}：{item.value_text}" for item in _without_repeats(seen)) or "无文件提及",
                    verdict,
                ),
                tuple(
                    quote_part(atlas, f"{item.period} {item.value_kind.term} {item.value_text}", item)
                    for item in (target, *seen)
                ),
            )
        )
    return Sheet(
        columns=(
            Column("指标", "text", "34%"),
            Column("属性", "text", "6em"),
            Column("目标", "text", "18%"),
            Column("历次实绩"),
            Column("对照", "text", "7em"),
        ),
        rows=tuple(rows),
        empty="当前条件下没有这组目标。",
        note="目标照原表；实绩取同一指标在各文件里的每一次报告。同年、同单位、同口径才判完成与否；没有当年数或不可比的，如实列出，不猜。",
        summary=tuple({"value": count, "text": word} for word, count in verdicts.items() if count),
    )


def _verdict(check: TargetCheck | None, seen: Sequence[Indicator]) -> dict[str, Any]:
    """Say whether a target was met, cannot be compared, has no figure of its year, or was never reported on."""
    if check is not None and check.met is not None:
        return {"text": "完成" if check.met else "未完成", "note": f"{check.year}", "rank": 3 if check.met else 0}
    if check is not None:
        return {"text": "不可比", "rank": 1}
    return {"text": "无当年数", "rank": 2} if seen else {"text": "无实绩", "rank": -1}


def _without_repeats(items: Sequence[Indicator]) -> list[Indicator]:
    """Keep each period and number once: a document often says in prose what its table says."""
    kept: dict[tuple[str, object], Indicator] = {}
    for item in items:
        kept.setdefault((item.period, item.value if item.value is not None else item.value_text), item)
    return list(kept.values())


def funnel_rows(selected: Selected) -> list[dict[str, Any]]:
    """Give the steps of 四个一批 by year: step, year, kind and number, one row each, repeats of a figure left out."""
    found: dict[tuple[int, str, str], Indicator] = {}
    for item in selected.indicators:
        if FUNNEL_WORD not in item.name or item.value is None:
            continue
        step = next((step for step in STEPS if step in item.name.split(FUNNEL_WORD)[-1]), None)
        if step is not None:
            kind = "目标" if item.value_kind is ValueKind.TARGET else "实绩"
            found.setdefault((last_year(item.period), step, kind), item)
    return [
        {"年": str(year), "步骤": step, "类别": kind, "个": item.value, "原文": item.value_text, "区": item.region}
        for (year, step, kind), item in sorted(
            found.items(), key=lambda pair: (pair[0][0], STEPS.index(pair[0][1]), pair[0][2])
        )
    ]


def show_funnel(selected: Selected) -> None:
    """Draw the steps of every year that has a figure, target beside actual."""
    rows = funnel_rows(selected)
    if not rows:
        st.info("当前条件下没有“四个一批”的数字；把截至年份往后移，或去掉片区、文件条件。")
        return
    st.caption(
        "产业项目“四个一批”：出让、开工、竣工、投产的个数，浅色为目标，深色为实绩；缺的一根表示没有文件提及，不是零。"
    )
    bars = (
        alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
        .mark_bar(stroke="#38485a", strokeWidth=0.6)
        .encode(
            x=alt.X(
                "步骤:N",
                sort=list(STEPS),
                title=None,
                axis=alt.Axis(labelAngle=0, labelFontSize=13, labelColor="#1f2933"),
            ),
            xOffset=alt.XOffset("类别:N", sort=list(_COLOURS)),
            y=alt.Y("个:Q", title=None, axis=alt.Axis(tickMinStep=5)),
            color=alt.Color(
                "类别:N",
                scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
                legend=alt.Legend(title=None, orient="top"),
            ),
            tooltip=["年:N", "步骤:N", "类别:N", "原文:N", "区:N"],
        )
    )
    numbers = bars.mark_text(dy=-6, fontSize=12, color="#1f2933", stroke=None).encode(
        text="个:Q", color=alt.value("#1f2933")
    )
    chart = (
        alt.layer(bars, numbers)
        .properties(width=alt.Step(_STEP_WIDTH), height=300)
        .facet(
            column=alt.Column(
                "年:N", title=None, header=alt.Header(labelFontSize=15, labelFontWeight="bold", labelColor="#1f2933")
            )
        )
        .configure_view(stroke=None)
    )
    st.altair_chart(chart, width="content")
