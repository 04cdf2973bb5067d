"""The map page: map left, panel right; a click runs this part of the page only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from mapapp.contracts import Atlas, ProjectKind, Selected, Stage
from mapapp.errors import MapAppError
from mapapp.layers.folium_map import MapCommand, MapWords, command_data, map_page
from mapapp.layers.tiles import TileSource
from mapapp.selection import Selection
from mapapp.selection.selected_area import area_rings
from mapapp.selection.zone_measures import colouring, known_measure, zone_figures
from mapapp.ui.base_maps import own_bases, workspace_offer
from mapapp.ui.cache import answer, load_atlas, load_map, publish, remember, visible_mask
from mapapp.ui.components.map_frame import asked_colour, clicked, clicked_at, drawn_area, edited, show_map_frame
from mapapp.ui.components.panel import edit_wanted, opened, opened_at, rows_wanted, show_panel, zone_held
from mapapp.ui.components.phone import show_sheet_handle
from mapapp.ui.editing import editing, may_edit, take_map_value
from mapapp.ui.i18n import language_tag, t, term_of, words_of
from mapapp.ui.pages.edit_section import begin_with, edit_command, show_done, show_editing
from mapapp.ui.screen_state import screen
from mapapp.ui.state import (
    Focus,
    get_focus,
    get_selection,
    limit_to,
    parse_focus,
    parse_passage,
    set_focus,
    use_language,
    write_address,
)
from mapapp.ui.views.cards import ROWS_PER_PAGE, area_card, overview_card, passage_card, project_card, zone_card
from mapapp.ui.views.comparison import compare_zones, toggle_held
from mapapp.ui.views.markdown_escape import plain_label

# The zones, towns and projects a roomful of people look at within a few minutes.
CARDS_KEPT: Final = 512


@st.fragment
def show() -> None:
    """Draw map and panel for the current question and choice."""
    use_language()
    if screen.asked_anew:
        # The question is that of the whole page: bar, foot and lists follow it.
        screen.asked_anew = False
        st.rerun()
    atlas, selection = load_atlas(), get_selection()
    # Before the map is told to fly: the view it leaves belongs to the entry of the history that it leaves.
    write_address()
    bases = _bases()
    left, right = st.columns([64, 36], gap="small")
    with left, st.container(key="mapbox"):
        _show_map(selection, bases)
    with right, st.container(key="panelbox"):
        show_sheet_handle()
        focus = get_focus()
        if (now := editing()) is not None:
            show_editing(atlas, now)
            return
        show_done()
        show_panel(
            card_of(selection, focus, screen.rows or ROWS_PER_PAGE),
            focus=str(focus),
            here=_tabs(atlas),
            back=_way_back(atlas, focus),
            compare=comparison_of(selection, screen.held),
            editable=may_edit(),
            on_open_change=_take_open,
            on_more_change=_take_more,
            on_hold_change=_take_hold,
            on_edit_change=_take_wish,
        )


@remember(CARDS_KEPT)
def card_of(selection: Selection, focus: Focus, limit: int) -> dict[str, Any]:
    """Return a card from memory: Atlas and selection are frozen, so the same question has the same card."""
    return build_card(load_atlas(), answer(selection), focus, limit=limit)


@remember(CARDS_KEPT)
def comparison_of(selection: Selection, held: tuple[str, ...]) -> dict[str, Any]:
    """Return the held zones side by side, from memory as cards are."""
    return compare_zones(load_atlas(), answer(selection), held)


@remember(CARDS_KEPT)
def colouring_of(selection: Selection, measure: str) -> dict[str, Any]:
    """Return what the zones are coloured by, from memory as cards are."""
    return colouring(load_atlas(), selection, answer(selection), measure)


def build_card(atlas: Atlas, selected: Selected, focus: Focus, *, limit: int = ROWS_PER_PAGE) -> dict[str, Any]:
    """Return the card of a focus, the overview for an empty one."""
    match focus.kind:
        case "zone":
            zone = next(zone for zone in atlas.geodata.zones if zone.zone_id == focus.id)
            return zone_card(atlas, selected, zone, limit=limit)
        case "town" | "district":
            return area_card(atlas, selected, focus.kind, focus.id, limit=limit)
        case "project":
            return project_card(atlas, selected, atlas.project_by_id[focus.id])
        case "read":
            passage = parse_passage(focus.id, atlas)
            if passage is not None:
                doc, start, end = passage
                return passage_card(atlas.document_by_id[doc], start, end)
    return overview_card(atlas, selected, limit=limit)


def _bases() -> tuple[TileSource, ...]:
    """Return the base layers to choose from; one of the settings that is refused costs a sentence, not the map."""
    try:
        return own_bases()
    except MapAppError as error:
        st.warning(plain_label(str(error)))
        return workspace_offer().sources


def _show_map(selection: Selection, bases: tuple[TileSource, ...]) -> None:
    """Draw the constant base map and pass it what changed."""
    focus, plain, now = get_focus(), Selection(), editing()
    command = MapCommand(
        year=selection.as_of,
        clock=selection.clock,
        mask=visible_mask(selection),
        focus=str(focus) if focus.kind != "read" else screen.read_from,
        fly=screen.fly,
        step=screen.step,
        held=screen.held,
        within=area_rings(selection.within),
        colour=colouring_of(selection, screen.colour) if screen.colour else None,
        filtered=replace(selection, as_of=plain.as_of, clock=plain.clock) != plain,
        may_edit=may_edit(),
        edit=None if now is None else edit_command(now),
    )
    show_map_frame(
        base_map(bases),
        command_data(command),
        chosen_at=screen.chosen_at,
        on_click=_take_click,
        on_edit=_take_edit,
        on_area=_take_area,
        on_colour=_take_colour,
    )


@remember(2)
def base_map(bases: tuple[TileSource, ...]) -> str:
    """Publish the page of the base map and give its address from memory.

    It is constant in each language, so the browser keeps one map until the switch.
    """
    specs, links = load_map()
    return publish("map.html", map_page(specs, links, bases, map_words()))


def map_words() -> MapWords:
    """Return what the map says in the present language."""
    return MapWords(
        language_tag(),
        {key: str(word) for key, word in words_of("map").items()},
        tuple(term_of(stage) for stage in Stage),
        tuple((kind.value, term_of(kind)) for kind in ProjectKind if kind.counts_on_map),
        tuple(
            (measure, t("indicators.figure_unit", name=name, unit=unit) if unit else name)
            for measure, name, unit in zone_figures(load_atlas())
        ),
    )


def _take_click() -> None:
    """Take over what the map reported: the chosen thing, and everything under the click."""
    value = clicked()
    if not value or not _is_last(clicked_at()):
        return
    atlas = load_atlas()
    candidates = [f"project:{item}" for item in value.get("pids", [])] + [
        f"zone:{item}" for item in value.get("zones", [])
    ]
    here = tuple(text for text in candidates if str(parse_focus(text, atlas)[0]))
    focus, _ = parse_focus(str(value["focus"]), atlas)
    if focus.kind == "read" and get_focus().kind != "read":
        screen.read_from = str(get_focus())
    screen.rows = ROWS_PER_PAGE
    screen.fly = ""  # a flight that has not begun would take the map away under the hand
    set_focus(str(focus), here)


def _is_last(moment: float) -> bool:
    """Whether nothing was chosen later, and remember the moment.

    What was told in map and panel before one answer is taken over together, in an order of its own.
    """
    if moment < screen.chosen_at:
        return False
    screen.chosen_at = moment
    return True


def _take_edit() -> None:
    """Take over what the map told of drawing: that somebody wants to begin, or what is drawn so far."""
    value = edited()
    if value.get("begin"):
        begin_with(str(get_focus()), load_atlas())
    else:
        take_map_value(value)


def _take_area() -> None:
    """Limit the question to the area somebody drew, or no longer to any; what is no area becomes a sentence."""
    limit_to(drawn_area())
    screen.asked_anew = True


def _take_colour() -> None:
    """Colour the zones by another measure, or by none."""
    screen.colour = known_measure(asked_colour(), load_atlas())


def _take_wish() -> None:
    """Begin to edit what the panel shows."""
    begin_with(edit_wanted(), load_atlas())


def _take_open() -> None:
    """Take over what was opened in the panel; the map brings a project into view only when it is outside."""
    if not _is_last(opened_at()):
        return
    text = opened()
    focus, _ = parse_focus(text, load_atlas())
    before = get_focus()
    if focus.kind == "read" and before.kind != "read":
        screen.read_from = str(before)
    screen.rows = ROWS_PER_PAGE
    here = None if text in screen.here or focus.kind == "read" else ()
    set_focus(str(focus), here, fly=focus.kind in ("project", "zone"))


def _take_more() -> None:
    """Lengthen the list by one page."""
    screen.rows = rows_wanted() + ROWS_PER_PAGE


def _take_hold() -> None:
    """Put a zone into the comparison or take it out."""
    screen.held = toggle_held(screen.held, zone_held(), load_atlas())


def _tabs(atlas: Atlas) -> list[dict[str, str]]:
    """Name everything under the last click."""
    return [{"focus": text, "name": _name_of(atlas, text)} for text in screen.here]


def _way_back(atlas: Atlas, focus: Focus) -> dict[str, str] | None:
    """Return where the back arrow leads: from a passage to what it was opened from."""
    origin = screen.read_from
    if focus.kind == "read" and origin:
        return {"focus": origin, "name": _name_of(atlas, origin)}
    return None


def _name_of(atlas: Atlas, text: str) -> str:
    """Return the name a focus is shown under."""
    kind, _, name = text.partition(":")
    if kind == "project" and name in atlas.project_by_id:
        return atlas.project_by_id[name].name
    return name
