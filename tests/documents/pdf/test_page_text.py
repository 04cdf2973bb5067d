"""A page as lines, and its tables as rows whose cells know where they stand in the stored text."""

from __future__ import annotations

from mapapp.documents.pdf.grids import Box, Grid
from mapapp.documents.pdf.page_text import PageText, clean

GRID = Grid(
    (0, 10, 20),
    (30, 20, 10),
    (Box(0, 0, 1, 2, 0, 20, 20, 30), Box(1, 0, 1, 1, 0, 10, 10, 20), Box(1, 1, 1, 1, 10, 10, 20, 20)),
)


def test_lines_and_a_table_follow_one_another():
    page = PageText(3, 100)
    page.lines("\n一、总体\n")
    page.lines("\n")
    page.table(GRID, dict(zip(GRID.boxes, ("清单", "甲厂", "2026"), strict=True)))
    assert page.text == "一、总体\n清单\t\n甲厂\t2026\n"
    [table] = page.tables
    assert (table.page, table.columns, table.edges) == (3, 2, (0, 10, 20))
    printed = {(cell.row, cell.column): page.text[cell.start - 100 : cell.end - 100] for cell in table.cells}
    assert printed == {(0, 0): "清单", (1, 0): "甲厂", (1, 1): "2026"}
    assert [page.text[start - 100 : end - 100] for start, end in table.lines] == ["清单\t", "甲厂\t2026"]
    assert [cell.column_span for cell in table.cells] == [2, 1, 1]


def test_the_marks_of_the_library_are_taken_out():
    assert clean("甲\ufffe厂\r\n乙\x02桥\r丙\x00园\uffff") == "甲厂\n乙桥\n丙园"
