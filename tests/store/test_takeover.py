"""What earlier versions kept in reviews.sqlite goes into the journal once, under the people who said it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from mapapp.contracts import Action, SubjectKind
from mapapp.store import close_databases, decision_lines, open_store
from mapapp.store.database import make_engine
from mapapp.store.location import store_url

DECISION = {
    "decision": "reject",
    "document": "0" * 64,
    "kind": "event",
    "quote": "甲厂开工",
    "name": "甲厂",
    "reviewer": "王工",
    "date": "2026-11-20",
    "reason": "只是举例",
    "was": {"stage": "started"},
    "set": {},
}
OTHER = DECISION | {"name": "乙'); DROP TABLE decisions;--", "reviewer": "李工", "reason": "<script>${x}</script>"}

# As version 0.1 made it.
OLD_TABLE = """CREATE TABLE decisions (id INTEGER NOT NULL PRIMARY KEY, decision VARCHAR(16) NOT NULL,
    document VARCHAR(64) NOT NULL, kind VARCHAR(16) NOT NULL, quote TEXT NOT NULL, name TEXT NOT NULL,
    reviewer VARCHAR(200) NOT NULL, date VARCHAR(10) NOT NULL, reason TEXT NOT NULL, was TEXT NOT NULL,
    "set" TEXT NOT NULL)"""


def write_old(connection, *decisions):
    """Write decisions as version 0.1 did."""
    connection.execute(text(OLD_TABLE))
    for number, decision in enumerate(decisions, start=1):
        row = {name: value if isinstance(value, str) else json.dumps(value) for name, value in decision.items()}
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(f":{name}" for name in row)
        statement = text(f"INSERT INTO decisions (id, {names}) VALUES (:id, {marks})")
        connection.execute(statement, row | {"id": number})


def test_an_old_database_at_the_same_address_is_taken_over_and_its_table_stays(address, tmp_path):
    (tmp_path / "data").mkdir()
    engine = make_engine(store_url(address))
    with engine.begin() as connection:
        write_old(connection, DECISION, OTHER)
    engine.dispose()
    store = open_store(address)
    assert store.state.writable
    first, second, origin = store.journal.entries()
    assert (first.new, second.new) == (DECISION, OTHER)
    assert (first.who.name, second.who.name, second.reason) == ("王工", "李工", "<script>${x}</script>")
    assert (first.action, origin.subject.kind, origin.new) == (Action.TAKE_OVER, SubjectKind.STORE, {"decisions": 2})
    with store.database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM decisions")).scalar_one() == 2
    close_databases()
    assert open_store(address).journal.revision() == 3
    assert [json.loads(line) for line in decision_lines(store.journal.as_of()).splitlines()] == [DECISION, OTHER]


@pytest.fixture
def old_place(tmp_path, monkeypatch):
    """Return the file beside the program, with the store in its usual place."""
    monkeypatch.delenv("MAPAPP_STORE", raising=False)
    monkeypatch.delenv("MAPAPP_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("mapapp.store.location.OLD_STORE_FILE", tmp_path / "reviews.sqlite")
    yield tmp_path / "reviews.sqlite"
    close_databases()


def test_the_file_beside_the_program_is_taken_over_by_a_new_store(old_place):
    engine = make_engine(store_url(f"sqlite:///{old_place}"))
    with engine.begin() as connection:
        write_old(connection, DECISION)
    engine.dispose()
    before = old_place.read_bytes()
    store = open_store()
    assert [entry.new for entry in store.journal.as_of().standing(SubjectKind.RECORD)] == [DECISION]
    close_databases()
    assert open_store().journal.revision() == 2
    assert old_place.read_bytes() == before


def test_a_file_beside_the_program_that_cannot_be_read_is_told_and_left(old_place):
    old_place.write_bytes(b"not a database")
    store = open_store()
    assert store.state.writable
    assert "reviews.sqlite 读不出" in store.state.message
    assert old_place.read_bytes() == b"not a database"


def test_somebody_elses_table_of_that_name_is_not_taken(tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE decisions (id INTEGER PRIMARY KEY, verdict TEXT)")
        connection.commit()
    before = path.read_bytes()
    assert open_store(f"sqlite:///{path}").state.condition == "foreign"
    assert path.read_bytes() == before
    close_databases()
