"""Where the words of a cell are read: stored offsets looked up in the view."""

import pytest

from mapapp.contracts import TextView
from mapapp.documents.tables.positions import ViewPositions


@pytest.mark.parametrize(
    ("start", "end", "spans"),
    [(0, 4, ((0, 2),)), (0, 3, ((0, 2),)), (4, 9, ((3, 5),)), (0, 9, ((0, 5),)), (2, 4, ()), (9, 9, ()), (5, 4, ())],
)
def test_a_stretch_is_found_without_blanks_at_its_edges(start, end, spans):
    # Stored: 甲 园 _ 乙 路, of which the blank stands at 3 and the second pair at 5 and 7.
    positions = ViewPositions(TextView("甲园 乙路", (0, 1, 3, 5, 7)))
    assert positions.spans(start, end) == spans


def test_columns_put_back_into_order_are_found_in_pieces():
    # The right column (stored 10, 11) is read before the left one (stored 0, 1).
    positions = ViewPositions(TextView("丙丁甲乙", (10, 11, 0, 1)))
    assert positions.spans(0, 12) == ((2, 4), (0, 2))
    assert positions.words(positions.spans(0, 12)) == "甲乙丙丁"
    assert positions.spans(11, 12) == ((1, 2),)


def test_nothing_is_found_where_only_blanks_are_printed():
    positions = ViewPositions(TextView(" \n　", (0, 1, 2)))
    assert positions.spans(0, 3) == ()
    assert positions.words(()) == ""


def test_an_empty_view_has_no_positions():
    assert ViewPositions(TextView("", ())).spans(0, 100) == ()


def test_a_character_beyond_the_bmp_counts_as_one():
    positions = ViewPositions(TextView("𠮷园", (4, 5)))
    assert positions.words(positions.spans(5, 6)) == "园"
