"""Original files, kept whole under the sha256 of their bytes; the same file kept twice is one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, insert, select

from mapapp.store.database import Database
from mapapp.store.faults import StoreDamageError, StoreError
from mapapp.store.schema import FILES

# Above what any document or boundary file may be, so that whoever reads them refuses first and says why.
MAX_FILE_BYTES: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Files:
    """The kept files of one store."""

    database: Database

    def put_file(self, data: bytes) -> str:
        """Keep a file and return its sha256; one that is kept already is left as it is."""
        return self.database.write(lambda connection: keep_file(connection, data))

    def get_file(self, sha256: str) -> bytes:
        """Return the bytes of a kept file.

        Raises StoreError when there is none, StoreUnavailableError when its bytes are no longer those that were kept.
        """
        data = self.database.read(lambda connection: _load(connection, sha256))
        if data is None:
            raise StoreError(f"没有校验和为 {sha256[:12]}… 的文件；请重新添加它")
        return data

    def has_file(self, sha256: str) -> bool:
        """Whether a file is kept."""
        query = select(FILES.c.sha256).where(FILES.c.sha256 == sha256)
        return self.database.read(lambda connection: connection.execute(query).first() is not None)

    def sizes(self) -> dict[str, int]:
        """Return the size of every kept file in bytes, by sha256."""
        query = select(FILES.c.sha256, FILES.c.size).order_by(FILES.c.sha256)
        return self.database.read(lambda connection: {row.sha256: int(row.size) for row in connection.execute(query)})

    def verify(self) -> Iterator[str]:
        """Return the sha256 of each kept file after checking it, one at a time.

        Raises StoreUnavailableError at the first whose bytes have changed.
        """
        for sha256 in self.sizes():
            self.get_file(sha256)
            yield sha256


def digest_of(data: bytes) -> str:
    """Return the name under which bytes are kept."""
    return hashlib.sha256(data).hexdigest()


def keep_file(connection: Connection, data: bytes) -> str:
    """Keep a file within a transaction and return its sha256.

    Raises StoreError for an empty or too large one.
    """
    if not data or len(data) > MAX_FILE_BYTES:
        fault = "是空的" if not data else f"有 {len(data)} 字节，超过 {MAX_FILE_BYTES}"
        raise StoreError(f"这个文件{fault}，没有存；请换一个文件")
    sha256 = digest_of(data)
    if connection.execute(select(FILES.c.sha256).where(FILES.c.sha256 == sha256)).first() is None:
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        row = {"sha256": sha256, "size": len(data), "at": now, "bytes": data}
        if connection.dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import insert as insert_or_leave

            connection.execute(insert_or_leave(FILES).values(row).on_conflict_do_nothing())
        else:
            connection.execute(insert(FILES).values(row))
    return sha256


def _load(connection: Connection, sha256: str) -> bytes | None:
    """Return a kept file, checked."""
    found = connection.execute(select(FILES.c.bytes).where(FILES.c.sha256 == sha256)).scalar_one_or_none()
    if found is None:
        return None
    data = bytes(found)
    if digest_of(data) != sha256:
        raise StoreDamageError(f"文件 {sha256[:12]}… 的内容与校验和不符")
    return data
