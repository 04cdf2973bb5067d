import io
import zipfile

import docx
import pytest

from mapapp.documents.docx import read_docx
from mapapp.errors import DocumentError


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_paragraphs_and_tables_keep_their_order():
    document = docx.Document()
    document.add_heading("一、2023年工作回顾", level=1)
    document.add_paragraph("云岭大桥建成通车。")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, [("项目", "进展"), ("松涛小学", "竣工\n投用")], strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("二、下一步打算")
    assert read_docx(saved(document), name="a.docx").text.split("\n") == [
        "## 一、2023年工作回顾",
        "云岭大桥建成通车。",
        "项目\t进展",
        "松涛小学\t竣工 投用",
        "二、下一步打算",
    ]


def test_merged_cells_are_read_once():
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    table.cell(0, 2).text = "单独"
    assert read_docx(saved(document), name="a.docx").text == "合并\t单独"


def archive(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = archive(word__document_xml=b"<w/>", word__huge_xml=b"0" * 60_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(DocumentError, match="压缩炸弹"):
        read_docx(bomb, name="a.docx")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0 old", "加密"),
        (b"plain words", "不是有效的 docx"),
        (archive(xl__workbook_xml=b"<x/>"), "没有 Word 正文"),
        (archive(word__document_xml=b"<broken"), "损坏|无效"),
        (saved(docx.Document()), "没有文字"),
    ],
)
def test_what_is_no_readable_docx_is_refused_with_the_reason(data, words):
    with pytest.raises(DocumentError, match=words):
        read_docx(data, name="a.docx")
