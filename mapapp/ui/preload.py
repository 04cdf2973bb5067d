"""Read documents and boundaries as soon as the server stands, so that the first visitor finds them read."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from mapapp.errors import MapAppError
from mapapp.operations.audit import check_audit
from mapapp.operations.log_lines import set_up_logs
from mapapp.operations.metrics import tell_metrics
from mapapp.painting.painting_jobs import begin_to_work
from mapapp.selection import Selection
from mapapp.ui.base_maps import own_bases
from mapapp.ui.cache import answer, load_atlas, load_map, load_search, load_search_index
from mapapp.ui.pages.map_page import base_map

log = logging.getLogger("mapapp.ui.preload")

_read = threading.Event()


@asynccontextmanager
async def warm_up(_app: Any) -> AsyncIterator[None]:
    """Start reading in the background and let the server answer meanwhile.

    Raises MapAppError when a setting of logs, metrics or the audit is wrong: the server does not start half.
    """
    set_up_logs()
    tell_metrics()
    check_audit()
    threading.Thread(target=read_ahead, name="read-ahead", daemon=True).start()
    begin_to_work()
    yield


def read_ahead() -> None:
    """Fill the caches; what goes wrong is told to the first visitor, whose page runs into it again."""
    try:
        load_atlas()
        load_map()
        base_map(own_bases())
        answer(Selection())
        load_search()
        load_search_index()
    except MapAppError as error:
        log.error("%s", error)
        return
    _read.set()


def has_read() -> bool:
    """Whether what the first visitor needs has been read."""
    return _read.is_set()
