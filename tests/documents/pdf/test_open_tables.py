"""Tables with level rules only: columns where all rows leave a gap, rows where the first column has words."""

from __future__ import annotations

import pytest

from mapapp.documents.pdf.open_tables import find_open_grids
from mapapp.documents.pdf.rules import Rule


def words(y: float, *spans: tuple[float, float]) -> list[tuple[float, float, float, float]]:
    """Return words of one printed line, 10 points high."""
    return [(left, y, right, y + 10) for left, right in spans]


# Rules at 200, 180 and 100 over x 50..350; three columns of words at 60, 160, 260.
RULES = [Rule(200, 50, 350), Rule(180, 50, 350), Rule(100, 50, 350)]
HEAD = words(185, (60, 100), (160, 200), (260, 300))
ROWS = [*words(160, (60, 100), (160, 200), (260, 300)), *words(130, (60, 110), (160, 190), (260, 290))]


def test_three_rules_hold_a_head_and_its_rows():
    [grid] = find_open_grids(RULES, [*HEAD, *ROWS])
    # Columns part in the middle of the gaps that all rows leave: 60..110, 160..200, 260..300.
    assert grid.xs == pytest.approx((50, 135, 230, 350))
    # The head ends at its rule; the rows part half-way between 160 and 140.
    assert grid.ys == pytest.approx((200, 180, 150, 100))
    assert len(grid.boxes) == 9
    assert (grid.boxes[0].left, grid.boxes[0].top, grid.boxes[0].right, grid.boxes[0].bottom) == pytest.approx(
        (50, 200, 135, 180)
    )


def test_a_line_without_words_in_the_first_column_goes_on_with_its_row():
    more = [*words(142, (60, 100), (160, 200), (260, 300)), *words(124, (60, 100), (160, 200), (260, 300))]
    [grid] = find_open_grids(RULES, [*HEAD, *ROWS[:3], *more, *words(108, (160, 200))])
    # Rows begin at 160, 142 and 124; what stands at 108 belongs to the last.
    assert grid.ys == pytest.approx((200, 180, 156, 138, 100))


@pytest.mark.parametrize(
    ("rules", "text"),
    [
        (RULES[:1], [*HEAD, *ROWS]),  # one rule bounds nothing
        ([Rule(200, 50, 350), Rule(180, 50, 250), Rule(100, 90, 350)], [*HEAD, *ROWS]),  # rules that end differently
        (RULES, [*words(185, (60, 300)), *words(160, (60, 320)), *words(130, (60, 330))]),  # prose: no gap
        (RULES, [*words(185, (10, 40), (160, 200)), *words(160, (10, 40), (160, 200))]),  # words beyond the rules
        # Two lines of five have a gap: prose with a tab, no table.
        (
            RULES,
            [
                *words(185, (60, 100), (160, 200)),
                *words(160, (60, 100), (160, 200)),
                *(word for y in (148, 136, 124) for word in words(y, (60, 300))),
            ],
        ),
        (RULES, []),
    ],
)
def test_what_is_no_table_gives_none(rules, text):
    assert find_open_grids(rules, text) == []


def test_a_drawing_with_thousands_of_marks_is_not_looked_at():
    assert find_open_grids(RULES, [*HEAD, *ROWS] * 700) == []
    assert find_open_grids(RULES * 101, [*HEAD, *ROWS]) == []
