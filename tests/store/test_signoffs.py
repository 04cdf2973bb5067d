"""A signature counts as long as what was signed stands unchanged."""

from __future__ import annotations

import pytest

from mapapp.contracts import Draft, Person, Subject, SubjectKind
from mapapp.store import StoreConflictError, close_databases, open_store
from mapapp.store.signoffs import Signoffs, signers

MILL = Subject(SubjectKind.RECORD, "甲厂")
WANG, LI = Person("王工", "wang@example.org"), Person("李工", "li@example.org")


@pytest.fixture
def journal(tmp_path):
    yield open_store(f"sqlite:///{tmp_path / 'store.sqlite'}").journal
    close_databases()


def names(journal, **asked):
    return [who.name for who in signers(journal.as_of(), MILL, **asked)]


def test_a_signature_falls_when_what_was_signed_changes(journal):
    journal.append(Draft(MILL, "一", WANG))
    Signoffs(journal).sign(MILL, LI, "看过", journal.revision())
    assert names(journal) == ["李工"]
    journal.append(Draft(MILL, "二", WANG))
    assert names(journal) == []


def test_nobody_signs_what_he_did_not_see(journal):
    journal.append(Draft(MILL, "一", WANG))
    seen = journal.revision()
    journal.append(Draft(MILL, "二", WANG))
    with pytest.raises(StoreConflictError):
        Signoffs(journal).sign(MILL, LI, "看过", seen)
    assert names(journal) == []


def test_signing_twice_is_one_signature_and_two_people_are_two(journal):
    journal.append(Draft(MILL, "一", Person("赵工")))
    for who in (LI, LI, WANG):
        Signoffs(journal).sign(MILL, who, "", journal.revision())
    assert sorted(names(journal)) == ["李工", "王工"]


def test_the_author_is_not_a_second_pair_of_eyes(journal):
    journal.append(Draft(MILL, "一", WANG))
    Signoffs(journal).sign(MILL, Person("老王", WANG.account), "", journal.revision())
    assert names(journal) == ["老王"]
    assert names(journal, besides_author=True) == []


def test_where_nobody_signs_in_the_name_tells_people_apart(journal):
    journal.append(Draft(MILL, "一", Person("王工")))
    Signoffs(journal).sign(MILL, Person(" 王工 "), "", journal.revision())
    Signoffs(journal).sign(MILL, Person("李工"), "", journal.revision())
    assert names(journal, besides_author=True) == ["李工"]


def test_one_takes_back_only_ones_own_signature(journal):
    journal.append(Draft(MILL, "一", Person("赵工")))
    for who in (WANG, LI):
        Signoffs(journal).sign(MILL, who, "", journal.revision())
    Signoffs(journal).withdraw(MILL, WANG)
    assert names(journal) == ["李工"]
