"""What a visitor is putting or drawing on the map, from the first click to the entry in the journal.

Every way in asks anew whether the visitor may write: a browser can say what it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from mapapp.contracts import Entry, Person
from mapapp.errors import MapAppError
from mapapp.store import Store, StoreConflictError, open_store
from mapapp.ui.access import visitor
from mapapp.ui.freshness import shown_revision, take_changes_over
from mapapp.ui.i18n import in_chinese, t
from mapapp.ui.screen_state import screen

PUT: Final = "put"
SHAPE: Final = "shape"
UPLOAD: Final = "upload"
AREA: Final = "area"


@dataclass(frozen=True, slots=True)
class Editing:
    """One piece of editing: the tool, what it works on, and the revision that was seen when it began.

    `subject` is a project's id for "put", "layer/id" of an area for "shape", nothing for "upload" (a file); a project's id
    or nothing for "area" (a new one). `turn` tells one
    piece of editing from the next.
    """

    tool: str
    subject: str
    seen: int
    turn: int


def may_edit() -> bool:
    """Whether the visitor may change places and boundaries, and the store can keep it."""
    return visitor().may_write and open_store().state.writable


def editing() -> Editing | None:
    """Return what is being edited; nothing for a visitor who may not."""
    value = screen.editing
    return value if isinstance(value, Editing) and may_edit() else None


def begin(tool: str, subject: str) -> None:
    """Begin to edit; nothing happens for a visitor who may not."""
    if not may_edit():
        return
    end()
    screen.edits += 1
    screen.editing = Editing(tool, subject, shown_revision(), screen.edits)


def end() -> None:
    """Leave what is being edited; nothing of it is kept."""
    screen.editing = screen.editing_said = screen.editing_clash = None
    screen.editing_upload = screen.editing_version = None
    screen.editing_lacks = ""
    screen.editing_choose = False


def look_again(seen: int) -> None:
    """Go on with what was drawn, now against what somebody else has kept; keeping it replaces his."""
    now = editing()
    if now is not None:
        screen.editing = replace(now, seen=seen)
        screen.editing_clash = None
        take_changes_over()


def take_map_value(value: object) -> None:
    """Take over what the map told of the present piece of editing; what it told of an earlier one is dropped."""
    now = editing()
    if now is not None and isinstance(value, dict) and value.get("turn") == now.turn:
        screen.editing_said = value


def map_value(what: str) -> Any:
    """Return what the map told under a name in the present piece of editing; None while it has told nothing."""
    return (screen.editing_said or {}).get(what)


def keep(change: Callable[[Store, int], Sequence[Entry]], said: str, *, seen: int | None = None) -> None:
    """Enter a change in the journal and show it, or say why not; a clash is kept until somebody chooses.

    `change` is given the store and the revision that was seen.
    """
    now = editing()
    if now is None:
        return
    try:
        entries = change(open_store(), now.seen if seen is None else seen)
    except StoreConflictError as clash:
        screen.editing_clash = clash
        st.rerun()
    except MapAppError as error:
        screen.editing_done = (str(error), "")
        st.rerun()
    end()
    screen.editing_done = (said, entries[-1].batch if entries else "")
    take_changes_over()
    st.rerun()


def take_back(batch: str, who: Person) -> None:
    """Take a change back by one more entry in the journal, and show it."""
    if not may_edit():
        return
    if not who.name:
        screen.editing_done = (t("edit.lacks", what=t("edit.lacks_name")), batch)
        return
    try:
        open_store().journal.undo_batch(batch, who, in_chinese("edit.undo"))
    except MapAppError as error:
        screen.editing_done = (str(error), "")
        return
    end()
    screen.editing_done = (t("edit.undone"), "")
    take_changes_over()
