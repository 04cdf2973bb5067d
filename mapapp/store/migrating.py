"""Bring the tables of a store up to this program's version, in the caller's transaction."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from mapapp.contracts import StoreCondition
from mapapp.store.schema import HEAD, VERSION_TABLE


def version_of(connection: Connection) -> str | None:
    """Return the step a store has reached; None where there are no tables of ours."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()  # noqa: S608
    return None if found is None else str(found)


def compare_version(version: str) -> StoreCondition | None:
    """Return READY for this program's own step, None for an older one that can be brought up, NEWER for others."""
    if version == HEAD:
        return StoreCondition.READY
    return None if version in _known_steps() else StoreCondition.NEWER


def migrate(connection: Connection) -> None:
    """Run every step that is missing."""
    from alembic import command
    from alembic.config import Config

    # Its plugins introduce themselves at INFO, which is where our own progress is told.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _known_steps() -> set[str]:
    """Return the name of every step this program knows."""
    from alembic.script import ScriptDirectory

    steps = ScriptDirectory(str(Path(__file__).parent / "migrations")).walk_revisions()
    return {step.revision for step in steps}
