"""What documents would change, before anything counts: by kind, each record with its sentence and a tick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from mapapp.contracts import Atlas, Indicator, ProjectEvent, Stage
from mapapp.text.quote_lines import clean_quote
from mapapp.ui.components.table import Row, TableColumn, TableSheet, mention, show_sheet, verdict_cell, year_stage
from mapapp.ui.i18n import t, term_of
from mapapp.ui.intake import Ground, Tray
from mapapp.uploads.whats_new import Namesake, News, ProjectNews, WhatsNew

ANSWERS = ("same", "different", "later")


def show_news(tray: Tray, ground: Ground) -> None:
    """Draw one kind of news at a time, with how many there are of each."""
    news, after = tray.news, tray.after
    if news is None or after is None:
        return
    sheets = {name: build(news, after, tray) for name, build in KINDS.items()}
    names = [name for name, sheet in sheets.items() if sheet.rows or name == "all"]
    with st.container(key="problemkind"):
        kind = st.segmented_control(
            t("docs.news"),
            names,
            format_func=lambda name: t("problems.count", name=t(f"docs.news_{name}"), n=len(sheets[name].rows)),
            key=f"docs_news_{tray.turns}",
            default="all",
            required=True,
            label_visibility="collapsed",
        )
    if kind == "names":
        _ask_names(tray, ground, news, after)
        return
    show_sheet(sheets[kind or "all"], ground.atlas, key=f"news-{kind}-{tray.turns}", on_ticks=tray.tick)


def _ask_names(tray: Tray, ground: Ground, news: WhatsNew, after: Atlas) -> None:
    """Ask of each name that probably means a known project whether it does."""
    st.caption(t("docs.names_note"))
    for number, pair in enumerate(news.namesakes):
        names = tuple(sorted(after.project_by_id[key].name for key in (pair.known_id, pair.new_id)))
        with st.container(horizontal=True, vertical_alignment="center", key=f"docs_name_{tray.turns}_{number}"):
            st.text(
                t(
                    "docs.pair",
                    new=after.project_by_id[pair.new_id].name,
                    known=after.project_by_id[pair.known_id].name,
                ),
                width="stretch",
            )
            answer = st.segmented_control(
                t("docs.news_names"),
                ANSWERS,
                format_func=lambda value: t(f"docs.answer_{value}"),
                default="different" if names in tray.different else "later",
                key=f"docs_answer_{tray.turns}_{number}",
                required=True,
                label_visibility="collapsed",
            )
            was = "different" if names in tray.different else "later"
            if answer and answer != was:
                tray.say_same(pair, answer, ground)
                st.rerun()


def build_all(news: WhatsNew, after: Atlas, tray: Tray) -> TableSheet:
    """List every record on a project, what wants to be looked at first comes first."""
    order = list(News)
    told = sorted(news.projects, key=lambda project: order.index(project.kinds[0]))
    return _project_sheet(told, after, tray, t("docs.news_note"))


def _build_kind(kind: News) -> Callable[[WhatsNew, Atlas, Tray], TableSheet]:
    """Return what lists the projects of one kind of news."""

    def build(news: WhatsNew, after: Atlas, tray: Tray) -> TableSheet:
        return _project_sheet(news.of(kind), after, tray, "")

    return build


def build_unplaced(news: WhatsNew, after: Atlas, tray: Tray) -> TableSheet:
    """List the projects that could not be put on the map."""
    return _project_sheet(news.unplaced, after, tray, t("docs.unplaced_note"))


def _project_sheet(
    told: list[ProjectNews] | tuple[ProjectNews, ...], after: Atlas, tray: Tray, note: str
) -> TableSheet:
    """List some projects, one a row with all its new records, each with its tick."""
    rows = []
    for project in told:
        events = [after.event_by_id[event_id] for event_id in project.event_ids]
        rows.append(
            Row(
                (
                    after.project_by_id[project.project_id].name,
                    [_tick(tray, event.event_id, event.name, mention(event), _doubt(event)) for event in events],
                    _before(project),
                    t("sentence.join").join(t(f"docs.news_{kind.value}") for kind in project.kinds),
                    _where(after, project),
                ),
                _detail(after, project, events),
            )
        )
    return TableSheet(
        columns=(
            TableColumn(t("data.project"), "text", "28%"),
            TableColumn(t("docs.counts"), "tick", "18em"),
            TableColumn(t("docs.known"), "text", "11em"),
            TableColumn(t("docs.what_is_new"), "text", "9em"),
            TableColumn(t("docs.place"), "text", "7em"),
        ),
        rows=tuple(rows),
        empty=t("docs.nothing"),
        note=note,
    )


def _tick(tray: Tray, record_id: str, name: str, says: str = "", note: str = "") -> dict[str, Any]:
    """Return the tick of a record, with what it says beside it."""
    label = t("docs.count_record", name=f"{name} {says}".rstrip())
    return {"id": record_id, "ticked": record_id not in tray.left_out, "label": label, "text": says, "note": note}


def _doubt(event: ProjectEvent) -> str:
    """Return a word where the reading is doubtful."""
    return "" if event.certain else t("cards.doubtful")


def _before(project: ProjectNews) -> str:
    """Return where a project stood before."""
    if News.FIRST_SEEN in project.kinds:
        return t("docs.news_first_seen")
    return _stage(project.stage_before) if project.stage_before else t("docs.no_stage")


def _stage(stage: tuple[Stage, int | None]) -> str:
    """Return a stage with its year."""
    return year_stage(stage[1], stage[0]) if stage[1] else term_of(stage[0])


def _where(after: Atlas, project: ProjectNews) -> str:
    """Return how exactly a project is drawn, or that it is not; why is told with its sentence."""
    placement = after.placement_by_project.get(project.project_id)
    if placement is None:
        return ""
    return term_of(placement.precision) if project.placed else t("docs.news_unplaced")


def _detail(after: Atlas, project: ProjectNews, events: list[ProjectEvent]) -> tuple[dict[str, str], ...]:
    """Return the sentences of a project's records and what they are held against."""
    parts = [_quote(mention(event), event) for event in events]
    if placement := after.placement_by_project.get(project.project_id):
        parts.append({"label": t("docs.placed_by", why=placement.basis)})
    if project.known_as and project.known_as != (after.project_by_id[project.project_id].name,):
        parts.append({"label": t("docs.known_as", names=t("sentence.join").join(project.known_as))})
    parts += [
        {"label": t("docs.again", stage=term_of(again.stage), before=again.before, now=again.now)}
        for again in project.promised_again
    ]
    parts += [
        {"label": conflict.message} for conflict in after.conflicts if conflict.conflict_id in project.conflict_ids
    ]
    return tuple(parts)


def _quote(label: str, record: ProjectEvent | Indicator) -> dict[str, str]:
    """Return a record's sentence; a document that does not count yet cannot be opened on the map."""
    return {"label": label, "quote": clean_quote(record.quote), "doc": "", "read": ""}


def build_verdicts(news: WhatsNew, after: Atlas, _tray: Tray) -> TableSheet:
    """List the older promises of which the documents now say what became of them, or that fell due."""
    promises = {promise.promise_id: promise for promise in after.promises}
    rows = []
    for verdict in news.verdicts:
        promise = promises[verdict.promise_id]
        rows.append(
            Row(
                (
                    after.project_by_id[promise.project_id].name,
                    year_stage(promise.year, promise.stage),
                    verdict_cell(verdict.was),
                    verdict_cell(verdict.now),
                    promise.reason,
                ),
                (_quote(t("docs.promise"), after.event_by_id[promise.event_id]),),
            )
        )
    return TableSheet(
        columns=(
            TableColumn(t("data.project"), "text", "28%"),
            TableColumn(t("docs.promise"), "text", "9em"),
            TableColumn(t("docs.verdict_was"), "verdict", "10em"),
            TableColumn(t("docs.verdict_now"), "verdict", "10em"),
            TableColumn(t("docs.reason")),
        ),
        rows=tuple(rows),
        empty=t("docs.nothing"),
        note=t("docs.verdicts_note"),
    )


def build_figures(news: WhatsNew, after: Atlas, tray: Tray) -> TableSheet:
    """List the new figures, each against the older one of its series."""
    rows = []
    for figure in news.figures:
        new = after.indicator_by_id[figure.indicator_id]
        old = after.indicator_by_id.get(figure.older_id)
        rows.append(
            Row(
                (
                    new.name,
                    _tick(tray, figure.indicator_id, new.name),
                    new.period,
                    term_of(new.value_kind),
                    new.value_with_unit,
                    t("docs.older", period=old.period, value=old.value_with_unit) if old else t("docs.figure_new"),
                    t("docs.figure_differs") if figure.differs else "",
                ),
                (_quote(new.name, new), *((_quote(t("docs.older_one"), old),) if old else ())),
            )
        )
    return TableSheet(
        columns=(
            TableColumn(t("docs.figure"), "text", "28%"),
            TableColumn(t("docs.counts"), "tick", "4em"),
            TableColumn(t("docs.period"), "text", "8em"),
            TableColumn(t("docs.value_kind"), "text", "5em"),
            TableColumn(t("docs.value"), "text", "9em"),
            TableColumn(t("docs.against"), "text"),
            TableColumn(t("docs.differs"), "text", "7em"),
        ),
        rows=tuple(rows),
        empty=t("docs.nothing"),
    )


def build_names(news: WhatsNew, after: Atlas, _tray: Tray) -> TableSheet:
    """Count the names to be asked about."""

    def row(pair: Namesake) -> Row:
        return Row((after.project_by_id[pair.new_id].name, after.project_by_id[pair.known_id].name))

    return TableSheet((), tuple(row(pair) for pair in news.namesakes), t("docs.nothing"))


# As they are offered.
KINDS: dict[str, Callable[[WhatsNew, Atlas, Tray], TableSheet]] = {
    "all": build_all,
    **{kind.value: _build_kind(kind) for kind in News},
    "verdicts": build_verdicts,
    "figures": build_figures,
    "names": build_names,
    "unplaced": build_unplaced,
}
