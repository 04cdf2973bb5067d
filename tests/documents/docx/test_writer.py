"""The text of a docx as it grows: every line and every cell knows where it stands."""

from __future__ import annotations

from mapapp.documents.docx.writer import CellText, TextWriter


def table_of(*rows: list[CellText], header_rows: int | None = None) -> TextWriter:
    """Write a table of some rows behind one line."""
    writer = TextWriter()
    writer.line("表一")
    started = writer.start_table()
    for row in rows:
        writer.row(started, row)
    writer.end_table(started, header_rows=header_rows)
    return writer


def test_lines_know_their_offsets():
    writer = TextWriter()
    assert writer.line("一、总体") == (0, 4)
    assert writer.line("甲厂") == (5, 7)
    assert writer.text == "一、总体\n甲厂"


def test_words_joined_move_what_follows():
    writer = TextWriter()
    writer.join("甲厂")  # nothing to join: a line of its own
    writer.join("开工")
    assert writer.line("乙桥") == (5, 7)
    assert writer.text == "甲厂开工\n乙桥"


def test_cells_stand_where_the_text_prints_them():
    writer = table_of([CellText(0, 1, "名称"), CellText(1, 1, "年")], [CellText(0, 1, "甲厂"), CellText(1, 1, "2026")])
    [table] = writer.tables
    assert writer.text == "表一\n名称\t年\n甲厂\t2026"
    assert [writer.text[cell.start : cell.end] for cell in table.cells] == ["名称", "年", "甲厂", "2026"]
    assert table.lines == [(3, 7), (8, 15)]
    assert table.columns == 2


def test_a_cell_merged_downwards_is_printed_in_each_row_and_kept_once():
    writer = table_of(
        [CellText(0, 1, "青溪镇"), CellText(1, 1, "甲厂")], [CellText(0, 1, "", continued=True), CellText(1, 1, "乙桥")]
    )
    [table] = writer.tables
    assert writer.text.splitlines()[1:] == ["青溪镇\t甲厂", "青溪镇\t乙桥"]
    assert [(cell.row, cell.column, cell.row_span) for cell in table.cells] == [(0, 0, 2), (0, 1, 1), (1, 1, 1)]


def test_a_merged_page_of_text_is_not_repeated():
    long = "字" * 201
    writer = table_of(
        [CellText(0, 1, long), CellText(1, 1, "甲厂")], [CellText(0, 1, "", continued=True), CellText(1, 1, "乙桥")]
    )
    assert writer.text.splitlines()[2] == "\t乙桥"


def test_a_span_over_columns_widens_the_table_and_headers_are_kept():
    writer = table_of([CellText(0, 3, "清单")], [CellText(0, 1, "甲"), CellText(1, 2, "乙")], header_rows=1)
    [table] = writer.tables
    assert table.columns == 3
    assert table.header_rows == 1


def test_one_row_or_one_column_is_no_table():
    assert table_of([CellText(0, 1, "甲"), CellText(1, 1, "乙")]).tables == []
    assert table_of([CellText(0, 1, "甲")], [CellText(0, 1, "乙")]).tables == []
