"""Beside the map: redraw a boundary, see what it changes for whom and what is wrong with it, and keep it or not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from mapapp.contracts import Atlas, Entry, Person
from mapapp.edits.redrawn_areas import Drawn, Redrawn, drawn_areas, examine_redrawn, outlines_of, read_redrawn
from mapapp.errors import GeodataError
from mapapp.store import OriginalFile, Store, open_store
from mapapp.ui.access import visitor
from mapapp.ui.cache import folders, publish
from mapapp.ui.districts import shown_district
from mapapp.ui.editing import UPLOAD, Editing, begin, end, keep, map_value
from mapapp.ui.freshness import state_as_of
from mapapp.ui.i18n import t
from mapapp.ui.pages.intake_section import known_signer, signing_person
from mapapp.ui.pages.problem_lines import show_problems
from mapapp.ui.pages.versions_section import compared_outline, show_area_versions
from mapapp.ui.state import Focus
from mapapp.ui.views.markdown_escape import plain_label


def area_of_focus(focus: Focus, revision: int) -> str:
    """Return the area a zone or town of the panel is, as "layer/id"; empty where none is drawn."""
    key = {"zone": ("zones", "zone_id"), "town": ("towns", "town")}.get(focus.kind)
    if key is None:
        return ""
    drawn = areas_shown(revision)
    found = [
        one for one, feature in drawn.items() if one[0] == key[0] and feature["properties"].get(key[1]) == focus.id
    ]
    return "/".join(found[0]) if found else ""


def shape_command(now: Editing) -> dict[str, Any]:
    """Return what the map is told while a boundary is being redrawn; the outlines travel as a file."""
    layer, _, feature_id = now.subject.partition("/")
    data = publish("outlines.json", json.dumps(outlines_of(areas_shown(now.seen)), ensure_ascii=False))
    return {
        "tool": now.tool,
        "turn": now.turn,
        "layer": layer,
        "id": feature_id,
        "data": data,
        "compare": compared_outline(now),
    }


def show_boundary_form(atlas: Atlas, now: Editing) -> None:
    """Say how to draw, then what the drawing changes, then ask on what word and who keeps it."""
    layer, _, feature_id = now.subject.partition("/")
    drawn = areas_shown(now.seen)
    if (layer, feature_id) not in drawn:
        st.warning(t("edit.area_gone"))
        st.button(t("edit.cancel"), on_click=end)
        return
    name = str(drawn[layer, feature_id]["properties"].get("name", ""))
    st.subheader(plain_label(t("edit.shape_title", name=name)), anchor=False)
    st.caption(t("edit.shape_how"))
    who = visitor().person
    if map_value("outlines"):
        _show_result(atlas, now, drawn, name)
    else:
        st.info(t("edit.shape_wait"))
        with st.container(horizontal=True):
            st.button(t("edit.upload"), key="shape_upload", on_click=begin, args=(UPLOAD, ""))
            st.button(t("edit.cancel"), key="shape_cancel", on_click=end)
    signer = known_signer(who)
    if not signer.name and not map_value("outlines"):
        signer = signing_person(who, key="versions")
    show_area_versions(atlas, now, signer)


def _show_result(atlas: Atlas, now: Editing, drawn: Drawn, name: str) -> None:
    """Show whose areas become how large and what is wrong, and offer to keep it where nothing is an error."""
    source = st.text_input(
        t("edit.source"), placeholder=t("edit.source_ask"), max_chars=200, key=f"shape_source_{now.turn}"
    ).strip()
    signer = signing_person(visitor().person, key="shape")
    try:
        redrawn = read_redrawn(map_value("outlines"), drawn, source, signer.name, date.today())
        problems = examine_redrawn(atlas.geodata, redrawn)
    except GeodataError as error:
        st.error(plain_label(str(error)))
        return
    for one in redrawn:
        st.markdown(
            plain_label(
                t("edit.area_change", name=one.name, before=f"{one.before_km2:.2f}", after=f"{one.after_km2:.2f}")
            )
        )
    faulty = show_problems(problems)
    with st.container(horizontal=True, key="shapebar"):
        lacking = [
            words
            for value, words in ((source, t("edit.lacks_source")), (signer.name, t("edit.lacks_name")))
            if not value
        ]
        if st.button(t("edit.put_keep"), type="primary", key="shape_keep", disabled=faulty):
            if lacking:
                st.warning(t("edit.lacks", what=t("sentence.join").join(lacking)))
            else:
                keep_areas(redrawn, signer, source, t("edit.shape_kept", name=name))
        st.button(t("edit.cancel"), key="shape_cancel", on_click=end)
    if faulty:
        st.caption(t("edit.shape_faulty"))


def keep_areas(
    redrawn: Sequence[Redrawn], who: Person, reason: str, said: str, original: OriginalFile | None = None
) -> None:
    """Enter all redrawn areas in one step, with the file they come from: a shared edge moves for both or for none."""

    def change(store: Store, seen: int) -> Sequence[Entry]:
        layers: dict[str, list[Any]] = {}
        for one in redrawn:
            layers.setdefault(one.layer, []).append(one.feature)
        return store.features.draw_layers(layers, who, reason, seen, original=original)

    keep(change, said)


def areas_shown(revision: int) -> Drawn:
    """Return every area as of a revision."""
    return _drawn_of(revision, folders()[1], shown_district())


@st.cache_data(show_spinner=False, max_entries=2)
def _drawn_of(revision: int, geodata_dir: Path, district: str) -> Drawn:
    """Read the areas of a revision once."""
    del district  # the workspace in use is that district
    return drawn_areas(open_store(), state_as_of(revision), geodata_dir)
