"""Read documents and boundaries as soon as the server stands, so that the first visitor finds them read."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from mapapp.errors import MapAppError
from mapapp.selection import Selection
from mapapp.ui.cache import answer, load_atlas, load_map, load_search, load_search_index
from mapapp.ui.pages.map_page import base_map, own_tiles


@asynccontextmanager
async def warm_up(_app: Any) -> AsyncIterator[None]:
    """Start reading in the background and let the server answer meanwhile."""
    threading.Thread(target=read_ahead, name="read-ahead", daemon=True).start()
    yield


def read_ahead() -> None:
    """Fill the caches; what goes wrong is told to the first visitor, whose page runs into it again."""
    try:
        load_atlas()
        load_map()
        base_map(own_tiles())
        answer(Selection())
        load_search()
        load_search_index()
    except MapAppError:
        return
