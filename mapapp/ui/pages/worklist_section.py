"""The part of the ledger that becomes work: what is to be found out, as a table, as a file to send round, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from mapapp.contracts import Atlas, JsonValue, Person, Selected, Worklist
from mapapp.entities import build_worklist, missing_words
from mapapp.errors import MapAppError
from mapapp.exports import read_answers
from mapapp.operations.audit import audited
from mapapp.reviewing.worklist_files import decisions_of, worklist_file
from mapapp.store import decision_draft, open_store
from mapapp.ui.access import visitor
from mapapp.ui.components.table import Row, TableColumn, TableSheet, quote_part, verdict_cell, year_stage
from mapapp.ui.components.upload_box import upload_box
from mapapp.ui.freshness import shown_revision, take_changes_over
from mapapp.ui.i18n import t
from mapapp.ui.views.markdown_escape import plain_label


def worklist_of(atlas: Atlas, selected: Selected) -> Worklist:
    """Return what is to be found out about the selected promises."""
    return build_worklist(atlas.project_by_id, selected.promises, atlas.event_by_id, atlas.documents)


def build_worklist_sheet(atlas: Atlas, selected: Selected, worklist: Worklist) -> TableSheet:
    """List what is to be found out, by zone, and above it which missing reports would settle most."""
    promises = {promise.promise_id: promise for promise in selected.promises}
    rows = []
    for item in worklist.items:
        event = atlas.event_by_id[promises[item.promise_id].event_id]
        promised = year_stage(item.year, item.stage)
        detail = [quote_part(atlas, t("ledger.part_promise", what=promised), event)]
        detail.append({"label": t("ledger.reason_line", reason=promises[item.promise_id].reason)})
        rows.append(
            Row(
                (
                    {"text": item.name, "focus": f"project:{item.project_id}", "note": item.printed},
                    t("sentence.join").join(item.zones) or t("problems.no_zone"),
                    {"text": promised, "rank": item.year * 10 + item.stage.rank},
                    verdict_cell(item.verdict),
                    item.known,
                    t("sentence.join").join(item.asks),
                    item.settles,
                ),
                tuple(detail),
            )
        )
    return TableSheet(
        columns=(
            TableColumn(t("ledger.project"), "link", "24%"),
            TableColumn(t("problems.zone"), "text", "7em"),
            TableColumn(t("ledger.promise"), "text", "8em"),
            TableColumn(t("ledger.verdict"), "verdict", "9em"),
            TableColumn(t("ledger.known"), "text", "15%"),
            TableColumn(t("ledger.asks"), "text", "15%"),
            TableColumn(t("ledger.settles")),
        ),
        rows=tuple(rows),
        empty=t("ledger.nothing_open"),
        note=missing_words(worklist.missing) or t("ledger.nothing_missing"),
    )


def show_exchange(atlas: Atlas, selected: Selected) -> None:
    """Offer the list as a file to send round, and take a filled one back."""
    with st.container(horizontal=True, vertical_alignment="center", key="worklistbar"):
        st.download_button(
            t("ledger.take"),
            data=audited(
                partial(worklist_file, atlas, selected.promises),
                "export",
                account=visitor().person.account,
                format="worklist",
                records=len(selected.promises),
            ),
            file_name=f"mapapp-{selected.as_of}-worklist.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key="worklist-download",
            type="primary",
            on_click="ignore",
        )
        opening = st.popover(t("ledger.upload"), width="content", key="worklist_back", on_change="rerun")
        if opening.open:
            with opening:
                _show_upload(atlas)


def _show_upload(atlas: Atlas) -> None:
    """Take a filled list: first say what would be kept, then keep it."""
    file = upload_box(t("ledger.upload_hint"), key="worklist_file", type=["xlsx"])
    if file is None:
        return
    try:
        answers, complaints = read_answers(file.getvalue())
    except MapAppError as error:
        st.error(plain_label(str(error)))
        return
    decisions, unknown = decisions_of(atlas, answers)
    st.caption(t("ledger.uploaded", n=len(decisions)))
    for sentence in (*complaints, *unknown)[:20]:
        st.warning(plain_label(sentence))
    who = visitor()
    if decisions and st.button(t("ledger.keep"), key="worklist_keep", disabled=not who.may_write):
        _keep(decisions, who.person)
    if not who.may_write:
        st.caption(t("ledger.may_not_keep"))


def _keep(decisions: Sequence[Mapping[str, JsonValue]], signer: Person) -> None:
    """Store all answers at once, signed by whoever is signed in, else by whoever filled them in."""
    drafts = [
        decision_draft(decision, signer if signer.name else Person(str(decision["reviewer"]))) for decision in decisions
    ]
    try:
        open_store().journal.append_all(drafts, shown_revision())
    except MapAppError as error:
        st.error(plain_label(str(error)))
        return
    take_changes_over()
    st.rerun()
