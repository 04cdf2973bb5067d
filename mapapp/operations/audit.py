"""Who did what, as JSON Lines in a file of its own (MAPAPP_AUDIT): signing in, refusals, files taken in and out, decisions.

An entry names person, act and subject; never the text of a document, what was searched for, or a token. Without the setting
nothing is written. The file is opened to add only; several servers on one machine may share it.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TypeVar

from mapapp.errors import MapAppError

T = TypeVar("T")

AUDIT_SETTING: Final = "MAPAPP_AUDIT"
# Whoever reads a log wants lines he can read: a name can be as long as its writer likes.
MOST_CHARS: Final = 300

log = logging.getLogger(__name__)


def audit(act: str, *, account: str = "", **what: str | int) -> None:
    """Add one entry; a disk that is full is told in the log and stops nobody."""
    path = os.environ.get(AUDIT_SETTING, "")
    if not path:
        return
    told = {name: value[:MOST_CHARS] if isinstance(value, str) else value for name, value in what.items()}
    entry = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "act": act, "account": account[:MOST_CHARS]}
    line = json.dumps(entry | told, ensure_ascii=True) + "\n"
    try:
        # One write of one line: lines of two servers do not mix.
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line.encode("ascii"))
        finally:
            os.close(handle)
    except OSError as error:
        log.error("审计日志写不进去：%s", error.strerror)


def audited(make: Callable[[], T], act: str, *, account: str, **what: str | int) -> Callable[[], T]:
    """Return `make` with an entry of its own each time it is called."""

    def entered() -> T:
        audit(act, account=account, **what)
        return make()

    return entered


def check_audit() -> None:
    """Raise MapAppError when the file of the setting cannot be written: an office that wants it does not start without."""
    path = os.environ.get(AUDIT_SETTING, "")
    if not path:
        return
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600))
    except OSError as error:
        raise MapAppError(f"{AUDIT_SETTING} 的 {path[:100]} 写不了；请换一个文件，或改权限") from error
