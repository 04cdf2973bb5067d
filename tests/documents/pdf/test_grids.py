"""From rules to grids: what belongs together, what is merged, and what is no table."""

from __future__ import annotations

from mapapp.documents.pdf.grids import find_grids, join_rules
from mapapp.documents.pdf.rules import Rule, Rules


def ruled(xs: list[float], ys: list[float]) -> Rules:
    """Return the rules of a table whose rules all go through."""
    return Rules([Rule(y, xs[0], xs[-1]) for y in ys], [Rule(x, ys[0], ys[-1]) for x in xs])


def test_two_rows_and_two_columns_are_four_cells_in_reading_order():
    (grid,) = find_grids(ruled([0, 50, 100], [0, 20, 40]))
    assert (grid.xs, grid.ys) == ((0, 50, 100), (40, 20, 0))
    assert [(box.row, box.column) for box in grid.boxes] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    first = grid.boxes[0]
    assert (first.left, first.bottom, first.right, first.top) == (0, 20, 50, 40)


def test_a_row_or_column_alone_is_no_table():
    assert find_grids(ruled([0, 100], [0, 20, 40])) == ()
    assert find_grids(ruled([0, 50, 100], [0, 20])) == ()
    assert find_grids(Rules([], [])) == ()


def test_a_rule_that_stops_short_merges_the_cells_beside_it():
    rules = ruled([0, 50, 100], [0, 20, 40])
    rules.upright[1] = Rule(50, 0, 20)  # the middle rule does not reach into the upper row
    (grid,) = find_grids(rules)
    assert [(box.row, box.column, box.column_span) for box in grid.boxes] == [(0, 0, 2), (1, 0, 1), (1, 1, 1)]
    rules = ruled([0, 50, 100], [0, 20, 40])
    rules.level[1] = Rule(20, 50, 100)  # the level rule leaves the first column whole
    (grid,) = find_grids(rules)
    assert [(box.row, box.column, box.row_span) for box in grid.boxes] == [(0, 0, 2), (0, 1, 1), (1, 1, 1)]


def test_tables_apart_are_two_from_the_top_down():
    low, high = ruled([0, 50, 100], [0, 20, 40]), ruled([0, 50, 100], [100, 120, 140])
    grids = find_grids(Rules(low.level + high.level, low.upright + high.upright))
    assert [grid.ys[0] for grid in grids] == [140, 40]


def test_rules_that_go_on_or_lie_nearly_on_one_another_are_one():
    assert join_rules([Rule(10, 0, 50), Rule(11, 52, 100)]) == [Rule(10, 0, 100)]
    assert join_rules([Rule(10, 0, 50), Rule(10, 60, 100)]) == [Rule(10, 0, 50), Rule(10, 60, 100)]
    assert join_rules([Rule(10, 0, 50), Rule(20, 0, 50)]) == [Rule(10, 0, 50), Rule(20, 0, 50)]


def test_squared_paper_is_no_table():
    lines = [float(at) for at in range(0, 1000, 5)]
    assert find_grids(ruled(lines, lines)) == ()
