import pytest

from mapapp.contracts import TableCell
from mapapp.documents.lexicon import read_entries
from mapapp.documents.tables.headers import count_header_rows, is_head

HEADS = read_entries("table_heads", "head")


def grid(*rows):
    return [
        [TableCell(number, column, words=words) for column, words in enumerate(row)] for number, row in enumerate(rows)
    ]


@pytest.mark.parametrize("entry", HEADS, ids=[entry["id"] for entry in HEADS])
def test_words_of_headings_catch_their_examples_and_leave_content(entry):
    assert all(is_head(words) for words in entry["catches"])
    assert not any(is_head(words) for words in entry["leaves"])


@pytest.mark.parametrize(
    "header",
    [
        ["序号", "项目名称", "所在街镇", "形象进度"],
        ["编号", "建设内容", "总投资（亿元）", "计划竣工"],
        ["类别", "工程", "2024年", "2025年目标"],
        ["项目", "牵头部门", "1-6月完成", "存在问题"],
        ["指标名称", "计量单位", "属性", "2025年"],
    ],
)
def test_headings_of_many_wordings_are_a_header(header):
    assert count_header_rows(grid(header, ["1", "东湖桥", "甲镇", "竣工"])) == 1


@pytest.mark.parametrize(
    "row", [["1", "东湖桥", "竣工"], ["东湖桥新建工程", "竣工", "5"], ["甲镇", "东湖桥已建成通车。", "按期"]]
)
def test_a_row_of_content_is_no_header(row):
    assert count_header_rows(grid(row, ["2", "西湖桥", "开工"])) == 0


def test_headings_over_two_rows_are_read_together():
    wide = TableCell(0, 2, column_span=2, words="计划时间")
    first = [TableCell(0, 0, row_span=2, words="项目名称"), TableCell(0, 1, row_span=2, words="地点"), wide, wide]
    second = [*first[:2], TableCell(1, 2, words="开工"), TableCell(1, 3, words="竣工")]
    assert count_header_rows([first, second, *grid(["东湖桥", "甲镇", "2025", "2026"])]) == 2
