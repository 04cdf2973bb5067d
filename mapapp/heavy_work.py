"""Places for heavy work on one server: reading, comparing and painting share a few, whoever asks.

Who brings a document stands before it, so documents come first; files that are painted wait in their queue.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# How much heavy work one machine does at once: two cores, and visitors who must not wait.
MOST_SETTING: Final = "MAPAPP_HEAVY_WORK"
MOST_AT_ONCE: Final = 2


def most_at_once() -> int:
    """Return how many heavy pieces of work this machine does at once."""
    said = os.environ.get(MOST_SETTING, "")
    return int(said) if said.isascii() and said.isdigit() and 0 < int(said) < 100 else MOST_AT_ONCE


class Places:
    """The places of one server, each taken by one piece of work until it ends."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._taken = 0
        self._documents_waiting = 0

    @contextmanager
    def for_document(self) -> Iterator[None]:
        """Wait for a place and hold it."""
        with self._changed:
            self._documents_waiting += 1
            self._changed.wait_for(lambda: self._taken < most_at_once())
            self._documents_waiting -= 1
            self._taken += 1
        try:
            yield
        finally:
            self.leave()

    def take_for_painting(self) -> bool:
        """Take a place if one is free and no document waits for it; whoever got one must leave it."""
        with self._changed:
            free = self._taken < most_at_once() and not self._documents_waiting
            self._taken += free
            return free

    def leave(self) -> None:
        """Give a place back."""
        with self._changed:
            self._taken -= 1
            self._changed.notify_all()


PLACES: Final = Places()
