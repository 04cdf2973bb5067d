"""What a person should know of a docx."""

import pytest
from lxml import etree

from mapapp.contracts import Severity
from mapapp.documents.docx.findings import find_problems
from mapapp.documents.docx.runs import Unread
from tests.documents.docx.word import NAMES, deleted, ins, p, run


def problems(inner="", parts=(), unread=None):
    tree = etree.fromstring(f"<w:body {NAMES}>{inner}</w:body>".encode())
    return {found.code: found for found in find_problems(tree, frozenset(parts), unread or Unread(), name="甲.docx")}


def test_a_plain_text_has_nothing_to_tell():
    assert problems(p("甲园开工。"), ["word/document.xml", "word/styles.xml"]) == {}


def test_tracked_changes_are_counted_with_the_first_words_taken_out():
    (found,) = problems(p(ins(run("二期")), deleted("一期"), deleted("三期"))).values()
    assert found.code == "tracked-changes"
    assert found.message == "含有修订：插入 1 处，按正文读；删除 2 处，不读（第一处：一期）"


def test_insertions_alone_name_no_words():
    assert problems(p(ins(run("二期"))))["tracked-changes"].message == "含有修订：插入 1 处，按正文读；删除 0 处，不读"


@pytest.mark.parametrize(("kind", "code"), [("struck", "struck-text"), ("hidden", "hidden-text")])
def test_words_left_out_are_told_with_how_many_and_the_first(kind, code):
    unread = Unread()
    unread.note(kind, "旧名")
    unread.note(kind, "又一处")
    found = problems(unread=unread)
    assert list(found) == [code]
    assert "2 处" in found[code].message
    assert "旧名" in found[code].message


def test_parts_whose_words_are_not_read_are_notes():
    found = problems(parts=["word/comments.xml", "word/charts/chart1.xml", "word/charts/chart2.xml"])
    assert [problem.code for problem in found.values()] == ["comments", "other-content"]
    assert {problem.severity for problem in found.values()} == {Severity.NOTE}
    assert found["other-content"].message.startswith("含 2 个图表")
