"""The steps lead to the tables the code knows, and two first openers make one store."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import mapapp.store.migrations
from mapapp.contracts import Draft, Person, StoreCondition, Subject, SubjectKind
from mapapp.store import close_databases, open_store
from mapapp.store.schema import HEAD, METADATA, VERSION_TABLE

OPENERS = 4


def test_the_newest_step_is_the_one_the_code_knows():
    assert ScriptDirectory(str(Path(mapapp.store.migrations.__file__).parent)).get_heads() == [HEAD]


def test_the_steps_make_the_tables_the_code_knows(store):
    with store.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, METADATA) == []


def open_and_say(address: str, name: str) -> int:
    """Open a store that may not exist yet and add an entry of one's own."""
    entry = open_store(address).journal.append(Draft(Subject(SubjectKind.SETTING, name), 1, Person(name)))
    close_databases()
    return entry.number


def test_first_openers_at_the_same_moment_make_one_store_and_lose_nothing(address):
    names = [f"opener {n}" for n in range(OPENERS)]
    with ProcessPoolExecutor(OPENERS, mp_context=multiprocessing.get_context("spawn")) as pool:
        numbers = list(pool.map(open_and_say, [address] * OPENERS, names))
    assert sorted(numbers) == list(range(1, OPENERS + 1))
    assert {entry.who.name for entry in open_store(address).journal.entries()} == set(names)


def test_threads_of_one_process_share_one_engine(address):
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(lambda _: open_store(address), range(16)))
    assert len({id(store.database.engine) for store in stores}) == 1


def test_a_store_of_a_newer_version_is_left_alone_and_told_of(address, wang):
    store = open_store(address)
    store.journal.append(Draft(Subject(SubjectKind.SETTING, "x"), 1, wang))
    with store.database.engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    close_databases()
    found = open_store(address)
    assert found.state.condition is StoreCondition.NEWER
    assert "升级" in found.state.message
    with store.database.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM mapapp_journal")).scalar_one() == 1
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = :head"), {"head": HEAD})
    store.database.dispose()
    close_databases()
    assert open_store(address).state.writable
