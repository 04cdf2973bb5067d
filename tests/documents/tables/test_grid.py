import pytest

from mapapp.documents import read_document


@pytest.fixture
def tables_of(tmp_path):
    def read(text):
        path = tmp_path / "a.txt"
        path.write_text(text, encoding="utf-8")
        document = read_document(path)
        for table in document.tables:
            for cell in (cell for row in table.rows for cell in row.cells):
                assert "".join(document.view.text[start:end] for start, end in cell.view_spans) == cell.words
                assert all(document.text[start:end].strip() for start, end in cell.spans)
        return document, document.tables

    return read


def words(rows):
    return [[cell.words for cell in row.cells] for row in rows]


def test_a_table_of_tabs_has_its_header_its_cells_and_where_each_is_printed(tables_of):
    document, (table,) = tables_of("附表：重大项目\n序号\t项目名称\t进展\n1\t东湖桥\t竣工\n2\t西湖桥\t开工\n")
    assert (table.headings, table.source) == (("序号", "项目名称", "进展"), "tabs")
    assert words(table.body) == [["1", "东湖桥", "竣工"], ["2", "西湖桥", "开工"]]
    assert [cell.words for cell in table.captions] == ["附表：重大项目"]
    assert document.span(*table.body[1].cells[1].spans[0]).quote == "西湖桥"
    assert document.text[slice(*table.body[0].spans[0])] == "1\t东湖桥\t竣工"


@pytest.mark.parametrize(
    "line", ["\t东湖桥\t竣工\t甲", "1\t\t竣工\t甲", "1\t东湖桥\t\t甲", "1\t东湖桥\t竣工\t", "\t\t竣工\t"]
)
def test_an_empty_cell_moves_no_other(tables_of, line):
    _, (table,) = tables_of(f"序号\t名称\t进展\t责任单位\n{line}\n2\t西湖桥\t开工\t乙\n")
    assert words(table.body) == [line.split("\t"), ["2", "西湖桥", "开工", "乙"]]


@pytest.mark.parametrize("band", ["一、道路工程", "华新镇", "（二）教育", "道路工程\t\t", "续建项目\t"])
def test_a_line_that_covers_the_width_heads_the_rows_below_it(tables_of, band):
    _, (table,) = tables_of(f"序号\t名称\t进展\n1\t东湖桥\t竣工\n{band}\n2\t西湖桥\t开工\n3\t南湖桥\t开工\n")
    assert [row.band.words if row.band else None for row in table.body] == [None, band.strip(), None, None]


def test_prose_after_a_table_is_no_part_of_it(tables_of):
    _, (table,) = tables_of("名称\t进展\n东湖桥\t竣工\n下一步打算\n\n加快推进西湖桥建设，年内开工。\n")
    assert words(table.rows) == [["名称", "进展"], ["东湖桥", "竣工"]]


def test_a_markdown_table_keeps_empty_cells_and_drops_its_rule(tables_of):
    _, (table,) = tables_of("| 项目 | 地点 | 进展 |\n|---|---|---|\n| 东湖桥 |  | 竣工 |\n| 西湖桥 | 甲镇 | |\n")
    assert (table.source, table.header_rows) == ("bars", 1)
    assert words(table.body) == [["东湖桥", "", "竣工"], ["西湖桥", "甲镇", ""]]


def test_blanks_part_cells_where_every_row_has_as_many_as_the_header(tables_of):
    _, (table,) = tables_of("序号 项目名称 单位 目标\n1 路网密度 公里 3\n2 学校\n 所 4\n3 公园 座 5\n\n正文在此。")
    assert (table.source, words(table.body)[1]) == ("blanks", ["2", "学校", "所", "4"])


def test_blanks_that_do_not_fit_the_header_make_no_table(tables_of):
    assert tables_of("序号 项目名称 单位 目标\n1 路网 密度 公里 3\n2 学校 所 4\n3 公园 座 5\n")[1] == ()


def test_a_header_printed_again_is_no_row(tables_of):
    head, rows = "序号\t项目名称\t进展\n", "1\t东湖桥\t竣工\n2\t西湖桥\t开工\n"
    _, (table,) = tables_of(f"{head}{rows}\n- 3 -\n\n{head}3\t南湖桥\t封顶\n4\t北湖桥\t竣工\n")
    assert words(table.body) == [
        ["1", "东湖桥", "竣工"],
        ["2", "西湖桥", "开工"],
        ["3", "南湖桥", "封顶"],
        ["4", "北湖桥", "竣工"],
    ]
    assert [row.cells[0].row for row in table.rows] == [0, 1, 2, 3, 4]
