"""Open the store: find it, look at it, bring it up to this version, and say how it is. Opening never raises."""

from __future__ import annotations

import errno
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, inspect, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from mapapp.contracts import PASSING_CONDITIONS, StoreCondition, StoreState
from mapapp.store import sqlite_file
from mapapp.store.database import Database, known_database, make_engine, remember_database, sqlite_path
from mapapp.store.extractions import Extractions
from mapapp.store.faults import (
    StoreDamageError,
    StoreUnavailableError,
    condition_of,
    damaged,
    state_of,
)
from mapapp.store.features import Features
from mapapp.store.files import Files
from mapapp.store.jobs import Jobs
from mapapp.store.journal import Journal
from mapapp.store.location import old_store, store_url
from mapapp.store.migrating import compare_version, migrate, version_of
from mapapp.store.signoffs import Signoffs
from mapapp.store.takeover import has_old_table, take_over_table

# A store that was not well is looked at again after this long: what may pass by itself soon, what somebody must mend later.
LOOK_AGAIN_AFTER_S: Final = 5.0
LOOK_AGAIN_LATER_S: Final = 30.0
# Any number, the same in every process: whoever holds it brings the tables up, others wait.
_MIGRATION_LOCK: Final = 0x4D415041

READY: Final = StoreState(StoreCondition.READY)
_opening = threading.Lock()


@dataclass(frozen=True, slots=True)
class Store:
    """What people added: the journal, kept files and more, over one database."""

    database: Database
    journal: Journal
    files: Files
    features: Features
    signoffs: Signoffs
    extractions: Extractions
    jobs: Jobs

    @property
    def state(self) -> StoreState:
        """Return how the store is."""
        return self.database.state


def open_store(address: str = "") -> Store:
    """Return the store of an address, or of this user, opened once per process.

    `state` says how it was found. One that was not well is looked at again after a few seconds.
    """
    with _opening:
        try:
            url = store_url(address)
        except ArgumentError:
            return store_over(Database(URL.create("sqlite"), None, state_of(StoreCondition.WRONG_ADDRESS)))
        known = known_database(url)
        if known is not None and not _look_again(known):
            return store_over(known)
        return store_over(remember_database(examine(url, old_store() if not address else None)))


def store_over(database: Database) -> Store:
    """Return the store over a database."""
    journal, files = Journal(database), Files(database)
    return Store(
        database,
        journal,
        files,
        Features(journal, files),
        Signoffs(journal),
        Extractions(database),
        Jobs(database),
    )


def _look_again(database: Database) -> bool:
    """Whether a database must be examined anew: it was not well, or another file stands in its place."""
    if database.path is not None and database.state.readable and _inode(database.path) != database.inode:
        return True
    if database.state.condition is StoreCondition.READY:
        return False
    passing = database.state.condition in PASSING_CONDITIONS
    return time.monotonic() - database.examined > (LOOK_AGAIN_AFTER_S if passing else LOOK_AGAIN_LATER_S)


def _inode(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another that takes its name later."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def examine(url: URL, old: Path | None = None) -> Database:
    """Return the database of an address with the state it was found in; `old` is taken over by a new one."""
    engine: Engine | None = None
    try:
        path = sqlite_path(url)
        if path is not None:
            return _examine_file(url, path, old)
        engine = make_engine(url)
        database = Database(url, engine, READY)
        database.state = StoreState(database.write(_examine_server))
        if database.state.condition is not StoreCondition.READY:
            database.state = state_of(database.state.condition)
        return _checked(database)
    except StoreUnavailableError as error:
        return _closed(url, engine, error.state)
    except OSError as error:
        # Nothing can even be looked at: the folder above is closed, or the name is none.
        return Database(url, sqlite_file.empty_engine(), state_of(_of_the_disk(error)))
    except (SQLAlchemyError, ImportError) as error:
        # Tables that answer otherwise than ours do are no longer what we made.
        return _closed(url, engine, state_of(condition_of(error) or StoreCondition.DAMAGED))


def _of_the_disk(error: OSError) -> StoreCondition:
    """Return what an error of the file system says about a store."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return StoreCondition.FULL if full else StoreCondition.READ_ONLY


def _closed(url: URL, engine: Engine | None, state: StoreState) -> Database:
    """Return a database that is not used, with nothing left open."""
    if engine is not None:
        engine.dispose()
    return Database(url, None, state)


def _examine_file(url: URL, path: Path, old: Path | None) -> Database:
    """Open, or make, an SQLite store."""
    complaint = ""
    if not path.exists():
        if _log_of(path).exists():
            return Database(url, None, damaged(f"{path.name} 不见了，只剩它的日志"))
        try:
            complaint = sqlite_file.create_store(path, old)
        except SQLAlchemyError as error:
            state = state_of(condition_of(error) or StoreCondition.READ_ONLY)
            return Database(url, sqlite_file.empty_engine(), state)
    if not path.is_file():
        return Database(url, None, state_of(StoreCondition.FOREIGN))
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return _examine_unwritable(url, path)
    engine = make_engine(url)
    try:
        condition = sqlite_file.open_existing(engine, path)
    except StoreDamageError as error:
        return _closed(url, engine, damaged(str(error)))
    except SQLAlchemyError as error:
        return _closed(url, engine, state_of(condition_of(error) or StoreCondition.DAMAGED))
    if condition is not StoreCondition.READY:
        return _closed(url, engine, state_of(condition))
    return _checked(Database(url, engine, StoreState(StoreCondition.READY, complaint), inode=_inode(path)))


def _log_of(path: Path) -> Path:
    """Return the log SQLite keeps beside a database."""
    return path.with_name(path.name + "-wal")


def open_untouched(path: Path) -> Store:
    """Return the store in a file that must stay as it is, a backup; it is not remembered."""
    url = URL.create("sqlite", database=str(path.absolute()))
    try:
        condition = sqlite_file.look_at_head(path)
    except StoreDamageError as error:
        return store_over(Database(url, None, damaged(str(error))))
    return store_over(_examine_unwritable(url, path) if condition is None else Database(url, None, state_of(condition)))


def _examine_unwritable(url: URL, path: Path) -> Database:
    """Open a store that can only be read; one of an older version is not brought up, so it is not shown either."""
    engine = sqlite_file.read_only_engine(path)
    try:
        with engine.connect() as connection:
            version = version_of(connection)
    except SQLAlchemyError as error:
        return _closed(url, engine, state_of(condition_of(error) or StoreCondition.DAMAGED))
    if version is None or compare_version(version) is not StoreCondition.READY:
        known = StoreCondition.FOREIGN if version is None else compare_version(version)
        return _closed(url, engine, state_of(known or StoreCondition.READ_ONLY))
    return _checked(Database(url, engine, state_of(StoreCondition.READ_ONLY), inode=_inode(path)))


def _examine_server(connection: Connection) -> StoreCondition:
    """Bring a server's tables up, one process at a time, and return how they are."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
    version = version_of(connection)
    if version is None and inspect(connection).has_table("mapapp_journal"):
        return StoreCondition.FOREIGN
    condition = None if version is None else compare_version(version)
    if condition is not None:
        return condition
    migrate(connection)
    if version is None and has_old_table(connection):
        take_over_table(connection)
    return StoreCondition.READY


def _checked(database: Database) -> Database:
    """Return a database after every entry of its journal was checked; a broken one is closed."""
    if not database.state.readable:
        return _closed(database.url, database.engine, database.state)
    try:
        Journal(database).as_of()
    except StoreUnavailableError as error:
        return _closed(database.url, database.engine, error.state)
    return database
