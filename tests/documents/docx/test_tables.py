import pytest

from mapapp.documents import read_document
from mapapp.documents.docx import read_docx
from tests.documents.docx.word import cell, docx, p, row, table

DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.fixture
def tables_of(tmp_path):
    def read(*blocks):
        path = tmp_path / "a.docx"
        path.write_bytes(docx(*blocks))
        document = read_document(path)
        for grid in document.tables:
            for found in (held for line in grid.rows for held in line.cells):
                assert "".join(document.text[start:end] for start, end in found.spans) == found.words
        return document.tables

    return read


def words(rows):
    return [[found.words for found in line.cells] for line in rows]


def test_a_cell_merged_downwards_stands_in_every_row_it_covers(tables_of):
    (grid,) = tables_of(
        table(
            row("街镇", "项目", "进展"),
            row(cell("华新镇", properties=DOWN), "甲桥", "竣工"),
            row(cell(properties=ON), "乙桥", ""),
            row(cell("徐泾镇", properties=DOWN), "丙桥", "开工"),
        )
    )
    assert words(grid.body) == [["华新镇", "甲桥", "竣工"], ["华新镇", "乙桥", ""], ["徐泾镇", "丙桥", "开工"]]
    assert grid.body[0].cells[0] is grid.body[1].cells[0]
    assert (grid.body[0].cells[0].row_span, len(grid.body[0].cells[0].spans)) == (2, 1)


def test_a_header_of_two_rows_gives_each_column_both_its_words(tables_of):
    (grid,) = tables_of(
        table(
            row(
                cell("项目名称", properties=DOWN),
                cell("计划时间", properties='<w:gridSpan w:val="2"/>'),
                cell("备注", properties=DOWN),
            ),
            row(cell(properties=ON), "开工", "竣工", cell(properties=ON)),
            row("甲桥", "2025年", "2026年", ""),
        )
    )
    assert grid.headings == ("项目名称", "计划时间 开工", "计划时间 竣工", "备注")
    assert words(grid.body) == [["甲桥", "2025年", "2026年", ""]]


def test_a_title_row_inside_the_table_is_its_caption(tables_of):
    (grid,) = tables_of(
        table(
            row(
                cell("2025年重大工程（单位：亿元）", properties='<w:gridSpan w:val="3"/>'), properties="<w:tblHeader/>"
            ),
            row("序号", "项目名称", "投资", properties="<w:tblHeader/>"),
            row("1", "甲桥", "12"),
        )
    )
    assert [found.words for found in grid.captions] == ["2025年重大工程（单位：亿元）"]
    assert (grid.headings, words(grid.body)) == (("序号", "项目名称", "投资"), [["1", "甲桥", "12"]])


def test_a_group_row_is_a_band(tables_of):
    (grid,) = tables_of(
        table(
            row("序号", "项目名称", "进展"),
            row(cell("一、道路", properties='<w:gridSpan w:val="3"/>')),
            row("1", "甲桥", "竣工"),
        )
    )
    assert [line.band.words if line.band else "" for line in grid.body] == ["一、道路", ""]


@pytest.mark.parametrize(
    "properties", ['<w:gridBefore w:val="1"/>', '<w:gridBefore w:val="1"/><w:gridAfter w:val="0"/>']
)
def test_a_row_that_begins_further_right_keeps_its_columns(tables_of, properties):
    (grid,) = tables_of(
        table(row("序号", "项目", "进展"), row("乙桥", "开工", properties=properties), row("1", "甲桥", "竣工"))
    )
    assert words(grid.body)[0] == ["", "乙桥", "开工"]


def test_a_table_in_a_cell_is_a_table_of_its_own_behind_its_row(tables_of):
    inner = table(row("标段", "进展"), row("一标", "封顶"), row("二标", "开工"))
    outer, nested = tables_of(
        table(row("项目名称", "详情"), row("甲工程", cell("分标段：", inner)), row("乙工程", "竣工"))
    )
    assert words(outer.body) == [["甲工程", "分标段："], ["乙工程", "竣工"]]
    assert (nested.headings, words(nested.body)) == (("标段", "进展"), [["一标", "封顶"], ["二标", "开工"]])


def test_a_column_span_of_a_hundred_million_is_one_cell(tables_of):
    (grid,) = tables_of(
        table(
            row("项目", "进展"),
            row(cell("甲桥", properties='<w:gridSpan w:val="100000000"/>'), "竣工"),
            row("乙桥", "开工"),
        )
    )
    assert grid.columns <= 64
    assert grid.rows[1].cells[0].words == "甲桥"


@pytest.mark.parametrize("value", ["-5", "x", "", "1e9", "99999999999999999999999"])
def test_a_senseless_span_moves_nothing(value):
    found = read_docx(
        docx(table(row("项目", "进展"), row(cell("甲桥", properties=f'<w:gridSpan w:val="{value}"/>'), "竣工"))),
        name="a.docx",
    )
    assert found.text == "项目\t进展\n甲桥\t竣工"


def test_line_ends_and_tabs_inside_a_cell_are_blanks():
    progress = cell(p("竣", "<w:r><w:tab/></w:r>", "工"), p("验收"))
    found = read_docx(docx(table(row("项目", "进展"), row("甲桥", progress))), name="a.docx")
    assert found.text == "项目\t进展\n甲桥\t竣 工 验收"


def test_tables_parted_by_a_page_with_the_header_again_are_one(tables_of):
    head = row("序号", "项目名称", "进展")
    (grid,) = tables_of(
        table(head, row("1", "甲桥", "竣工"), row("2", "乙桥", "开工")),
        p("续表"),
        table(head, row("3", "丙桥", "封顶")),
    )
    assert [line.cells[1].words for line in grid.body] == ["甲桥", "乙桥", "丙桥"]


def test_two_tables_of_one_shape_with_a_title_between_stay_two(tables_of):
    head = row("序号", "项目名称", "进展")
    grids = tables_of(
        table(head, row("1", "甲桥", "竣工"), row("2", "乙桥", "开工")),
        p("表二 计划新开工项目"),
        table(head, row("1", "丙桥", "谋划")),
    )
    assert len(grids) == 2
