"""What is said on the desk reaches the journal once, in order, and never over somebody else's word unseen."""

from __future__ import annotations

import pytest

from mapapp.contracts import Draft, Person, SubjectKind
from mapapp.reviewing.review_desk import TWO_PEOPLE, desk_records
from mapapp.store import close_databases, open_store
from mapapp.ui.desk_wishes import Desk, DeskVisit, hear, standing_decisions

WANG, LI = Person("王工"), Person("李工")


@pytest.fixture
def sit(tmp_path, make_atlas, make_event):
    """Return what seats a person at the desk with two records."""
    atlas = make_atlas([make_event("e1"), make_event("e2", "乙桥", "p2")])
    records = {one.key: one for one in desk_records(atlas, "900")}
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")

    def seat(who, *, may_write=True):
        return Desk(store, atlas.document_by_id["900"], records, who, may_write)

    yield seat
    close_databases()


def said(desk):
    """Return what stands, by key."""
    state = desk.store.journal.as_of()
    return {entry.subject.key: (entry.new["decision"], entry.who.name) for entry in state.standing(SubjectKind.RECORD)}


def wish(n, verb, key, seen=0, **more):
    """Return a wish as the browser sends it."""
    return {"n": n, "verb": verb, "key": key, "seen": seen, **more}


def test_a_wish_that_is_said_again_is_carried_out_once(sit):
    desk, visit = sit(WANG), DeskVisit()
    one, other = desk.records
    wishes = [wish(1, "accept", one), wish(2, "reject", other)]
    hear(desk, visit, wishes)
    hear(desk, visit, [*wishes, wish(3, "undo", other)])
    assert said(desk) == {one: ("accept", "王工")}
    assert desk.store.journal.revision() == 3
    assert visit.replies == []


def test_one_may_change_his_own_word_without_seeing_the_answer_to_the_first(sit):
    desk, visit = sit(WANG), DeskVisit()
    key = next(iter(desk.records))
    hear(desk, visit, [wish(1, "accept", key), wish(2, "reject", key)])
    assert said(desk) == {key: ("reject", "王工")}


def test_the_second_hears_of_the_first_and_decides_over_it_only_knowingly(sit):
    wang, li, visit = sit(WANG), sit(LI), DeskVisit()
    key = next(iter(wang.records))
    hear(wang, DeskVisit(), [wish(1, "accept", key)])
    hear(li, visit, [wish(1, "reject", key)])
    assert said(wang) == {key: ("accept", "王工")}
    [reply] = visit.replies
    assert (reply["theirs"]["verdict"], reply["theirs"]["who"]) == ("accept", "王工")
    hear(li, visit, [wish(2, "reject", key, over=reply["over"])])
    assert said(wang) == {key: ("reject", "李工")}


def test_a_hundred_rounds_of_two_lose_no_word(sit):
    seats = [(sit(WANG), DeskVisit()), (sit(LI), DeskVisit())]
    key = next(iter(seats[0][0].records))
    for n in range(1, 101):
        for desk, visit in seats:
            before = len(visit.replies)
            hear(desk, visit, [wish(n, "accept" if n % 2 else "reject", key, seen=0)])
            for reply in visit.replies[before:]:
                hear(desk, visit, [wish(n + 0.5, "accept" if n % 2 else "reject", key, over=reply["over"])])
            visit.replies.clear()
    entries = seats[0][0].store.journal.entries(kind=SubjectKind.RECORD)
    assert [entry.who.name for entry in entries] == ["王工", "李工"] * 100
    # Every word rests on the one before: none was overwritten unseen.
    assert [entry.old for entry in entries] == [None, *(entry.new for entry in entries[:-1])]


def test_who_may_not_write_or_has_no_name_writes_nothing(sit):
    for desk in (sit(WANG, may_write=False), sit(Person(""))):
        visit = DeskVisit()
        hear(desk, visit, [wish(1, "accept", next(iter(desk.records)))])
        assert said(desk) == {}
        assert visit.replies[0]["said"]


@pytest.mark.parametrize("bad", ["x", None, [1], [{}], [{"n": True, "verb": "accept"}], {"n": 1}])
def test_what_is_no_wish_does_nothing(sit, bad):
    desk, visit = sit(WANG), DeskVisit()
    hear(desk, visit, bad)
    assert (desk.store.journal.revision(), visit.replies) == (0, [])


@pytest.mark.parametrize(("verb", "more"), [("fly", {}), ("correct", {"set": {"event_id": "x"}}), ("add", {"set": {}})])
def test_a_wish_that_makes_no_sense_is_refused_in_words(sit, verb, more):
    desk, visit = sit(WANG), DeskVisit()
    hear(desk, visit, [wish(1, verb, next(iter(desk.records)), **more)])
    assert said(desk) == {}
    assert visit.replies[0]["said"]


def test_where_two_must_sign_the_second_signs_and_may_take_it_back(sit):
    wang, li, visit = sit(WANG), sit(LI), DeskVisit()
    key = next(iter(wang.records))
    wang.store.journal.append(Draft(TWO_PEOPLE, True, WANG))
    hear(wang, DeskVisit(), [wish(1, "reject", key, seen=1)])

    def told():
        return standing_decisions(wang.store.journal.as_of(), wang.document, WANG)[key]

    assert (told()["verdict"], told()["done"], told()["second"]) == ("reject", False, [])
    hear(li, visit, [wish(1, "accept", key, seen=2)])
    assert (told()["verdict"], told()["done"], told()["second"]) == ("reject", True, ["李工"])
    hear(li, visit, [wish(2, "undo", key, seen=3)])
    assert (told()["verdict"], told()["done"]) == ("reject", False)


def test_nobody_takes_back_what_somebody_else_said(sit):
    wang, li, visit = sit(WANG), sit(LI), DeskVisit()
    key = next(iter(wang.records))
    hear(wang, DeskVisit(), [wish(1, "accept", key)])
    hear(li, visit, [wish(1, "undo", key, seen=1)])
    assert said(wang) == {key: ("accept", "王工")}
    assert "不是您定的" in visit.replies[0]["said"]
