"""Review decisions in a database: SQLite by default, PostgreSQL where a team shares one.

A decision is kept as it stands in `seeds/reviews/*.jsonl`, so what a team decides in the app can be moved into the
shipped decisions by copying its lines. Rows are only ever added or withdrawn, never changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text, create_engine, delete, insert, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from mapapp.errors import MapAppError

# The fields of a decision that are plain text; `was` and `set` are objects.
TEXT_FIELDS: Final = ("decision", "document", "kind", "quote", "name", "reviewer", "date", "reason")
OBJECT_FIELDS: Final = ("was", "set")

_METADATA = MetaData()
_DECISIONS = Table(
    "decisions",
    _METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("decision", String(16), nullable=False),
    Column("document", String(64), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("quote", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("reviewer", String(200), nullable=False),
    Column("date", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("was", Text, nullable=False),
    Column("set", Text, nullable=False),
)


class StoreError(MapAppError):
    """The store cannot be opened, read or written."""


@dataclass(frozen=True, slots=True)
class DecisionStore:
    """The decisions of one database."""

    engine: Engine

    def add(self, decision: Mapping[str, object]) -> int:
        """Keep one decision, given as a line of `seeds/reviews` would hold it, and give its number.

        Raises StoreError when a text field is missing or empty, or the database refuses.
        """
        if missing := [field for field in TEXT_FIELDS if not str(decision.get(field) or "").strip()]:
            raise StoreError(f"这条复核意见缺少 {'、'.join(missing)}；请补齐再存")
        row = {field: str(decision[field]) for field in TEXT_FIELDS}
        row |= {field: json.dumps(decision.get(field) or {}, ensure_ascii=False) for field in OBJECT_FIELDS}
        try:
            with self.engine.begin() as connection:
                key = connection.execute(insert(_DECISIONS).values(row)).inserted_primary_key
        except SQLAlchemyError as error:
            raise _refusal("写不进复核库", error) from error
        return int(key[0]) if key else 0

    def withdraw(self, number: int) -> None:
        """Take one decision back; a number that is not there is no fault."""
        try:
            with self.engine.begin() as connection:
                connection.execute(delete(_DECISIONS).where(_DECISIONS.c.id == number))
        except SQLAlchemyError as error:
            raise _refusal("复核库改不了", error) from error

    def decisions(self) -> tuple[tuple[int, dict[str, object]], ...]:
        """Give every decision with its number, oldest first."""
        try:
            with self.engine.connect() as connection:
                rows = connection.execute(select(_DECISIONS).order_by(_DECISIONS.c.id)).mappings().all()
        except SQLAlchemyError as error:
            raise _refusal("复核库读不出", error) from error
        return tuple(
            (
                int(row["id"]),
                {field: row[field] for field in TEXT_FIELDS}
                | {field: json.loads(row[field]) for field in OBJECT_FIELDS},
            )
            for row in rows
        )

    def lines(self) -> str:
        """Give all decisions as JSON Lines, ready to be read by the pipeline or put into `seeds/reviews`."""
        return "".join(json.dumps(decision, ensure_ascii=False) + "\n" for _, decision in self.decisions())


def open_store(url: str) -> DecisionStore:
    """Open a database by its SQLAlchemy URL and make the table if it is new.

    Raises StoreError when the address is wrong, its driver is missing or the database does not answer.
    """
    try:
        engine = create_engine(url)
        _METADATA.create_all(engine)
    except (ArgumentError, ImportError) as error:
        raise StoreError("复核库的地址不对，或缺少它的驱动；例：sqlite:///reviews.sqlite") from error
    except SQLAlchemyError as error:
        raise _refusal("复核库打不开", error) from error
    return DecisionStore(engine)


def _refusal(what: str, error: SQLAlchemyError) -> StoreError:
    """Say that the database refused, without its address: a URL may hold a password."""
    return StoreError(f"{what}（{type(error).__name__}）；请检查文件权限、剩余空间或数据库服务")
