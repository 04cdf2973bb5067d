"""One engine per process and address: how transactions begin, wait, are tried again, and end when the process does."""

from __future__ import annotations

import atexit
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from mapapp.contracts import JournalState, StoreCondition, StoreState
from mapapp.store.faults import StoreDamageError, StoreUnavailableError, condition_of, damaged, is_transient, state_of
from mapapp.store.postgres import make_postgres_engine

T = TypeVar("T")
log = logging.getLogger(__name__)

# A save takes milliseconds; whoever holds the file longer than this is stuck or is somebody else's program.
BUSY_TIMEOUT_S: Final = 10.0
# How long a server that is full, restarting or out of reach is asked again before the person is told.
RETRY_FOR_S: Final = 30.0
# A server that is out of reach seldom comes back while somebody waits before a page.
RETRY_UNREACHABLE_FOR_S: Final = 3.0
FIRST_PAUSE_S: Final = 0.05
LONGEST_PAUSE_S: Final = 0.3
# What one refused save says nothing about the next: others go on reading and writing.
_OF_ONE_MOMENT: Final = (StoreCondition.LOCKED, StoreCondition.FULL, StoreCondition.READ_ONLY)

# The ones this is tested with.
DRIVERS: Final = ("sqlite", "postgresql+pg8000")

_WRITES: Final = "mapapp_writes"


@dataclass(slots=True)
class Database:
    """A database and how it was found. Everything that is read or written goes through `read` and `write`."""

    url: URL
    engine: Engine | None
    state: StoreState
    lock: threading.RLock = field(default_factory=threading.RLock)
    retry_for_s: float = RETRY_FOR_S
    # What held when it was last asked, so that the next answer costs only what came since.
    seen: JournalState = field(default_factory=JournalState)
    seen_checksum: str = ""
    # What held after earlier entries, for those who still look at one.
    past: dict[int, JournalState] = field(default_factory=dict)
    examined: float = field(default_factory=time.monotonic)
    # Which file it is: one put in its place (a restored backup) is another database.
    inode: tuple[int, int] | None = None

    @property
    def path(self) -> Path | None:
        """Return the file of an SQLite database."""
        return sqlite_path(self.url)

    def read(self, ask: Callable[[Connection], T]) -> T:
        """Return what a question answers.

        Raises StoreUnavailableError when the store cannot be read.
        """
        if not self.state.readable:
            raise StoreUnavailableError(self.state)
        return self._run(ask, writes=False)

    def write(self, change: Callable[[Connection], T]) -> T:
        """Return what a change gives, made wholly or not at all; it may be called again, so it keeps nothing itself.

        Raises StoreUnavailableError when the store cannot be written.
        """
        if not self.state.writable:
            raise StoreUnavailableError(self.state)
        return self._run(change, writes=True)

    def _run(self, work: Callable[[Connection], T], *, writes: bool) -> T:
        """Run work in a transaction; what may pass is tried again for a while, and what does not is told."""
        if self.engine is None:
            raise StoreUnavailableError(self.state)
        began, pause = time.monotonic(), FIRST_PAUSE_S
        while True:
            try:
                return _transact(self.engine, work, writes=writes)
            except StoreDamageError as error:
                self.state = damaged(str(error))
                raise StoreUnavailableError(self.state) from error
            # pg8000 lets the socket's own errors through.
            except (SQLAlchemyError, OSError) as error:
                condition = condition_of(error)
                unreachable = condition is StoreCondition.UNREACHABLE
                patience = min(self.retry_for_s, RETRY_UNREACHABLE_FOR_S if unreachable else RETRY_FOR_S)
                if is_transient(error) and time.monotonic() + pause < began + patience:
                    log.warning("复核库：%s，%.1f 秒后再试", (condition or StoreCondition.LOCKED).term, pause)
                    time.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE_S)
                    continue
                if condition is None:
                    raise
                if condition not in _OF_ONE_MOMENT:
                    self.state, self.examined = state_of(condition), time.monotonic()
                raise StoreUnavailableError(state_of(condition)) from error

    def dispose(self) -> None:
        """Close every connection; the next question opens new ones."""
        if self.engine is not None:
            self.engine.dispose()


def _transact(engine: Engine, work: Callable[[Connection], T], *, writes: bool) -> T:
    """Run work in one transaction of the right kind."""
    with engine.connect().execution_options(**{_WRITES: writes}) as connection, connection.begin():
        return work(connection)


def make_engine(url: URL) -> Engine:
    """Return an engine for an address, with nothing opened yet.

    Raises what SQLAlchemy raises for an address it does not know or a driver that is missing.
    """
    if url.drivername not in DRIVERS:
        raise ArgumentError(f"{url.drivername} is not one of {DRIVERS}")
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return make_postgres_engine(url)


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Let SQLAlchemy begin transactions, and ask for what a crash must not undo."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {int(BUSY_TIMEOUT_S * 1000)}",
        "foreign_keys = ON",
        "synchronous = FULL",  # a save that was confirmed is on the disk
        "trusted_schema = OFF",
        "cell_size_check = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the right to write at once where something will be written, so that two writers queue and never collide."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def sqlite_path(url: URL) -> Path | None:
    """Return the file an address names, or None for a server or a database in memory."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database.removeprefix("file:"))


_databases: dict[tuple[int, str], Database] = {}
_registry_lock = threading.Lock()


def known_database(url: URL) -> Database | None:
    """Return this process's database of an address, if it was opened before."""
    with _registry_lock:
        return _databases.get((os.getpid(), url.render_as_string(hide_password=False)))


def remember_database(database: Database) -> Database:
    """Keep a database for this process; the engine of one that was kept before is closed."""
    key = (os.getpid(), database.url.render_as_string(hide_password=False))
    with _registry_lock:
        before = _databases.get(key)
        _databases[key] = database
    if before is not None and before.engine is not database.engine:
        before.dispose()
    return database


def close_databases() -> None:
    """Close every database this process opened."""
    with _registry_lock:
        mine = [key for key in _databases if key[0] == os.getpid()]
        closing = [_databases.pop(key) for key in mine]
    for database in closing:
        database.dispose()


def _forget_after_fork() -> None:
    """Leave the parent's connections to the parent: a child that used or closed them would break them for both."""
    global _registry_lock  # noqa: PLW0603 - the parent may have held it at the moment of the fork
    _registry_lock = threading.Lock()
    for database in _databases.values():
        if database.engine is not None:
            database.engine.dispose(close=False)
    _databases.clear()


atexit.register(close_databases)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_after_fork)
