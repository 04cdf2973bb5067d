"""A backup holds everything, can be read anywhere, and takes the place of a store without destroying it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from mapapp.contracts import Draft, Person, Subject, SubjectKind
from mapapp.store import StoreError, StoreUnavailableError, backup, close_databases, open_store
from mapapp.store.backup import back_up, restore_backup, verify
from mapapp.store.location import store_url
from mapapp.store.opening import open_untouched

MILL = Subject(SubjectKind.RECORD, "甲厂")


def fill(address: str, count: int = 3):
    """Make a store with entries and a file."""
    store = open_store(address)
    for value in range(count):
        store.journal.append(Draft(MILL, value, Person("王工")), files=(b"a file \0",))
    return store


def test_a_backup_is_a_store_with_every_entry_and_file(address, tmp_path):
    store = fill(address)
    counted = back_up(store, tmp_path / "backup.sqlite")
    assert (counted.entries, counted.files, counted.file_bytes) == (3, 1, 8)
    copy = open_untouched(tmp_path / "backup.sqlite")
    assert verify(copy) == counted
    assert copy.journal.entries() == store.journal.entries()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "data") == ["backup.sqlite"]
    with pytest.raises(StoreError, match="已经存在"):
        back_up(store, tmp_path / "backup.sqlite")


@pytest.mark.parametrize(
    "where", ["link that leads nowhere", "link to a file", "folder", "pipe", "file that came meanwhile"]
)
def test_a_backup_that_has_no_place_is_said_and_nothing_is_touched(address, tmp_path, monkeypatch, where):
    out, mine = tmp_path / "backup.sqlite", tmp_path / "mine"
    mine.write_bytes(b"mine")
    match where:
        case "link that leads nowhere":
            out.symlink_to(tmp_path / "nowhere")
        case "link to a file":
            out.symlink_to(mine)
        case "folder":
            out.mkdir()
        case "pipe":
            os.mkfifo(out)
        case _:
            monkeypatch.setattr(backup, "_verified", lambda _draft: out.write_bytes(b"theirs"))
    with pytest.raises(StoreError, match="已经存在"):
        back_up(fill(address), out)
    assert mine.read_bytes() == b"mine"
    assert not (tmp_path / "nowhere").exists()
    assert not list(tmp_path.glob("*.new"))


def test_a_store_that_comes_while_one_is_restored_is_told(tmp_path, monkeypatch):
    address = f"sqlite:///{tmp_path / 'data' / 'store.sqlite'}"
    back_up(fill(address), tmp_path / "backup.sqlite")
    close_databases()
    aside = backup._move_aside

    def meanwhile(path: Path) -> Path:
        moved = aside(path)
        path.write_bytes(b"another program's")
        return moved

    monkeypatch.setattr(backup, "_move_aside", meanwhile)
    with pytest.raises(StoreError, match="又被别的程序新建"):
        restore_backup(store_url(address), tmp_path / "backup.sqlite", Person("管理员"))


def test_restoring_puts_the_store_aside_and_gives_no_number_twice(address, tmp_path):
    store = fill(address)
    back_up(store, tmp_path / "backup.sqlite")
    lost = store.journal.append(Draft(MILL, "after the backup", Person("李工")))
    close_databases()
    counted, aside = restore_backup(store_url(address), tmp_path / "backup.sqlite", Person("管理员"))
    assert counted.entries == 3
    restored = open_store(address)
    assert restored.journal.as_of().value(MILL) == 2
    newest = restored.journal.entries()[-1]
    assert (newest.number, newest.who.name, newest.new) == (lost.number + 1, "管理员", {"backup": "backup.sqlite"})
    assert restored.files.get_file(next(iter(restored.files.sizes()))) == b"a file \0"
    assert verify(restored).entries == 4
    if store.database.path is not None:
        assert open_untouched(Path(aside)).journal.entries()[-1] == lost
    else:
        with restored.database.engine.connect() as connection:
            assert connection.execute(text(f"SELECT max(number) FROM {aside}.mapapp_journal")).scalar_one() == 4
    with pytest.raises(Exception, match="append only"), restored.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM mapapp_journal"))


def test_a_server_that_goes_on_during_a_restore_forgets_what_was_lost(postgres, tmp_path, wang):
    running = fill(postgres.create())
    address = running.database.url.render_as_string(hide_password=False)
    back_up(running, tmp_path / "backup.sqlite")
    running.journal.append(Draft(MILL, "lost", wang))
    assert running.journal.as_of().value(MILL) == "lost"
    restore_backup(store_url(address), tmp_path / "backup.sqlite", wang)
    assert running.journal.as_of().value(MILL) == 2
    running.journal.append(Draft(MILL, "again", wang))
    assert running.journal.as_of().value(MILL) == "again"


def test_a_store_in_use_is_not_put_aside_under_its_users(tmp_path, wang):
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
    store = fill(address)
    back_up(store, tmp_path / "backup.sqlite")
    with pytest.raises(StoreError, match="正在被使用"):
        restore_backup(store_url(address), tmp_path / "backup.sqlite", wang)
    assert store.journal.append(Draft(MILL, "goes on", wang)).number == 4
    close_databases()


@pytest.mark.parametrize("damage", ["truncated", "zeroed", "foreign", "empty", "missing"])
def test_a_damaged_store_is_kept_as_it_is_and_a_backup_takes_its_place(tmp_path, wang, damage):
    path = tmp_path / "store.sqlite"
    back_up(fill(f"sqlite:///{path}"), tmp_path / "backup.sqlite")
    close_databases()
    whole = path.read_bytes()
    remains = {
        "truncated": whole[: len(whole) // 2],
        "zeroed": whole[:4096] + bytes(4096 * 4) + whole[4096 * 5 :],
        "foreign": b"GIF89a" + whole,
        "empty": b"",
        "missing": None,
    }[damage]
    path.unlink() if remains is None else path.write_bytes(remains)
    _, aside = restore_backup(store_url(f"sqlite:///{path}"), tmp_path / "backup.sqlite", wang)
    restored = open_store(f"sqlite:///{path}")
    assert restored.journal.as_of().value(MILL) == 2
    newest = restored.journal.entries()[-1].number
    assert newest == 4 or (damage in ("truncated", "zeroed", "foreign") and newest > 4)
    if remains is None:
        assert aside == ""
    else:
        assert Path(aside).read_bytes() == remains
    close_databases()


@pytest.mark.parametrize("damage", ["truncated", "changed", "foreign"])
def test_a_backup_that_is_not_sound_replaces_nothing(tmp_path, wang, damage):
    path, backup = tmp_path / "store.sqlite", tmp_path / "backup.sqlite"
    back_up(fill(f"sqlite:///{path}"), backup)
    close_databases()
    before = path.read_bytes()
    if damage == "changed":
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute("DROP TRIGGER mapapp_journal_no_update")
            connection.execute("UPDATE mapapp_journal SET reason = 'forged' WHERE number = 2")
            connection.commit()
    else:
        backup.write_bytes(backup.read_bytes()[:9000] if damage == "truncated" else b"PK\3\4" * 1000)
    with pytest.raises(StoreUnavailableError):
        restore_backup(store_url(f"sqlite:///{path}"), backup, wang)
    assert path.read_bytes() == before
    assert sorted(found.name for found in tmp_path.iterdir()) == ["backup.sqlite", "store.sqlite"]
