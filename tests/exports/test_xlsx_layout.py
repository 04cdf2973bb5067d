"""Which columns people see, how wide, and how high a row must be to show its words."""

from __future__ import annotations

import pytest

from mapapp.exports.flat_columns import columns_of
from mapapp.exports.xlsx_layout import HEAD_POINTS, LINE_POINTS, MOST_LINES, columns_wide, sheet_layout

COLUMNS = columns_of("project")


@pytest.mark.parametrize(("text", "wide"), [("", 0), ("abcd", 4), ("甲乙", 3.92), ("甲a", 2.94)])
def test_a_chinese_letter_takes_two_columns(text, wide):
    assert columns_wide(text) == pytest.approx(wide)


def test_no_column_is_lost_and_unplaced_ones_are_folded_behind_the_others():
    layout = sheet_layout("project", COLUMNS)
    assert sorted(placed.column.name for placed in layout.columns) == sorted(column.name for column in COLUMNS)
    folded = [placed.folded for placed in layout.columns]
    assert folded == sorted(folded)
    assert 0 < layout.lead < len(layout.columns)
    assert layout.head_points >= HEAD_POINTS


def test_a_row_is_as_high_as_its_longest_text():
    layout = sheet_layout("project", COLUMNS)
    width = layout.columns[0].width
    cells: list[object] = [""] * len(layout.columns)
    assert layout.row_points(cells) is None
    cells[0] = "a" * int(width * 2 + 1)
    assert not layout.fits(0, cells[0])
    assert layout.row_points(cells) == 3 * LINE_POINTS
    cells[0] = "a\nb"
    assert layout.row_points(cells) == 2 * LINE_POINTS
    cells[0] = "a\n" * 40
    assert layout.row_points(cells) == MOST_LINES * LINE_POINTS


def test_words_in_a_folded_column_make_no_row_higher():
    layout = sheet_layout("project", COLUMNS)
    cells: list[object] = ["字" * 500 if placed.folded else "" for placed in layout.columns]
    assert layout.row_points(cells) is None
