"""What was said stays said: entries are added, conflicts are told, and every past moment can be shown and restored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from mapapp.contracts import Action, Draft, Person, Subject, SubjectKind
from mapapp.store import StoreConflictError, StoreError, StoreUnavailableError, open_store

MILL = Subject(SubjectKind.RECORD, "甲厂")
ROAD = Subject(SubjectKind.RECORD, "乙路")


def test_an_entry_says_who_when_what_old_new_and_why(store, wang):
    first = store.journal.append(Draft(MILL, {"stage": "started"}, wang, "原文写明"), 0)
    before = datetime.now(UTC)
    second = store.journal.append(Draft(MILL, {"stage": "completed"}, Person("李工"), "看过现场"), 1)
    assert (first.number, second.number, store.journal.revision()) == (1, 2, 2)
    assert (first.action, second.action) == (Action.ADD, Action.CHANGE)
    assert (second.old, second.new, second.reason) == ({"stage": "started"}, {"stage": "completed"}, "看过现场")
    assert (first.who, second.who) == (wang, Person("李工", ""))
    assert second.previous == 1
    assert abs(datetime.fromisoformat(second.at) - before) < timedelta(minutes=1)
    assert store.journal.entries() == (first, second)
    assert store.journal.entries(since=1) == (second,)
    assert store.journal.entries(subject=ROAD) == ()


def test_what_was_kept_is_there_after_reopening(address, wang):
    from mapapp.store import close_databases

    kept = open_store(address).journal.append(Draft(MILL, {"name": "甲'); DROP TABLE x;--", "字": "𠮷😀\t\n"}, wang))
    close_databases()
    assert open_store(address).journal.entries() == (kept,)


def test_the_second_of_two_people_sees_both_versions_and_nothing_is_lost(store, wang):
    store.journal.append(Draft(MILL, "old", wang))
    seen = store.journal.revision()
    theirs = store.journal.append(Draft(MILL, "theirs", Person("李工")), seen)
    mine = Draft(MILL, "mine", wang)
    with pytest.raises(StoreConflictError, match="李工") as refusal:
        store.journal.append(mine, seen)
    assert (refusal.value.mine, refusal.value.theirs) == (mine, theirs)
    assert store.journal.as_of().value(MILL) == "theirs"
    store.journal.append(Draft(ROAD, "elsewhere", wang), seen)
    assert store.journal.append(mine, refusal.value.theirs.number).old == "theirs"


def test_of_several_entries_made_together_all_are_kept_or_none(store, wang):
    store.journal.append(Draft(ROAD, 1, wang))
    with pytest.raises(StoreConflictError):
        store.journal.append_all((Draft(MILL, 2, wang), Draft(ROAD, 2, wang)), 0, files=(b"a file",))
    assert store.journal.revision() == 1
    assert store.files.sizes() == {}
    entries = store.journal.append_all((Draft(MILL, 2, wang), Draft(ROAD, 2, wang)), 1, files=(b"a file",))
    assert [entry.number for entry in entries] == [2, 3]
    assert entries[0].batch == entries[1].batch
    assert list(store.files.sizes().values()) == [6]


def test_an_undo_is_an_entry_and_can_be_undone(store, wang):
    store.journal.append(Draft(MILL, "a", wang))
    changed = store.journal.append(Draft(MILL, "b", wang))
    undone = store.journal.undo(changed.number, wang, "点错了")
    assert (undone.action, undone.undoes, undone.new) == (Action.UNDO, 2, "a")
    again = store.journal.undo(undone.number, wang)
    assert again.new == "b"
    assert len(store.journal.entries()) == 4
    with pytest.raises(StoreConflictError):
        store.journal.undo(changed.number, wang)
    with pytest.raises(StoreError, match="99"):
        store.journal.undo(99, wang)


def test_undoing_the_first_word_leaves_nothing_standing(store, wang):
    first = store.journal.append(Draft(MILL, "a", wang))
    store.journal.undo(first.number, wang)
    state = store.journal.as_of()
    assert state.value(MILL) is None
    assert list(state.standing(SubjectKind.RECORD)) == []
    assert store.journal.append(Draft(MILL, "c", wang)).action is Action.ADD


def test_a_batch_is_undone_in_one_step(store, wang):
    store.journal.append(Draft(MILL, "a", wang))
    made = store.journal.append_all((Draft(MILL, "b", wang), Draft(ROAD, "b", wang), Draft(MILL, "c", wang)), 1)
    undone = store.journal.undo_batch(made[0].batch, wang)
    assert [(entry.subject, entry.new) for entry in undone] == [(MILL, "a"), (ROAD, None)]


def test_any_moment_can_be_shown_and_restored(store, wang):
    for value in ("a", "b", "c"):
        store.journal.append(Draft(MILL, value, wang))
    store.journal.append(Draft(ROAD, "x", wang))
    shown = [store.journal.as_of(revision) for revision in range(5)]
    assert [state.value(MILL) for state in shown] == [None, "a", "b", "c", "c"]
    assert [state.value(ROAD) for state in shown] == [None, None, None, None, "x"]
    restored = store.journal.restore(2, wang, "退回")
    assert {(entry.subject.key, entry.new, entry.action) for entry in restored} == {
        ("甲厂", "b", Action.RESTORE),
        ("乙路", None, Action.RESTORE),
    }
    assert store.journal.as_of(3) == shown[3]
    assert store.journal.as_of().value(MILL) == "b"
    assert store.journal.restore(2, wang) == ()


def test_a_moment_is_found_by_its_time(store, wang):
    first = store.journal.append(Draft(MILL, "a", wang))
    moment = datetime.fromisoformat(first.at)
    assert store.journal.revision_at(moment) == 1
    assert store.journal.revision_at(moment - timedelta(seconds=1)) == 0
    elsewhere = moment.astimezone().replace(microsecond=moment.microsecond)
    assert store.journal.revision_at(elsewhere) == 1


UNWRITABLE = (
    (Draft(MILL, {"name": "甲\0厂"}, Person("王工")), r"new\.name 的第 2 个字是 NUL"),
    (Draft(MILL, {"a": [1, {"b": "x\ud800"}]}, Person("王工")), r"new\.a\[1\]\.b 的第 2 个字只有半个"),
    (Draft(MILL, {"\udfff": 1}, Person("王工")), "new 的键"),
    (Draft(MILL, 1, Person("王\0")), "姓名的第 2 个字是 NUL"),
    (Draft(MILL, 1, Person("王工", "\udc80")), "账号的第 1 个字只有半个"),
    (Draft(MILL, 1, Person("王工"), "因\0"), "理由的第 2 个字是 NUL"),
    (Draft(Subject(SubjectKind.RECORD, "\0"), 1, Person("王工")), "对象的第 1 个字是 NUL"),
    (Draft(MILL, float("nan"), Person("王工")), "不是一个数"),
    (Draft(MILL, [float("inf")], Person("王工")), r"new\[0\] 不是一个数"),
    (Draft(MILL, 1, Person(" ")), "没有写姓名"),
    (Draft(MILL, 1, Person("王" * 201)), "超过 200"),
    (Draft(MILL, "字" * 1_000_001, Person("王工")), "超过 1000000"),
    (Draft(MILL, {1: 2}, Person("王工")), "不是文字"),
    (Draft(MILL, {"a": object()}, Person("王工")), "new.a 是 object"),
)


def test_what_a_database_cannot_hold_is_refused_by_name(store):
    for draft, told in UNWRITABLE:
        with pytest.raises(StoreError, match=told):
            store.journal.append(draft)
    assert store.journal.revision() == 0


def test_nesting_without_end_is_refused(store, wang):
    value: object = 1
    for _ in range(5_000):
        value = [value]
    with pytest.raises(StoreError, match="50 层"):
        store.journal.append(Draft(MILL, value, wang))


def test_the_database_itself_refuses_to_change_what_was_said(store, wang):
    store.journal.append(Draft(MILL, 1, wang), files=(b"a",))
    for statement in (
        "UPDATE mapapp_journal SET reason = 'x'",
        "DELETE FROM mapapp_journal",
        "DELETE FROM mapapp_files",
        "UPDATE mapapp_files SET size = 0",
    ):
        with pytest.raises(Exception, match="append only"), store.database.engine.begin() as connection:
            connection.execute(text(statement))
    assert store.journal.verify() == 1


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE mapapp_journal SET new = '\"forged\"' WHERE number = 2",
        "UPDATE mapapp_journal SET name = 'somebody' WHERE number = 2",
        "UPDATE mapapp_journal SET reason = 'other' WHERE number = 1",
        "DELETE FROM mapapp_journal WHERE number = 2",
        "DELETE FROM mapapp_journal WHERE number = 1",
    ],
)
def test_bytes_changed_behind_the_store_are_noticed_and_told(address, wang, damage):
    from mapapp.store import close_databases

    store = open_store(address)
    for value in range(3):
        store.journal.append(Draft(MILL, value, wang))
    drop = {
        "sqlite": ["DROP TRIGGER mapapp_journal_no_update", "DROP TRIGGER mapapp_journal_no_delete"],
        "postgresql": ["DROP TRIGGER mapapp_journal_append_only ON mapapp_journal"],
    }
    with store.database.engine.begin() as connection:
        for statement in (*drop[connection.dialect.name], damage):
            connection.execute(text(statement))
    with pytest.raises(StoreUnavailableError, match="条记载"):
        store.journal.verify()
    close_databases()
    found = open_store(address).state
    assert not found.readable
    assert "条记载" in found.message
    assert "restore" in found.message


def test_a_file_is_kept_once_and_checked_when_it_is_read(store):
    digest = store.files.put_file(b"\0\xff bytes")
    assert store.files.put_file(b"\0\xff bytes") == digest
    assert store.files.get_file(digest) == b"\0\xff bytes"
    assert (store.files.has_file(digest), store.files.has_file("0" * 64)) == (True, False)
    with pytest.raises(StoreError, match="000000000000"):
        store.files.get_file("0" * 64)
    with pytest.raises(StoreError, match="空的"):
        store.files.put_file(b"")
