"""What a visit keeps between two runs of the page: every name with its type and what holds before it is set.

This is the one file that touches Streamlit's session state. A field's name is the key under which Streamlit keeps it, so
a field may be the value of the widget of that key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

import streamlit as st

from mapapp.contracts.scenes import Deck
from mapapp.store import StoreConflictError
from mapapp.ui.i18n import CHINESE

T = TypeVar("T")

_UNSET: Final[Any] = object()


class Kept(Generic[T]):
    """A field of the visit. Without a default it must be set before it is read: KeyError is a mistake of ours."""

    def __init__(self, default: T = _UNSET) -> None:
        self.default = default
        self.key = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self.key = name

    def __get__(self, _screen: ScreenState | None, _owner: type) -> T:
        value: T = (
            st.session_state[self.key] if self.default is _UNSET else st.session_state.get(self.key, self.default)
        )
        return value

    def __set__(self, _screen: ScreenState, value: T) -> None:
        st.session_state[self.key] = value


class ScreenState:
    """The state of one visitor's screen. There is one object; what it holds is the visit's that runs the page."""

    __slots__ = ()

    # Where one is, and in which language.
    page = Kept[str]("map")
    lang = Kept[str](CHINESE)
    district = Kept[str]("")  # empty where the workspace is not opened by district
    address = Kept[dict[str, str] | None](None)
    gone_back = Kept[str | None](None)  # the address the browser went to by itself, until it is taken
    step = Kept[int](0)
    complaints = Kept[tuple[str, ...]](())

    # The question: the filters of the bar.
    year = Kept[int]()
    clock = Kept[str | None]()
    zones = Kept[list[str]]()
    towns = Kept[list[str]]()
    stages = Kept[list[str]]()
    verdicts = Kept[list[str]]()
    docs = Kept[list[str]]()
    evidence = Kept[list[str]]()
    reviewed = Kept[list[str]]()
    kinds = Kept[list[str]]()
    text = Kept[str]()
    within = Kept[str]("")  # as the address writes it
    asked_anew = Kept[bool](default=False)  # by the map: the whole page is to be drawn
    fold = Kept[str]("")  # the filter whose counts were asked for, until they are drawn
    fold_asked = Kept[float](0.0)  # when, on the browser's clock
    years_offered = Kept[tuple[int, int] | None](None)

    # The chosen thing and the map's flight to it.
    focus = Kept[str]("")
    here = Kept[tuple[str, ...]](())
    held = Kept[tuple[str, ...]](())
    colour = Kept[str]("")  # the measure the zones are coloured by; empty for their own colours
    fly = Kept[str]("")
    flights = Kept[int](0)
    chosen_at = Kept[float](0.0)  # on the browser's clock
    rows = Kept[int](0)  # 0 is one page of the list
    read_from = Kept[str]("")

    # The years passing by themselves.
    playing = Kept[bool](default=False)
    tick_armed = Kept[bool](default=False)
    year_due = Kept[bool](default=False)

    # The deck somebody words and its present scene, one for each district that was presented ("" where all are open at once).
    decks = Kept[Mapping[str, tuple[Deck, int]]]({})
    edition = Kept[int](0)
    deck_complaints = Kept[tuple[str, ...]](())
    painter = Kept[str]("")  # whose painted files these are; empty until the first is asked for
    painting_said = Kept[str]("")

    # What people add.
    revision = Kept[int | None](None)
    docs_turn = Kept[int](0)
    docs_said = Kept[str]("")
    has_upload_box = Kept[bool](default=False)  # drawn in this run
    upload_said = Kept[str]("")
    signed_as = Kept[str]("")
    audited = Kept[str]("")  # the account whose visit stands in the audit log
    desk_doc = Kept[str]("")
    desk_visit = Kept[Any](None)
    editing = Kept[Any](None)  # what is being put or drawn on the map (editing.py)
    edits = Kept[int](0)
    editing_said = Kept[dict[str, Any] | None](None)
    editing_lacks = Kept[str]("")
    editing_clash = Kept[StoreConflictError | None](None)
    editing_upload = Kept[Any](None)  # the boundary file that was uploaded, as read (upload_section.py)
    editing_version = Kept[int | None](None)  # the revision of the version that is being looked at
    editing_choose = Kept(default=False)  # somebody wants to draw and has chosen nothing
    editing_done = Kept[tuple[str, str]](("", ""))
    view_file = Kept[Any](None)

    def value_of(self, key: str) -> Any:
        """Return what a widget or component holds. Raises KeyError before it was drawn."""
        return st.session_state[key]

    def put(self, key: str, value: object) -> None:
        """Set what a widget will hold; only before it is drawn."""
        st.session_state[key] = value

    def keep_chosen(self, key: str) -> None:
        """Keep what is chosen in a widget whose words change; nothing where it is not drawn."""
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


screen: Final = ScreenState()
