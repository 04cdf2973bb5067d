"""One piece of editing from the first click to the entry: every way in asks anew whether the visitor may write."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mapapp.contracts import Draft, Person, Subject, SubjectKind
from mapapp.errors import MapAppError
from mapapp.store import open_store
from mapapp.ui import editing

WANG = Person("王工")
MILL = Subject(SubjectKind.RECORD, "甲厂")


class RerunError(Exception):
    """The page is drawn again."""


@pytest.fixture
def visit(monkeypatch, tmp_path):
    """Return the memory of a visit that may write into a store of its own."""
    memory = {}
    store = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    monkeypatch.setattr("mapapp.ui.screen_state.st.session_state", memory)
    monkeypatch.setattr(editing, "visitor", lambda: SimpleNamespace(may_write=memory.get("may", True), person=WANG))
    monkeypatch.setattr(editing, "open_store", lambda: store)
    monkeypatch.setattr(editing, "shown_revision", store.journal.revision)

    def rerun():
        raise RerunError

    monkeypatch.setattr(editing.st, "rerun", rerun)
    memory["store"] = store
    return memory


def keep(visit, value, seen=None):
    """Keep a value of the mill as the present piece of editing would."""
    editing.keep(
        lambda store, revision: store.journal.append_all((Draft(MILL, value, WANG),), revision), "已保存", seen=seen
    )


def test_who_may_not_write_begins_nothing(visit):
    visit["may"] = False
    editing.begin(editing.PUT, "p1")
    assert editing.editing() is None
    visit["may"] = True
    editing.begin(editing.PUT, "p1")
    assert editing.editing() == editing.Editing(editing.PUT, "p1", 0, 1)
    visit["may"] = False  # a right that was taken away meanwhile
    assert editing.editing() is None


def test_what_the_map_told_of_an_earlier_piece_is_dropped(visit):
    editing.begin(editing.PUT, "p1")
    editing.take_map_value({"turn": 1, "at": [121.0, 31.0]})
    assert editing.map_value("at") == [121.0, 31.0]
    editing.begin(editing.PUT, "p2")
    assert editing.map_value("at") is None
    editing.take_map_value({"turn": 1, "at": [0, 0]})
    editing.take_map_value("at")
    assert editing.map_value("at") is None


def test_a_change_is_entered_told_and_can_be_taken_back(visit):
    editing.begin(editing.PUT, "p1")
    with pytest.raises(RerunError):
        keep(visit, 1)
    said, batch = visit["editing_done"]
    assert (said, editing.editing()) == ("已保存", None)
    editing.take_back(batch, Person(""))  # nobody signs for it
    assert visit["editing_done"][1] == batch
    editing.take_back(batch, WANG)
    assert visit["store"].journal.as_of().value(MILL) is None
    assert visit["editing_done"][1] == ""


def test_a_clash_is_kept_until_somebody_chooses(visit):
    editing.begin(editing.PUT, "p1")
    visit["store"].journal.append(Draft(MILL, "theirs", Person("李工")))
    with pytest.raises(RerunError):
        keep(visit, "mine")
    assert visit["editing_clash"].theirs.who == Person("李工")
    assert editing.editing() is not None
    editing.look_again(visit["editing_clash"].theirs.number)
    assert visit["editing_clash"] is None
    with pytest.raises(RerunError):
        keep(visit, "mine")
    assert visit["store"].journal.as_of().value(MILL) == "mine"


def test_a_refusal_is_told_and_the_piece_goes_on(visit):
    editing.begin(editing.PUT, "p1")

    def change(_store, _seen):
        raise MapAppError("存不下")

    with pytest.raises(RerunError):
        editing.keep(change, "已保存")
    assert visit["editing_done"] == ("存不下", "")
    assert editing.editing() is not None


def test_nothing_is_kept_where_nothing_is_being_edited(visit):
    keep(visit, 1)
    assert visit["store"].journal.revision() == 0
