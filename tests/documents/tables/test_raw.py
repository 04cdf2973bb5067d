"""A table as it is come upon."""

from mapapp.documents.tables.raw import RawCell, RawTable


def test_a_table_reaches_from_its_first_line_to_its_last():
    table = RawTable("tabs", 2, [(5, 9), (10, 14), (15, 20)], [RawCell(0, 0, 5, 6)])
    assert (table.start, table.end) == (5, 20)


def test_a_table_of_one_line_is_that_line():
    table = RawTable("tabs", 1, [(3, 3)], [])
    assert (table.start, table.end, table.header_rows, table.edges) == (3, 3, None, ())
