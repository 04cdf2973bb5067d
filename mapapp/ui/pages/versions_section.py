"""Beside the map: every version of a drawn thing, what going back to one would change, and the way back."""

from __future__ import annotations

import json
from collections.abc import Sequence

import streamlit as st

from mapapp.contracts import Atlas, Entry, JournalState, Person
from mapapp.edits.drawn_places import said_properties
from mapapp.edits.redrawn_areas import drawn_areas, examine_redrawn
from mapapp.edits.restored_versions import Version, WayBack, area_versions, go_back, way_back
from mapapp.errors import GeodataError
from mapapp.store import Store, feature_subject, open_store
from mapapp.ui.cache import folders, publish
from mapapp.ui.editing import Editing, keep, take_back
from mapapp.ui.i18n import in_chinese, t
from mapapp.ui.pages.problem_lines import show_problems
from mapapp.ui.screen_state import screen
from mapapp.ui.views.markdown_escape import plain_label
from mapapp.uploads.upload_proposals import polygons_of


def show_place_versions(layer: str, feature_id: str, who: Person) -> None:
    """List every place a project was given, newest first; any of them can be said again, and the last taken back."""
    store = open_store()
    entries = store.journal.entries(subject=feature_subject(layer, feature_id))
    if not entries:
        return
    with st.expander(t("edit.history", n=len(entries)), expanded=True):
        for entry in reversed(entries):
            with st.container(horizontal=True, vertical_alignment="center", key=f"version_{entry.number}"):
                st.markdown(plain_label(_told(store, entry)), width="stretch")
                if entry is entries[-1] and entry.new is not None:
                    st.button(t("edit.undo"), key=f"undo_{entry.number}", on_click=take_back, args=(entry.batch, who))
                elif (
                    entry.new is not None
                    and entry.new != entries[-1].new
                    and st.button(t("edit.restore"), key=f"restore_{entry.number}")
                ):
                    _restore(WayBack(((entry.subject, entry.new),), ()), who, entry.at[:10])


def show_area_versions(atlas: Atlas, now: Editing, who: Person) -> None:
    """List every version of an area with its size, the workspace's own last; show what going back to one changes."""
    layer, _, feature_id = now.subject.partition("/")
    store, geodata_dir = open_store(), folders()[1]
    versions = area_versions(store, layer, feature_id, drawn_areas(store, JournalState(), geodata_dir))
    if not any(version.entry for version in versions):
        return
    with st.expander(t("edit.history", n=sum(1 for one in versions if one.entry)), expanded=True):
        for version in versions:
            with st.container(horizontal=True, vertical_alignment="center", key=f"version_{version.number}"):
                st.markdown(plain_label(_line(store, version)), width="stretch")
                entry = version.entry
                if entry is not None and (original := store.features.original_of(entry.new)) is not None:
                    st.download_button(
                        t("edit.original"),
                        original.data,
                        original.name,
                        key=f"original_{entry.number}",
                        on_click="ignore",
                    )
                if version.standing and entry is not None and entry.new is not None:
                    st.button(t("edit.undo"), key=f"undo_{entry.number}", on_click=take_back, args=(entry.batch, who))
                elif not version.standing and version.area_km2 is not None:
                    st.button(t("edit.compare"), key=f"look_{version.number}", on_click=_look, args=(version.number,))
            if screen.editing_version == version.number and not version.standing:
                _show_way_back(atlas, store, (layer, feature_id), version, who)


def compared_outline(now: Editing) -> str:
    """Return the address of the outline of the version that is being looked at; empty where none is."""
    number = screen.editing_version
    if number is None:
        return ""
    layer, _, feature_id = now.subject.partition("/")
    store = open_store()
    then = drawn_areas(store, store.journal.as_of(number), folders()[1]).get((layer, feature_id))
    return publish("version.json", json.dumps(polygons_of(then) if then else []))


def _look(number: int) -> None:
    """Look at a version, or no longer."""
    screen.editing_version = None if screen.editing_version == number else number


def _show_way_back(atlas: Atlas, store: Store, key: tuple[str, str], version: Version, who: Person) -> None:
    """Show what going back to a version changes for whom, and offer it where nothing is an error."""
    try:
        back = way_back(store, *key, version.number, folders()[1])
    except GeodataError as error:
        st.info(plain_label(str(error)))
        return
    for one in back.redrawn:
        words = t("edit.area_change", name=one.name, before=f"{one.before_km2:.2f}", after=f"{one.after_km2:.2f}")
        st.markdown(plain_label(words))
    if back.gone:
        st.markdown(plain_label(t("edit.restore_gone", names=t("sentence.join").join(back.gone))))
    faulty = show_problems(examine_redrawn(atlas.geodata, back.redrawn))
    when = in_chinese("edit.version_own") if version.entry is None else version.entry.at[:10]
    if st.button(t("edit.restore_this"), key=f"restore_{version.number}", type="primary", disabled=faulty):
        _restore(back, who, when)


def _restore(back: WayBack, who: Person, when: str) -> None:
    """Go back, where somebody signs for it."""
    if not who.name:
        st.warning(t("edit.lacks", what=t("edit.lacks_name")))
        return

    def change(store: Store, seen: int) -> Sequence[Entry]:
        return go_back(store, back.values, who, f"{in_chinese('edit.restore_reason')}{when}", seen)

    keep(change, t("edit.restored", when=when))


def _line(store: Store, version: Version) -> str:
    """Return one version of an area in a line: when, who, what, why, and how large."""
    told = t("edit.version_own") if version.entry is None else _told(store, version.entry)
    return told if version.area_km2 is None else t("edit.version_area", version=told, area=f"{version.area_km2:.2f}")


def _told(store: Store, entry: Entry) -> str:
    """Return one version in a line: when, who, what was done, and on what word."""
    source = said_properties(store.features.read(entry.new)).get("source") or entry.reason
    gone = entry.new is None and entry.undoes is not None
    what = in_chinese("edit.version_gone") if gone else entry.action.term
    return t("edit.version", when=entry.at[:10], who=entry.who.name, what=what, reason=source or "—")
