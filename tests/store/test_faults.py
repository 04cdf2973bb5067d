"""Whatever is wrong with a store, opening it says so in one line, nothing is overwritten, and what can be shown is."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL

from mapapp.contracts import Draft, Person, StoreCondition, Subject, SubjectKind
from mapapp.live_atlas import state_as_of
from mapapp.store import StoreUnavailableError, close_databases, open_store
from mapapp.store.faults import MESSAGES
from mapapp.store.location import store_url
from mapapp.store.opening import examine

ROOT = Path(__file__).resolve().parents[2]
MILL = Subject(SubjectKind.RECORD, "甲厂")
WANG = Person("王工")


@pytest.fixture
def path(tmp_path):
    """Return a sound store with ten entries and a file, closed."""
    path = tmp_path / "store.sqlite"
    store = open_store(f"sqlite:///{path}")
    for value in range(10):
        store.journal.append(Draft(MILL, value, WANG), files=(b"x" * 20_000,))
    close_databases()
    return path


def found(path):
    """Open a store and give how it is."""
    return open_store(f"sqlite:///{path}").state


def foreign_database(path):
    """Make somebody else's database."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE contacts (name TEXT)")
        connection.commit()


def newer(path):
    """Let a store be of a version that does not exist yet."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE mapapp_version SET version_num = '9999'")
        connection.commit()


def without_version(path):
    """Take the version away."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE mapapp_version")
        connection.commit()


def cut(size):
    """Make a fault that cuts a file off."""
    return lambda path: path.write_bytes(path.read_bytes()[:size])


def scribble(start, size):
    """Make a fault that overwrites a stretch of a file."""

    def fault(path):
        data = bytearray(path.read_bytes())
        data[start : start + size] = b"\xa5" * size
        path.write_bytes(bytes(data))

    return fault


def change_a_name(path):
    """Let one byte of what somebody said be another, where the database itself sees nothing wrong."""
    data = path.read_bytes()
    at = data.index(WANG.name.encode())
    path.write_bytes(data[:at] + "李".encode() + data[at + 3 :])


FAULTS = {
    "empty": (cut(0), StoreCondition.DAMAGED),
    "ten bytes left": (cut(10), StoreCondition.DAMAGED),
    "half a head left": (cut(60), StoreCondition.DAMAGED),
    "one page left": (cut(4096), StoreCondition.DAMAGED),
    "last page lost": (lambda path: cut(path.stat().st_size - 4096)(path), StoreCondition.DAMAGED),
    "a page overwritten": (scribble(4096 * 3, 4096), StoreCondition.DAMAGED),
    "one character of an entry": (change_a_name, StoreCondition.DAMAGED),
    "the head overwritten": (scribble(20, 80), StoreCondition.DAMAGED),
    "no version": (without_version, StoreCondition.DAMAGED),
    "another kind of file": (lambda path: path.write_bytes(b"%PDF-1.7\n" * 999), StoreCondition.FOREIGN),
    "a text": (lambda path: path.write_text("复核意见"), StoreCondition.FOREIGN),
    "another program's database": (foreign_database, StoreCondition.FOREIGN),
    "a newer version": (newer, StoreCondition.NEWER),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), StoreCondition.FOREIGN),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_store_that_is_not_well_is_told_in_one_line_and_left_as_it_is(path, fault):
    spoil, condition = FAULTS[fault]
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    state = found(path)
    assert state.condition is condition
    assert "\n" not in state.message
    assert "；" in state.message
    with pytest.raises(StoreUnavailableError):
        open_store(f"sqlite:///{path}").journal.append(Draft(MILL, 1, WANG))
    close_databases()
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [beside.name for beside in path.parent.iterdir()] == ["store.sqlite"]


def test_every_condition_has_a_line_that_says_what_to_do():
    assert set(MESSAGES) == set(StoreCondition) - {StoreCondition.READY}
    assert all(("；" in line and "请" in line) or "例" in line for line in MESSAGES.values())


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "sqlite:////tmp/a\0b",
        "postgresql+psycopg2://x",
        "mysql+nodriver://x",
        "http://x",
        "postgresql://x@h/d?sslmode=odd",
    ],
)
def test_an_address_that_is_none_is_told_without_repeating_it(address):
    state = open_store(address).state
    assert state.condition is StoreCondition.WRONG_ADDRESS
    assert address not in state.message


def test_a_server_that_cannot_be_reached_is_told_without_its_password():
    state = examine(store_url("postgresql://tester:geheim@127.0.0.1:1/nothing")).state
    assert state.condition is StoreCondition.UNREACHABLE
    assert "geheim" not in state.message


def test_a_store_somebody_else_holds_is_told_and_taken_up_when_it_is_free(path, monkeypatch):
    monkeypatch.setattr("mapapp.store.database.BUSY_TIMEOUT_S", 0.2)
    monkeypatch.setattr("mapapp.store.opening.LOOK_AGAIN_AFTER_S", 0.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        assert found(path).condition is StoreCondition.LOCKED
    assert found(path).writable


def test_a_log_without_its_database_is_kept(path):
    path.with_name("store.sqlite-wal").write_bytes(b"what was saved last")
    path.unlink()
    assert found(path).condition is StoreCondition.DAMAGED
    assert path.with_name("store.sqlite-wal").read_bytes() == b"what was saved last"
    assert not path.exists()


def test_a_store_that_was_put_in_the_place_of_an_open_one_is_noticed(path, tmp_path):
    store = open_store(f"sqlite:///{path}")
    assert store.journal.revision() == 10
    shutil.copy(path, tmp_path / "copy.sqlite")
    path.unlink()
    (tmp_path / "copy.sqlite").rename(path)
    again = open_store(f"sqlite:///{path}")
    assert again.database is not store.database
    assert again.journal.append(Draft(MILL, "new", WANG)).number == 11


SAY = """
import os, sys
from mapapp.contracts import Draft, Person, Subject, SubjectKind
from mapapp.store import open_store

# Everything is imported while that is still allowed.
open_store("sqlite:///" + sys.argv[1])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
store = open_store("sqlite:///" + sys.argv[2])
print(store.state.condition.value, store.state.readable, store.state.writable, store.journal.revision(), sep=",")
try:
    store.journal.append(Draft(Subject(SubjectKind.RECORD, "x"), 1, Person("y")))
except Exception as error:
    print(type(error).__name__)
"""


def say_as_nobody(tmp_path_factory, path):
    """Open a store as somebody who owns nothing here, and give what is said of it."""
    warm = tmp_path_factory.mktemp("warm") / "store.sqlite"
    done = subprocess.run(
        [sys.executable, "-c", SAY, str(warm), str(path)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture
def open_folder():
    """Return a folder everybody may look into; pytest's own are for the user alone."""
    with tempfile.TemporaryDirectory(prefix="mapapp-open-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for below in (folder, *folder.glob("*")):
            if below.is_dir():
                below.chmod(0o755)


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_store_that_cannot_be_written_is_shown_and_says_so(path, open_folder, what, tmp_path_factory):
    path = Path(shutil.copy(path, open_folder))
    path.chmod(0o444)
    if what == "folder":
        open_folder.chmod(0o555)
    assert say_as_nobody(tmp_path_factory, path) == ["read_only,True,False,10", "StoreUnavailableError"]
    assert [beside.name for beside in open_folder.iterdir()] == ["store.sqlite"]


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_where_no_store_can_be_made_there_is_an_empty_one_that_cannot_be_written(open_folder, mode, tmp_path_factory):
    folder = open_folder / "closed"
    folder.mkdir(mode=mode)
    said = say_as_nobody(tmp_path_factory, folder / "below" / "store.sqlite")
    assert said == ["read_only,True,False,0", "StoreUnavailableError"]
    folder.chmod(0o755)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["x" * 300, "file/below"])
def test_a_name_that_no_file_can_have_is_told(tmp_path, name):
    (tmp_path / "file").write_text("x")
    state = examine(URL.create("sqlite", database=f"{tmp_path}/{name}")).state
    assert not state.writable
    assert state.message


def test_tables_that_are_not_as_we_made_them_are_told(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE mapapp_version RENAME COLUMN version_num TO other")
        connection.commit()
    assert found(path).condition is StoreCondition.DAMAGED


FILL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from mapapp.store import open_store
from mapapp.contracts import Draft, Person, Subject, SubjectKind
store = open_store("sqlite:///" + sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
subject, kept = Subject(SubjectKind.SETTING, "filled"), 0
try:
    while True:
        store.journal.append(Draft(subject, kept, Person("y"), "字" * 500), files=(b"%06d" % kept * 3000,))
        kept += 1
except Exception as error:
    print(kept, type(error).__name__, error.state.condition.value, store.state.readable, store.journal.revision(), sep=",")
"""


@pytest.mark.parametrize("limit", [300_000, 700_000])
def test_a_full_disk_refuses_a_save_wholly_and_keeps_all_others(tmp_path, limit):
    path = tmp_path / "store.sqlite"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); exec({FILL!r})", str(path), str(limit)],
        capture_output=True,
        text=True,
        check=False,
    )
    kept, kind, condition, readable, revision = done.stdout.strip().split(",")
    assert (kind, condition, readable, revision) == ("StoreUnavailableError", "full", "True", kept), done.stderr
    assert int(kept) > 0
    store = open_store(f"sqlite:///{path}")
    assert store.journal.verify() == int(kept)
    assert len(store.files.sizes()) == int(kept)
    assert all(store.files.verify())
    assert store.journal.append(Draft(MILL, "room again", WANG)).number == int(kept) + 1
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_a_page_asks_a_bad_store_and_gets_nothing_instead_of_a_fault(path, monkeypatch):
    monkeypatch.setenv("MAPAPP_STORE", f"sqlite:///{path}")
    assert state_as_of(open_store(), 10).revision == 10
    close_databases()
    cut(5000)(path)
    assert state_as_of(open_store(), 10).revision == 0
