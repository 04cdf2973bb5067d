"""The part of the documents page where new ones come in: drop or paste, watch them being read, accept or throw away."""

from __future__ import annotations

from typing import Final

import streamlit as st

from mapapp.contracts import Person
from mapapp.errors import MapAppError
from mapapp.store import StoreConflictError, open_store
from mapapp.ui.access import visitor
from mapapp.ui.components.document_form import document_form
from mapapp.ui.components.upload_box import upload_box
from mapapp.ui.freshness import shown_revision, take_changes_over
from mapapp.ui.i18n import in_chinese, t, term_of
from mapapp.ui.intake import INTERNAL_FAULT, MOST_DOCUMENTS, Ground, Item, Step, Tray
from mapapp.ui.pages.whats_new_section import show_news
from mapapp.ui.screen_state import screen
from mapapp.ui.state import use_language
from mapapp.ui.streamlit_internals import drop_upload
from mapapp.ui.views.markdown_escape import plain_label

# Often enough to see it move, seldom enough to cost nothing.
LOOKS_EVERY_S: Final = 0.7
MOST_PASTED_CHARS: Final = 500_000


def show_intake(tray: Tray, ground: Ground) -> None:
    """Offer the two ways in: files dropped or chosen, and text pasted."""
    turn = screen.docs_turn
    with st.container(horizontal=True, vertical_alignment="center", key="docsdrop"):
        files = upload_box(t("docs.drop"), key=f"docs_files_{turn}", accept_multiple_files=True)
        with st.popover(t("docs.paste"), key=f"docs_paste_{turn}"), st.form(f"paste_{turn}", border=False):
            name = st.text_input(t("docs.paste_name"), key=f"paste_name_{turn}", max_chars=100)
            text = st.text_area(t("docs.paste_text"), height=220, key=f"paste_text_{turn}", max_chars=MOST_PASTED_CHARS)
            pasted = st.form_submit_button(t("docs.paste_add"), type="primary")
    uploads = [(file.name, file.getvalue()) for file in files or ()]
    if pasted and text.strip():
        uploads.append((f"{name.strip() or in_chinese('docs.pasted')}.txt", text.encode("utf-8", "ignore")))
    if uploads and visitor().may_write:
        if tray.take(uploads, ground):
            screen.docs_said = t("docs.too_many", n=MOST_DOCUMENTS)
        for file in files or ():
            drop_upload(file.file_id)
        screen.docs_turn = turn + 1
        st.rerun()


def show_tray(tray: Tray, ground: Ground, person: Person) -> None:
    """Show the documents that are not accepted yet, how far they are, and what they would change."""
    if tray.busy:
        _watch(tray)
        return
    for item in tuple(tray.items):
        _show_item(tray, item, ground)
    if tray.message:
        st.error(t("docs.internal") if tray.message == INTERNAL_FAULT else plain_label(tray.message))
    if tray.news is not None and tray.after is not None:
        _show_choice(tray, person)
        show_news(tray, ground)
    else:
        st.button(t("docs.throw_all"), key="docs_throw_all", on_click=tray.clear)


@st.fragment(run_every=LOOKS_EVERY_S)
def _watch(tray: Tray) -> None:
    """Show how far reading is, and draw the page anew when it is done; the rest of the page is free meanwhile."""
    use_language()
    if not tray.busy:
        st.rerun()
    for item in tuple(tray.items):
        st.markdown(plain_label(_progress(item)))
        if item.step is Step.READING and item.total:
            st.progress(min(1.0, item.done / item.total))
    if all(item.step not in (Step.WAITING, Step.READING) for item in tray.items):
        st.markdown(t("docs.comparing"))
    st.button(t("docs.cancel"), key="docs_cancel", on_click=tray.cancel)


def _progress(item: Item) -> str:
    """Return how far one document is."""
    words = t(f"docs.step_{item.step.value}")
    if item.step is Step.READING and item.total:
        words = t("docs.step_parts", done=item.done, total=item.total)
    return t("docs.item", name=item.name, what=words)


def _show_item(tray: Tray, item: Item, ground: Ground) -> None:
    """Show one document that has been read or not, with what can be done with it."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"docs_item_{item.key}"):
        st.markdown(plain_label(_told(item)), width="stretch")
        if item.step is Step.READ:
            with st.popover(t("docs.correct"), key=f"docs_before_{item.key}_{tray.turns}"):
                row = document_form(item.row, key=f"{item.key}_{tray.turns}")
                if row is not None:
                    tray.correct(item, row, ground)
                    st.rerun()
        st.button(
            t("docs.throw"),
            key=f"docs_throw_{item.key}",
            on_click=tray.throw_away,
            args=(item, ground),
            help=t("docs.throw_hint"),
        )


def _told(item: Item) -> str:
    """Return what is known of a document in one line."""
    if item.alike is not None and item.step is Step.FAILED:
        return t("docs.same", name=item.name, title=item.alike.document.title)
    if item.step is not Step.READ or item.added is None:
        why = t("docs.internal") if item.message == INTERNAL_FAULT else item.message
        return why or t("docs.item", name=item.name, what=t(f"docs.step_{item.step.value}"))
    document = item.added.document
    line = t(
        "docs.read_as",
        title=item.row.get("title"),
        year=item.row.get("year") or t("docs.no_year"),
        kind=term_of(type(document.kind)(str(item.row.get("kind")))),
        district=item.row.get("district") or t("docs.no_district"),
        coverage=term_of(type(document.coverage)(str(item.row.get("coverage")))),
        chars=len(document.text),
        name=item.name,
    )
    if item.alike is not None:
        line += t("docs.alike", share=round(item.alike.share * 100), title=item.alike.document.title)
    if document.recognised:
        line += t("docs.recognised", pages=len(document.recognised_pages))
    return line


def known_signer(person: Person) -> Person:
    """Return who signs without asking: the one signed in, else the name typed earlier in the visit; empty where none was."""
    return person if person.name else Person(screen.signed_as)


def signing_person(person: Person, *, key: str) -> Person:
    """Return who signs: the one signed in, else the name typed, which is asked for once a visit."""
    if person.name:
        return person
    name = st.text_input(
        t("docs.signer"),
        screen.signed_as,
        key=f"signer_{key}",
        max_chars=60,
        placeholder=t("docs.signer"),
        label_visibility="collapsed",
        width=180,
    )
    if name.strip():
        screen.signed_as = name.strip()
    return Person(name.strip())


def _show_choice(tray: Tray, person: Person) -> None:
    """Offer to accept what is ticked, or to throw all away."""
    with st.container(horizontal=True, vertical_alignment="center", key="docsaccept"):
        signer = signing_person(person, key="accept")
        words = t("docs.accept_some", n=len(tray.left_out)) if tray.left_out else t("docs.accept")
        if st.button(words, type="primary", key="docs_accept"):
            _accept(tray, signer)
        st.button(t("docs.throw_all"), key="docs_throw_all", on_click=tray.clear)
        st.caption(t("docs.nothing_counts"))


def _accept(tray: Tray, signer: Person) -> None:
    """Enter everything in one step; what cannot be kept is said and the tray stays as it is."""
    if not signer.name:
        st.warning(t("docs.sign_first"))
        return
    if not visitor().may_write:
        return
    drafts, files = tray.drafts(signer, in_chinese("docs.refused_because"))
    try:
        open_store().journal.append_all(drafts, shown_revision(), files=files)
    except StoreConflictError:
        st.warning(t("docs.conflict"))
        return
    except MapAppError as error:
        st.error(plain_label(str(error)))
        return
    screen.docs_said = t("docs.accepted", n=len(files))
    tray.clear()
    take_changes_over()
    st.rerun()
