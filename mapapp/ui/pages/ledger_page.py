"""The ledger: promises with their verdicts and sentences; what is to be found out; intentions, uncounted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import streamlit as st

from mapapp.contracts import Atlas, Promise, Selected, Verdict
from mapapp.text.quote_lines import clean_quote
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.table import (
    Row,
    TableColumn,
    TableSheet,
    count_verdicts,
    quote_part,
    show_sheet,
    verdict_cell,
    year_stage,
)
from mapapp.ui.i18n import t
from mapapp.ui.pages.worklist_section import build_worklist_sheet, show_exchange, worklist_of
from mapapp.ui.state import get_selection

# Enough of a sentence to know it by, short enough for the name's column.
CLAUSE_CHARS: Final = 24


def show() -> None:
    """Draw promises, open questions or intentions of the current question, with how many there are of each."""
    atlas, selected = load_atlas(), answer(get_selection())
    worklist = worklist_of(atlas, selected)
    intentions = sum(1 for promise in selected.promises if promise.verdict is Verdict.INTENTION)
    counts = {
        "promises": len(selected.promises) - intentions,
        "open": len(worklist.items),
        "intentions": intentions,
    }
    with st.container(key="problemkind"):
        view = st.segmented_control(
            t("ledger.choose"),
            list(counts),
            format_func=lambda name: t("problems.count", name=t(f"ledger.view_{name}"), n=counts[name]),
            key="ledger_view",
            default="promises",
            required=True,
            label_visibility="collapsed",
        )
    if view == "open":
        show_exchange(atlas, selected)
        show_sheet(build_worklist_sheet(atlas, selected, worklist), atlas, key="worklist")
    elif view == "intentions":
        show_sheet(build_intentions(atlas, selected), atlas, key="intentions")
    else:
        show_sheet(build_ledger(atlas, selected), atlas, key="ledger")


def build_ledger(atlas: Atlas, selected: Selected) -> TableSheet:
    """List the commitments of the selected projects made by the year asked for, overdue and late first."""
    wanted = dict(selected.filters).get("verdict", "")
    promises = [
        item
        for item in selected.promises
        if item.verdict is not Verdict.INTENTION and (not wanted or item.verdict.value in wanted.split(","))
    ]
    ordered = sorted(promises, key=lambda item: (verdict_cell(item.verdict)["rank"], item.year, item.promise_id))
    said = name_promises(atlas, ordered)
    return TableSheet(
        columns=(
            TableColumn(t("ledger.project"), "link", "30%"),
            TableColumn(t("ledger.verdict"), "verdict", "9em"),
            TableColumn(t("ledger.promise"), "text", "8em"),
            TableColumn(t("ledger.result"), "text", "9em"),
            TableColumn(t("ledger.delay"), "number", "5em"),
            TableColumn(t("ledger.reason")),
        ),
        rows=tuple(_row(atlas, selected, promise, said[promise.promise_id]) for promise in ordered),
        empty=t("ledger.empty"),
        note=t("ledger.rule"),
        summary=count_verdicts([promise.verdict for promise in promises]) if promises else (),
    )


def build_intentions(atlas: Atlas, selected: Selected) -> TableSheet:
    """List what is said without an end point: kept in sight, never counted as kept or not kept."""
    ordered = sorted(
        (item for item in selected.promises if item.verdict is Verdict.INTENTION),
        key=lambda item: (item.year, atlas.project_by_id[item.project_id].name, item.promise_id),
    )
    rows = []
    for promise in ordered:
        event = atlas.event_by_id[promise.event_id]
        project = atlas.project_by_id[promise.project_id]
        horizon = year_stage(promise.year, promise.stage)
        rows.append(
            Row(
                (
                    {"text": project.name, "focus": f"project:{project.project_id}"},
                    {"text": horizon, "rank": promise.year * 10 + promise.stage.rank},
                    clean_quote(event.quote),
                ),
                (quote_part(atlas, t("ledger.part_intention"), event),),
            )
        )
    return TableSheet(
        columns=(
            TableColumn(t("ledger.project"), "link", "34%"),
            TableColumn(t("ledger.horizon"), "text", "10em"),
            TableColumn(t("ledger.words")),
        ),
        rows=tuple(rows),
        empty=t("ledger.no_intentions"),
        note=t("ledger.intentions_note"),
    )


def name_promises(atlas: Atlas, promises: Sequence[Promise]) -> dict[str, str]:
    """Say, per promise id, what sets it apart from other promises of its project; empty where the name is enough.

    That is the name as the document writes it where it differs (a phase, a part, another name). Promises that still
    look alike (same project, same words, same stage and year) give the beginning of their sentence.
    """
    said = {}
    for promise in promises:
        written = "".join(atlas.event_by_id[promise.event_id].name.split())
        known = "".join(atlas.project_by_id[promise.project_id].name.split())
        said[promise.promise_id] = "" if written == known else written
    looks = {item.promise_id: (item.project_id, said[item.promise_id], item.year, item.stage.rank) for item in promises}
    alike = Counter(looks.values())
    for promise in promises:
        if alike[looks[promise.promise_id]] > 1:
            clause = clean_quote(atlas.event_by_id[promise.event_id].quote)
            short = clause if len(clause) <= CLAUSE_CHARS else clause[: CLAUSE_CHARS - 1] + "…"
            said[promise.promise_id] = f"“{short}”"
    return said


def _row(atlas: Atlas, selected: Selected, promise: Promise, said: str) -> Row:
    """Return one promise with every sentence its verdict rests on; `said` stands small beside the project's name."""
    project = atlas.project_by_id[promise.project_id]
    event = atlas.event_by_id[promise.event_id]
    promised = year_stage(promise.year, promise.stage)
    detail = [quote_part(atlas, t("ledger.part_promise", what=promised), event)]
    if (bound := promise.not_before) is not None:
        label = t("ledger.part_not_before", year=bound.year)
        detail.append(quote_part(atlas, label, atlas.event_by_id[bound.event_id]))
    if (bound := promise.not_after) is not None:
        label = t("ledger.part_not_after", year=bound.year)
        detail.append(quote_part(atlas, label, atlas.event_by_id[bound.event_id]))
    moved = [other for other in selected.promises if other.promise_id in promise.slipped_to]
    detail += [
        quote_part(
            atlas,
            t("ledger.part_moved", what=year_stage(other.year, other.stage)),
            atlas.event_by_id[other.event_id],
        )
        for other in moved
    ]
    known = known_words(promise)
    return Row(
        cells=(
            {"text": project.name, "focus": f"project:{project.project_id}", "note": said},
            verdict_cell(promise.verdict),
            {"text": promised, "rank": promise.year * 10 + promise.stage.rank},
            {"text": known, "rank": promise.not_after.year if promise.not_after else 9999},
            None
            if promise.delay_years is None
            else {"text": delay_words(*promise.delay_years), "rank": promise.delay_years[1]},
            promise.reason,
        ),
        detail=tuple(detail),
    )


def known_words(promise: Promise) -> str:
    """Return what is known of the date: an interval, one end of it, or nothing; an intention has none to know."""
    if promise.verdict is Verdict.INTENTION:
        return t("ledger.no_end")
    low = promise.not_before.year if promise.not_before else None
    high = promise.not_after.year if promise.not_after else None
    if low is not None and high is not None:
        return t("ledger.in", first=low + 1, last=high) if low + 1 < high else t("ledger.in_year", year=high)
    if high is not None:
        return t("ledger.by", year=high)
    return t("ledger.after", year=low) if low is not None else t("ledger.unseen")


def delay_words(least: int, most: int) -> str:
    """Return a delay in years, from the least to the most that is proven.

    >>> delay_words(1, 3), delay_words(2, 2)
    ('1–3 年', '2 年')
    """
    return t("ledger.late", n=most) if least == most else t("ledger.late_between", least=least, n=most)
