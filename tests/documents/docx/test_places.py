import pytest

from mapapp.documents.docx import read_docx
from tests.documents.docx.word import box, cell, control, docx, p, row, run, table

GALLERY = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'


def lines(*blocks, **options):
    return read_docx(docx(*blocks, **options), name="a.docx").text.split("\n")


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ([control(p("甲桥通车。") + p("乙桥开工。"))], ["甲桥通车。", "乙桥开工。"]),
        ([p("投资", control(run("1250")), "亿元")], ["投资1250亿元"]),
        ([control(control(p("丙站竣工。")))], ["丙站竣工。"]),
        ([control(table(row("项目", "进展"), row("甲桥", "通车")))], ["项目\t进展", "甲桥\t通车"]),
        ([table(row("项目", "进展"), control(row("甲桥", "通车")))], ["项目\t进展", "甲桥\t通车"]),
        ([table(row("项目", "进展"), row("甲桥", control(cell("通车"))))], ["项目\t进展", "甲桥\t通车"]),
        ([f"<w:customXml>{p('丁园开放。')}</w:customXml>"], ["丁园开放。"]),
    ],
)
def test_words_in_content_controls_are_read_where_they_stand(blocks, words):
    assert lines(*blocks) == words


def test_what_a_template_says_in_an_empty_control_is_not_text():
    hint = control(run("单击此处输入文字"), properties="<w:showingPlcHdr/>")
    assert lines(p("投资", hint, "亿元")) == ["投资亿元"]


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ([p("正文。", box(p("专栏1 重大项目"), p("甲桥通车。")))], ["正文。", "专栏1 重大项目", "甲桥通车。"]),
        ([p(box(p("甲桥通车。"), fallback=False)), p("后文。")], ["", "甲桥通车。", "后文。"]),
        ([p(box(table(row("项目", "进展"), row("甲桥", "通车"))))], ["", "项目\t进展", "甲桥\t通车"]),
        ([p(box(p("外。", box(p("里。")))))], ["", "外。", "里。"]),
        ([p(box(control(p("控件里的话。"))))], ["", "控件里的话。"]),
        (
            [table(row("项目", "进展"), row(cell(p("甲桥", box(p("注：通车。")))), "竣工"))],
            ["项目\t进展", "甲桥\t竣工", "注：通车。"],
        ),
    ],
)
def test_text_boxes_are_read_once_after_the_paragraph_they_hang_on(blocks, words):
    assert lines(*blocks) == words


@pytest.mark.parametrize(
    "frame",
    [
        table(row(cell("专栏1 重大项目", "甲桥通车。"))),
        table(row("专栏1 重大项目"), row("甲桥通车。")),
        table(row(cell(table(row(cell("专栏1 重大项目", "甲桥通车。")))))),
        p("专栏1 重大项目", properties="<w:framePr w:w='100'/>") + p("甲桥通车。"),
        control(table(row(cell("专栏1 重大项目", "甲桥通车。")))),
    ],
)
def test_a_frame_round_text_is_read_as_text(frame):
    found = read_docx(docx(p("前文。"), frame, p("后文。")), name="a.docx")
    assert [line for line in found.text.split("\n") if line] == ["前文。", "专栏1 重大项目", "甲桥通车。", "后文。"]
    assert found.tables == ()


def test_footnotes_stand_below_the_paragraph_that_names_them():
    notes = (
        f'<w:footnote w:id="-1" w:type="separator">{p("--")}</w:footnote>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", " 指某某。")}</w:footnote>'
        f'<w:footnote w:id="3">{p("另指。")}</w:footnote>'
    )
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    assert lines(
        p("推进甲工程", mark.format(2), "和乙工程", mark.format(3), "。"), p("下一段。"), parts={"footnotes": notes}
    ) == ["推进甲工程¹和乙工程²。", "¹ 指某某。", "² 另指。", "下一段。"]


def test_headers_come_before_their_section_once_and_page_numbers_never():
    def section(header, footer):
        return f'<w:sectPr><w:headerReference r:id="{header}"/><w:footerReference r:id="{footer}"/></w:sectPr>'

    parts = {
        "header1": p("重点工程简报 第3期"),
        "header2": p("附表"),
        "footer1": p("第", "1", "页"),
        "footer2": p("区政府办公室印发"),
    }
    first = p("正文一。", properties=section("header1", "footer1"))
    again = p("正文二。", properties=section("header1", "footer1"))
    assert lines(first, again, p("正文三。"), section=section("header2", "footer2"), parts=parts) == [
        "重点工程简报 第3期",
        "正文一。",
        "正文二。",
        "附表",
        "正文三。",
        "区政府办公室印发",
    ]


def test_entries_of_a_table_of_contents_are_led_by_dots():
    styles = '<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style>'
    entry = p("一、工作回顾", "<w:r><w:tab/></w:r>", "3", properties='<w:pStyle w:val="t1"/>')
    assert lines(control(entry, properties=GALLERY), parts={"styles": styles}) == ["一、工作回顾 ...... 3"]


def test_an_indent_by_tabs_is_no_table():
    assert lines(p("<w:r><w:tab/></w:r>", "甲桥通车。")) == ["甲桥通车。"]


@pytest.mark.parametrize("level", range(1, 4))
def test_headings_are_known_by_style_by_outline_and_by_what_their_style_builds_on(level):
    styles = (
        f'<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading {level}"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="一级标题"/><w:basedOn w:val="h"/></w:style>'
    )
    for properties in ('<w:pStyle w:val="h"/>', '<w:pStyle w:val="own"/>', f'<w:outlineLvl w:val="{level - 1}"/>'):
        assert lines(p("工作回顾", properties=properties), parts={"styles": styles}) == [
            "#" * (level + 1) + " 工作回顾"
        ]


def test_a_whole_paragraph_set_as_outline_is_no_heading():
    words = "加快推进甲桥建设。" * 9
    assert lines(p(words, properties='<w:outlineLvl w:val="0"/>')) == [words]


@pytest.mark.parametrize(
    ("counting", "words", "labels"),
    [
        ("chineseCountingThousand", "%1、", ["一、", "二、"]),
        ("chineseCounting", "（%1）", ["（一）", "（二）"]),
        ("decimal", "%1.", ["1.", "2."]),
        ("japaneseCounting", "第%1章 ", ["第一章 ", "第二章 "]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "②"]),
        ("bullet", "●", ["", ""]),
    ],
)
def test_numbers_that_word_prints_before_list_paragraphs_are_in_the_text(counting, words, labels):
    numbering = (
        f'<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{counting}"/>'
        f'<w:lvlText w:val="{words}"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>'
    found = lines(
        p("工作回顾", properties=listed), p("正文。"), p("工作打算", properties=listed), parts={"numbering": numbering}
    )
    assert found == [f"{labels[0]}工作回顾", "正文。", f"{labels[1]}工作打算"]


def test_sublists_count_anew_below_each_number():
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )

    def item(words, level):
        return p(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    blocks = [item("甲", 0), item("乙", 1), item("丙", 1), item("丁", 0), item("戊", 1)]
    assert lines(*blocks, parts={"numbering": numbering}) == ["1.甲", "1.1乙", "1.2丙", "2.丁", "2.1戊"]
