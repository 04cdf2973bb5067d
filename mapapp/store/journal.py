"""The append-only journal: add entries, read them, and say what held at any moment."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, func, select

from mapapp.contracts import Action, Draft, Entry, JournalState, Person, Subject, SubjectKind
from mapapp.operations.audit import audit
from mapapp.store.canonical import refuse_unwritable_text, write_value
from mapapp.store.database import Database
from mapapp.store.faults import StoreConflictError, StoreError
from mapapp.store.files import keep_file
from mapapp.store.journal_rows import insert_entries, last_of, load_entries, lock_journal, ordered
from mapapp.store.schema import JOURNAL

# As wide as the columns; PostgreSQL would refuse more, SQLite would not.
MAX_NAME_CHARS: Final = 200
MAX_ACCOUNT_CHARS: Final = 300
MAX_KEY_CHARS: Final = 400
MAX_REASON_CHARS: Final = 2_000
# As many moments as visitors may look at while others go on; whoever looks at one asks for it at every key.
PASTS_KEPT: Final = 32


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of one store."""

    database: Database

    def revision(self) -> int:
        """Return the number of the newest entry, 0 where there is none."""
        return self.database.read(_head_number)

    def append(
        self,
        draft: Draft,
        expected_revision: int | None = None,
        *,
        files: Sequence[bytes] = (),
        resting_on: Sequence[Subject] = (),
    ) -> Entry:
        """Add one entry and return it; see `append_all`."""
        return self.append_all((draft,), expected_revision, files=files, resting_on=resting_on)[0]

    def append_all(
        self,
        drafts: Sequence[Draft],
        expected_revision: int | None = None,
        *,
        files: Sequence[bytes] = (),
        resting_on: Sequence[Subject] = (),
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
        resting_on
            Subjects that must not have changed since either, though nothing is said of them: what is signed.

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
            if kept := load_entries(connection, select(JOURNAL).where(JOURNAL.c.batch == batch)):
                return kept
            for subject in resting_on:
                last = last_of(connection, subject)
                if last is not None and expected_revision is not None and last.number > expected_revision:
                    raise StoreConflictError(drafts[0], last)
            for data in files:
                keep_file(connection, data)
            return insert_entries(connection, drafts, expected_revision, batch=batch)

        entries = self.database.write(change)
        for entry in entries:
            who, what = entry.who.account or entry.who.name, entry.subject
            audit("entry", account=who, kind=what.kind.value, subject=what.key, number=entry.number)
        return entries

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
        entries = self.database.read(
            lambda connection: load_entries(connection, ordered().where(JOURNAL.c.batch == batch))
        )
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
        """Append again, for everything that changed since, what held after entry `revision`; return the new entries.

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
        found = self.database.read(
            lambda connection: load_entries(connection, ordered().where(JOURNAL.c.number == number))
        )
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
        query = ordered().where(JOURNAL.c.number > since)
        if until is not None:
            query = query.where(JOURNAL.c.number <= until)
        if subject is not None:
            query = query.where(JOURNAL.c.kind == subject.kind.value, JOURNAL.c.key == subject.key)
        if kind is not None:
            query = query.where(JOURNAL.c.kind == kind.value)
        whole = subject is None and kind is None
        return self.database.read(lambda connection: load_entries(connection, query, chained=whole))

    def as_of(self, revision: int | None = None) -> JournalState:
        """Return what held after entry `revision`, or what holds now."""
        if revision is not None and revision < self.database.seen.revision:
            past = self.database.past
            if (held := past.get(revision)) is None:
                held = past[revision] = _advance(JournalState(), self.entries(until=revision))
                while len(past) > PASTS_KEPT:
                    past.pop(next(iter(past)), None)
            return held
        known, checksum = self.database.seen, self.database.seen_checksum
        # The last entry that is known comes along: another one under its number means that a backup was restored.
        entries = self.entries(since=max(known.revision - 1, 0), until=revision)
        if known.revision:
            if not entries or (entries[0].number, entries[0].checksum) != (known.revision, checksum):
                self.database.past.clear()
                known, entries = JournalState(), self.entries(until=revision)
            else:
                entries = entries[1:]
        state = _advance(known, entries)
        if revision is None and entries:
            self.database.seen, self.database.seen_checksum = state, entries[-1].checksum
        return state

    def revision_at(self, moment: datetime) -> int:
        """Return the number of the last entry made up to a moment (with its time zone), 0 for none."""
        limit = moment.astimezone(UTC).isoformat(timespec="microseconds")
        query = select(func.coalesce(func.max(JOURNAL.c.number), 0)).where(JOURNAL.c.at <= limit)
        return self.database.read(lambda connection: int(connection.execute(query).scalar_one()))

    def verify(self) -> int:
        """Return how many entries there are after checking every one.

        Raises StoreUnavailableError naming the first that was changed, taken out or put in.
        """
        return self.database.read(lambda connection: len(load_entries(connection, ordered(), chained=True)))


def _head_number(connection: Connection) -> int:
    """Return the newest number, 0 for none."""
    return int(connection.execute(select(func.coalesce(func.max(JOURNAL.c.number), 0))).scalar_one())


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


def _advance(state: JournalState, entries: Sequence[Entry]) -> JournalState:
    """Return what holds after further entries."""
    if not entries:
        return state
    return JournalState(entries[-1].number, {**state.latest, **{entry.subject: entry for entry in entries}})
