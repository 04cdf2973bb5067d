"""What lies on the review desk, in which order, and what a browser may ask of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.contracts import Entry, JournalState, Person, Precision, Problem, Severity, Subject, SubjectKind
from mapapp.contracts.journal_entries import Action
from mapapp.errors import MapAppError
from mapapp.reviewing.review_desk import (
    checked_fields,
    desk_records,
    new_record,
    plain_decision,
    stale_decisions,
    without_decisions,
)


def test_doubtful_records_come_first_then_those_not_on_the_map(make_atlas, make_event, make_indicator):
    sure = make_event("e1")
    off_map = make_event("e2", "乙桥", "p2")
    doubtful = replace(make_event("e3", "丙路", "p3"), certain=False)
    atlas = make_atlas([sure, off_map, doubtful], indicators=[make_indicator()])
    placements = [
        replace(one, geometry=None, precision=Precision.NONE) if one.project_id == "p2" else one
        for one in atlas.placements
    ]
    ordered = desk_records(replace(atlas, placements=tuple(placements)), "900")
    assert [one.record.name for one in ordered] == ["丙路", "乙桥", sure.name, make_indicator().name]
    assert [one.on_map for one in ordered][:3] == [True, False, True]
    assert len({one.key for one in ordered}) == 4


def test_two_records_the_journal_cannot_tell_apart_are_one(make_atlas, make_event):
    one = make_event("e1")
    assert len(desk_records(make_atlas([one, replace(one, event_id="e2")]), "900")) == 1


def test_a_new_record_quotes_the_sentence_around_the_words_and_says_which_occurrence(make_document):
    text = "一、回顾\n甲桥建成。乙桥开工。\n甲桥建成。"
    document = replace(make_document("900"), text=text)
    second = text.rindex("甲桥")
    found = new_record(document, second, second + 2, {"name": "甲桥", "stage": "operating"})
    assert found["quote"] == "甲桥建成。"
    assert found["set"] == {"name": "甲桥", "stage": "operating", "occurrence": 1}
    first = text.index("乙桥")
    assert new_record(document, first, first + 2, {"name": "乙桥", "stage": "building"})["quote"] == "乙桥开工。"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (0, 10_000), (4, 5)])
def test_words_that_are_not_in_the_document_make_no_record(make_document, start, end):
    document = replace(make_document("900"), text="甲桥建成\n乙桥")
    with pytest.raises(MapAppError, match="原文"):
        new_record(document, start, end, {"name": "甲桥", "stage": "operating"})


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        {"event_id": "x"},
        {"reviewed": "accepted"},
        {"stage": "flying"},
        {"year": "2024"},
        {"name": " "},
        {"zones": "青西"},
        {"name": "甲" * 5_000},
    ],
)
def test_a_browser_can_set_nothing_but_the_fields_of_the_form(given):
    with pytest.raises(MapAppError):
        checked_fields("event", given)


def test_what_a_form_sets_passes_as_it_is():
    given = {"name": "甲桥", "stage": "building", "year": None, "modality": "planned", "polarity": "not_reached"}
    assert checked_fields("event", given) == given
    assert checked_fields("indicator", {"value": 3.5, "unit": "亿元"}) == {"value": 3.5, "unit": "亿元"}


def test_decisions_whose_quote_changed_are_named(make_atlas, make_event):
    stale = Problem("review-stale", Severity.WARNING, "x", "待复核：“甲桥”引文已不在文件中", "y")
    other = Problem("document-silent", Severity.WARNING, "x", "z", "y")
    assert stale_decisions(replace(make_atlas([make_event("e1")]), problems=(other, stale))) == (stale.message,)


def test_the_desk_rests_on_documents_and_drawings_but_not_on_decisions(make_document, make_event):
    record = Subject(SubjectKind.RECORD, "r")
    document = Subject(SubjectKind.DOCUMENT, "d")
    latest = {
        subject: Entry(number, "", Person("王工"), Action.ADD, subject, None, {"a": 1}, "", 0, "", None, "")
        for number, subject in ((1, document), (2, record))
    }
    assert list(without_decisions(JournalState(2, latest)).latest) == [document]
    assert plain_decision(make_document("900"), make_event("e1"))["was"] == {
        "stage": make_event("e1").stage.value,
        "modality": make_event("e1").modality.value,
    }
