"""What a person should know or decide: unmapped projects, disagreements, possible doubles, doubtful readings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from mapapp.contracts import Atlas, Selected
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.table import Row, TableColumn, TableSheet, mention, quote_part, show_sheet
from mapapp.ui.editing import may_edit
from mapapp.ui.i18n import t, term_of
from mapapp.ui.pages.edit_section import begin_with
from mapapp.ui.screen_state import screen
from mapapp.ui.state import get_selection, set_focus
from mapapp.ui.views.reason_words import reason_sentence


def show() -> None:
    """Draw one kind of problem at a time, with how many there are of each."""
    atlas, selected = load_atlas(), answer(get_selection())
    sheets = {name: build(atlas, selected) for name, build in KINDS.items()}
    with st.container(key="problemkind"):
        kind = st.segmented_control(
            t("problems.choose"),
            list(KINDS),
            format_func=lambda name: t("problems.count", name=t(f"problems.kind_{name}"), n=len(sheets[name].rows)),
            key="problem_kind",
            default=next(iter(KINDS)),
            required=True,
            label_visibility="collapsed",
        )
    if kind == "doubtful":
        st.button(t("problems.review"), key="review", on_click=_sit_down)
    show_sheet(sheets[kind], atlas, key=f"problems-{kind}", on_act=_put)


def _sit_down() -> None:
    """Go to the desk."""
    screen.page = "desk"


def _put(focus: str) -> None:
    """Begin to put a project on the map."""
    screen.page = "map"
    set_focus(focus, ())
    begin_with(focus, load_atlas())


def build_unmapped(atlas: Atlas, selected: Selected) -> TableSheet:
    """List the selected projects that stand nowhere on the map, with the reason and, for those who may, the way there."""
    editable = may_edit()
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
                    t("sentence.join").join(selected.zones[project.project_id]) or t("problems.no_zone"),
                    t("sentence.join").join(project.places),
                    placement.basis if placement is not None else "",
                    *(({"act": f"project:{project.project_id}", "text": t("problems.put")},) if editable else ()),
                ),
                tuple(quote_part(atlas, t("problems.sentence"), event) for event in events[:2]),
            )
        )
    return TableSheet(
        (
            TableColumn(t("problems.project"), "link", "34%"),
            TableColumn(t("problems.zone"), "text", "9em"),
            TableColumn(t("problems.places")),
            TableColumn(t("problems.why_unmapped")),
            *((TableColumn("", "act", "6em"),) if editable else ()),
        ),
        tuple(rows),
        t("problems.all_mapped"),
        t("problems.unmapped_note"),
    )


def build_conflicts(atlas: Atlas, selected: Selected) -> TableSheet:
    """List records that cannot both be right."""
    rows = [
        Row(
            (
                {"text": atlas.project_by_id[item.project_id].name, "focus": f"project:{item.project_id}"},
                item.message,
            ),
            tuple(
                quote_part(atlas, mention(atlas.event_by_id[event_id]), atlas.event_by_id[event_id])
                for event_id in item.event_ids
            ),
        )
        for item in atlas.conflicts
        if item.project_id in selected.states
    ]
    return TableSheet(
        (TableColumn(t("problems.project"), "link", "34%"), TableColumn(t("problems.conflict"))),
        tuple(rows),
        t("problems.no_conflicts"),
    )


def build_doubles(atlas: Atlas, selected: Selected) -> TableSheet:
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
                    t("sentence.join_reasons").join(item.reasons),
                )
            )
        )
    return TableSheet(
        (
            TableColumn(t("problems.project"), "link", "28%"),
            TableColumn(t("problems.maybe_same"), "link", "28%"),
            TableColumn(t("problems.likeness"), "number", "5em"),
            TableColumn(t("problems.reasons")),
        ),
        tuple(rows),
        t("problems.no_doubles"),
        t("problems.doubles_note"),
    )


def build_doubtful(atlas: Atlas, selected: Selected) -> TableSheet:
    """List readings that two careful readers could see differently, least sure first."""
    events = sorted(
        (event for event in selected.events if not event.certain), key=lambda event: (event.confidence, event.event_id)
    )
    rows = [
        Row(
            (
                {"text": event.canonical or event.name, "focus": f"project:{event.project_id}"},
                mention(event),
                {"text": f"{event.confidence:.2f}", "rank": event.confidence},
                t("sentence.join_reasons").join(reason_sentence(reason) for reason in event.reasons),
            ),
            (quote_part(atlas, t("problems.sentence"), event),),
        )
        for event in events
    ]
    return TableSheet(
        (
            TableColumn(t("problems.project"), "link", "30%"),
            TableColumn(t("problems.read_as"), "text", "14em"),
            TableColumn(t("problems.confidence"), "number", "5em"),
            TableColumn(t("problems.reasons")),
        ),
        tuple(rows),
        t("problems.no_doubtful"),
    )


def build_notices(atlas: Atlas, _selected: Selected) -> TableSheet:
    """List everything the checks found in the data, worst first."""
    ordered = sorted(atlas.problems, key=lambda item: (item.severity.rank, item.where, item.code))
    rows = [
        Row(
            (
                {"text": term_of(item.severity), "rank": item.severity.rank},
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
    return TableSheet(
        (
            TableColumn(t("problems.severity"), "text", "5em"),
            TableColumn(t("problems.where"), "link", "26%"),
            TableColumn(t("problems.what")),
            TableColumn(t("problems.remedy"), "text", "26%"),
        ),
        tuple(rows),
        t("problems.no_notices"),
    )


# By the name of the kind, which is what the choice holds in every language.
KINDS: Final[dict[str, Callable[[Atlas, Selected], TableSheet]]] = {
    "unmapped": build_unmapped,
    "conflicts": build_conflicts,
    "doubles": build_doubles,
    "doubtful": build_doubtful,
    "notices": build_notices,
}
