"""Tables that stand as plain lines: which lines are one table, and where each cell is."""

import pytest

from mapapp.documents.reading_view import lay_out
from mapapp.documents.tables.from_lines import tables_of_lines


def tables(text, taken=(), pages=()):
    view, blocks = lay_out(text)
    return list(tables_of_lines(text, view, blocks, list(taken), pages))


def rows(text, table):
    grid = [[""] * table.columns for _ in table.lines]
    for cell in table.cells:
        grid[cell.row][cell.column] = text[cell.start : cell.end]
    return grid


def test_tabs_part_cells_and_an_empty_cell_keeps_its_place():
    text = "序号\t名称\t进展\n1\t\t竣工\n2\t西桥\t\n"
    (table,) = tables(text)
    assert (table.source, table.columns) == ("tabs", 3)
    assert rows(text, table) == [["序号", "名称", "进展"], ["1", "", "竣工"], ["2", "西桥", ""]]


def test_bars_at_both_ends_are_a_frame_and_a_line_of_dashes_is_no_row():
    text = "| 名称 | 进展 |\n|---|---|\n| 东桥 | 竣工 |\n| 西桥 | 开工 |\n"
    (table,) = tables(text)
    assert (table.source, table.columns) == ("bars", 2)
    assert rows(text, table) == [["名称", "进展"], ["东桥", "竣工"], ["西桥", "开工"]]


def test_a_short_line_between_rows_covers_the_whole_width():
    text = "序号\t名称\t进展\n一、道路工程\n1\t东桥\t竣工\n2\t西桥\t开工\n"
    (table,) = tables(text)
    band = next(cell for cell in table.cells if text[cell.start : cell.end] == "一、道路工程")
    assert (band.row, band.column, band.column_span) == (1, 0, 3)


def test_a_header_printed_again_begins_a_table_of_its_own():
    text = "序号\t名称\t进展\n1\t东桥\t竣工\n序号\t名称\t进展\n1\t西桥\t开工\n"
    assert [len(table.lines) for table in tables(text)] == [2, 2]


def test_what_the_file_marks_as_a_table_is_not_read_again():
    text = "序号\t名称\n1\t东桥\n2\t西桥\n"
    assert tables(text, taken=[(0, len(text)), (3, 6)]) == []


def test_a_table_knows_the_page_it_begins_on():
    text = "前文一段。\n\n序号\t名称\n1\t东桥\n2\t西桥\n"
    begin = text.index("序号")
    assert [table.page for table in tables(text, pages=(0, begin))] == [2]
    assert [table.page for table in tables(text)] == [None]


@pytest.mark.parametrize("text", ["", "只有一段。", "甲\t乙\n"])
def test_one_line_is_no_table(text):
    assert tables(text) == []
