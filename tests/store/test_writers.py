"""Many writers at once lose nothing: each adds to what stands, or is told who was first."""

from __future__ import annotations

import logging
import time

import pytest

from mapapp.contracts import Draft, StoreCondition, Subject, SubjectKind
from mapapp.store import StoreUnavailableError, close_databases, open_store
from mapapp.store.database import Database
from tests.store.install import HELP, find_postgres
from tests.store.server import run_server
from tests.store.test_crashes import start

# Processes that are started, killed and waited for: part of `make test`, not of the quick round.
pytestmark = pytest.mark.slow

SHARED = Subject(SubjectKind.SETTING, "shared")


def run(verb: str, address: str, writers: int, rounds: int) -> list[bytes]:
    """Let processes work on one store at the same time, and return the last line of each."""
    workers = [start(verb, address, f"w{n}", rounds) for n in range(writers)]
    lines = []
    for worker in workers:
        said, faults = worker.communicate(timeout=300)
        assert worker.returncode == 0, faults.decode(errors="replace")
        lines.append(said.split()[-1])
    return lines


def test_two_writers_of_one_record_lose_nothing_in_a_hundred_rounds(address):
    open_store(address)
    run("count_up", address, 2, 100)
    assert [entry.new for entry in open_store(address).journal.entries(subject=SHARED)] == list(range(1, 201))


@pytest.fixture
def crowded():
    """Return a PostgreSQL with fewer connections than writers."""
    found = find_postgres()
    if found is None:
        pytest.skip(HELP)
    with run_server(found, max_connections="6", superuser_reserved_connections="0") as server:
        yield server
    close_databases()


def test_eight_writers_on_a_server_with_few_connections_lose_nothing(crowded):
    address = crowded.create()
    open_store(address)
    assert run("save", address, 8, 10) == [b"9"] * 8
    state = open_store(address).journal.as_of()
    assert state.revision == 8 * 10 * 2
    assert [state.value(Subject(SubjectKind.SETTING, f"w{n}-{half}")) for n in range(8) for half in "ab"] == [9] * 16


def test_who_waits_for_a_connection_says_so_and_is_told_in_one_line_when_it_takes_too_long(crowded, caplog):
    address = crowded.create()
    store = open_store(address)
    store.database.dispose()
    store.database.retry_for_s = 1.0
    import pg8000.dbapi

    held = [pg8000.dbapi.connect("tester", host="127.0.0.1", port=crowded.port, database="postgres") for _ in range(6)]
    try:
        with caplog.at_level(logging.WARNING), pytest.raises(StoreUnavailableError) as told:
            store.journal.revision()
        assert told.value.state.condition is StoreCondition.LOCKED
        assert "连接已用完" in str(told.value)
        assert any("秒后再试" in record.message for record in caplog.records)
    finally:
        for connection in held:
            connection.close()
    assert store.journal.revision() == 0


def test_a_server_that_goes_away_is_told_and_taken_up_again_when_it_is_back(postgres, wang):
    address = postgres.create()
    store = open_store(address)
    store.journal.append(Draft(SHARED, 1, wang))
    postgres.stop(rudely=True)
    began = time.monotonic()
    try:
        with pytest.raises(StoreUnavailableError) as told:
            store.journal.append(Draft(SHARED, 2, wang))
        assert told.value.state.condition is StoreCondition.UNREACHABLE
        # From then on nobody waits: the page goes on without it at once.
        quick = time.monotonic()
        with pytest.raises(StoreUnavailableError):
            open_store(address).journal.revision()
        assert time.monotonic() - quick < 1.0
        assert time.monotonic() - began < 15.0
    finally:
        postgres.start()
    deadline = time.monotonic() + 30.0
    while not open_store(address).state.writable and time.monotonic() < deadline:
        time.sleep(0.2)
    assert open_store(address).journal.append(Draft(SHARED, 2, wang), 1).number == 2


def test_a_connection_that_breaks_under_a_save_does_not_save_twice(postgres, wang):
    store = open_store(postgres.create())
    store.journal.append(Draft(SHARED, 0, wang))
    for value in range(1, 6):
        postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'mapapp'")
        store.journal.append(Draft(SHARED, value, wang), value)
    assert [entry.new for entry in store.journal.entries()] == [0, 1, 2, 3, 4, 5]


def test_a_save_whose_answer_was_lost_is_not_made_twice(store, wang, monkeypatch):
    """Break the connection after the commit: the second try finds what the first has kept."""
    from sqlalchemy.exc import OperationalError

    from mapapp.store import database as module

    real, tries = module._transact, []

    def lose_the_answer(engine, work, *, writes):
        result = real(engine, work, writes=writes)
        if writes:
            tries.append(1)
            if len(tries) == 1:
                raise OperationalError("commit", {}, ConnectionResetError("gone"), connection_invalidated=True)
        return result

    monkeypatch.setattr(module, "_transact", lose_the_answer)
    entry = store.journal.append(Draft(SHARED, 1, wang), 0)
    assert (entry.number, len(tries)) == (1, 2)
    assert store.journal.revision() == 1
    assert isinstance(store.database, Database)
