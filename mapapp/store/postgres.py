"""How a team's PostgreSQL is reached: which encryption, and connections that are not held while nothing is asked."""

from __future__ import annotations

import ssl
from functools import cache
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

# No statement of ours takes longer; a server that is silent for so long is gone.
NETWORK_TIMEOUT_S: Final = 20.0
# Whoever holds the journal longer than this is stuck.
LOCK_TIMEOUT_S: Final = 10.0

# As in PostgreSQL's own addresses (libpq, `sslmode`).
SSL_MODES: Final = ("disable", "prefer", "require", "verify-full")
_THIS_MACHINE: Final = (None, "", "localhost", "127.0.0.1", "::1")


def make_postgres_engine(url: URL) -> Engine:
    """Return an engine for a PostgreSQL address; `sslmode` in it is one of SSL_MODES.

    Without it the way to another machine is encrypted where the server can, and the way to this one is not. Raises
    ArgumentError for another mode.
    """
    mode = url.query.get("sslmode", "disable" if url.host in _THIS_MACHINE else "prefer")
    if mode not in SSL_MODES:
        raise ArgumentError(f"sslmode {mode!r}")
    # No connection is held while nothing is asked: a team's server has few, and one that was held would be found broken
    # after every restart of the server. Opening one costs about as much as asking, and pages ask seldom.
    engine = create_engine(
        url.difference_update_query(["sslmode"]),
        poolclass=NullPool,
        connect_args={
            "timeout": NETWORK_TIMEOUT_S,
            "application_name": "mapapp",
            "startup_params": {"lock_timeout": str(int(LOCK_TIMEOUT_S * 1000))},
        },
    )
    event.listen(engine, "do_connect", _Encryption(str(mode)))
    return engine


class _Encryption:
    """Connects with the encryption asked for; whether the server can is remembered."""

    def __init__(self, mode: str) -> None:
        self._mode = mode

    def __call__(self, dialect: Dialect, _record: Any, arguments: list[Any], options: dict[str, Any]) -> Any:
        if self._mode == "disable":
            return dialect.connect(*arguments, **{**options, "ssl_context": False})
        context = _context(verified=self._mode == "verify-full")
        try:
            return dialect.connect(*arguments, **{**options, "ssl_context": context})
        except Exception as error:
            if self._mode != "prefer" or "refuses SSL" not in str(error):
                raise
            self._mode = "disable"
            return dialect.connect(*arguments, **{**options, "ssl_context": False})


@cache
def _context(*, verified: bool) -> ssl.SSLContext:
    """Return the settings of encryption, read once: the list of authorities takes longer than connecting."""
    context = ssl.create_default_context()
    if not verified:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
