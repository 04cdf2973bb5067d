"""Finding the record a reviewer meant: by place, by name, and never a second time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.entities.review.review_book import ReviewBook, squeeze


@pytest.mark.parametrize(
    ("text", "quote", "places"),
    [
        ("甲园开工。", "甲园开工", [(0, 4)]),
        ("甲\n园　开工。", "甲园 开工", [(0, 6)]),
        ("𠮷园开工，𠮷园建成。", "𠮷园", [(0, 2), (5, 7)]),
        ("哈哈哈", "哈哈", [(0, 2), (1, 3)]),
        ("甲园开工。", "乙园", []),
        ("甲园开工。", "", []),
        ("甲园开工。", " \n", []),
        ("", "甲", []),
    ],
)
def test_a_quote_is_found_at_its_stored_offsets_whatever_the_white_space(text, quote, places):
    assert squeeze(text).find(quote) == places


def test_a_decided_record_is_not_found_again(make_event):
    book = ReviewBook([make_event("甲园", start=0, end=4)])
    place = [(0, 4)]
    assert book.find("A", place, {"name": "甲园"}) == 0
    book.put(0, replace(book.get(0), reviewed="accepted"))
    assert book.find("A", place, {"name": "甲园"}) is None
    assert len(book.records()) == 1


def test_a_rejected_record_is_gone(make_event):
    book = ReviewBook([make_event("甲园", start=0, end=4), make_event("乙路", start=4, end=9)])
    book.put(0, None)
    assert [record.name for record in book.records()] == ["乙路"]
    assert book.candidates("A", [(0, 9)]) == [1]


def test_a_place_that_only_touches_the_edge_is_another_place(make_event):
    book = ReviewBook([make_event("甲园", start=4, end=8)])
    assert book.candidates("A", [(0, 4), (8, 12)]) == []
    assert book.candidates("A", [(7, 9)]) == [0]
    assert book.candidates("B", [(4, 8)]) == []


def test_a_sentence_broken_over_columns_is_found_on_its_second_piece(make_event):
    book = ReviewBook([make_event("甲园", start=0, end=4, spans=((0, 4), (90, 99)))])
    assert book.candidates("A", [(95, 96)]) == [0]
    assert book.candidates("A", [(10, 80)]) == []


def test_all_that_was_seen_must_be_there(make_event, make_indicator):
    book = ReviewBook([make_event("甲园", "started", start=0, end=4, zones=("新城",)), make_indicator(start=0, end=4)])
    assert book.find("A", [(0, 4)], {"name": "“甲园”", "stage": "started", "zones": ["新城"]}) == 0
    assert book.find("A", [(0, 4)], {"name": "甲园", "stage": "completed"}) is None
    assert book.find("A", [(0, 4)], {"name": "陆域森林覆盖率", "period": 2020}) == 1


def test_two_records_it_could_mean_are_none(make_event):
    one, other = make_event("甲园", "started", start=0, end=9), make_event("甲园", "completed", start=0, end=9)
    assert ReviewBook([one, other]).find_only("A", [(0, 9)], ["甲园"], {}) is None
    assert ReviewBook([one]).find_only("A", [(0, 9)], ["甲园"], {}) == 0


def test_a_near_name_needs_three_letters_and_all_that_was_seen(make_event):
    book = ReviewBook([make_event("甲山科创园", "started", start=0, end=9)])
    assert book.find_only("A", [(0, 9)], ["科创园"], {"stage": "started"}) == 0
    assert book.find_only("A", [(0, 9)], ["科创园"], {"stage": "completed"}) is None
    assert book.find_only("A", [(0, 9)], ["创园"], {"stage": "started"}) is None
