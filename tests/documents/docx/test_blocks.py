"""The body of a docx block by block: what is printed, in the order it is printed."""

from __future__ import annotations

import pytest
from lxml import etree

from mapapp.documents.docx.blocks import BodyReader
from mapapp.documents.docx.markup import child
from mapapp.documents.docx.numbering import Numbering
from mapapp.documents.docx.runs import RunReader
from mapapp.documents.docx.styles import Styles
from tests.documents.docx.word import NAMES, cell, p, row, table


def element(markup: str) -> etree._Element:
    """Return markup as a body."""
    return etree.fromstring(f"<w:body {NAMES}>{markup}</w:body>".encode())


def read(markup: str, *, notes=None, headers=None, on_block=None) -> BodyReader:
    """Read a body."""
    reader = BodyReader(RunReader(Styles(None)), Numbering(None), notes=notes or {}, headers=headers or {})
    reader.read(element(markup), on_block=on_block)
    return reader


def test_paragraphs_are_lines_and_progress_is_told():
    told = []
    reader = read(p("一、总体") + p("甲厂开工"), on_block=lambda done, total: told.append((done, total)))
    assert reader.writer.text == "一、总体\n甲厂开工"
    assert told == [(1, 2), (2, 2)]


def test_a_paragraph_whose_mark_was_removed_goes_on_in_the_next():
    removed = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    assert read(p("甲厂", properties=removed) + p("开工") + p("乙桥")).writer.text == "甲厂开工\n乙桥"


def test_a_table_is_rows_with_tabs_and_its_header_rows_are_known():
    head = row("名称", "年", properties="<w:tblHeader/>")
    reader = read(table(head, row("甲厂", "2026")))
    assert reader.writer.text == "名称\t年\n甲厂\t2026"
    assert [found.header_rows for found in reader.writer.tables] == [1]


def test_a_frame_of_one_column_is_text_and_no_table():
    reader = read(table(row("专栏1"), row(cell("重点工程", "甲厂"))))
    assert reader.writer.text == "专栏1\n重点工程\n甲厂"
    assert reader.writer.tables == []


def test_a_row_that_was_taken_out_is_not_read():
    gone = row("乙桥", "2025", properties='<w:del w:id="1" w:author="a"/>')
    assert read(table(row("名称", "年"), gone, row("甲厂", "2026"))).writer.text == "名称\t年\n甲厂\t2026"


def test_merged_cells_keep_their_places():
    wide = cell("清单", properties='<w:gridSpan w:val="2"/>')
    begin, go_on = (
        cell(words, properties=f"<w:vMerge{value}/>") for words, value in (("青溪镇", ' w:val="restart"'), ("", ""))
    )
    reader = read(table(row(wide), row(begin, "甲厂"), row(go_on, "乙桥")))
    assert reader.writer.text == "清单\n青溪镇\t甲厂\n青溪镇\t乙桥"
    spans = {(one.row, one.column): (one.row_span, one.column_span) for one in reader.writer.tables[0].cells}
    assert spans[(0, 0)] == (1, 2)
    assert spans[(1, 0)] == (2, 1)


def test_a_span_wider_than_word_allows_ends_where_word_does():
    reader = read(table(row(cell("甲", properties='<w:gridSpan w:val="9999"/>')), row("乙", "丙")))
    assert reader.writer.tables[0].columns == 63


def test_a_table_in_a_cell_follows_its_row():
    inner = table(row("子", "一"), row("丑", "二"))
    reader = read(table(row("甲", cell(p("见下"), inner)), row("乙", "丁")))
    assert reader.writer.text == "甲\t见下\n子\t一\n丑\t二\n乙\t丁"


def test_headers_stand_before_their_section_and_footers_behind_it_once_and_without_page_numbers():
    heads = {"h": element(p("青溪区规划")), "f": element(p("第 1 页 共 9 页")), "g": element(p("内部资料"))}
    section = (
        '<w:sectPr><w:headerReference r:id="h"/><w:footerReference r:id="f"/><w:footerReference r:id="g"/></w:sectPr>'
    )
    markup = p("甲厂", properties=section) + p("乙桥") + section
    assert read(markup, headers=heads).writer.text == "青溪区规划\n甲厂\n内部资料\n乙桥"


def test_the_last_section_of_a_body_has_its_headers_too():
    heads = {"h": element(p("青溪区规划"))}
    section = '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>'
    assert read(p("甲厂") + section, headers=heads).writer.text == "青溪区规划\n甲厂"


@pytest.mark.parametrize(("words", "text"), [("注释", "甲厂¹\n¹ 注释"), ("", "甲厂¹")])
def test_a_note_stands_below_its_paragraph(words, text):
    note = child(element(f'<w:footnote w:id="2">{p(words)}</w:footnote>'), "footnote")
    reader = read(p("甲厂", '<w:r><w:footnoteReference w:id="2"/></w:r>'), notes={("footnote", "2"): note})
    assert reader.writer.text == text
