"""How much may be sent to this server: by one person and by all, counted in bytes that came and are still held.

What is held is looked at where it lies: files no page has taken yet, and documents in the trays. So whatever frees them,
a deletion, an acceptance or the end of a visit, frees the quota.
"""

from __future__ import annotations

import os
from typing import Final

from mapapp.ui import intake
from mapapp.ui.access import account_in
from mapapp.ui.i18n import t
from mapapp.ui.streamlit_internals import upload_sizes

OWN_SETTING: Final = "MAPAPP_UPLOAD_MB"
ALL_SETTING: Final = "MAPAPP_UPLOAD_ALL_MB"
# One person's year of documents is some ten megabytes; all of them together stay well below what a small server has.
OWN_MB: Final = 100
ALL_MB: Final = 400
MEGABYTE: Final = 1_000_000
# What keeping a file costs besides its bytes: its name, its addresses, its record.
FILE_BYTES: Final = 1_000

# Bytes that have come of files that are not whole yet, by visit.
_coming: Final[dict[str, int]] = {}
# Visits that were refused and have not been told on their page: "own" or "all".
_refused: Final[dict[str, str]] = {}
_REFUSED_KEPT: Final = 1_000


class Arriving:
    """One file on its way: every piece is counted as it comes, and all of them are let go at the end."""

    def __init__(self, visit: str) -> None:
        """Take the visit the file is sent in."""
        self._visit = visit
        self._bytes = 0
        self._count(FILE_BYTES)

    def add(self, size: int) -> str:
        """Count a piece of so many bytes; return which quota it overruns, as `which_is_full` does."""
        self._count(size)
        full = which_is_full(account_in(self._visit))
        if full:
            _refused[self._visit] = full
            while len(_refused) > _REFUSED_KEPT:
                _refused.pop(next(iter(_refused)), None)
        return full

    def end(self) -> None:
        """Let go what was counted: the file is held now, or gone. A second time changes nothing."""
        self._count(-self._bytes)
        if not _coming[self._visit]:
            del _coming[self._visit]

    def _count(self, size: int) -> None:
        self._bytes += size
        _coming[self._visit] = _coming.get(self._visit, 0) + size


def which_is_full(account: str) -> str:
    """Return which quota is overrun: "own", "all", or none as an empty text."""
    by_account = _held()
    if by_account.get(account, 0) > most(OWN_SETTING):
        return "own"
    return "all" if sum(by_account.values()) > most(ALL_SETTING) else ""


def most(setting: str) -> int:
    """Return one of the two quotas in bytes; what is no number of megabytes is the default."""
    said = os.environ.get(setting, "")
    megabytes = int(said) if said.isascii() and said.isdigit() and 0 < len(said) < 8 else 0
    return (megabytes or (OWN_MB if setting == OWN_SETTING else ALL_MB)) * MEGABYTE


def sentence(full: str) -> str:
    """Return the one sentence that says which quota is overrun and what helps."""
    setting = OWN_SETTING if full == "own" else ALL_SETTING
    return t(f"docs.full_{full}", most=most(setting) // MEGABYTE)


def refusal_of(visit: str) -> str:
    """Return the sentence a visit has not been told yet, once; empty where nothing was refused."""
    full = _refused.pop(visit, "")
    return sentence(full) if full else ""


def _held() -> dict[str, int]:
    """Return how many bytes are held or on their way, by account; on one's own machine there is one, without a name."""
    held: dict[str, int] = {}
    for visit, sizes in upload_sizes().items():
        account = account_in(visit)
        held[account] = held.get(account, 0) + sum(sizes) + FILE_BYTES * len(sizes)
    for visit, size in list(_coming.items()):
        account = account_in(visit)
        held[account] = held.get(account, 0) + size
    for account, size in intake.bytes_by_account().items():
        held[account] = held.get(account, 0) + size
    return held
