"""Beside the map: an area nobody has drawn yet is drawn, named, checked against its neighbours, and kept or not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from mapapp.contracts import PLACED_LAYER, Atlas, Entry, Person, Project
from mapapp.edits.drawn_places import ACCURACIES_M, kept_place_id, placed_feature
from mapapp.edits.new_areas import NEW_LAYERS, AreaWords, new_area, read_outline, undrawn_zones
from mapapp.edits.redrawn_areas import Redrawn, examine_redrawn, outlines_of, read_redrawn
from mapapp.errors import GeodataError
from mapapp.store import Store
from mapapp.ui.access import visitor
from mapapp.ui.cache import publish
from mapapp.ui.editing import Editing, end, keep, map_value
from mapapp.ui.i18n import t
from mapapp.ui.pages.boundary_section import areas_shown, keep_areas
from mapapp.ui.pages.intake_section import signing_person
from mapapp.ui.pages.problem_lines import show_problems
from mapapp.ui.views.markdown_escape import plain_label


def area_command(now: Editing) -> dict[str, Any]:
    """Return what the map is told while a new area is drawn; its neighbours travel as a file."""
    data = publish("outlines.json", json.dumps(outlines_of(areas_shown(now.seen)), ensure_ascii=False))
    return {"tool": now.tool, "turn": now.turn, "data": data}


def show_new_area_form(atlas: Atlas, now: Editing) -> None:
    """Ask what is drawn, how exactly, on what word and by whom; check it, and keep it where nothing is an error."""
    project = atlas.project_by_id.get(now.subject) if now.subject else None
    title = t("edit.project_area", name=project.name) if project is not None else t("edit.new_title")
    st.subheader(plain_label(title), anchor=False)
    st.caption(t("edit.new_how"))
    layer, name = (PLACED_LAYER, project.name) if project is not None else _ask_what(atlas, now)
    accuracy = st.selectbox(
        t("edit.accuracy"), ACCURACIES_M, index=None, key=f"new_accuracy_{now.turn}", placeholder=t("edit.accuracy_ask"),
        format_func=lambda metres: t("edit.accuracy_m", metres=metres),
    )  # fmt: skip
    source = st.text_input(
        t("edit.source"), placeholder=t("edit.source_ask"), max_chars=200, key=f"new_source_{now.turn}"
    ).strip()
    signer = signing_person(visitor().person, key="new")
    asked = (
        (map_value("outline"), t("edit.lacks_outline")),
        (name, t("edit.lacks_area_name")),
        (accuracy, t("edit.lacks_accuracy")),
        (source, t("edit.lacks_source")),
        (signer.name, t("edit.lacks_name")),
    )
    lacking = [said for value, said in asked if not value]
    made: tuple[Redrawn, ...] = ()
    if map_value("outline") and name:
        words = AreaWords(float(accuracy or ACCURACIES_M[-1]), source, signer.name, date.today())
        made = _made(atlas, now, layer, name, words)
    with st.container(horizontal=True, key="newbar"):
        faulty = bool(map_value("outline") and name and not made)
        if st.button(t("edit.put_keep"), type="primary", key="new_keep", disabled=faulty):
            if lacking or accuracy is None:
                st.warning(t("edit.lacks", what=t("sentence.join").join(lacking)))
            elif project is not None:
                _keep_project_area(
                    atlas, project, AreaWords(float(accuracy), source, signer.name, date.today()), signer
                )
            else:
                keep_areas(made, signer, source, t("edit.new_kept", name=name))
        st.button(t("edit.cancel"), key="new_cancel", on_click=end)


def _ask_what(atlas: Atlas, now: Editing) -> tuple[str, str]:
    """Return the layer and the name somebody gives; zones are chosen among those the workspace names and nobody drew."""
    layers = [layer for layer in NEW_LAYERS if layer != "zones" or undrawn_zones(atlas.geodata)]
    layer = st.selectbox(
        t("edit.new_kind"), layers, format_func=lambda one: t(f"edit.layer_{one}"), key=f"new_layer_{now.turn}"
    )
    if layer == "zones":
        return layer, st.selectbox(t("edit.new_name"), undrawn_zones(atlas.geodata), key=f"new_zone_{now.turn}")
    return layer, st.text_input(t("edit.new_name"), max_chars=60, key=f"new_name_{now.turn}").strip()


def _made(atlas: Atlas, now: Editing, layer: str, name: str, words: AreaWords) -> tuple[Redrawn, ...]:
    """Return the new area and the neighbours that got a corner on a shared edge; nothing where an error forbids it."""
    try:
        outline = read_outline(map_value("outline"))
        # A project's area lies where it lies: it is checked as an area and kept as the project's place.
        new = new_area("areas" if layer == PLACED_LAYER else layer, name, outline, words, atlas.geodata)
        said = map_value("outlines") if layer != PLACED_LAYER else None
        beside = read_redrawn(said, areas_shown(now.seen), words.source, words.who, words.day) if said else ()
        st.markdown(plain_label(t("edit.new_size", name=new.name, after=f"{new.after_km2:.2f}")))
        faulty = show_problems(examine_redrawn(atlas.geodata, (new, *beside)))
    except GeodataError as error:
        st.error(plain_label(str(error)))
        return ()
    return () if faulty else (new, *beside)


def _keep_project_area(atlas: Atlas, project: Project, words: AreaWords, who: Person) -> None:
    """Keep an area as the place of a project."""
    outline = read_outline(map_value("outline"))
    feature = placed_feature(
        project, kept_place_id(atlas, project), outline, words.accuracy_m, words.source, words.who, words.day
    )

    def change(store: Store, seen: int) -> Sequence[Entry]:
        return store.features.draw(PLACED_LAYER, [feature], who, words.source, seen)

    keep(change, t("edit.put_kept", name=project.name))
