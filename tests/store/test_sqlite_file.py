"""An SQLite store as a file: made whole or not at all, and looked at before it is trusted."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import URL

from mapapp.contracts import StoreCondition
from mapapp.store.database import make_engine
from mapapp.store.faults import StoreDamageError
from mapapp.store.migrating import compare_version, version_of
from mapapp.store.schema import HEAD
from mapapp.store.sqlite_file import check_pages, create_store, look_at_head, move_in, open_existing, read_only_engine


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "store.sqlite"


@pytest.fixture
def opened(path):
    """Return a function that looks at the file as it is opened."""

    def look() -> StoreCondition:
        engine = make_engine(URL.create("sqlite", database=str(path)))
        try:
            return open_existing(engine, path)
        finally:
            engine.dispose()

    return look


def test_a_new_store_is_one_whole_file_of_this_version(path, opened):
    assert create_store(path, None) == ""
    assert [one.name for one in path.parent.iterdir()] == ["store.sqlite"]
    assert opened() is StoreCondition.READY
    with read_only_engine(path).connect() as connection:
        assert version_of(connection) == HEAD


def test_who_comes_second_leaves_the_first_ones_store(path, tmp_path):
    path.parent.mkdir()
    path.write_bytes(b"first")
    draft = tmp_path / "draft"
    draft.write_bytes(b"second")
    move_in(draft, path)
    assert path.read_bytes() == b"first"


@pytest.mark.parametrize("head", [b"", b"SQLite fo"])
def test_a_file_cut_short_is_damaged(path, head):
    path.parent.mkdir()
    path.write_bytes(head)
    with pytest.raises(StoreDamageError, match=f"只剩 {len(head)} 字节"):
        look_at_head(path)


def test_a_file_of_another_kind_or_of_another_program_is_foreign(path, opened):
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7 is no database")
    assert look_at_head(path) is StoreCondition.FOREIGN
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
    assert opened() is StoreCondition.FOREIGN
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("photos",)]


def test_a_page_that_is_not_in_order_is_told(path):
    create_store(path, None)
    data = bytearray(path.read_bytes())
    for page in range(3, 9):  # the free space and cells of some pages
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(data)
    engine = make_engine(URL.create("sqlite", database=str(path)))
    with pytest.raises(StoreDamageError, match="页面损坏"):
        check_pages(engine, path)
    engine.dispose()


def test_a_read_only_store_changes_nothing(path):
    create_store(path, None)
    with read_only_engine(path).connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("CREATE TABLE x (y)")
    assert [one.name for one in path.parent.iterdir()] == ["store.sqlite"]


def test_a_version_this_program_does_not_know_is_newer():
    assert compare_version(HEAD) is StoreCondition.READY
    assert compare_version("9999") is StoreCondition.NEWER
