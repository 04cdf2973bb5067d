"""What was read out of a document, kept under the hash of what it was read from and by; made again at need."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from mapapp.store.database import Database
from mapapp.store.schema import EXTRACTIONS


@dataclass(frozen=True, slots=True)
class Extractions:
    """The extraction cache of one store. Keys are sha256 of document, facts and rules, chosen by the caller."""

    database: Database

    def get(self, key: str) -> bytes | None:
        """Return what was kept; None where nothing is, or where its bytes are no longer what they were."""
        query = select(EXTRACTIONS.c.sha256, EXTRACTIONS.c.bytes).where(EXTRACTIONS.c.key == key)
        row = self.database.read(lambda connection: connection.execute(query).first())
        if row is None:
            return None
        data = bytes(row.bytes)
        return data if hashlib.sha256(data).hexdigest() == row.sha256 else None

    def put(self, key: str, data: bytes) -> None:
        """Keep what was read, in place of what may be there."""
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        row = {"key": key, "at": now, "sha256": hashlib.sha256(data).hexdigest(), "bytes": data}

        def change(connection: Connection) -> None:
            connection.execute(delete(EXTRACTIONS).where(EXTRACTIONS.c.key == key))
            connection.execute(insert(EXTRACTIONS).values(row))

        self.database.write(change)

    def forget(self, before: datetime) -> int:
        """Drop what was kept before a moment, and return how many."""
        limit = before.astimezone(UTC).isoformat(timespec="microseconds")
        query = delete(EXTRACTIONS).where(EXTRACTIONS.c.at < limit)
        return self.database.write(lambda connection: connection.execute(query).rowcount)
