"""The documents everything rests on: which there are, who added them; add one, put right what it is, take it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from mapapp.contracts import REMOVED, Atlas, Document, Draft, JournalState, Person, SubjectKind
from mapapp.errors import MapAppError
from mapapp.store import open_store
from mapapp.ui.access import visitor
from mapapp.ui.cache import folders, load_atlas
from mapapp.ui.components.document_form import document_form
from mapapp.ui.components.table import Cell, TableColumn, TableSheet, show_sheet
from mapapp.ui.components.table import Row as Line
from mapapp.ui.freshness import shown_revision, state_as_of, take_changes_over
from mapapp.ui.i18n import t, term_of
from mapapp.ui.intake import Ground, tray_of
from mapapp.ui.pages.intake_section import show_intake, show_tray, signing_person
from mapapp.ui.screen_state import screen
from mapapp.ui.views.markdown_escape import plain_label
from mapapp.ui.views.quotes import passage_id
from mapapp.uploads.added_documents import (
    Row,
    document_draft,
    document_subject,
    propose_row,
    removal_drafts,
    was_added,
)

# The opening a click on a title shows.
OPENING_CHARS: Final = 60


def show() -> None:
    """Draw the way in for new documents, what those uploaded would change, or the list of all."""
    atlas, state = load_atlas(), state_as_of(shown_revision())
    who, store = visitor(), open_store()
    message, screen.docs_said = screen.docs_said, ""
    if message:
        st.success(plain_label(message))
    may_add = who.may_write and store.state.writable
    tray = tray_of(who.person.account)
    if may_add:
        ground = Ground(store, state, atlas, folders())
        if tray.needs(state):
            tray.work(ground)
        with st.container(key="docsbar"):
            show_intake(tray, ground)
        if tray.items:
            show_tray(tray, ground, who.person)
            return
        _show_care(atlas, state, who.person)
    elif not who.may_write:
        st.caption(t("docs.may_not"))
    show_sheet(build_documents(atlas, state), atlas, key="documents")


def build_documents(atlas: Atlas, state: JournalState) -> TableSheet:
    """List the documents with what they brought and who added them."""
    events = Counter(event.doc for event in atlas.events)
    figures = Counter(figure.doc for figure in atlas.indicators)
    projects = Counter(doc for project in atlas.projects for doc in {event.doc for event in atlas.events_of(project)})
    faults = Counter(problem.doc for problem in atlas.problems if problem.doc)

    def line(document: Document) -> Line:
        entry = state.latest.get(document_subject(document.sha256))
        added = was_added(state, document.sha256)
        name: Cell = {
            "text": document.title,
            "focus": passage_id(document.id, 0, min(OPENING_CHARS, len(document.text))),
        }
        by = t("docs.by", who=entry.who.name, when=entry.at[:10]) if added and entry else t("docs.by_workspace")
        details = [t("docs.id", id=document.named_id, sha256=document.sha256[:12])]
        if added and entry and isinstance(entry.new, Mapping):
            details.append(t("docs.uploaded_as", name=entry.new.get("brought_as")))
        details += [problem.message for problem in atlas.problems if problem.doc == document.id][:5]
        return Line(
            (
                name,
                {"text": str(document.year or ""), "rank": document.year or 0},
                term_of(document.kind),
                document.district,
                term_of(document.coverage),
                len(document.text),
                projects[document.id],
                events[document.id],
                figures[document.id],
                faults[document.id],
                by,
            ),
            tuple({"label": text} for text in details),
        )

    return TableSheet(
        columns=(
            TableColumn(t("docs.title"), "link", "30%"),
            TableColumn(t("docs.year"), "number", "5em"),
            TableColumn(t("docs.kind"), "text", "8em"),
            TableColumn(t("docs.district"), "text", "6em"),
            TableColumn(t("docs.coverage"), "text", "5em"),
            TableColumn(t("docs.chars"), "number", "5em"),
            TableColumn(t("docs.projects"), "number", "5em"),
            TableColumn(t("docs.records"), "number", "5em"),
            TableColumn(t("docs.figures"), "number", "5em"),
            TableColumn(t("docs.faults"), "number", "5em"),
            TableColumn(t("docs.added_by"), "text", "9em"),
        ),
        rows=tuple(line(document) for document in atlas.documents),
        empty=t("docs.none"),
        note=t("docs.note"),
    )


def _show_care(atlas: Atlas, state: JournalState, person: Person) -> None:
    """Offer to put right what a document is, to take it out, and to bring one of the workspace back."""
    hidden = [entry for entry in state.standing(SubjectKind.DOCUMENT) if entry.new == REMOVED]
    with st.container(horizontal=True, vertical_alignment="center", key="docscare"):
        document = st.selectbox(
            t("docs.choose"),
            atlas.documents,
            format_func=lambda one: one.title,
            index=None,
            placeholder=t("docs.choose"),
            key="docs_chosen",
            label_visibility="collapsed",
            width=420,
        )
        if document is not None:
            with st.popover(t("docs.correct"), key=f"docs_correct_{document.id}"):
                signer = signing_person(person, key="correct")
                row = document_form(_row_of(state, document), key=f"{document.id}_{state.revision}")
                if row is not None:
                    _save([document_draft(document.sha256, row, signer)], t("docs.corrected", title=row["title"]))
            with st.popover(t("docs.remove"), key=f"docs_remove_{document.id}"):
                st.caption(t("docs.remove_hint"))
                signer = signing_person(person, key="remove")
                if st.button(t("docs.remove_now"), type="primary", key="docs_remove_now"):
                    _save(_removal(state, document, signer), t("docs.removed", title=document.title))
        if hidden:
            with st.popover(t("docs.hidden", n=len(hidden)), key="docs_hidden"):
                signer = signing_person(person, key="back")
                for entry in hidden:
                    st.caption(t("docs.hidden_by", sha256=entry.subject.key[:12], who=plain_label(entry.who.name)))
                    if st.button(t("docs.back"), key=f"docs_back_{entry.number}"):
                        _save([Draft(entry.subject, None, signer)], t("docs.is_back"))


def _row_of(state: JournalState, document: Document) -> Row:
    """Return what is said of a document: by people, else by the workspace."""
    value = state.value(document_subject(document.sha256))
    if isinstance(value, Mapping) and value != REMOVED:
        return value
    proposed = dict(propose_row(document, document.name))
    proposed.pop("brought_as")
    return {**proposed, "short_title": document.short_title or document.title}


def _removal(state: JournalState, document: Document, who: Person) -> Sequence[Draft]:
    """Return the entries that take a document out."""
    history = open_store().journal.entries(subject=document_subject(document.sha256))
    return removal_drafts(state, history, document.sha256, who, "")


def _save(drafts: Sequence[Draft], said: str) -> None:
    """Enter drafts and show what follows from them; what cannot be kept is said."""
    if not visitor().may_write:
        return
    try:
        open_store().journal.append_all(drafts, shown_revision())
    except MapAppError as error:
        st.error(plain_label(str(error)))
        return
    screen.docs_said = said
    take_changes_over()
    st.rerun()
