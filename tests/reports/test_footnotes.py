"""Numbered notes: one sentence, one number."""

from mapapp.reports.footnotes import Notes
from tests.conftest import build_document

TEXT = "甲厂开工。\n乙路建成\n  通车。"


def atlas_of(make_atlas, **changes):
    return make_atlas(documents=[build_document(text=TEXT, **changes)])


def test_notes_are_numbered_as_they_are_asked_for_and_a_sentence_keeps_its_number(make_atlas, make_event):
    notes = Notes(atlas_of(make_atlas))
    first, second = make_event("e1", start=6, end=16), make_event("e2", start=0, end=5)
    assert [notes.number(event) for event in (first, second, first)] == [1, 2, 1]
    assert notes.number(make_event("e3", name="别的", start=0, end=5)) == 2


def test_a_figure_and_an_event_of_one_sentence_share_a_note(make_atlas, make_event, make_indicator):
    notes = Notes(atlas_of(make_atlas))
    assert notes.number(make_event(start=0, end=5)) == notes.number(make_indicator(start=0, end=5)) == 1


def test_a_note_quotes_without_line_ends_and_says_where(make_atlas, make_event):
    notes = Notes(atlas_of(make_atlas))
    notes.number(make_event(start=6, end=16))
    assert notes.texts() == [(1, "“乙路建成通车。”——《文件900》第6–16字")]


def test_the_page_is_named_where_the_file_has_pages(make_atlas, make_event):
    notes = Notes(atlas_of(make_atlas, page_starts=(0, 6)))
    notes.number(make_event(start=6, end=10))
    assert notes.texts()[0][1].endswith("《文件900》第2页，第6–10字")


def test_only_new_notes_are_given_again(make_atlas, make_event):
    notes = Notes(atlas_of(make_atlas))
    assert notes.texts() == []
    notes.number(make_event(start=0, end=5))
    notes.number(make_event(start=6, end=10))
    assert [number for number, _ in notes.texts(after=1)] == [2]
    assert notes.texts(after=2) == []
