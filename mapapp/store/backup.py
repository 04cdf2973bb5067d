"""Carry a whole store into a file of its own and back: journal and kept files, every one checked on the way.

A backup is an SQLite store, whichever database it was taken from, so it can be opened, verified and read as any other,
and a team can move from one database to the other.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, func, insert, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from mapapp.contracts import Action, Draft, Person, StoreCondition, Subject, SubjectKind
from mapapp.store import sqlite_file
from mapapp.store.database import make_engine, sqlite_path
from mapapp.store.faults import StoreDamageError, StoreError, StoreUnavailableError, condition_of, damaged, state_of
from mapapp.store.journal_rows import insert_entries, lock_journal
from mapapp.store.migrating import migrate
from mapapp.store.opening import Store, examine, store_over
from mapapp.store.schema import FILES, JOURNAL, METADATA, VERSION_TABLE

# So many rows travel at once: entries are small.
_ROWS_AT_ONCE: Final = 500
# Two checksums alone are 128 bytes, and every entry has two.
_LEAST_ENTRY_BYTES: Final = 128


@dataclass(frozen=True, slots=True)
class Counted:
    """What a store holds: entries of the journal, kept files and their bytes."""

    entries: int
    files: int
    file_bytes: int


def verify(store: Store) -> Counted:
    """Check every entry, every file and, on SQLite, every page, and return what there is.

    Raises StoreUnavailableError naming the first thing that is not as it was written.
    """
    if not store.state.readable:
        raise StoreUnavailableError(store.state)
    if store.database.engine is not None and store.database.path is not None:
        try:
            sqlite_file.check_pages(store.database.engine, store.database.path, every_size=True)
        except StoreDamageError as error:
            raise StoreUnavailableError(damaged(str(error))) from error
    entries = store.journal.verify()
    files = sum(1 for _ in store.files.verify())
    return Counted(entries, files, sum(store.files.sizes().values()))


def back_up(store: Store, out: Path) -> Counted:
    """Write the store into a new file and return what it holds; the file appears when it is whole.

    Raises StoreError when the file exists or cannot be written, StoreUnavailableError when the store is not sound.
    """
    if os.path.lexists(out):  # a link that leads nowhere, too
        raise StoreError(_taken(out))
    try:
        with _draft_beside(out) as draft:
            engine = make_engine(_file_url(draft))
            try:
                with engine.connect().execution_options(mapapp_writes=True) as target, target.begin():
                    sqlite_file.make_tables(target)
                    store.database.read(lambda source: _copy(source, target))
            finally:
                engine.dispose()
            counted = _verified(draft)
            if not sqlite_file.move_in(draft, out):
                raise StoreError(_taken(out))
    except OSError as error:
        raise StoreError(f"{out} 写不进去（{error.strerror or error}）；请检查文件夹、权限和剩余空间") from error
    except SQLAlchemyError as error:
        raise StoreUnavailableError(state_of(condition_of(error) or StoreCondition.FULL)) from error
    return counted


def _taken(out: Path) -> str:
    """Return why a backup does not go where something stands."""
    return f"{out} 已经存在；请换一个文件名，不会覆盖任何文件"


def restore_backup(url: URL, backup: Path, who: Person) -> tuple[Counted, str]:
    """Put a backup in the place of a store; return what it holds and where the store that stood there is now.

    What stood there is kept aside, sound or not. One more entry says who restored what, and numbers go on after every
    number that either has given. Raises StoreError when the backup is not sound, or the store is in use.
    """
    if not backup.is_file():
        raise StoreError(f"找不到备份 {backup}；请检查路径")
    target = sqlite_path(url)
    try:
        if target is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
        with _draft_beside(target or Path(tempfile.gettempdir()) / "mapapp-restore") as draft:
            shutil.copyfile(backup, draft)
            counted = _verified(draft)
            if target is None:
                aside = _restore_server(url, draft, backup, who)
            else:
                aside = _restore_file(target, draft, backup, who)
    except OSError as error:
        raise StoreError(f"恢复不了（{error.strerror or error}）；请检查文件夹、权限和剩余空间") from error
    except SQLAlchemyError as error:
        raise StoreUnavailableError(state_of(condition_of(error) or StoreCondition.FULL)) from error
    return counted, aside


def _restore_file(target: Path, draft: Path, backup: Path, who: Person) -> str:
    """Put a sound copy of a backup in the place of an SQLite store."""
    given = _highest_number(target) if target.exists() else 0
    engine = make_engine(_file_url(draft))
    try:
        with engine.connect().execution_options(mapapp_writes=True) as connection, connection.begin():
            _say_restored(connection, backup, who, given)
    finally:
        engine.dispose()
    aside = ""
    if target.exists():
        aside = str(_move_aside(target))
    if not sqlite_file.move_in(draft, target):
        raise StoreError(
            f"恢复时 {target} 又被别的程序新建了；请先停止 mapapp，再恢复一次。原来的库在 {aside or '别处'}"
        )
    return aside


def _restore_server(url: URL, draft: Path, backup: Path, who: Person) -> str:
    """Put a sound copy of a backup into a server's database; its own tables move into a schema of their own."""
    aside = f"mapapp_aside_{_stamp()}"
    source_engine, engine = make_engine(_file_url(draft)), make_engine(url)
    try:
        with engine.begin() as target:
            given = 0
            if inspect(target).has_table(JOURNAL.name):
                lock_journal(target)
                given = int(target.execute(select(func.coalesce(func.max(JOURNAL.c.number), 0))).scalar_one())
                target.execute(text(f"CREATE SCHEMA {aside}"))
                for name in (*METADATA.tables, VERSION_TABLE):
                    target.execute(text(f"ALTER TABLE IF EXISTS {name} SET SCHEMA {aside}"))
                target.execute(text(f"ALTER FUNCTION mapapp_append_only() SET SCHEMA {aside}"))
            else:
                aside = ""
            migrate(target)
            with source_engine.connect() as source:
                _copy(source, target)
            _say_restored(target, backup, who, given)
    finally:
        source_engine.dispose()
        engine.dispose()
    return aside


def _say_restored(connection: Connection, backup: Path, who: Person, given: int) -> None:
    """Write down that a backup was restored, under a number that was never given."""
    subject = Subject(SubjectKind.STORE, "restore")
    draft = Draft(subject, {"backup": backup.name}, who, "从备份恢复", Action.RESTORE)
    insert_entries(connection, (draft,), None, batch=uuid.uuid4().hex, skip_to=given)


def _highest_number(path: Path) -> int:
    """Return the highest number a store has given; where it cannot be read, more than it can have given.

    Raises StoreError when another process has it open: it would go on writing into the file that is put aside.
    """
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
            found = connection.execute("SELECT coalesce(max(number), 0) FROM mapapp_journal").fetchone()
        return int(found[0])
    except sqlite3.Error as error:
        if (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreError(f"{path.name} 正在被使用；请先停下 mapapp，再恢复") from error
    # No entry takes fewer bytes on the disk than this.
    return path.stat().st_size // _LEAST_ENTRY_BYTES


def _move_aside(path: Path) -> Path:
    """Rename a store, with what SQLite keeps beside it, to a name that says when; never over anything."""
    aside = path.with_name(f"{path.name}.aside-{_stamp()}")
    if aside.exists():
        raise StoreError(f"{aside.name} 已经存在；请再试一次")
    for end in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + end)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + end))
    return aside


def _copy(source: Connection, target: Connection) -> None:
    """Carry entries and files over; the cache and the queue are made anew."""
    entries = source.execute(select(JOURNAL).order_by(JOURNAL.c.number)).mappings()
    for rows in entries.partitions(_ROWS_AT_ONCE):
        target.execute(insert(JOURNAL), [dict(row) for row in rows])
    for sha256 in source.execute(select(FILES.c.sha256).order_by(FILES.c.sha256)).scalars().all():
        row = source.execute(select(FILES).where(FILES.c.sha256 == sha256)).mappings().one()
        target.execute(insert(FILES).values(dict(row) | {"bytes": bytes(row["bytes"])}))


def _verified(path: Path) -> Counted:
    """Check a store in a file from end to end, and leave nothing open or beside it."""
    database = examine(_file_url(path))
    try:
        counted = verify(store_over(database))
    finally:
        database.dispose()
    sqlite_file.fold_the_log(path)
    return counted


@contextmanager
def _draft_beside(path: Path) -> Iterator[Path]:
    """Return a new file beside another that only we may read, and take it away with all SQLite keeps beside it."""
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft.touch(mode=0o600, exist_ok=False)
    try:
        yield draft
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + end).unlink(missing_ok=True)


def _file_url(path: Path) -> URL:
    """Return the address of an SQLite file."""
    return URL.create("sqlite", database=str(path.absolute()))


def _stamp() -> str:
    """Return this moment as it may stand in a name."""
    return datetime.now(UTC).strftime("%Y%m%d_%H%M%S_%f")
