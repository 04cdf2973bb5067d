"""The state of the screen and its address: page, question, chosen thing.

The address holds plain strings only. Session state is the truth while a visit lasts; an address that changed by itself
(a shared link, the Back button) is read once and becomes the truth.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import parse_qsl

import streamlit as st

from mapapp.contracts import Atlas, Clock, Evidence, Looked, ProjectKind, Verdict
from mapapp.errors import SelectionError
from mapapp.open_workspace import active
from mapapp.selection import PARAMETERS, Selection, from_parameters, to_parameters
from mapapp.selection.selected_area import area_text, read_area, write_area
from mapapp.ui.districts import last_district, offered_districts, parse_district, work_on_district
from mapapp.ui.i18n import CHINESE, LANGUAGES, set_language, t
from mapapp.ui.screen_state import screen
from mapapp.ui.streamlit_internals import is_history_navigation
from mapapp.ui.views.camera import parse_camera
from mapapp.ui.views.comparison import parse_held
from mapapp.ui.views.layers import parse_colour, parse_hidden

# As the address names them, in the order of the navigation.
PAGES: Final = ("map", "ledger", "indicators", "coverage", "problems", "docs", "desk", "data", "brief")
# Choices the browser knows by their words: said anew when the language changes, or it would show none of them chosen.
CHOICES_BY_WORDS: Final = ("figure_map_name",)
# What the address says of the question and the chosen thing, and what the map itself keeps there: its view, its layers.
ADDRESS_KEYS: Final = (*PARAMETERS, "page", "focus", "held", "colour", "lang", "district")
VIEW_KEYS: Final = ("camera", "hide", "base")
FOCUS_KINDS: Final = ("zone", "town", "district", "project", "read")
# An address longer than this is cut by some chat programs.
MAX_ADDRESS_CHARS: Final = 2000


@dataclass(frozen=True, slots=True)
class Focus:
    """What the panel shows: a zone, town, district or project by id, or a place in a document ("001@1520-1544")."""

    kind: str = ""
    id: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.kind else ""


def parse_focus(text: str, atlas: Atlas) -> tuple[Focus, str]:
    """Read a focus that a stranger may have written; gives an empty one and a sentence when it names nothing.

    The form is "zone:青西", "town:朱家角镇", "district:青浦区", "project:ID" or "read:001@1520-1544".
    """
    if not text:
        return Focus(), ""
    kind, _, name = text.partition(":")
    known = {
        "zone": lambda: any(zone.zone_id == name for zone in atlas.geodata.zones),
        "town": lambda: any(name in (item.town, item.name) for item in atlas.geodata.layer("towns")),
        "district": lambda: any(item.name == name for item in atlas.geodata.layer("districts")),
        "project": lambda: name in atlas.project_by_id,
        "read": lambda: parse_passage(name, atlas) is not None,
    }
    if kind in known and known[kind]():
        return Focus(kind, name), ""
    return Focus(), t("topbar.bad_focus", text=text[:40])


def parse_passage(text: str, atlas: Atlas) -> tuple[str, int, int] | None:
    """Read "001@1520-1544" as document id and half-open offsets, None when it does not fit a document."""
    doc, _, offsets = text.partition("@")
    first, _, last = offsets.partition("-")
    document = atlas.document_by_id.get(doc)
    if document is None or not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
        return None
    start, end = int(first[:9]), int(last[:9])
    return (doc, start, end) if 0 <= start < end <= len(document.text) else None


def parse_language(text: str) -> tuple[str, str]:
    """Read a language of the address; nothing there is Chinese, and so is one we do not speak, with a sentence."""
    if text in LANGUAGES or not text:
        return text or CHINESE, ""
    return CHINESE, t("topbar.bad_language", text=text[:20])


def use_language() -> None:
    """Speak the visitor's language in this run; where a run begins, since each may have a thread of its own."""
    set_language(screen.lang)


def switch_language() -> None:
    """Speak the other language from now on; page, question, choice and view stay."""
    at = LANGUAGES.index(screen.lang)
    _speak(LANGUAGES[(at + 1) % len(LANGUAGES)])
    screen.complaints = ()
    screen.fly = ""  # a map that is built again keeps its view


def _speak(name: str) -> None:
    """Make a language that of the visit; what is chosen stays chosen."""
    changed = screen.lang != name
    screen.lang = name
    set_language(name)
    for key in CHOICES_BY_WORDS if changed else ():
        screen.keep_chosen(key)


def take_language() -> None:
    """Speak what the address asks for when it changed by itself, else what was spoken before; first thing in a run."""
    written = _changed_address()
    if written is None:
        use_language()
    else:
        set_language(parse_language(written.get("lang", ""))[0])


def take_district() -> None:
    """Work on the district the address asks for when it changed by itself, else on that of before; before anything is loaded."""
    written = _changed_address()
    if written is not None:
        screen.district = parse_district(written.get("district") or last_district())[0]
    work_on_district()


def switch_district() -> None:
    """Show another district from now on: what names things of the one before goes, the rest of the question stays."""
    work_on_district()
    put_selection(replace(get_selection(), zones=(), towns=(), docs=(), within=None))
    screen.focus, screen.here, screen.held, screen.fly = "", (), (), ""
    screen.rows, screen.read_from, screen.desk_doc = 0, "", ""
    screen.editing = None
    screen.complaints = screen.deck_complaints = ()


def _changed_address() -> dict[str, str] | None:
    """Return what the address says when it changed by itself, None while the session is the truth."""
    # An address that merely differs is one the browser has not caught up with: then the state is the truth.
    if screen.gone_back is not None:
        asked = dict(parse_qsl(screen.gone_back.removeprefix("?")))
    elif screen.address is None or is_history_navigation():
        asked = st.query_params.to_dict()
    else:
        return None
    return {key: asked[key] for key in (*ADDRESS_KEYS, *VIEW_KEYS) if asked.get(key)}


def take_address(atlas: Atlas) -> tuple[str, ...]:
    """Make the address the truth when it changed by itself; gives the sentences about what it named in vain."""
    written = _changed_address()
    screen.gone_back = None
    first = screen.address is None
    if screen.page != "map":
        screen.fly = ""  # a map that is built again keeps its view
    if written is None:
        return tuple(screen.complaints)
    spoken, unspoken = parse_language(written.get("lang", ""))
    _, nowhere = parse_district(written.get("district", ""))
    _speak(spoken)
    cut = {key: value if key == "within" else value[:MAX_ADDRESS_CHARS] for key, value in written.items()}
    selection, complaints = from_parameters(cut, atlas)  # half an area would be another one
    focus, sentence = parse_focus(written.get("focus", ""), atlas)
    # The page takes the view that stands in the address; only where none does it shows what the link names as a whole.
    camera, blurred = parse_camera(written.get("camera", ""), atlas)
    held, unheld = parse_held(written.get("held", "")[:MAX_ADDRESS_CHARS], atlas)
    page = written.get("page", "map")
    if page not in PAGES:
        complaints = (*complaints, t("topbar.bad_page", page=page[:20]))
        page = "map"
    put_selection(selection)
    screen.page = page
    screen.focus = str(focus)
    screen.held = held
    screen.colour, uncoloured = parse_colour(written.get("colour", "")[:MAX_ADDRESS_CHARS], atlas)
    screen.here = ()
    opened = first and not camera and focus.kind in ("zone", "town", "district", "project")
    screen.fly = f"{focus}@0" if opened else ""
    sentences = (unspoken, nowhere, sentence, unheld, uncoloured, blurred)
    screen.complaints = (*complaints, *(text for text in sentences if text))
    screen.address = current_address()
    hidden, unhidden = parse_hidden(written.get("hide", "")[:MAX_ADDRESS_CHARS])
    view = {"camera": camera, "hide": hidden, "base": written.get("base", "")[:MAX_ADDRESS_CHARS]}
    screen.complaints = (*screen.complaints, *((unhidden,) if unhidden else ()))
    values = {**screen.address, **{key: text for key, text in view.items() if text}}
    if values != written:
        st.query_params.from_dict(values)
    return tuple(screen.complaints)


def put_selection(selection: Selection) -> None:
    """Set every filter widget to a selection; only before the widgets are drawn."""
    screen.year = selection.as_of
    screen.clock = selection.clock.value
    screen.zones = list(selection.zones)
    screen.towns = list(selection.towns)
    screen.stages = list(selection.stages)
    screen.verdicts = [verdict.value for verdict in selection.verdicts]
    screen.docs = list(selection.docs)
    screen.evidence = [kind.value for kind in selection.evidence]
    screen.reviewed = [looked.value for looked in selection.reviewed]
    screen.kinds = [kind.value for kind in selection.kinds]
    screen.text = selection.text
    screen.within = write_area(selection.within) if selection.within is not None else ""


def limit_to(corners: list[Any]) -> None:
    """Limit the question to the polygon of these corners (lon, lat in degrees, WGS 84), to none when there are none.

    They come from a browser, which can say what it likes: what is no area becomes a sentence.
    """
    try:
        screen.within = area_text(corners)
    except SelectionError as error:
        screen.complaints = (str(error),)


def follow_years() -> None:
    """Keep the year within what the documents offer, before its slider is drawn.

    Who looked at the newest state goes on looking at the newest when a document of a later year comes in or goes.
    """
    years, shown = active().years, screen.years_offered
    if shown not in (None, years):
        at_newest = screen.year == max(shown[0], shown[1] - 1)
        year = active().default_as_of if at_newest else screen.year
        screen.year = min(max(year, years[0]), years[1])
    screen.years_offered = years


def get_selection() -> Selection:
    """Read the selection from the filter widgets."""
    return Selection(
        as_of=screen.year,
        clock=Clock(screen.clock or Clock.HAPPENED.value),
        zones=tuple(screen.zones),
        towns=tuple(screen.towns),
        stages=tuple(screen.stages),
        verdicts=tuple(Verdict(value) for value in screen.verdicts),
        docs=tuple(screen.docs),
        evidence=tuple(Evidence(value) for value in screen.evidence),
        reviewed=tuple(Looked(value) for value in screen.reviewed),
        kinds=tuple(ProjectKind(value) for value in screen.kinds),
        text=screen.text.strip(),
        within=read_area(screen.within) if screen.within else None,
    )


def get_focus() -> Focus:
    """Read what the panel shows."""
    kind, _, name = screen.focus.partition(":")
    return Focus(kind, name)


def set_focus(text: str, here: tuple[str, ...] | None = None, *, fly: bool = False, closer: bool = False) -> None:
    """Choose what the panel shows; `here` lists everything under the click.

    `fly` asks the map to bring it into view, `closer` to go near it even when it is in view.
    """
    screen.focus = text
    if here is not None:
        screen.here = here
    if fly:
        screen.flights = screen.flights + 1
        screen.fly = f"{text}@{screen.flights}{'+' if closer else ''}"


def current_address() -> dict[str, str]:
    """Return the state as plain strings, defaults left out."""
    values = to_parameters(get_selection())
    if screen.page != "map":
        values["page"] = screen.page
    if screen.focus:
        values["focus"] = screen.focus
    if screen.held:
        values["held"] = ",".join(screen.held)
    if screen.colour:
        values["colour"] = screen.colour
    if screen.lang != CHINESE:
        values["lang"] = screen.lang
    # Also the first one: the link must show the same where another is the first.
    if offered_districts():
        values["district"] = screen.district
    return values


def write_address() -> None:
    """Write the state into the address where it changed: a new entry of the browser's history.

    The view is not carried along: the server does not learn where the hand moved the map, so the map writes it there.
    """
    values = current_address()
    if values != screen.address:
        screen.address = values
        screen.step = screen.step + 1
        st.query_params.from_dict(values)
