"""The rows of the journal hold together: each follows the one before it, and one that was touched is found."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, delete, update

from mapapp.contracts import Action, Draft, Person, Subject, SubjectKind
from mapapp.store.faults import StoreConflictError, StoreDamageError
from mapapp.store.journal_rows import NO_ENTRY, insert_entries, last_of, load_entries, ordered
from mapapp.store.schema import JOURNAL

MILL, ROAD = Subject(SubjectKind.RECORD, "甲厂"), Subject(SubjectKind.RECORD, "乙路")
WANG = Person("王工")


@pytest.fixture
def connection():
    """Return a connection to an empty journal in memory."""
    engine = create_engine("sqlite://")
    JOURNAL.metadata.create_all(engine)
    with engine.connect() as made:
        yield made
    engine.dispose()


def write(connection, *drafts, seen=None, **options):
    """Write entries as one batch."""
    return insert_entries(connection, drafts, seen, batch="b", **options)


def test_each_entry_follows_the_one_before(connection):
    write(connection, Draft(MILL, 1, WANG), Draft(ROAD, 2, WANG))
    write(connection, Draft(MILL, 3, WANG))
    rows = connection.execute(ordered()).mappings().all()
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert [row["before"] for row in rows] == [NO_ENTRY, rows[0]["checksum"], rows[1]["checksum"]]
    assert [row["previous"] for row in rows] == [0, 0, 1]
    assert len(load_entries(connection, ordered(), chained=True)) == 3


def test_what_an_entry_does_is_told_from_what_stood_before(connection):
    entries = [*write(connection, Draft(MILL, 1, WANG)), *write(connection, Draft(MILL, 2, WANG))]
    entries += [*write(connection, Draft(MILL, None, WANG)), *write(connection, Draft(MILL, 4, WANG))]
    assert [entry.action for entry in entries] == [Action.ADD, Action.CHANGE, Action.REMOVE, Action.ADD]
    assert last_of(connection, MILL) == entries[-1]
    assert last_of(connection, ROAD) is None


def test_a_clock_set_back_makes_no_entry_earlier_than_the_one_before(connection):
    [first] = write(connection, Draft(MILL, 1, WANG), at="2026-05-01T00:00:00+00:00")
    [second] = write(connection, Draft(MILL, 2, WANG), at="2026-04-01T00:00:00+00:00")
    assert second.at == first.at


def test_numbers_go_on_after_those_that_were_taken_elsewhere(connection):
    [first] = write(connection, Draft(MILL, 1, WANG), skip_to=7)
    [second] = write(connection, Draft(MILL, 2, WANG), skip_to=3)
    assert (first.number, second.number) == (8, 9)


def test_what_somebody_else_changed_since_is_a_conflict_and_ones_own_words_are_not(connection):
    write(connection, Draft(MILL, 1, WANG), Draft(MILL, 2, WANG), seen=0)
    with pytest.raises(StoreConflictError):
        write(connection, Draft(MILL, 3, WANG), seen=1)
    assert write(connection, Draft(MILL, 3, WANG), seen=2)[0].old == 2


@pytest.mark.parametrize(
    ("touch", "says"),
    [
        (update(JOURNAL).where(JOURNAL.c.number == 2).values(reason="别的"), "第 2 条"),
        (delete(JOURNAL).where(JOURNAL.c.number == 2), "第 3 条"),
        (delete(JOURNAL).where(JOURNAL.c.number == 1), "第 2 条"),
    ],
)
def test_a_row_that_was_touched_or_taken_out_is_found(connection, touch, says):
    write(connection, Draft(MILL, 1, WANG), Draft(ROAD, 2, WANG), Draft(MILL, 3, WANG))
    connection.execute(touch)
    with pytest.raises(StoreDamageError, match=says):
        load_entries(connection, ordered(), chained=True)
