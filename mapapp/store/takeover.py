"""What earlier versions kept: the `decisions` table of `reviews.sqlite`, moved into the journal once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, RowMapping, inspect, text

from mapapp.contracts import Action, Draft, Person, Subject, SubjectKind
from mapapp.store.faults import StoreError
from mapapp.store.journal_rows import insert_entries
from mapapp.store.record_drafts import record_subject

OLD_TABLE: Final = "decisions"
_TEXTS: Final = ("decision", "document", "kind", "quote", "name", "reviewer", "date", "reason")
_OBJECTS: Final = ("was", "set")
OLD_COLUMNS: Final = frozenset({"id", *_TEXTS, *_OBJECTS})

_QUESTION: Final = f'SELECT {", ".join(_TEXTS)}, was, "set" FROM {OLD_TABLE} ORDER BY id'  # noqa: S608 - constants


def has_old_table(connection: Connection) -> bool:
    """Whether a database holds the decisions of an earlier version, and not somebody else's table of that name."""
    inspector = inspect(connection)
    if not inspector.has_table(OLD_TABLE):
        return False
    return {column["name"] for column in inspector.get_columns(OLD_TABLE)} == OLD_COLUMNS


def take_over_table(connection: Connection) -> int:
    """Put the decisions of an earlier version's table in the same database into the journal; the table stays."""
    rows = connection.execute(text(_QUESTION)).mappings().all()
    return _take_over(connection, rows, OLD_TABLE)


def take_over_file(connection: Connection, path: Path) -> int:
    """Put the decisions of a `reviews.sqlite` into the journal and return how many; the file stays as it is.

    Raises StoreError when it cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as old:
            old.row_factory = sqlite3.Row
            rows = [dict(row) for row in old.execute(_QUESTION)]
    except sqlite3.Error as error:
        raise StoreError(f"旧的 {path.name} 读不出，没有接管；请检查它，再用 mapapp store import 读入") from error
    return _take_over(connection, rows, path.name)


def _take_over(connection: Connection, rows: Sequence[dict[str, str] | RowMapping], source: str) -> int:
    """Write one entry for each decision, under its own reviewer and reason, and one that says where they are from."""
    drafts = []
    for row in rows:
        decision = {name: row[name] for name in _TEXTS} | {name: json.loads(row[name]) for name in _OBJECTS}
        drafts.append(
            Draft(record_subject(decision), decision, Person(row["reviewer"]), row["reason"], Action.TAKE_OVER)
        )
    if drafts:
        origin = Draft(
            Subject(SubjectKind.STORE, source), {"decisions": len(drafts)}, Person("mapapp"), "接管", Action.TAKE_OVER
        )
        insert_entries(connection, [*drafts, origin], None, batch="0" * 32)
    return len(drafts)
