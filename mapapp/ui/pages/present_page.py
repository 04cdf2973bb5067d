"""The page for whoever holds the meeting: scenes to order and word, a preview, and what is left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import streamlit as st

from mapapp.contracts import Atlas
from mapapp.contracts.scenes import Camera, Deck, Scene
from mapapp.errors import MapAppError
from mapapp.open_workspace import active
from mapapp.operations.audit import audited
from mapapp.reports import (
    PRESENTATIONS,
    automatic_deck,
    browser_missing,
    present_bytes,
    read_deck,
    ready_decks,
    scene_of,
    write_deck,
)
from mapapp.reports.decks import MAX_CAPTION_CHARS, MAX_NOTES_CHARS, MAX_SECONDS, MAX_TITLE_CHARS
from mapapp.ui.access import visitor
from mapapp.ui.cache import load_atlas
from mapapp.ui.components.player import asked_base, asked_camera, asked_hidden, asked_index, opened_file, show_player
from mapapp.ui.i18n import in_chinese, t, word_of
from mapapp.ui.pages import brief_page
from mapapp.ui.pages.painting_section import show_painted_formats, show_painting
from mapapp.ui.screen_state import screen
from mapapp.ui.state import get_focus, get_selection
from mapapp.ui.views.markdown_escape import plain_label

VIEWS: Final = ("scenes", "brief")


def show() -> None:
    """Draw scenes with a preview, or the brief."""
    view = st.segmented_control(
        t("present.choose"),
        VIEWS,
        format_func=lambda name: t(f"present.view_{name}"),
        default=VIEWS[0],
        key="present_view",
        label_visibility="collapsed",
    )
    if view == VIEWS[1]:
        brief_page.show()
        return
    atlas = load_atlas()
    deck, index = _state(atlas)
    left, right = st.columns([30, 70], gap="medium")
    with left:
        _show_decks(atlas, deck)
        _show_scenes(deck, index)
        _show_editor(atlas, deck, index)
    with right:
        show_player(deck, index, on_save=_take_save, on_look=_take_look, on_index=_take_index, on_file=_take_file)
        _show_files(atlas, deck)


def _state(atlas: Atlas) -> tuple[Deck, int]:
    """Return the open deck of the present district and the chosen scene; a visit begins with the first ready deck."""
    if screen.district not in screen.decks:
        _put(ready_decks(atlas)[0], 0)
    return screen.decks[screen.district]


def _deck() -> Deck:
    """Return the open deck."""
    return _state(load_atlas())[0]


def _keep(deck: Deck, index: int) -> None:
    """Keep a deck and its chosen scene for as long as the visit lasts, whatever other district is looked at."""
    screen.decks = {**screen.decks, screen.district: (deck, max(0, min(index, len(deck.scenes) - 1)))}


def _put(deck: Deck, index: int) -> None:
    """Open a deck at a scene; the editor takes its words anew, and what was said of the deck before has been read."""
    screen.deck_complaints = ()
    _keep(deck, index)
    screen.edition = screen.edition + 1


def _stamp() -> str:
    """Return what the widgets of one edition of one deck are known by: another has words of its own."""
    return f"{screen.edition}{screen.district}"


def _put_scenes(scenes: tuple[Scene, ...], index: int) -> None:
    """Replace the scenes of the open deck."""
    _put(replace(_deck(), scenes=scenes), index)


def _show_decks(atlas: Atlas, deck: Deck) -> None:
    """Draw what can be opened here: ready decks and the present filters; a file is opened beside the preview."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain_label(deck.title)}**", width="stretch")
        with st.popover(t("present.open"), width="content"):
            for ready in ready_decks(atlas):
                st.button(ready.title, key=f"ready-{ready.title}", on_click=_put, args=(ready, 0), width="stretch")
            st.button(t("present.ready_now"), key="ready-now", on_click=_open_automatic, width="stretch")
    for sentence in screen.deck_complaints:
        st.warning(plain_label(sentence))


def _open_automatic() -> None:
    """Make a deck of the present filters."""
    _put(automatic_deck(load_atlas(), get_selection(), screen.colour), 0)


def _take_file() -> None:
    """Open a deck from somebody's file; what is wrong with it is said."""
    try:
        deck, complaints = read_deck(opened_file(), load_atlas())
    except MapAppError as error:
        screen.deck_complaints = (str(error),)
        return
    _put(deck, 0)
    screen.deck_complaints = complaints


def _show_scenes(deck: Deck, index: int) -> None:
    """Draw the scenes in order, and what can be done with the chosen one."""
    names = tuple(t("present.scene", n=n, title=plain_label(scene.title)) for n, scene in enumerate(deck.scenes, 1))
    # The browser knows the chosen one by its words: other words are another list.
    key = f"scene-{_stamp()}-{hash(names)}"
    st.radio(
        t("present.scenes"),
        range(len(deck.scenes)),
        index=index,
        format_func=lambda number: names[number],
        key=key,
        on_change=_take_scene,
        args=(key,),
        label_visibility="collapsed",
    )
    with st.container(horizontal=True, gap="small"):
        st.button(t("present.up"), on_click=_move, args=(index, -1), disabled=index == 0)
        st.button(t("present.down"), on_click=_move, args=(index, 1), disabled=index == len(deck.scenes) - 1)
        st.button(t("present.copy"), on_click=_copy, args=(index,))
        st.button(t("present.delete"), on_click=_delete, args=(index,), disabled=len(deck.scenes) == 1)


def _take_scene(key: str) -> None:
    """Choose the scene the list says; the editor takes its words anew."""
    chosen = screen.value_of(key)
    if isinstance(chosen, int):  # words of a title that was changed meanwhile name no scene any more
        _put(_deck(), chosen)


def _move(index: int, by: int) -> None:
    """Move a scene up or down."""
    scenes = list(_deck().scenes)
    scenes.insert(index + by, scenes.pop(index))
    _put_scenes(tuple(scenes), index + by)


def _copy(index: int) -> None:
    """Put a copy of a scene behind it."""
    scenes = _deck().scenes
    _put_scenes((*scenes[: index + 1], scenes[index], *scenes[index + 1 :]), index + 1)


def _delete(index: int) -> None:
    """Take a scene out."""
    scenes = _deck().scenes
    _put_scenes((*scenes[:index], *scenes[index + 1 :]), index)


def _show_editor(atlas: Atlas, deck: Deck, index: int) -> None:
    """Draw the words and times of the chosen scene; every change counts at once."""
    scene, stamp = deck.scenes[index], _stamp()

    def field(name: str) -> dict[str, Any]:
        key = f"edit-{name}-{stamp}"
        return {"key": key, "on_change": partial(_edit, index, name, key)}

    # What is folded is not drawn: eight fields the browser would hold on to after the page is left.
    editor = st.expander(t("present.edit"), expanded=False, key="editor", on_change="rerun")
    if not editor.open:
        return
    with editor:
        st.text_input(t("present.title"), scene.title, max_chars=MAX_TITLE_CHARS, **field("title"))
        st.text_area(t("present.caption"), scene.caption, max_chars=MAX_CAPTION_CHARS, height=90, **field("caption"))
        st.text_area(t("present.notes"), scene.notes, max_chars=MAX_NOTES_CHARS, height=90, **field("notes"))
        zones = [zone.zone_id for zone in atlas.geodata.zones]
        st.multiselect(
            t("present.held"),
            zones,
            [item for item in scene.held if item in zones],
            placeholder=t("present.held_hint"),
            **field("held"),
        )
        st.number_input(t("present.seconds"), 1, MAX_SECONDS, scene.seconds, **field("seconds"))
        years = (active().years[0], *(scene.play or (active().years[0], active().years[0])))
        st.slider(t("present.play"), active().years[0], active().years[1], years[1:], **field("play"))
        st.caption(t("present.edit_note"))
        st.button(t("present.take_filters"), on_click=_take_selection, args=(index,))
        theme = st.toggle(t("present.dark"), deck.theme == "dark", key=f"theme-{stamp}")
        if theme != (deck.theme == "dark"):
            _keep(replace(deck, theme="dark" if theme else "bright"), index)
            st.rerun()


def _edit(index: int, name: str, key: str) -> None:
    """Take over one field of a scene; the editor stays as it is."""
    value: Any = screen.value_of(key)
    if name == "held":
        value = tuple(value)
    if name == "play":
        value = tuple(value) if value[0] < value[1] else None
    if name == "title":
        value = value.strip() or in_chinese("present.untitled", n=index + 1)
    deck, shown = _state(load_atlas())
    changed = replace(deck.scenes[index], **{name: value})
    _keep(replace(deck, scenes=(*deck.scenes[:index], changed, *deck.scenes[index + 1 :])), shown)


def _take_selection(index: int) -> None:
    """Let a scene ask what the page asks now."""
    scenes = _deck().scenes
    asked = scene_of(get_selection(), load_atlas(), scenes[index].camera, _focus(), screen.colour)
    changed = replace(scenes[index], selection=asked.selection, focus=asked.focus, colour=asked.colour)
    _put_scenes((*scenes[:index], changed, *scenes[index + 1 :]), index)


def _focus() -> str:
    """Return what the map page has chosen, when it is a thing on the map."""
    focus = get_focus()
    return str(focus) if focus.kind in ("zone", "town", "district", "project") else ""


def _take_save() -> None:
    """Save the view of the map page, with filters, year and choice, behind the present scene."""
    camera = asked_camera("save") or Camera(fit=("all",))
    deck, index = _state(load_atlas())
    asked = scene_of(get_selection(), load_atlas(), camera, _focus(), screen.colour)
    scene = replace(asked, hide=asked_hidden(), base=asked_base())
    _put_scenes((*deck.scenes[: index + 1], scene, *deck.scenes[index + 1 :]), index + 1)


def _take_look() -> None:
    """Return the present scene the view of the preview."""
    camera = asked_camera("look")
    if camera is not None:
        deck, index = _state(load_atlas())
        changed = replace(deck.scenes[index], camera=camera)
        _put_scenes((*deck.scenes[:index], changed, *deck.scenes[index + 1 :]), index)


def _take_index() -> None:
    """Stand where the meeting ended."""
    _put(_deck(), asked_index())


def _show_files(atlas: Atlas, deck: Deck) -> None:
    """Draw what can be left behind; what needs a browser says so where there is none."""
    with st.container(horizontal=True, gap="small"):
        _download("json", t("present.save"), partial(write_deck, deck), f"{deck.title}.json", "application/json")
        for form in PRESENTATIONS.values():
            if not form.needs_browser:
                make = partial(present_bytes, atlas, get_selection(), form.name, deck)
                words = word_of("presentation", form.name, form.term)
                _download(form.name, words, make, f"{deck.title}.{form.name}", form.media_type)
        show_painted_formats(deck)
    show_painting()
    if browser_missing():
        st.caption(browser_missing())


def _download(key: str, words: str, make: Callable[[], bytes], name: str, media_type: str) -> None:
    """Draw one download; the file is made when it is asked for."""
    entered = audited(make, "export", account=visitor().person.account, format=key)
    st.download_button(words, data=entered, file_name=name, mime=media_type, key=f"leave-{key}", on_click="ignore")
