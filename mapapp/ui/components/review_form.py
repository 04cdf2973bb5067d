"""A person's word on one record: accepted or rejected, with name and reason, kept in the team's store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from mapapp.contracts import Atlas, Draft, JsonValue, Person, ProjectEvent, Selected, SubjectKind
from mapapp.errors import MapAppError
from mapapp.store import StoreConflictError, decision_draft, decision_lines, open_store, team_state
from mapapp.ui.components.table import mention
from mapapp.ui.freshness import shown_revision, take_changes_over
from mapapp.ui.i18n import t
from mapapp.ui.screen_state import screen
from mapapp.ui.views.markdown_escape import plain_label
from mapapp.ui.views.quotes import clean_quote

VERDICTS = ("accept", "reject")


def show_review(atlas: Atlas, selected: Selected) -> None:
    """Offer the records of the current question, doubtful ones first, and keep what is decided."""
    with st.popover(t("problems.review"), width="content", key="review"):
        if screen.review_conflict is not None:
            _settle(screen.review_conflict)
            return
        events = sorted(selected.events, key=lambda event: (event.looked.rank, event.certain, event.confidence))
        if not events:
            st.caption(t("problems.review_none"))
            return
        event = st.selectbox(t("problems.review_record"), events, format_func=describe, key="review_event")
        title = atlas.document_by_id[event.doc].title
        st.text(t("problems.review_quote", quote=clean_quote(event.quote), title=title))
        with st.form("review_form", border=False):
            verdict = st.radio(
                t("problems.review_opinion"),
                VERDICTS,
                format_func=lambda value: t(f"problems.verdict_{value}"),
                key="review_verdict",
            )
            reviewer = st.text_input(t("problems.reviewer"), key="review_reviewer", max_chars=60)
            reason = st.text_input(t("problems.reason"), key="review_reason", max_chars=300)
            if st.form_submit_button(t("problems.keep"), type="primary", disabled=not open_store().state.writable):
                _keep(atlas, event, verdict or "accept", reviewer, reason)
        _show_kept()


def describe(event: ProjectEvent) -> str:
    """Name a record in one line."""
    mark = "" if event.certain else t("problems.record_doubtful")
    return t("problems.record", name=event.canonical or event.name, what=mention(event), mark=mark)


def _keep(atlas: Atlas, event: ProjectEvent, verdict: str, reviewer: str, reason: str) -> None:
    """Store one decision and show what follows from it; what is missing becomes a sentence in the form."""
    if not reviewer.strip() or not reason.strip():
        st.warning(t("problems.incomplete"))
        return
    decision: dict[str, JsonValue] = {
        "decision": verdict,
        "document": atlas.document_by_id[event.doc].sha256,
        "kind": "event",
        "quote": event.quote,
        "name": event.name,
        "was": {"stage": event.stage.value, "modality": event.modality.value},
        "set": {},
        "reviewer": reviewer.strip(),
        "date": date.today().isoformat(),
        "reason": reason.strip(),
    }
    try:
        _save(decision_draft(decision, Person(reviewer)), shown_revision())
    except MapAppError as error:
        st.error(plain_label(str(error)))


def _save(draft: Draft, seen: int) -> None:
    """Store a decision of somebody who saw the store as of a revision; a conflict is kept until it is settled."""
    try:
        open_store().journal.append(draft, seen)
    except StoreConflictError as conflict:
        screen.review_conflict = conflict
    else:
        screen.review_conflict = None
        take_changes_over()
    st.rerun()


def _settle(conflict: StoreConflictError) -> None:
    """Show what the visitor and somebody else say of one record, and let him choose."""
    st.warning(t("problems.clash"))
    for said, who, when in (
        (conflict.theirs.new, conflict.theirs.who, conflict.theirs.at[:16].replace("T", " ")),
        (conflict.mine.new, conflict.mine.who, t("problems.clash_now")),
    ):
        words = said if isinstance(said, Mapping) else {"decision": "none", "reason": ""}
        verdict = t(f"problems.verdict_{words['decision']}")
        st.text(t("problems.clash_version", who=who.name, when=when, verdict=verdict, reason=words["reason"]))
    with st.container(horizontal=True):
        if st.button(t("problems.clash_theirs"), key="review_theirs"):
            screen.review_conflict = None
            take_changes_over()
            st.rerun()
        if st.button(t("problems.clash_mine"), key="review_mine"):
            try:
                _save(conflict.mine, conflict.theirs.number)
            except MapAppError as error:
                st.error(plain_label(str(error)))


def _show_kept() -> None:
    """Return how many decisions the store holds; let them be taken along or the last one back."""
    state = team_state()
    kept = list(state.standing(SubjectKind.RECORD))
    if not kept:
        return
    last = kept[-1]
    name = last.new["name"] if isinstance(last.new, dict) else ""
    st.caption(plain_label(t("problems.kept", n=len(kept), name=name, reviewer=last.who.name)))
    with st.container(horizontal=True):
        if st.button(t("problems.withdraw"), key="review_withdraw"):
            try:
                open_store().journal.undo(last.number, last.who)
            except MapAppError as error:
                st.error(plain_label(str(error)))
                return
            take_changes_over()
            st.rerun()
        st.download_button(
            t("problems.take_along"), decision_lines(state), "reviews.jsonl", key="review_download", on_click="ignore"
        )
