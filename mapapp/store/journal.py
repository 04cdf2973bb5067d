"""The append-only journal: add entries, read them, and say what held at any moment."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Select, func, insert, select, text

from mapapp.contracts import Action, Draft, Entry, JournalState, Person, Subject, SubjectKind
from mapapp.store.canonical import checksum_of, read_value, refuse_unwritable_text, write_value
from mapapp.store.database import Database
from mapapp.store.faults import StoreConflictError, StoreDamageError, StoreError
from mapapp.store.files import keep_file
from mapapp.store.tables import JOURNAL

# As wide as the columns; PostgreSQL would refuse more, SQLite would not.
MAX_NAME_CHARS: Final = 200
MAX_ACCOUNT_CHARS: Final = 300
MAX_KEY_CHARS: Final = 400
MAX_REASON_CHARS: Final = 2_000

# A row as it is written, or as it is read.
Row = dict[str, Any] | RowMapping

# What the first entry follows.
NO_ENTRY: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of one store."""

    database: Database

    def revision(self) -> int:
        """Return the number of the newest entry, 0 where there is none."""
        return self.database.read(_head_number)

    def append(self, draft: Draft, expected_revision: int | None = None, *, files: Sequence[bytes] = ()) -> Entry:
        """Add one entry and return it; see `append_all`."""
        return self.append_all((draft,), expected_revision, files=files)[0]

    def append_all(
        self, drafts: Sequence[Draft], expected_revision: int | None = None, *, files: Sequence[bytes] = ()
    ) -> tuple[Entry, ...]:
        """Add entries and keep files, all of them or none, and return the entries.

        Parameters
        ----------
        drafts
            What is to be said, in order; each subject's new value is given whole.
        expected_revision
            The revision the person was looking at. None says that nobody can have been in the way.
        files
            Bytes the entries speak of, kept under their sha256 in the same step.

        Raises
        ------
        StoreConflictError
            When somebody changed one of the subjects after `expected_revision`; it holds both versions.
        StoreError
            When a text cannot be kept (NUL, half a character, too long, nobody's name).
        StoreUnavailableError
            When the store cannot be written now; nothing was kept.
        """
        for draft in drafts:
            _refuse_unwritable(draft)
        batch = uuid.uuid4().hex

        def change(connection: Connection) -> tuple[Entry, ...]:
            lock_journal(connection)
            # The connection may have gone after the last try was kept and before we were told.
            if kept := _load(connection, select(JOURNAL).where(JOURNAL.c.batch == batch)):
                return kept
            for data in files:
                keep_file(connection, data)
            return insert_entries(connection, drafts, expected_revision, batch=batch)

        return self.database.write(change)

    def undo(self, number: int, who: Person, reason: str = "") -> Entry:
        """Take one entry back by saying again what stood before it, and return the new entry.

        Raises StoreConflictError when the subject has been changed since, StoreError when there is no such entry.
        """
        entry = self.entry(number)
        draft = Draft(entry.subject, entry.old, who, reason, Action.UNDO, undoes=number)
        return self.append(draft, number)

    def undo_batch(self, batch: str, who: Person, reason: str = "") -> tuple[Entry, ...]:
        """Take back, in one step, all entries that were made together.

        Raises StoreConflictError when one of the subjects has been changed since, StoreError for an unknown batch.
        """
        entries = self.database.read(lambda connection: _load(connection, _ordered().where(JOURNAL.c.batch == batch)))
        if not entries:
            raise StoreError(f"没有编号为 {batch} 的一批记载；请刷新后再试")
        first: dict[Subject, Entry] = {}
        for entry in entries:
            first.setdefault(entry.subject, entry)
        drafts = [
            Draft(subject, entry.old, who, reason, Action.UNDO, undoes=entry.number) for subject, entry in first.items()
        ]
        return self.append_all(drafts, entries[-1].number)

    def restore(
        self, revision: int, who: Person, reason: str = "", *, expected_revision: int | None = None
    ) -> tuple[Entry, ...]:
        """Say again, for everything that changed since, what held after entry `revision`; return the new entries.

        What was said about the store itself is left alone. Nothing to do gives no entry.
        """
        then, now = self.as_of(revision), self.as_of()
        drafts = [
            Draft(subject, then.value(subject), who, reason, Action.RESTORE)
            for subject, entry in sorted(now.latest.items())
            if subject.kind is not SubjectKind.STORE and entry.new != then.value(subject)
        ]
        seen = now.revision if expected_revision is None else expected_revision
        return self.append_all(drafts, seen) if drafts else ()

    def entry(self, number: int) -> Entry:
        """Return one entry. Raises StoreError when there is none of that number."""
        found = self.database.read(lambda connection: _load(connection, _ordered().where(JOURNAL.c.number == number)))
        if not found:
            raise StoreError(f"没有第 {number} 条记载；请刷新后再试")
        return found[0]

    def entries(
        self,
        *,
        since: int = 0,
        until: int | None = None,
        subject: Subject | None = None,
        kind: SubjectKind | None = None,
    ) -> tuple[Entry, ...]:
        """Return the entries after `since` up to and with `until`, oldest first, each checked against its checksum."""
        query = _ordered().where(JOURNAL.c.number > since)
        if until is not None:
            query = query.where(JOURNAL.c.number <= until)
        if subject is not None:
            query = query.where(JOURNAL.c.kind == subject.kind.value, JOURNAL.c.key == subject.key)
        if kind is not None:
            query = query.where(JOURNAL.c.kind == kind.value)
        whole = subject is None and kind is None
        return self.database.read(lambda connection: _load(connection, query, chained=whole))

    def as_of(self, revision: int | None = None) -> JournalState:
        """Return what held after entry `revision`, or what holds now."""
        known = self.database.seen
        if revision is None or revision >= known.revision:
            state = _advance(known, self.entries(since=known.revision, until=revision))
            if revision is None:
                self.database.seen = state
            return state
        return _advance(JournalState(), self.entries(until=revision))

    def revision_at(self, moment: datetime) -> int:
        """Return the number of the last entry made up to a moment (with its time zone), 0 for none."""
        limit = moment.astimezone(UTC).isoformat(timespec="microseconds")
        query = select(func.coalesce(func.max(JOURNAL.c.number), 0)).where(JOURNAL.c.at <= limit)
        return self.database.read(lambda connection: int(connection.execute(query).scalar_one()))

    def verify(self) -> int:
        """Return how many entries there are after checking every one.

        Raises StoreUnavailableError naming the first that was changed, taken out or put in.
        """
        return self.database.read(lambda connection: len(_load(connection, _ordered(), chained=True)))


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
        last = _last_of(connection, draft.subject)
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
    """Say what an entry does, where the draft does not."""
    if draft.action is not None:
        return draft.action
    if draft.new is None:
        return Action.REMOVE
    return Action.ADD if last is None or last.new is None else Action.CHANGE


def _refuse_unwritable(draft: Draft) -> None:
    """Raise StoreError for what cannot be kept, before the database is asked."""
    texts = (
        ("姓名", draft.who.name, MAX_NAME_CHARS),
        ("账号", draft.who.account, MAX_ACCOUNT_CHARS),
        ("对象", draft.subject.key, MAX_KEY_CHARS),
        ("理由", draft.reason, MAX_REASON_CHARS),
    )
    for where, said, most in texts:
        refuse_unwritable_text(said, where)
        if len(said) > most:
            raise StoreError(f"{where}有 {len(said)} 个字，超过 {most}；请写短些再存")
    if not draft.who.name.strip():
        raise StoreError("没有写姓名；请写上是谁决定的再存")
    if not draft.subject.key.strip():
        raise StoreError("没有说明改的是什么；请刷新页面再存")
    write_value(draft.new, "new")


def _ordered() -> Select[Any]:
    """Return the question for all rows, oldest first."""
    return select(JOURNAL).order_by(JOURNAL.c.number)


def _head_number(connection: Connection) -> int:
    """Return the newest number, 0 for none."""
    return int(connection.execute(select(func.coalesce(func.max(JOURNAL.c.number), 0))).scalar_one())


def _last_of(connection: Connection, subject: Subject) -> Entry | None:
    """Return the newest entry of a subject."""
    query = (
        select(JOURNAL)
        .where(JOURNAL.c.kind == subject.kind.value, JOURNAL.c.key == subject.key)
        .order_by(JOURNAL.c.number.desc())
        .limit(1)
    )
    found = _load(connection, query)
    return found[0] if found else None


def _load(connection: Connection, query: Select[Any], *, chained: bool = False) -> tuple[Entry, ...]:
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


def _advance(state: JournalState, entries: Sequence[Entry]) -> JournalState:
    """Return what holds after further entries."""
    if not entries:
        return state
    return JournalState(entries[-1].number, {**state.latest, **{entry.subject: entry for entry in entries}})
