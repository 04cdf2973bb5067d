"""The rows of the journal: how an entry is written after the one before it, and checked when it is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Select, insert, select, text

from mapapp.contracts import Action, Draft, Entry, Person, Subject, SubjectKind
from mapapp.store.canonical import checksum_of, read_value, write_value
from mapapp.store.faults import StoreConflictError, StoreDamageError
from mapapp.store.schema import JOURNAL

# A row as it is written, or as it is read.
Row = dict[str, Any] | RowMapping

# What the first entry follows.
NO_ENTRY: Final = "0" * 64


def lock_journal(connection: Connection) -> None:
    """Wait until nobody else is writing: numbers must grow in the order in which entries become true.

    Else a reader that asks for what is new could pass by one that is kept later under a smaller number. SQLite has
    done so by beginning to write. Reading goes on meanwhile.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE mapapp_journal IN EXCLUSIVE MODE"))


def insert_entries(
    connection: Connection,
    drafts: Iterable[Draft],
    expected_revision: int | None,
    *,
    batch: str,
    at: str = "",
    skip_to: int = 0,
) -> tuple[Entry, ...]:
    """Write entries in a transaction that holds the journal; `at` and `skip_to` are for what comes from elsewhere.

    Numbers go on after the newest entry, or after `skip_to` if that is more.
    """
    query = select(JOURNAL.c.number, JOURNAL.c.at, JOURNAL.c.checksum).order_by(JOURNAL.c.number.desc()).limit(1)
    head = connection.execute(query).first()
    number, before = (max(int(head.number), skip_to), str(head.checksum)) if head else (skip_to, NO_ENTRY)
    # A clock that was set back must not let a later entry look like an earlier one.
    now = max(at or datetime.now(UTC).isoformat(timespec="microseconds"), str(head.at) if head else "")
    written: list[Entry] = []
    for draft in drafts:
        last = last_of(connection, draft.subject)
        # A batch may speak of one subject twice: its own words are not somebody else's.
        stranger = last is not None and all(entry.number != last.number for entry in written)
        if last is not None and stranger and expected_revision is not None and expected_revision < last.number:
            raise StoreConflictError(draft, last)
        number += 1
        row: dict[str, Any] = {
            "number": number,
            "at": now,
            "name": draft.who.name.strip(),
            "account": draft.who.account,
            "action": _action(draft, last).value,
            "kind": draft.subject.kind.value,
            "key": draft.subject.key,
            "old": write_value(None if last is None else last.new, "old"),
            "new": write_value(draft.new, "new"),
            "reason": draft.reason.strip(),
            "previous": 0 if last is None else last.number,
            "batch": batch,
            "undoes": draft.undoes,
            "before": before,
        }
        row["checksum"] = before = checksum_of(row)
        connection.execute(insert(JOURNAL).values(row))
        written.append(_entry(row))
    return tuple(written)


def _action(draft: Draft, last: Entry | None) -> Action:
    """Return what an entry does, where the draft does not."""
    if draft.action is not None:
        return draft.action
    if draft.new is None:
        return Action.REMOVE
    return Action.ADD if last is None or last.new is None else Action.CHANGE


def ordered() -> Select[Any]:
    """Return the question for all rows, oldest first."""
    return select(JOURNAL).order_by(JOURNAL.c.number)


def last_of(connection: Connection, subject: Subject) -> Entry | None:
    """Return the newest entry of a subject."""
    query = (
        select(JOURNAL)
        .where(JOURNAL.c.kind == subject.kind.value, JOURNAL.c.key == subject.key)
        .order_by(JOURNAL.c.number.desc())
        .limit(1)
    )
    found = load_entries(connection, query)
    return found[0] if found else None


def load_entries(connection: Connection, query: Select[Any], *, chained: bool = False) -> tuple[Entry, ...]:
    """Return entries, each as it was written; with `chained`, none may be missing between them.

    Raises StoreDamageError naming the first that is not.
    """
    entries: list[Entry] = []
    before = ""
    for row in connection.execute(query).mappings():
        number = int(row["number"])
        if row["checksum"] != checksum_of(row):
            raise StoreDamageError(f"第 {number} 条记载与校验和不符")
        if chained and before and row["before"] != before:
            raise StoreDamageError(f"第 {number} 条记载之前缺了或多了一条")
        before = str(row["checksum"])
        entries.append(_entry(row))
    if chained and entries and not _follows(connection, entries[0].number):
        raise StoreDamageError(f"第 {entries[0].number} 条记载之前缺了或多了一条")
    return tuple(entries)


def _follows(connection: Connection, number: int) -> bool:
    """Whether an entry follows the one before it, or is the first."""
    query = select(JOURNAL.c.number, JOURNAL.c.before, JOURNAL.c.checksum).where(JOURNAL.c.number <= number)
    rows = connection.execute(query.order_by(JOURNAL.c.number.desc()).limit(2)).all()
    return bool(rows[0].before == (rows[1].checksum if len(rows) > 1 else NO_ENTRY))


def _entry(row: Row) -> Entry:
    """Turn a row into an entry."""
    return Entry(
        number=int(row["number"]),
        at=row["at"],
        who=Person(row["name"], row["account"]),
        action=Action(row["action"]),
        subject=Subject(SubjectKind(row["kind"]), row["key"]),
        old=read_value(row["old"]),
        new=read_value(row["new"]),
        reason=row["reason"],
        previous=int(row["previous"]),
        batch=row["batch"],
        undoes=None if row["undoes"] is None else int(row["undoes"]),
        checksum=row["checksum"],
    )
