"""Beside the map: redraw a boundary, see what it changes for whom and what is wrong with it, and keep it or not."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from mapapp.contracts import Atlas, Entry, Person, Severity
from mapapp.errors import GeodataError
from mapapp.redrawn_areas import Drawn, Redrawn, drawn_areas, examine_redrawn, outlines_of, read_redrawn
from mapapp.store import Store, open_store
from mapapp.ui.access import visitor
from mapapp.ui.cache import folders, publish
from mapapp.ui.editing import Editing, end, heard, keep
from mapapp.ui.freshness import state_as_of
from mapapp.ui.i18n import t
from mapapp.ui.pages.intake_section import known_signer, signing_person
from mapapp.ui.pages.place_section import show_history
from mapapp.ui.state import Focus
from mapapp.ui.views.markdown_escape import plain_label


def area_of_focus(focus: Focus, revision: int) -> str:
    """Return the area a zone or town of the panel is, as "layer/id"; empty where none is drawn."""
    key = {"zone": ("zones", "zone_id"), "town": ("towns", "town")}.get(focus.kind)
    if key is None:
        return ""
    drawn = _drawn(revision)
    found = [
        one for one, feature in drawn.items() if one[0] == key[0] and feature["properties"].get(key[1]) == focus.id
    ]
    return "/".join(found[0]) if found else ""


def shape_command(now: Editing) -> dict[str, Any]:
    """Return what the map is told while a boundary is being redrawn; the outlines travel as a file."""
    layer, _, feature_id = now.subject.partition("/")
    data = publish("outlines.json", json.dumps(outlines_of(_drawn(now.seen)), ensure_ascii=False))
    return {"tool": now.tool, "turn": now.turn, "layer": layer, "id": feature_id, "data": data}


def show_boundary_form(atlas: Atlas, now: Editing) -> None:
    """Say how to draw, then what the drawing changes, then ask on what word and who keeps it."""
    layer, _, feature_id = now.subject.partition("/")
    drawn = _drawn(now.seen)
    if (layer, feature_id) not in drawn:
        st.warning(t("edit.area_gone"))
        st.button(t("edit.cancel"), on_click=end)
        return
    name = str(drawn[layer, feature_id]["properties"].get("name", ""))
    st.subheader(plain_label(t("edit.shape_title", name=name)), anchor=False)
    st.caption(t("edit.shape_how"))
    who = visitor().person
    if heard("outlines"):
        _show_result(atlas, now, drawn, name)
    else:
        st.info(t("edit.shape_wait"))
        st.button(t("edit.cancel"), key="shape_cancel", on_click=end)
    show_history(layer, feature_id, known_signer(who))


def _show_result(atlas: Atlas, now: Editing, drawn: Drawn, name: str) -> None:
    """Show whose areas become how large and what is wrong, and offer to keep it where nothing is an error."""
    source = st.text_input(
        t("edit.source"), placeholder=t("edit.source_ask"), max_chars=200, key=f"shape_source_{now.turn}"
    ).strip()
    signer = signing_person(visitor().person, key="shape")
    try:
        redrawn = read_redrawn(heard("outlines"), drawn, source, signer.name, date.today())
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
    faulty = any(problem.severity is Severity.ERROR for problem in problems)
    # Several areas that share a corner have the same fault there; the command line's remedy is no help on the map.
    for problem in {problem.message: problem for problem in problems}.values():
        show = st.error if problem.severity is Severity.ERROR else st.warning
        show(plain_label(t("edit.problem", what=problem.message, remedy=re.split(r"\W?check", problem.remedy)[0])))
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
                _keep(redrawn, signer, source, name)
        st.button(t("edit.cancel"), key="shape_cancel", on_click=end)
    if faulty:
        st.caption(t("edit.shape_faulty"))


def _keep(redrawn: tuple[Redrawn, ...], who: Person, source: str, name: str) -> None:
    """Enter all redrawn areas in one step: a shared edge moves for both or for none."""

    def change(store: Store, seen: int) -> Sequence[Entry]:
        layers: dict[str, list[Any]] = {}
        for one in redrawn:
            layers.setdefault(one.layer, []).append(one.feature)
        return store.features.draw_layers(layers, who, source, seen)

    keep(change, t("edit.shape_kept", name=name))


def _drawn(revision: int) -> Drawn:
    """Return every area as of a revision."""
    return _drawn_of(revision, folders()[1])


@st.cache_data(show_spinner=False, max_entries=2)
def _drawn_of(revision: int, geodata_dir: Path) -> Drawn:
    """Read the areas of a revision once."""
    return drawn_areas(open_store(), state_as_of(revision), geodata_dir)
