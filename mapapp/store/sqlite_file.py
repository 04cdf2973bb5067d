"""An SQLite store as a file: made whole or not at all, and looked at before it is trusted."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import uuid
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, inspect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from mapapp.contracts import StoreCondition
from mapapp.store.database import make_engine
from mapapp.store.faults import StoreDamageError, StoreError
from mapapp.store.migrating import compare_version, migrate, version_of
from mapapp.store.schema import APPLICATION_ID
from mapapp.store.takeover import has_old_table, take_over_file, take_over_table

MAGIC: Final = b"SQLite format 3\0"
# Up to here every page is looked at on opening (0.3 s on a slow disk); `store verify` looks at any size.
QUICK_CHECK_BYTES: Final = 200_000_000


def create_store(path: Path, old: Path | None) -> str:
    """Make a new store beside its place and move it in when it is whole; return a line about what was not taken over.

    Whoever comes second finds the first one's and leaves it. Raises OSError where nothing can be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.new")
    complaint = ""
    # Made by hand first: SQLite would only say that it cannot open it, and not why.
    draft.touch(mode=0o600, exist_ok=False)
    try:
        engine = make_engine(URL.create("sqlite", database=str(draft)))
        try:
            with engine.connect().execution_options(mapapp_writes=True) as connection, connection.begin():
                make_tables(connection)
                if old is not None:
                    try:
                        take_over_file(connection, old)
                    except StoreError as error:
                        complaint = str(error)
            keep_a_log(engine)
        finally:
            engine.dispose()
        fold_the_log(draft)
        move_in(draft, path)
    finally:
        for leftover in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm", "-journal"))):
            leftover.unlink(missing_ok=True)
    return complaint


def move_in(draft: Path, path: Path) -> bool:
    """Give the draft its name and return whether it has it: never over another file, nor where a link stands."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:
        # Some disks (FAT, shares) know no second name for a file; there a rename that spares what exists must do.
        if os.path.lexists(path):
            return False
        draft.rename(path)
    return True


def make_tables(connection: Connection) -> None:
    """Make our tables in a database that has none of them."""
    migrate(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def keep_a_log(engine: Engine) -> None:
    """Let readers go on while somebody writes (WAL); it is a property of the file and stays."""
    with contextlib.closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL").fetchone()


def fold_the_log(path: Path) -> None:
    """Write what stands in a closed database's log into it, so that the file alone is the whole."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def open_existing(engine: Engine, path: Path) -> StoreCondition:
    """Look at a file before it is used, bring it up to this version, and return how it is.

    Raises StoreDamageError for a file that is no longer what was written, and SQLAlchemy's errors.
    """
    if (condition := look_at_head(path)) is not None:
        return condition
    with engine.connect() as connection, connection.begin():
        condition = _look_at_tables(connection)
    if condition is not None and condition is not StoreCondition.READY:
        return condition
    check_pages(engine, path)
    if condition is None:
        with engine.connect().execution_options(mapapp_writes=True) as connection, connection.begin():
            # Another process may have done it while this one waited.
            if _look_at_tables(connection) is None:
                _bring_up(connection)
    keep_a_log(engine)
    return StoreCondition.READY


def look_at_head(path: Path) -> StoreCondition | None:
    """Return what is wrong with a file's first bytes, or None."""
    with path.open("rb") as file:
        head = file.read(len(MAGIC))
    if not head or (head != MAGIC and MAGIC.startswith(head)):
        raise StoreDamageError(f"{path.name} 被截断，只剩 {len(head)} 字节")
    return None if head == MAGIC else StoreCondition.FOREIGN


def _look_at_tables(connection: Connection) -> StoreCondition | None:
    """Return whose the tables are: READY, NEWER, FOREIGN; None for ours that must be brought up, or none at all."""
    ours = connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID
    if ours:
        version = version_of(connection)
        if version is None:
            raise StoreDamageError("库里缺少版本表")
        return compare_version(version)
    names = set(inspect(connection).get_table_names())
    return None if not names or (names == {"decisions"} and has_old_table(connection)) else StoreCondition.FOREIGN


def _bring_up(connection: Connection) -> None:
    """Run the missing steps; decisions of an earlier version in the same file go into the journal."""
    taking_over = version_of(connection) is None and has_old_table(connection)
    make_tables(connection)
    if taking_over:
        take_over_table(connection)


def check_pages(engine: Engine, path: Path, *, every_size: bool = False) -> None:
    """Raise StoreDamageError when SQLite finds a page that is not in order."""
    if path.stat().st_size > QUICK_CHECK_BYTES and not every_size:
        return
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        raise StoreDamageError(f"{path.name} 的页面损坏（{str(found).splitlines()[0][:80]}）")


def read_only_engine(path: Path) -> Engine:
    """Return an engine that changes nothing, not even the files SQLite keeps beside a database."""
    wal = path.with_name(path.name + "-wal")
    still = not wal.exists() or wal.stat().st_size == 0
    address = f"{path.absolute().as_uri()}?mode=ro" + ("&immutable=1" if still else "")

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.isolation_level = None
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool)


def empty_engine() -> Engine:
    """Return a store in memory with nothing in it, for a place where none can be made."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    with contextlib.suppress(SQLAlchemyError), engine.begin() as connection:
        migrate(connection)
    return engine
