import pytest

from mapapp.documents.docx import read_docx
from tests.documents.docx.word import cell, deleted, docx, ins, p, row, run, table

MARK_REMOVED = "<w:rPr><w:del w:id='3'/></w:rPr>"


def read(*blocks, **options):
    return read_docx(docx(*blocks, **options), name="a.docx")


def codes(found):
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        (p("东湖桥", ins(run("已建成通车")), "。"), "东湖桥已建成通车。"),
        (p("西湖学校", deleted("如期竣工"), ins(run("未能按期竣工")), "。"), "西湖学校未能按期竣工。"),
        (p("调整为", deleted("2026"), ins(run("2027")), "年"), "调整为2027年"),
        (p(f"<w:moveTo w:id='9'>{run('移来的话。')}</w:moveTo>", "原有的话。"), "移来的话。原有的话。"),
        (p(f"<w:moveFrom w:id='9'>{run('移走的话。')}</w:moveFrom>", "原有的话。"), "原有的话。"),
        (p(ins(f"<w:hyperlink>{run('南湖公园')}</w:hyperlink>"), "开园。"), "南湖公园开园。"),
        (p(ins(deleted("先加后删")), "北湖站封顶。"), "北湖站封顶。"),
    ],
)
def test_insertions_are_text_and_deletions_are_not(paragraph, words):
    found = read(paragraph)
    assert found.text == words
    assert codes(found) == ["tracked-changes"]


def test_the_notice_counts_both_sorts_of_changes_and_quotes_the_first_deletion():
    (problem,) = read(p("甲", ins(run("乙")), deleted("丙项目建成"), deleted("丁"))).problems
    assert "插入 1 处" in problem.message and "删除 2 处" in problem.message and "丙项目建成" in problem.message


def test_a_removed_paragraph_mark_joins_its_paragraph_with_the_next():
    assert (
        read(p("东湖桥建成", properties=MARK_REMOVED), p("通车。"), p("另一段。")).text == "东湖桥建成通车。\n另一段。"
    )


def test_rows_that_were_removed_are_no_rows_and_new_ones_are():
    found = read(
        table(
            row("项目", "进展"),
            row("甲桥", "竣工", properties="<w:del w:id='4'/>"),
            row("乙桥", "开工", properties="<w:ins w:id='5'/>"),
        )
    )
    assert found.text == "项目\t进展\n乙桥\t开工"


def test_a_removed_cell_says_nothing_and_keeps_its_place():
    found = read(table(row("项目", "进展"), row("甲桥", cell("竣工", properties="<w:cellDel w:id='6'/>"))))
    assert found.text == "项目\t进展\n甲桥\t"


@pytest.mark.parametrize(
    ("paragraph", "code"),
    [
        (p(run("甲桥建成。", "<w:strike/>"), "乙桥开工。"), "struck-text"),
        (p(run("甲桥建成。", "<w:dstrike w:val='1'/>"), "乙桥开工。"), "struck-text"),
        (p(run("甲桥建成。", "<w:vanish/>"), "乙桥开工。"), "hidden-text"),
        (p(run("甲桥建成。", "<w:rStyle w:val='gone'/>"), "乙桥开工。"), "hidden-text"),
        (p(run("甲桥建成。", "<w:rStyle w:val='out'/>"), "乙桥开工。"), "struck-text"),
    ],
)
def test_struck_and_hidden_words_are_no_facts_and_are_told(paragraph, code):
    styles = (
        '<w:style w:type="character" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="base"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="out"><w:basedOn w:val="base"/></w:style>'
    )
    found = read(paragraph, parts={"styles": styles})
    assert found.text == "乙桥开工。"
    assert codes(found) == [code]
    assert "甲桥建成" in found.problems[0].message


@pytest.mark.parametrize(
    "properties",
    [
        "<w:strike w:val='0'/>",
        "<w:vanish w:val='false'/>",
        "<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>",
        "<w:webHidden/>",
    ],
)
def test_words_that_were_once_struck_or_only_seem_so_are_read(properties):
    found = read(p(run("甲桥建成。", properties)))
    assert (found.text, found.problems) == ("甲桥建成。", ())


def test_comments_are_not_text_and_are_told():
    found = read(p("甲桥建成。"), parts={"comments": f"<w:comment>{p('此处待核')}</w:comment>"})
    assert (found.text, codes(found)) == ("甲桥建成。", ["comments"])


def test_words_behind_an_entity_are_told():
    found = read(p("项目：", "<w:r><w:t>&x;桥</w:t></w:r>"), doctype='<!DOCTYPE d [<!ENTITY x "青石">]>')
    assert codes(found) == ["xml-entity"]
