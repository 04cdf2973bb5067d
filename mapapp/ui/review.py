"""A person's word on one record: accepted or rejected, with name and reason, kept in the team's store."""

from __future__ import annotations

from datetime import date

import streamlit as st

from mapapp.contracts import Atlas, ProjectEvent, Selected
from mapapp.errors import MapAppError
from mapapp.store import team_decisions, team_store
from mapapp.ui.cache import forget_atlas
from mapapp.ui.labels import plain_label
from mapapp.ui.quotes import clean_quote

VERDICTS = {"accept": "认可：原句确实这样说", "reject": "驳回：不是项目进展，或读错了"}


def show_review(atlas: Atlas, selected: Selected) -> None:
    """Offer the records of the current question, doubtful ones first, and keep what is decided."""
    with st.popover("复核一条记录", width="content", key="review"):
        events = sorted(selected.events, key=lambda event: (bool(event.reviewed), event.certain, event.confidence))
        if not events:
            st.caption("当前条件下没有记录；放宽筛选再来。")
            return
        event = st.selectbox("记录（未复核、存疑的在前）", events, format_func=describe, key="review_event")
        st.text(f"“{clean_quote(event.quote)}”\n{atlas.document_by_id[event.doc].title}")
        with st.form("review_form", border=False):
            verdict = st.radio("意见", list(VERDICTS), format_func=VERDICTS.__getitem__, key="review_verdict")
            reviewer = st.text_input("复核人", key="review_reviewer", max_chars=60)
            reason = st.text_input("理由", key="review_reason", max_chars=300)
            if st.form_submit_button("存入复核库", type="primary"):
                _keep(atlas, event, verdict or "accept", reviewer, reason)
        _show_kept()


def describe(event: ProjectEvent) -> str:
    """Name a record in one line."""
    mark = "" if event.certain else "（存疑）"
    return (
        f"{event.canonical or event.name}　{event.year or '年份不明'} {event.stage.term}（{event.modality.term}）{mark}"
    )


def _keep(atlas: Atlas, event: ProjectEvent, verdict: str, reviewer: str, reason: str) -> None:
    """Store one decision and build anew with it; what is missing becomes a sentence in the form."""
    if not reviewer.strip() or not reason.strip():
        st.warning("请写上复核人和理由：以后的人要知道是谁、为什么这样定。")
        return
    try:
        team_store().add(
            {
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
        )
    except MapAppError as error:
        st.error(plain_label(str(error)))
        return
    forget_atlas()
    st.rerun()


def _show_kept() -> None:
    """Say how many decisions the store holds; let them be taken along or the last one back."""
    try:
        kept = team_store().decisions() if team_decisions() else ()
    except MapAppError as error:
        st.error(plain_label(str(error)))
        return
    if not kept:
        return
    number, last = kept[-1]
    st.caption(plain_label(f"复核库已有 {len(kept)} 条，最近一条：{last['name']}（{last['reviewer']}）"))
    with st.container(horizontal=True):
        if st.button("撤回最近一条", key="review_withdraw"):
            team_store().withdraw(number)
            forget_atlas()
            st.rerun()
        st.download_button(
            "带走全部（JSONL）", team_decisions(), "reviews.jsonl", key="review_download", on_click="ignore"
        )
