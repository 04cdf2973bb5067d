"""Which state of the store a visit shows: it goes on undisturbed until its visitor takes over what others changed."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mapapp import live_atlas
from mapapp.contracts import JournalState
from mapapp.store import StoreUnavailableError, open_store, speaking_revision
from mapapp.ui.screen_state import screen
from mapapp.ui.streamlit_internals import has_visitor

CHANGES_URL: Final = "changes"

# However many visitors ask, the store is asked once in so long; they still hear of a change within five seconds.
ASKED_EVERY_S: Final = 0.5

# What was last known while the store could be read: a store that goes away takes nothing from the screen.
_last_known = [0]
_asked = [float("-inf")]


def newest_revision(*, now: bool = True) -> int:
    """Return the number of the newest entry that changes what is shown; not `now`, it may be half a second old."""
    if not now and time.monotonic() - _asked[0] < ASKED_EVERY_S:
        return _last_known[0]
    _asked[0] = time.monotonic()
    with contextlib.suppress(StoreUnavailableError):
        _last_known[0] = speaking_revision(open_store().journal.as_of())
    return _last_known[0]


def shown_revision() -> int:
    """Return the revision this visit shows: the newest when it began, or when it last took changes over."""
    if not has_visitor():
        return newest_revision()
    if screen.revision is None:
        screen.revision = newest_revision()
    return screen.revision


def has_chosen() -> bool:
    """Whether this visit already shows a state of its own; nobody's does, when nobody visits."""
    return has_visitor() and screen.revision is not None


def take_changes_over() -> None:
    """Show from the next run on what the store says then."""
    screen.revision = None


def only_own_since(state: JournalState, own: Collection[int]) -> int:
    """Return the newest revision when all that changed since what is shown are this visit's own entries, else 0."""
    shown = shown_revision()
    others = [
        entry
        for entry in state.latest.values()
        if entry.number > shown
        and entry.number not in own
        and speaking_revision(JournalState(0, {entry.subject: entry}))
    ]
    return 0 if others else speaking_revision(state)


def follow_own_decisions() -> None:
    """Show what this visit decided on the desk, once it leaves the desk: only then everything is built again."""
    visit = screen.desk_visit
    if screen.page != "desk" and visit is not None and visit.own:
        visit.own.clear()
        take_changes_over()


def state_as_of(revision: int) -> JournalState:
    """Return what people had said at a revision; nothing where the store cannot be read."""
    return live_atlas.state_as_of(open_store(), revision)


def change_routes() -> list[BaseRoute]:
    """Return the route browsers ask every few seconds whether anything changed."""
    return [Route(f"/{CHANGES_URL}", _tell_revision, methods=["GET"])]


def _tell_revision(_request: Request) -> Response:
    """Return the newest revision and nothing else: whoever asks has not signed in."""
    return JSONResponse({"revision": newest_revision(now=False)}, headers={"Cache-Control": "no-store"})
