"""A store of each kind: the same tests run on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from mapapp.contracts import Person
from mapapp.store import close_databases, open_store
from tests.store.install import HELP, REQUIRED, find_postgres
from tests.store.server import Server, run_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Run a PostgreSQL for this round; skipped with one line where there is none, an error where it is required."""
    found = find_postgres()
    if found is None:
        (pytest.fail if os.environ.get(REQUIRED) == "required" else pytest.skip)(HELP)
    with run_server(found) as server:
        yield server


@pytest.fixture(autouse=True)
def _closed_afterwards() -> Iterator[None]:
    """Close what a test opened: the next one may use the same address for another store."""
    yield
    close_databases()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path) -> Iterator[str]:
    """Return the address of a store that does not exist yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'data' / 'store.sqlite'}"
    else:
        yield request.getfixturevalue("postgres").create()


@pytest.fixture
def store(address):
    """Return a new, empty store."""
    return open_store(address)


@pytest.fixture
def wang() -> Person:
    """Return somebody who decides."""
    return Person("王工", "wang@example.org")
