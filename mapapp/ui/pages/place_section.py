"""Beside the map: put a project where a person knows it to be, with how exactly, on what word, and every time before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import shapely
import streamlit as st
from shapely.geometry import Point

from mapapp.contracts import PLACED_LAYER, Atlas, Entry, Project
from mapapp.edits.drawn_places import ACCURACIES_M, kept_place_id, placed_feature, read_point
from mapapp.store import Store
from mapapp.ui.access import visitor
from mapapp.ui.editing import AREA, Editing, begin, end, keep, map_value
from mapapp.ui.i18n import t
from mapapp.ui.pages.intake_section import signing_person
from mapapp.ui.pages.versions_section import show_place_versions
from mapapp.ui.screen_state import screen
from mapapp.ui.views.markdown_escape import plain_label

LAYER = PLACED_LAYER


def place_command(now: Editing) -> dict[str, Any]:
    """Return what the map is told while a project is being put."""
    point = read_point(map_value("at"))
    return {
        "tool": now.tool,
        "turn": now.turn,
        "at": None if point is None else [point.x, point.y],
        "accuracy_m": accuracy_of(now),
    }


def accuracy_of(now: Editing) -> int:
    """Return how far the place may be off as chosen so far, in metres; 0 before anything is chosen."""
    try:
        return int(screen.value_of(f"put_accuracy_{now.turn}") or 0)
    except KeyError:
        return 0


def show_place_form(atlas: Atlas, now: Editing) -> None:
    """Ask where, how exactly, on what word, and who says so."""
    project = atlas.project_by_id.get(now.subject)
    if project is None:
        st.warning(t("edit.project_gone"))
        st.button(t("edit.cancel"), on_click=end)
        return
    st.subheader(plain_label(t("edit.put_title", name=project.name)), anchor=False)
    placement = atlas.placement_by_project.get(project.project_id)
    if placement is not None and placement.basis:
        st.caption(plain_label(t("edit.now", basis=placement.basis)))
    point = read_point(map_value("at"))
    if point is None:
        st.info(t("edit.put_how"))
    else:
        st.markdown(plain_label(_where(atlas, point)))
        for sentence in _doubts(atlas, project, point):
            st.warning(plain_label(sentence))
    accuracy = st.selectbox(
        t("edit.accuracy"),
        ACCURACIES_M,
        index=None,
        format_func=lambda metres: t("edit.accuracy_m", metres=metres),
        placeholder=t("edit.accuracy_ask"),
        key=f"put_accuracy_{now.turn}",
    )
    source = st.text_input(
        t("edit.source"), placeholder=t("edit.source_ask"), max_chars=200, key=f"put_source_{now.turn}"
    ).strip()
    with st.container(horizontal=True, vertical_alignment="bottom", key="putbar"):
        who = signing_person(visitor().person, key="put")
        if st.button(t("edit.put_keep"), type="primary", key="put_keep"):
            lacking = _lacking(point, accuracy, source, who.name)
            if lacking or point is None or accuracy is None:
                screen.editing_lacks = lacking
            else:
                feature_id = kept_place_id(atlas, project)
                feature = placed_feature(project, feature_id, point, accuracy, source, who.name, date.today())

                def change(store: Store, seen: int) -> Sequence[Entry]:
                    return store.features.draw(LAYER, [feature], who, source, seen)

                keep(change, t("edit.put_kept", name=project.name))
        st.button(t("edit.put_area"), key="put_area", on_click=begin, args=(AREA, project.project_id))
        st.button(t("edit.cancel"), key="put_cancel", on_click=end)
    if screen.editing_lacks:
        st.warning(screen.editing_lacks)
        screen.editing_lacks = ""
    show_place_versions(LAYER, kept_place_id(atlas, project), who)


def _lacking(point: Point | None, accuracy: int | None, source: str, name: str) -> str:
    """Return what is still to be said before a place can be kept; empty when nothing is."""
    asked = (
        (point, t("edit.lacks_point")),
        (accuracy, t("edit.lacks_accuracy")),
        (source, t("edit.lacks_source")),
        (name, t("edit.lacks_name")),
    )
    missing = [words for value, words in asked if not value]
    return t("edit.lacks", what=t("sentence.join").join(missing)) if missing else ""


def _where(atlas: Atlas, point: Point) -> str:
    """Return the coordinates of a point and what it lies in."""
    towns = [
        item.name for item in atlas.geodata.layer("towns") if shapely.intersects_xy(item.geometry, point.x, point.y)
    ]
    zones = [zone.zone_id for zone in atlas.geodata.zones if shapely.intersects_xy(zone.geometry, point.x, point.y)]
    lies = t("sentence.join").join([*towns, *zones]) or t("edit.outside")
    return t("edit.where", lon=f"{point.x:.5f}", lat=f"{point.y:.5f}", lies=lies)


def _doubts(atlas: Atlas, project: Project, point: Point) -> list[str]:
    """Return where the documents say something else than a point does."""
    drawn = {zone.zone_id: zone.geometry for zone in atlas.geodata.zones}
    said = [zone for zone in project.zones if zone in drawn]
    found = []
    if said and not any(shapely.intersects_xy(drawn[zone], point.x, point.y) for zone in said):
        found.append(t("edit.zone_differs", zones=t("sentence.join").join(said)))
    home = [item for item in atlas.geodata.layer("districts") if project.district in (item.name, item.district)]
    if home and not any(shapely.intersects_xy(item.geometry, point.x, point.y) for item in home):
        found.append(t("edit.district_differs", district=project.district))
    return found
