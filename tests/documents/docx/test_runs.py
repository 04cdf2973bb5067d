"""The words of a paragraph with all changes accepted."""

import pytest
from lxml import etree

from mapapp.documents.docx.markup import child
from mapapp.documents.docx.runs import RunReader, Unread
from mapapp.documents.docx.styles import Styles
from tests.documents.docx.word import NAMES, box, deleted, ins, p, run

NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


@pytest.fixture
def reader():
    return RunReader(Styles(None))


def paragraph(markup):
    return child(etree.fromstring(f"<w:body {NAMES}>{markup}</w:body>".encode()), "p")


def test_insertions_are_read_and_deletions_are_not(reader):
    found, _ = reader.read(paragraph(p("甲园", ins(run("二期")), deleted("一期"), "开工")))
    assert found.text == "甲园二期开工"
    assert reader.unread.counts == {}


def test_hidden_and_struck_words_are_left_out_and_counted(reader):
    found, _ = reader.read(
        paragraph(p("甲", run("乙", "<w:vanish/>"), run("丙", "<w:strike/>"), run("丁", '<w:strike w:val="0"/>')))
    )
    assert found.text == "甲丁"
    assert reader.unread.counts == {"hidden": 1, "struck": 1}
    assert reader.unread.samples == {"hidden": "乙", "struck": "丙"}


def test_tabs_and_line_breaks_are_words_and_page_breaks_are_not(reader):
    markup = '<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type="page"/><w:noBreakHyphen/><w:t>𠮷</w:t></w:r>'
    assert reader.read(paragraph(p(markup)))[0].text == "甲\t乙\n丙-𠮷"


def test_a_note_keeps_its_number_and_is_printed_once(reader):
    first, _ = reader.read(paragraph(p("甲", NOTE.format(7), "乙", NOTE.format(3))))
    again, _ = reader.read(paragraph(p("丙", NOTE.format(7))))
    assert (first.text, first.notes) == ("甲¹乙²", [("footnote", "7"), ("footnote", "3")])
    assert (again.text, again.notes) == ("丙¹", [])
    assert reader.note_number(("footnote", "3")) == "²"


def test_a_box_hangs_on_its_paragraph_once_though_it_is_written_twice(reader):
    found, _ = reader.read(paragraph(p("甲", box(p("乙")))))
    assert (found.text, len(found.boxes)) == ("甲", 1)


def test_blank_words_left_out_are_not_worth_telling():
    unread = Unread()
    unread.note("hidden", " \n")
    unread.note("hidden", "长" * 30)
    unread.note("hidden", "短")
    assert unread.counts == {"hidden": 2}
    assert unread.samples == {"hidden": "长" * 24}


def test_an_empty_paragraph_says_nothing(reader):
    assert reader.read(paragraph(p()))[0].text == ""
