import pytest

from mapapp.contracts.vocabulary import SectionForm
from mapapp.documents.reading_view import lay_out


def read(text):
    view, blocks = lay_out(text)
    return [view.text[block.start : block.end] for block in blocks]


def test_view_characters_map_to_where_they_are_printed():
    text = "建成 3 条\n\n道路，PM_{2.5}浓度∶27微克。"
    view, _ = lay_out(text)
    for shown, offset in zip(view.text, view.offsets, strict=True):
        assert shown == "\n" or shown == text[offset] or (shown, text[offset]) == ("：", "∶")


def test_blanks_round_digits_go_but_stay_between_latin_words():
    assert read("完成 12 公里，引进 AI PARK 项目。") == ["完成12公里，引进AI PARK项目。"]


def test_subscripts_bold_marks_and_footnote_digits_go():
    assert read("**一是**PM _{2.5} 浓度下降，办结案件¹，面积5km²。") == ["一是PM2.5浓度下降，办结案件，面积5km²。"]


def test_page_numbers_go_and_the_broken_word_is_joined():
    text = "全年新开工建设滨江隧道和云溪大桥，建成学校五所，改造老旧小区十二个，切实提升了全区群众的居住生活环\n\n- 7 -\n\n境。下一段。"
    assert read(text) == [text.split("\n")[0] + "境。下一段。"]


def test_dotted_contents_are_left_out():
    assert read("第一章 总则 ............ 1\n第二章 交通 ............ 9\n\n正文在此处开始。") == ["正文在此处开始。"]


def test_table_rows_keep_tabs_and_lines():
    rows = read("说明文字到此为止。\n序号\t项目\t进展\n1\t东湖桥 \t竣工\n2\t西湖桥\t开工")
    assert rows[1:] == ["序号\t项目\t进展", "1\t东湖桥 \t竣工", "2\t西湖桥\t开工"]


def test_table_parted_by_blanks_is_a_table_with_wrapped_cells():
    _, blocks = lay_out("序号 指标名称 单位 目标\n1 路网密度 公里 3\n2 \n森林覆盖\n率 % 19\n3 学校 所 4\n这里是正文。")
    assert [block.form for block in blocks] == [SectionForm.TABLE] * 6 + [SectionForm.PROSE]


def test_hard_wrapped_lines_become_paragraphs():
    lines = [f"这是第{number}行被排版软件在固定宽度处切断的文字内容示例" for number in "甲乙丙丁戊己庚辛壬癸子丑"]
    text = "\n\n".join(["（一）交通建设", *lines[:9], "完。", "（二）水利建设", *lines[9:], "止。"])
    assert read(text) == ["（一）交通建设", "".join(lines[:9]) + "完。", "（二）水利建设", "".join(lines[9:]) + "止。"]


def test_footnote_at_the_page_foot_does_not_cut_the_sentence():
    text = (
        "推动生产性服务业同制造业相互融合，打造一批示范企业和示范平台，持续提升园区综合服务能力和产业承载的能\n\n"
        "⁵ 某某是指经认证的经营者。\n\n力，形成集聚。"
    )
    assert read(text) == [text.split("\n")[0] + "力，形成集聚。", "某某是指经认证的经营者。"]


def test_text_in_one_paragraph_is_cut_at_runs_of_blanks():
    body = "全面推进各项工作取得新成效。" * 200
    assert read(f"政府工作报告　　一、2022年工作回顾　　{body}二、2023年主要任务　　{body}")[:2] == [
        "政府工作报告",
        "一、2022年工作回顾",
    ]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("⼀、2025年⼯作回顾\n\n⻘溪⼤桥建成通⻋。", ["一、2025年工作回顾", "青溪大桥建成通车。"]),
        ("一\u200b、2025年工\u00ad作回顾\n\n青溪\ufeff大桥通车。", ["一、2025年工作回顾", "青溪大桥通车。"]),
        ("２０２５年，完成投资１２．５亿元。", ["2025年，完成投资12.5亿元。"]),
        ("序号\t项⽬\n１\t⾦\u200b⼭泵站", ["序号\t项目", "1\t金山泵站"]),
        ("︵一︶⽔利\n\n⻩塘\u2060⽔闸竣⼯｡", ["（一）水利", "黄塘水闸竣工。"]),
    ],
)
def test_look_alikes_are_read_as_meant_and_quoted_as_stored(stored, shown):
    view, blocks = lay_out(stored)
    assert [view.text[block.start : block.end] for block in blocks] == shown
    for char, offset in zip(view.text, view.offsets, strict=True):
        assert char == "\n" or char == stored[offset] or ord(stored[offset]) > 0x2E7F


@pytest.mark.parametrize(
    "text",
    [
        "\t青溪大桥建成通车。\n\t松涛小学竣工投用。\n",
        "\t\t一、工作回顾\n\t青溪大桥建成通车。\n",
        "项目\t进展\n甲\t竣工\n\n说明如下。\n\t青溪大桥另行安排。\n",
    ],
)
def test_a_paragraph_indented_with_tabs_is_no_table(text):
    view, blocks = lay_out(text)
    forms = {view.text[block.start : block.end][:2]: block.form for block in blocks}
    assert all(form is SectionForm.PROSE for words, form in forms.items() if words not in ("项目", "甲\t"))
