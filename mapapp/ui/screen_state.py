"""What a visit keeps between two runs of the page: every name with its type and what holds before it is set.

This is the one file that touches Streamlit's session state. A field's name is the key under which Streamlit keeps it, so
a field may be the value of the widget of that key.
"""

from __future__ import annotations

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
    address = Kept[dict[str, str] | None](None)
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
    fold = Kept[str]("")
    years_offered = Kept[tuple[int, int] | None](None)

    # The chosen thing and the map's flight to it.
    focus = Kept[str]("")
    here = Kept[tuple[str, ...]](())
    held = Kept[tuple[str, ...]](())
    fly = Kept[str]("")
    flights = Kept[int](0)
    chosen_at = Kept[float](0.0)  # on the browser's clock
    rows = Kept[int](0)  # 0 is one page of the list
    read_from = Kept[str]("")

    # The years passing by themselves.
    playing = Kept[bool](default=False)
    tick_armed = Kept[bool](default=False)
    year_due = Kept[bool](default=False)

    # The deck somebody words.
    deck = Kept[Deck]()
    scene = Kept[int](0)
    edition = Kept[int](0)  # 0 as long as no deck was opened
    deck_complaints = Kept[tuple[str, ...]](())

    # What people add.
    revision = Kept[int | None](None)
    review_conflict = Kept[StoreConflictError | None](None)
    docs_turn = Kept[int](0)
    docs_said = Kept[str]("")
    signed_as = Kept[str]("")
    desk_doc = Kept[str]("")
    desk_visit = Kept[Any](None)
    editing = Kept[Any](None)  # what is being put or drawn on the map (editing.py)
    edits = Kept[int](0)
    editing_said = Kept[dict[str, Any] | None](None)
    editing_lacks = Kept[str]("")
    editing_clash = Kept[StoreConflictError | None](None)
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
