"""The bar above every page: where you are, as of when, filtered by what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from mapapp.contracts import ZONE_IDS, ZONE_PART_IDS, Atlas, Clock, Evidence, Light, Selected, Stage
from mapapp.layers.style import LIGHT_MARKS
from mapapp.selection import NO_STAGE, REVIEW_TERMS, Selection, review_value
from mapapp.settings import FIRST_YEAR, LAST_YEAR
from mapapp.ui.cache import answer, load_search
from mapapp.ui.labels import plain_label
from mapapp.ui.language import no_stage_term, say, term_of, word_of
from mapapp.ui.search import suggest
from mapapp.ui.state import PAGES, get_selection, set_focus, switch_language

# Long enough to see what changed, short enough for nine years in a meeting.
STEP_SECONDS: Final = 1.4

# Per project id, the values it has of one filter.
Values = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: the widget's key, its name, its options with their words, and the values each project has."""

    key: str
    name: str
    options: tuple[tuple[str, str], ...]
    values: Callable[[Atlas, Selected], Values]


def show_topbar(atlas: Atlas) -> None:
    """Draw title, pages, search, year, clock, filters and the chips of what is set."""
    with st.container(horizontal=True, vertical_alignment="center", key="top1"):
        st.title(say("topbar.title"), width="content")
        st.segmented_control(
            say("topbar.pages"),
            PAGES,
            format_func=lambda page: say(f"topbar.page_{page}"),
            key="page",
            required=True,
            label_visibility="collapsed",
        )
        st.text_input(
            say("topbar.search"),
            key="text",
            placeholder=say("topbar.search_hint"),
            label_visibility="collapsed",
            width=240,
            max_chars=60,
        )
        st.button(
            say("topbar.other"),
            key="language",
            help=say("topbar.other_hint"),
            on_click=switch_language,
            width="content",
        )
    with st.container(horizontal=True, vertical_alignment="center", key="top2"):
        st.markdown(say("topbar.as_of"), width="content")
        st.slider(say("topbar.year"), FIRST_YEAR, LAST_YEAR, key="year", label_visibility="collapsed", width=230)
        st.segmented_control(
            say("topbar.clock"),
            [clock.value for clock in Clock],
            format_func=lambda value: term_of(Clock(value)),
            key="clock",
            required=True,
            label_visibility="collapsed",
        )
        _show_play()
        for facet in facets(atlas):
            _show_facet(atlas, facet)
        _show_chips(atlas)


def facets(atlas: Atlas) -> tuple[Facet, ...]:
    """List the filters in the order they stand in the bar."""
    drawn = {zone.zone_id for zone in atlas.geodata.zones}
    zones = [zone for zone in (*ZONE_IDS, *ZONE_PART_IDS) if zone in drawn or not drawn]
    towns = sorted({placement.town for placement in atlas.placements if placement.town})
    return (
        Facet("zones", say("topbar.zones"), tuple((zone, zone) for zone in zones), _zones),
        Facet("towns", say("topbar.towns"), tuple((town, town) for town in towns), _towns),
        Facet(
            "stages",
            say("topbar.stages"),
            (*((s.value, term_of(s)) for s in Stage), (NO_STAGE, no_stage_term())),
            _stages,
        ),
        Facet(
            "lights",
            say("topbar.lights"),
            tuple((s.value, f"{LIGHT_MARKS[s].symbol} {term_of(s)}") for s in Light),
            _lights,
        ),
        Facet("docs", say("topbar.docs"), tuple((d.id, d.short_title or d.title) for d in atlas.documents), _docs),
        Facet("evidence", say("topbar.evidence"), tuple((kind.value, term_of(kind)) for kind in Evidence), _evidence),
        Facet(
            "reviewed",
            say("topbar.reviewed"),
            tuple((value, word_of("review", value, term)) for value, term in REVIEW_TERMS.items()),
            _reviewed,
        ),
    )


def count_options(atlas: Atlas, selected: Selected, facet: Facet) -> Counter[str]:
    """Count the projects each option of a facet would leave."""
    return Counter(value for values in facet.values(atlas, selected).values() for value in set(values))


def why_empty(selection: Selection) -> str:
    """Say which single condition, taken away, brings projects back; for an empty answer."""
    plain = Selection()
    for field in _FIELDS:
        if getattr(selection, field) != getattr(plain, field) and field not in ("as_of", "clock"):
            total = answer(replace(selection, **{field: getattr(plain, field)})).total
            if total:
                name = say("topbar.search") if field == "text" else say(f"topbar.{field}")
                return say("topbar.empty_drop", name=name, n=total)
    later = answer(replace(selection, as_of=LAST_YEAR)).total
    if later:
        return say("topbar.empty_later", year=selection.as_of, later=LAST_YEAR, n=later)
    return say("topbar.empty_all")


_FIELDS: Final = ("text", "zones", "towns", "stages", "lights", "docs", "evidence", "reviewed")


def _show_facet(atlas: Atlas, facet: Facet) -> None:
    """Draw one filter as a fold-out with counts; counts leave the facet's own condition aside.

    What is folded is neither counted nor sent: seven filters otherwise make up most of what a page costs.
    """
    chosen = st.session_state[facet.key]
    label = say("topbar.count", name=facet.name, n=len(chosen)) if chosen else facet.name
    fold = st.popover(label, key=f"pop-{facet.key}", on_change="rerun")
    if not fold.open:
        return
    empty: Any = {facet.key: ()}
    counts = count_options(atlas, selected := answer(replace(get_selection(), **empty)), facet)
    words = dict(facet.options)
    widget = f"pick-{facet.key}"
    st.session_state[widget] = [value for value in chosen if value in words]
    with fold:
        st.pills(
            facet.name,
            list(words),
            selection_mode="multi",
            format_func=lambda value: say("topbar.count", name=plain_label(words[value]), n=counts[value]),
            key=widget,
            on_change=_pick,
            args=(facet.key,),
            label_visibility="collapsed",
        )
        st.caption(say("topbar.count_note", n=selected.total))


def _pick(key: str) -> None:
    """Take over what was picked in a filter; the filter outlives the fold-out it is picked in."""
    st.session_state[key] = list(st.session_state[f"pick-{key}"])


def _show_chips(atlas: Atlas) -> None:
    """Draw what is set as chips that can be taken away one by one."""
    set_values = [
        (facet.key, value, word)
        for facet in facets(atlas)
        for value, word in facet.options
        if value in st.session_state[facet.key]
    ]
    if not set_values and not st.session_state["text"]:
        return
    with st.container(horizontal=True, key="chips", wrap=False, gap="small"):
        st.button(say("topbar.clear"), key="chip-all", on_click=_drop_all, type="tertiary")
        for key, value, word in set_values:
            st.button(f"{plain_label(word)} ×", key=f"chip-{key}-{value}", on_click=_drop, args=(key, value))


def show_suggestions(text: str) -> None:
    """Offer the projects a fruitless search may have meant: by pinyin, initials, or one wrong character."""
    found = suggest(load_search(), text)
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="suggestions"):
        st.markdown(say("topbar.meant"), width="content")
        for entry in found:
            st.button(
                plain_label(entry.name),
                key=f"meant-{entry.project_id}",
                on_click=_open_project,
                args=(entry.project_id,),
            )


def _go_to_only_match() -> None:
    """Open the one project a search leaves, and let the map go there."""
    found = answer(get_selection()).projects if get_selection().text else ()
    if len(found) == 1:
        set_focus(f"project:{found[0].project_id}", (), fly=True)


def _open_project(project_id: str) -> None:
    """Open a project and drop the words that did not find it."""
    st.session_state["text"] = ""
    st.session_state["page"] = "map"
    set_focus(f"project:{project_id}", (), fly=True)


def _show_play() -> None:
    """Draw the button that lets the years pass, and while they do, the clockwork."""
    playing = bool(st.session_state.get("playing"))
    st.button(
        "❚❚" if playing else "▷",
        key="play",
        help=say("topbar.stop") if playing else say("topbar.play"),
        on_click=_toggle_play,
    )
    st.session_state["tick_armed"] = False
    if playing:
        _tick()


def _toggle_play() -> None:
    """Start from the first year when the last one is shown, or stop."""
    st.session_state["playing"] = not st.session_state.get("playing")
    if st.session_state["playing"] and st.session_state["year"] >= LAST_YEAR:
        st.session_state["year"] = FIRST_YEAR


@st.fragment(run_every=STEP_SECONDS)
def _tick() -> None:
    """Ask for the next year each time the clock runs out; the run that drew it does not count."""
    if not st.session_state.get("tick_armed"):
        st.session_state["tick_armed"] = True
        return
    st.session_state["year_due"] = True
    st.rerun()


def step_year() -> None:
    """Set the slider one year on when that is due; before the slider is drawn."""
    if st.session_state.pop("year_due", False) and st.session_state.get("playing"):
        st.session_state["year"] = min(LAST_YEAR, st.session_state["year"] + 1)
        st.session_state["playing"] = st.session_state["year"] < LAST_YEAR


def _drop(key: str, value: str) -> None:
    """Take one value out of a filter."""
    st.session_state[key] = [item for item in st.session_state[key] if item != value]


def _drop_all() -> None:
    """Empty every filter; year and clock stay."""
    for key in _FIELDS:
        st.session_state[key] = "" if key == "text" else []


def _zones(_atlas: Atlas, selected: Selected) -> Values:
    return dict(selected.zones)


def _towns(atlas: Atlas, selected: Selected) -> Values:
    placed = ((project.project_id, atlas.placement_by_project.get(project.project_id)) for project in selected.projects)
    return {project_id: (place.town,) for project_id, place in placed if place is not None and place.town}


def _stages(_atlas: Atlas, selected: Selected) -> Values:
    return {key: (NO_STAGE if state is None else state.stage.value,) for key, state in selected.states.items()}


def _lights(_atlas: Atlas, selected: Selected) -> Values:
    lights: dict[str, list[str]] = {}
    for promise in selected.promises:
        lights.setdefault(promise.project_id, []).append(promise.light.value)
    return lights


def _docs(atlas: Atlas, selected: Selected) -> Values:
    return {
        project.project_id: [atlas.event_by_id[event_id].doc for event_id in project.event_ids]
        for project in selected.projects
    }


def _evidence(_atlas: Atlas, selected: Selected) -> Values:
    return {project.project_id: [kind.value for kind in project.zone_evidence] for project in selected.projects}


def _reviewed(_atlas: Atlas, selected: Selected) -> Values:
    return {project.project_id: (review_value(project),) for project in selected.projects}
