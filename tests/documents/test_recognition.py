"""Scanned pages with the extra `ocr`: order of lines, marks, limits; and one page read by the real library."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from mapapp.documents import SafeReader
from mapapp.documents.limits import DEFAULT_LIMITS
from mapapp.documents.pdf.recognition import DPI, Piece, ScanReader, is_installed, rows_in_order
from mapapp.documents.reader import read_document
from mapapp.errors import DocumentError
from mapapp.reports.lookup_data import where_in
from mapapp.ui.views.quotes import citation
from tests.documents.pdf.paper import Page, pdf

SCANNED = Page().rule(10, 10, 200, 200)
WORDS = Page().words(60, 700, "青浦区二〇二六年政府工作报告，全文共有三个部分，第一部分回顾过去一年的工作。")
FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
KNOWN = (
    "各位代表：过去一年，我们坚持稳中求进工作总基调，地区生产总值增长5.2%，一般公共预算收入达到238.6亿元。"
    "西岑科创中心一期竣工，轨道交通17号线西延伸开通运营，新建公共绿地35公顷，改造老旧小区42万平方米。"
) * 6


def piece(text, left, top, width=None, confidence=0.99):
    return Piece(text, left, top, left + (width or 20 * len(text)), top + 20, confidence)


def texts(pieces):
    return [[one.text for one in row] for row in rows_in_order(pieces)]


LEFT = [piece(f"左栏第{n}行的正文文字", 100, 200 + 30 * n) for n in range(4)]
RIGHT = [piece(f"右栏第{n}行的正文文字", 500, 200 + 30 * n) for n in range(4)]


@pytest.mark.parametrize(
    ("pieces", "order"),
    [
        ([piece("二", 10, 60), piece("一", 10, 10)], [["一"], ["二"]]),
        ([piece("右", 90, 14), piece("左", 10, 10)], [["左", "右"]]),  # a little askew: one row all the same
        ([*RIGHT, *LEFT], [[one.text] for one in [*LEFT, *RIGHT]]),
        (
            [*RIGHT, piece("一个横贯两栏的标题" * 3, 150, 100), *LEFT],
            [["一个横贯两栏的标题" * 3], *([one.text] for one in [*LEFT, *RIGHT])],
        ),
        # cells of a table are short: rows, not columns
        (
            [piece(words, x, 30 * n) for n in range(5) for x, words in ((10, f"项目{n}"), (300, "开工"))],
            [[f"项目{n}", "开工"] for n in range(5)],
        ),
    ],
)
def test_pieces_are_read_from_the_top_down_and_by_columns(pieces, order):
    assert texts(pieces) == order


def read(tmp_path, *pages, recognise, **limits):
    file = tmp_path / "扫描件.pdf"
    file.write_bytes(pdf(*pages))
    limits = replace(DEFAULT_LIMITS, **limits)
    return read_document(file, limits=limits, scans=ScanReader(limits, load=lambda: recognise))


def two_lines(_picture):
    return [piece("西岑科创中心开工", 170, 340), piece("看不清的一行", 170, 170, confidence=0.41)]


def test_a_recognised_line_has_page_box_confidence_and_the_mark(tmp_path):
    document = read(tmp_path, WORDS, SCANNED, recognise=two_lines)
    unsure, sure = document.recognised
    assert document.text[sure.start : sure.end] == "西岑科创中心开工"
    assert (sure.page, sure.confidence, unsure.confidence) == (2, 0.99, 0.41)
    # 170 dots are an inch, 72 points: 170 px from the left, 340 px from the top of 842 points
    assert DPI == 170
    assert sure.box == pytest.approx((72, 842 - 360 * 72 / 170, 330 * 72 / 170, 842 - 144), abs=0.1)
    assert "第2页（识别），" in citation(document, sure.start, sure.end)
    assert where_in(document, sure.start, sure.end).startswith("第2页（识别），")
    assert "识别" not in where_in(document, 0, 5)
    assert document.recognised_pages == [2]
    told = {problem.code: problem.message for problem in document.problems}
    assert told.keys() == {"pages-recognised", "lines-unsure"}
    assert told["pages-recognised"].startswith("第 2 页没有可用的文字层，文字是从图像识别的（识别）")
    assert told["lines-unsure"] == "第 2 页有 1 行识别把握低于 80%，如“看不清的一行”"


@pytest.mark.parametrize("limits", [{"recognised_pages": 1}, {"recognition_seconds": 0.3}])
def test_pages_beyond_the_limits_are_told_in_one_sentence(tmp_path, limits, monkeypatch):
    clock = iter(range(9))
    monkeypatch.setattr("mapapp.documents.pdf.recognition.time.monotonic", lambda: next(clock) * 0.2)
    document = read(tmp_path, SCANNED, SCANNED, SCANNED, recognise=two_lines, **limits)
    assert {line.page for line in document.recognised} == {1}
    (left_out,) = (one for one in document.problems if one.code == "pages-not-recognised")
    assert left_out.message.startswith("第 2、3 页没有识别：一个文件最多识别 ")


@pytest.mark.parametrize("pages", [(WORDS,), (WORDS, Page())])
def test_pages_with_text_and_empty_pages_are_not_recognised(tmp_path, pages):
    def never(_picture):
        raise AssertionError

    assert read(tmp_path, *pages, recognise=never).recognised == ()


def test_a_text_layer_of_codes_nobody_can_read_is_recognised_instead(tmp_path):
    garbled = Page().words(60, 700, "\ue123\ue124\ue125" * 20)
    document = read(tmp_path, garbled, recognise=two_lines)
    assert document.text == "看不清的一行\n西岑科创中心开工\n"


def test_a_scan_in_which_nothing_is_recognised_says_so(tmp_path):
    with pytest.raises(DocumentError, match="识别也没有读出文字"):
        read(tmp_path, SCANNED, recognise=lambda _picture: [])


def scan(words, *, a_line=34, size=28):
    """A page of A4 at 170 dpi as scanners make it: a picture in a PDF and nothing else."""
    picture = Image.new("L", (1405, 1987), 255)
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, size, index=2)
    for number in range(0, len(words), a_line):
        draw.text((180, 170 + number // a_line * 2 * size), words[number : number + a_line], font=font, fill=30)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=170)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(not (is_installed() and FONT.is_file()), reason="needs the extra `ocr` and the font Noto Serif CJK")
def test_a_scanned_page_is_recognised_by_the_real_library_in_the_limited_process(tmp_path):
    (tmp_path / "扫描件.pdf").write_bytes(scan(KNOWN))
    with SafeReader() as reader:
        document = reader.read(tmp_path / "扫描件.pdf")
    assert len(document.recognised) == -(-len(KNOWN) // 34)
    got = document.text.replace("\n", "").replace(" ", "")
    wrong = sum(one != other for one, other in zip(got, KNOWN, strict=False)) + abs(len(got) - len(KNOWN))
    assert wrong <= 0.02 * len(KNOWN)
