"""Whatever holds pictures of words in place of words says so, and what to do where nothing recognises text."""

from __future__ import annotations

import pytest

from mapapp.documents import SafeReader
from mapapp.documents.file_bytes import HOW_TO_RECOGNISE, NOT_RECOGNISED
from mapapp.documents.pdf.recognition import is_installed
from mapapp.errors import DocumentError
from tests.documents.docx.word import docx, p
from tests.documents.pdf.paper import Page, pdf

SCANNED = Page().rule(10, 10, 200, 200)
WITHOUT = pytest.mark.skipif(is_installed(), reason="the extra `ocr` is installed: scans are read")


@pytest.fixture(scope="module")
def reader():
    with SafeReader() as one:
        yield one


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("扫描.jpg", b"\xff\xd8\xff", "是图片"),
        ("扫描.tiff", b"II*\0", "是图片"),
        pytest.param("扫描件.pdf", pdf(SCANNED), "没有文字层（多半是扫描件）", marks=WITHOUT),
        pytest.param("多页扫描件.pdf", pdf(SCANNED, SCANNED, SCANNED), "没有文字层（多半是扫描件）", marks=WITHOUT),
        ("只有图片.docx", docx(p("")), "docx 里没有文字（可能只有图片）"),
    ],
)
def test_pictures_of_words_are_refused_in_one_line_with_the_way_out(reader, tmp_path, name, data, what):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        reader.read(tmp_path / name)
    said = str(caught.value)
    assert what in said
    assert said.endswith(NOT_RECOGNISED + (HOW_TO_RECOGNISE if name.endswith(".pdf") else ""))
    assert "\n" not in said
