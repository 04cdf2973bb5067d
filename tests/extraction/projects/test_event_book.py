"""Records of one document: an id of their own words, each statement once."""

from dataclasses import replace

import pytest

from mapapp.contracts import Modality, Stage, YearBasis
from mapapp.extraction.projects.event_book import EventBook, Telling
from tests.conftest import build_document

TEXT = "甲园开工。乙路开工。甲园开工。"
TOLD = Telling(
    spans=((0, 4),),
    told_in="甲园开工",
    name="甲园",
    canonical="",
    stage=Stage.STARTED,
    modality=Modality.REPORTED,
    year=2024,
    basis=YearBasis.SECTION,
    zones=(),
    evidence=None,
    places=(),
    rule="test",
    confidence=0.9,
    reasons=(),
)


@pytest.fixture
def book():
    return EventBook(build_document("D", text=TEXT))


def test_a_record_quotes_its_document(book):
    book.add(TOLD)
    (event,) = book.events()
    assert (event.quote, event.doc, event.district, event.certain, event.spans) == ("甲园开工", "D", "青浦区", True, ())
    assert event.event_id.startswith("D-")


def test_a_statement_printed_twice_is_recorded_once(book):
    book.add(TOLD)
    book.add(replace(TOLD, spans=((10, 14),)))
    assert [event.start for event in book.events()] == [0]


def test_the_same_words_in_two_statements_are_two_records_with_two_ids(book):
    book.add(TOLD)
    book.add(replace(TOLD, spans=((10, 14),), told_in="今年，甲园开工"))
    one, other = book.events()
    assert (one.start, other.start) == (0, 10)
    assert one.event_id != other.event_id


def test_an_id_does_not_hang_on_what_else_is_read(book):
    book.add(TOLD)
    crowded = EventBook(build_document("D", text=TEXT))
    crowded.add(replace(TOLD, spans=((5, 9),), name="乙路", told_in="乙路开工"))
    crowded.add(TOLD)
    assert crowded.events()[1].event_id == book.events()[0].event_id


def test_a_record_is_certain_by_its_confidence_unless_somebody_says_otherwise(book):
    book.add(replace(TOLD, confidence=0.0))
    book.add(replace(TOLD, confidence=1.0, certain=False, year=2025))
    book.add(replace(TOLD, confidence=1.0, year=2026))
    assert [event.certain for event in book.events()] == [False, False, True]


def test_a_sentence_broken_over_columns_keeps_all_its_pieces(book):
    book.add(replace(TOLD, spans=((10, 14), (0, 4))))
    (event,) = book.events()
    assert (event.start, event.end, event.spans) == (10, 14, ((10, 14), (0, 4)))
