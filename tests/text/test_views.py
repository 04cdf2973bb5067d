"""A view under construction: every character keeps the place it was printed at."""

import pytest

from mapapp.contracts import TextView
from mapapp.errors import DocumentError
from mapapp.text.views import ViewBuilder, identity_view


def test_characters_keep_the_offset_they_were_printed_at():
    builder = ViewBuilder()
    builder.keep("青", 7)
    builder.keep_run("石大桥", 20)
    assert builder.view() == TextView("青石大桥", (7, 20, 21, 22))
    assert (len(builder), builder.last()) == (4, "桥")


def test_nothing_kept_is_an_empty_view():
    builder = ViewBuilder()
    builder.drop_trailing(" ")
    assert (builder.view(), builder.last(), len(builder)) == (TextView("", ()), "", 0)


def test_blanks_at_the_end_go_with_their_offsets_and_no_further():
    builder = ViewBuilder()
    builder.keep_run(" 甲 乙 　 ", 3)
    builder.drop_trailing(" 　")
    assert builder.view() == TextView(" 甲 乙", (3, 4, 5, 6))


def test_a_character_beyond_the_bmp_is_one_character():
    assert identity_view("𠮷园") == TextView("𠮷园", (0, 1))


def test_a_map_that_does_not_fit_its_text_is_refused():
    with pytest.raises(DocumentError, match="2 字"):
        TextView("甲园", (0,))


def test_a_jump_opens_a_new_piece_and_a_step_back_too():
    view = TextView("甲乙丙丁", (10, 11, 60, 5))
    assert view.stored_spans(0, 4) == ((10, 12), (60, 61), (5, 6))
    assert view.stored_spans(0, 3, max_gap=48) == ((10, 61),)
    assert view.stored_spans(2, 2) == ()
