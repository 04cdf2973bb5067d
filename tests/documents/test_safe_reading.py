import io
import pickle
import re
import zipfile
import zlib

import pytest

from mapapp.documents import ReadingCancelledError, ReadingLimits, SafeReader, read_document, read_document_safely
from mapapp.documents.safe_reading import read_frame, write_frame
from mapapp.errors import DocumentError
from tests.documents.docx.word import cell, docx, p, row, table
from tests.documents.pdf.paper import Page, pdf

REPORT = ("某区政府工作报告", "一、2025年工作回顾", "甲桥建成通车。")


@pytest.fixture
def put(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def good_docx():
    return docx(*(p(words) for words in REPORT), table(row("项目", "进展"), row("乙校", "封顶")))


def good_pdf():
    return pdf(Page().words(60, 800, "\n".join(REPORT)).grid(60, 700, [90, 90], [["项目", "进展"], ["乙校", "封顶"]]))


@pytest.mark.parametrize(
    ("name", "make"), [("a.docx", good_docx), ("a.pdf", good_pdf), ("a.txt", lambda: "\n".join(REPORT).encode())]
)
def test_a_document_read_in_a_process_of_its_own_is_the_same(put, name, make):
    path = put(name, make())
    assert read_document_safely(path) == read_document(path)


def refusal(path, **limits):
    with pytest.raises(DocumentError) as caught:
        read_document_safely(path, ReadingLimits(**limits))
    words = str(caught.value)
    assert words.startswith(path.name) and "\n" not in words and "；" in words
    return words


def test_the_limit_of_time_is_named(put):
    assert "时间上限 0 秒" in refusal(put("a.pdf", good_pdf()), seconds=0)


def test_the_limit_of_memory_is_named(put):
    path = put("a.docx", docx("<w:p/>" * 1_200_000))
    assert "内存上限 260 MB" in refusal(path, memory_bytes=260_000_000)


def test_the_limit_of_characters_is_named(put):
    path = put("a.docx", docx(*(p("甲桥建成通车。" * 100) for _ in range(20))))
    assert "超过上限 1 万字" in refusal(path, text_chars=10_000)


def empty_paragraphs():
    return docx("<w:p/>" * 3_100_000)


def archive_of(sizes):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", "<w/>")
        for number, size in enumerate(sizes):
            target.writestr(f"word/{number}.xml", b"0" * size)
    return buffer.getvalue()


def entity_bomb():
    entities = '<!ENTITY a "甲甲甲甲甲甲甲甲">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{("&" + chr(97 + at) + ";") * 10}">' for at in range(20)
    )
    return docx(p("<w:r><w:t>&u;</w:t></w:r>"), doctype=f"<!DOCTYPE d [{entities}]>")


def lying_size():
    """A directory that says ten bytes where two hundred million come."""
    data = bytearray(docx(" " * 120_000_000))
    at = data.rfind(b"word/document.xml") - 46
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "make", "limit"),
    [
        ("a.docx", empty_paragraphs, "300 万个"),
        ("a.docx", lambda: archive_of([300_000_000]), "压缩炸弹"),
        ("a.docx", lambda: archive_of([0] * 6000), "压缩炸弹"),
        ("a.docx", entity_bomb, "损坏"),
        ("a.docx", lying_size, "损坏|上限|炸弹"),
        ("a.docx", lambda: docx("<w:tbl><w:tr><w:tc>" * 2000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 2000), "损坏"),
        ("a.pdf", lambda: pdf(Page(), raw_stream=b" " * 70_000_000, compress=True), "60 MB"),
        ("a.pdf", lambda: pdf(*[Page()] * 1600), "1500 页"),
        ("a.txt", lambda: "甲桥建成通车。\n".encode() * 900_000, "纯文本"),
    ],
)
def test_what_was_built_to_choke_a_reader_is_refused_and_the_limit_is_named(put, name, make, limit):
    assert re.search(limit, refusal(put(name, make())))


@pytest.mark.parametrize(
    "blocks",
    [
        [table(row(cell("甲", properties='<w:gridSpan w:val="100000000"/>'), "乙"), row("丙", "丁"))],
        [table(*[row(cell("甲" * 150, properties="<w:vMerge/>"), "乙")] * 2000)],
        [table(row(*["甲"] * 3000), row("乙", "丙"))],
        [p("甲" * 300_000)],
        ["<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * 70 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 70, p("尾")],
    ],
)
def test_odd_but_possible_documents_are_read(put, blocks):
    assert read_document_safely(put("a.docx", docx(*blocks))).text.strip()


def test_a_page_of_two_thousand_boxes_is_read_without_its_drawing(put):
    page = Page().words(50, 800, "甲桥建成通车，乙校竣工投用，丙站开工建设。")
    for at in range(4500):
        page.box(20 + at % 50 * 10, 20 + at // 50 * 8, 10, 8)
    document = read_document_safely(put("a.pdf", pdf(page, compress=True)))
    assert [problem.code for problem in document.problems] == ["pages-crowded"]
    assert "甲桥建成通车" in document.text


def test_a_stream_packed_twice_ends_within_its_limits(put):
    outer = zlib.compress(zlib.compress(b" " * 400_000_000, 1), 9)
    data = pdf(Page(), raw_stream=outer).replace(
        b"/Length %d" % len(outer), b"/Filter [/FlateDecode /FlateDecode] /Length %d" % len(outer)
    )
    assert "上限" in refusal(put("a.pdf", data), memory_bytes=400_000_000)


def test_a_file_that_ends_the_process_costs_no_other_file(put):
    bad, fine = put("bad.docx", docx("<w:p/>" * 1_200_000)), put("fine.docx", good_docx())
    with SafeReader(ReadingLimits(memory_bytes=260_000_000)) as reader:
        with pytest.raises(DocumentError):
            reader.read(bad)
        assert reader.read(fine).title == "某区政府工作报告"


def test_a_reading_is_cancelled_when_it_is_asked_to(put):
    with pytest.raises(ReadingCancelledError, match="取消"):
        read_document_safely(
            put("a.pdf", pdf(*[Page().words(60, 800, "甲桥建成通车。" * 3)] * 300)), cancelled=lambda: True
        )


@pytest.mark.parametrize(
    ("name", "make"),
    [("a.pdf", lambda: pdf(*[Page().words(60, 800, "甲桥建成通车。" * 5)] * 40)), ("a.docx", good_docx)],
)
def test_progress_is_told_up_to_the_end(put, name, make):
    told = []
    read_document_safely(put(name, make()), on_progress=lambda done, total: told.append((done, total)))
    assert told and told == sorted(told) and told[-1][0] == told[-1][1]


def test_an_answer_that_holds_anything_but_contracts_is_not_unpacked():
    stream = io.BytesIO()
    write_frame(stream, ("document", print))
    stream.seek(0)
    with pytest.raises(pickle.UnpicklingError):
        read_frame(stream)
