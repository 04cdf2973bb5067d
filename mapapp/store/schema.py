"""The tables as they are now; `migrations/` makes them and says how they became so.

Every name begins with `mapapp_`, so that a team's PostgreSQL may hold other things beside ours. Texts hold JSON in one
canonical form; times are UTC, ISO 8601 with microseconds.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint

# The newest step of `migrations/versions`; a store that knows a step we do not is newer than this program.
HEAD: Final = "0001"
VERSION_TABLE: Final = "mapapp_version"
# "MAPA": SQLite keeps it in the file's head, so that nobody else's database is taken for ours.
APPLICATION_ID: Final = 0x4D415041

METADATA: Final = MetaData()

JOURNAL: Final = Table(
    "mapapp_journal",
    METADATA,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("name", String(200), nullable=False),
    Column("account", String(300), nullable=False),
    Column("action", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("key", String(400), nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("previous", BigInteger, nullable=False),
    Column("batch", String(32), nullable=False, index=True),
    Column("undoes", BigInteger, nullable=True),
    Column("before", String(64), nullable=False),
    Column("checksum", String(64), nullable=False),
    # Two entries can never follow the same one: a lost update is impossible, whatever the caller forgets.
    UniqueConstraint("kind", "key", "previous", name="mapapp_journal_one_after_another"),
)

FILES: Final = Table(
    "mapapp_files",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("at", String(32), nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

# Derived and made again at need: the only rows besides jobs that may go.
EXTRACTIONS: Final = Table(
    "mapapp_extractions",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

# Working state, not memory: a job's row changes while it runs.
JOBS: Final = Table(
    "mapapp_jobs",
    METADATA,
    Column("job_id", String(32), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("asked", Text, nullable=False),
    Column("who", String(300), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("cancel_asked", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("worker", String(100), nullable=False),
    Column("created", String(32), nullable=False, index=True),
    Column("changed", String(32), nullable=False),
)

# What a finished job made, until it is fetched or grows old.
RESULTS: Final = Table(
    "mapapp_results",
    METADATA,
    Column("job_id", String(32), primary_key=True),
    Column("name", String(300), nullable=False),
    Column("at", String(32), nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)
