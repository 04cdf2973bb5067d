"""Files that are broken in many ways: one line each, never a traceback."""

import io
import random
import zipfile

import pytest

from mapapp.documents.reader import read_document
from mapapp.errors import DocumentError
from tests.documents.docx.word import cell, docx, p, row, run, table
from tests.documents.pdf.paper import Page, pdf


def read_or_refuse(path, data):
    """Read bytes as a file; what is refused is refused in one line."""
    path.write_bytes(data)
    try:
        return read_document(path)
    except DocumentError as error:
        assert str(error).startswith(path.name) and "\n" not in str(error) and "；" in str(error)
        return None


def whole_pdf(compress):
    page = Page().words(60, 800, "甲桥建成通车，乙校竣工投用，丙站开工建设。" * 3)
    return pdf(page.grid(60, 700, [90, 90], [["项目", "进展"], ["乙校", "封顶"]]), page, compress=compress)


@pytest.mark.parametrize("compress", [False, True])
@pytest.mark.parametrize("seed", range(60))
def test_a_pdf_with_damaged_bytes_is_read_or_refused(tmp_path, seed, compress):
    chance = random.Random(seed)
    data = bytearray(whole_pdf(compress))
    for _ in range(chance.choice([1, 3, 20, 200])):
        data[chance.randrange(5, len(data))] = chance.randrange(256)
    read_or_refuse(tmp_path / "a.pdf", bytes(data))


@pytest.mark.parametrize("share", [0.02, 0.2, 0.4, 0.6, 0.8, 0.95, 0.999])
def test_a_pdf_cut_short_is_read_or_refused(tmp_path, share):
    data = whole_pdf(compress=True)
    read_or_refuse(tmp_path / "a.pdf", data[: int(len(data) * share)])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/Kids [", b"/Kids [2 0 R "),
        (b"/MediaBox [0 0 595 842]", b"/MediaBox (none)"),
        (b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 0 0]"),
        (b"/Contents ", b"/Contents /None % "),
        (b"/FontBBox [-25 -254 1000 880]", b"/FontBBox [null null null null]"),
        (b"/Count 2", b"/Count 2000000000"),
        (b"/Type /Catalog", b"/Type /Nothing"),
        (b"/Encoding /UniGB-UCS2-H", b"/Encoding 9 0 R"),
        (b" m ", b" m m m re re l l "),
        (b"/Rotate 0", b"/Rotate (x)"),
    ],
)
def test_a_pdf_with_senseless_entries_is_read_or_refused(tmp_path, old, new):
    data = whole_pdf(compress=False)
    assert old in data
    read_or_refuse(tmp_path / "a.pdf", data.replace(old, new))


WHOLE_DOCX = docx(
    p("一、2025年工作回顾"),
    p("甲桥", run("建成通车", "<w:b/>"), "。"),
    table(row("项目", cell("进展", properties='<w:gridSpan w:val="2"/>')), row("甲桥", "竣工", "按期")),
)


@pytest.mark.parametrize("seed", range(60))
def test_a_docx_with_damaged_bytes_is_read_or_refused(tmp_path, seed):
    chance = random.Random(seed)
    data = bytearray(WHOLE_DOCX)
    for _ in range(chance.choice([1, 3, 20, 200])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    read_or_refuse(tmp_path / "a.docx", bytes(data))


@pytest.mark.parametrize("seed", range(80))
def test_a_docx_with_damaged_markup_is_read_or_refused(tmp_path, seed):
    chance = random.Random(seed)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE_DOCX)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            words = source.read(name).decode()
            for _ in range(chance.choice([1, 2, 5])):
                piece = chance.choice(
                    ["w:p", "w:tc", "w:tr", "w:tbl", "w:body", "w:t", "w:val", "rId", "Target", "w:r", '"2"']
                )
                words = words.replace(
                    piece,
                    chance.choice(["w:tbl", "w:tc", "w:p", "w:sdt", "w:txbxContent", "w:del", '"-1"', "x"]),
                    chance.choice([1, 2, -1]),
                )
            target.writestr(name, words)
    read_or_refuse(tmp_path / "a.docx", buffer.getvalue())


@pytest.mark.parametrize(
    "blocks",
    [
        ["<w:tbl/>"],
        ["<w:tbl><w:tr/></w:tbl>"],
        ["<w:tbl><w:p/><w:tc/></w:tbl>"],
        ["<w:sdt/>", "<w:sdt><w:sdtContent/></w:sdt>"],
        ["<w:p><w:r><w:footnoteReference/></w:r></w:p>"],
        ["<w:p><w:pPr><w:numPr><w:numId w:val='9'/></w:numPr></w:pPr></w:p>"],
        ["<w:p><w:pPr><w:pStyle w:val='none'/><w:outlineLvl w:val='x'/></w:pPr></w:p>"],
        ["<w:r><w:t>甲</w:t></w:r>", "<w:t>乙</w:t>"],
        ["<w:p><mc:AlternateContent/></w:p>", "<w:p><mc:AlternateContent><mc:Choice/></mc:AlternateContent></w:p>"],
        ["<w:sectPr><w:headerReference/></w:sectPr>"],
        ["<?xml-stylesheet?>", "<!-- 注 -->"],
    ],
)
def test_a_docx_with_empty_or_misplaced_elements_is_read(tmp_path, blocks):
    document = read_or_refuse(tmp_path / "a.docx", docx(*blocks, p("甲桥建成通车。")))
    assert "甲桥建成通车。" in document.text


def test_styles_that_build_on_one_another_in_a_ring_are_read(tmp_path):
    styles = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    data = docx(p("甲桥建成通车。", properties='<w:pStyle w:val="a"/>'), parts={"styles": styles})
    assert read_or_refuse(tmp_path / "a.docx", data) is not None


def test_a_part_that_is_named_and_missing_is_done_without(tmp_path):
    buffer = io.BytesIO()
    whole = docx(p("甲桥建成通车。"), parts={"styles": "", "footnotes": "", "header1": ""})
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            if "styles" not in name and "header1" not in name and "footnotes" not in name:
                target.writestr(name, source.read(name))
    assert read_or_refuse(tmp_path / "a.docx", buffer.getvalue()).text == "甲桥建成通车。"
