"""A table that goes on over a page: what is cut in two is one again."""

import pytest

from mapapp.contracts.document_tables import Table, TableCell, TableRow
from mapapp.documents.tables.over_pages import GrowingTable, only_furniture, same_columns, same_words


def row(number, *words, page=1):
    cells = tuple(TableCell(number, column, words=said) for column, said in enumerate(words))
    return TableRow(cells, spans=((number, number + 1),), page=page)


def table(*rows, header=0, at=0):
    return Table(at, at + 10, at, at + 10, len(rows[0].cells), header, tuple(rows), "pdf")


def words(found):
    return [[cell.words for cell in row.cells] for row in found.rows]


def grown(first, *others):
    growing = GrowingTable(first)
    for other in others:
        growing.take(other)
    return growing.finish()


HEAD = row(0, "序号", "名称", "进展")


def test_rows_of_the_next_page_go_below_those_of_the_first():
    first = table(HEAD, row(1, "1", "东桥", "竣工"), header=1)
    whole = grown(first, table(row(0, "2", "西桥", "开工", page=2), at=50))
    assert words(whole) == [["序号", "名称", "进展"], ["1", "东桥", "竣工"], ["2", "西桥", "开工"]]
    assert (whole.start, whole.end) == (0, 60)
    assert [cell.row for cell in whole.rows[2].cells] == [2, 2, 2]


def test_a_header_printed_again_is_left_out():
    first = table(HEAD, row(1, "1", "东桥", "竣工"), header=1)
    whole = grown(first, table(HEAD, row(1, "2", "西桥", "开工", page=2), header=1, at=50))
    assert [line[0] for line in words(whole)] == ["序号", "1", "2"]


def test_a_row_without_its_number_is_the_rest_of_the_row_above():
    first = table(HEAD, row(1, "1", "东湖", "主体结构"), header=1)
    whole = grown(first, table(row(0, "", "大桥", "封顶", page=2), at=50))
    assert words(whole)[1:] == [["1", "东湖大桥", "主体结构封顶"]]
    assert whole.rows[1].spans == ((1, 2), (0, 1))


def test_a_table_of_one_page_stays_as_it_is():
    alone = table(HEAD, row(1, "1", "东桥", "竣工"), header=1)
    assert grown(alone) is alone


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ((), (1.0,), True),
        ((10.0, 90.0), (14.0, 85.0), True),
        ((10.0, 90.0), (10.0, 97.0), False),
        ((1.0,), (1.0, 2.0), False),
    ],
)
def test_columns_are_the_same_within_a_few_points(first, second, same):
    assert same_columns(first, second) is same


@pytest.mark.parametrize(
    ("lines", "seen", "nothing"),
    [
        ([], {}, True),
        (["- 12 -", "第 3 页 共 9 页"], {}, True),
        (["续表"], {}, True),
        (["青溪区年鉴"], {"青溪区年鉴": 9}, True),
        (["青溪区年鉴"], {}, False),
        (["乙路建成通车。"], {}, False),
    ],
)
def test_only_page_numbers_and_running_heads_may_stand_between(lines, seen, nothing):
    assert only_furniture(lines, seen) is nothing


def test_two_headers_say_the_same_only_word_for_word():
    assert same_words((HEAD,), (row(5, "序号", "名称", "进展"),))
    assert not same_words((HEAD,), (row(5, "序号", "名称", "备注"),))
    assert not same_words((), ())
