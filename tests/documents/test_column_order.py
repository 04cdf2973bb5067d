from mapapp.documents.reading_view import lay_out

PAGE = """# 某区政府工作报告（摘要）

## 开放枢纽建设提速

枢纽建设有力推进。举办采购对接会六场，现场意向成交一亿二千万元，新落户总部企业超30

## 今年主要任务

### 着力创新驱动

发展壮大产业集群。完善招商机制，持续优化营商环境，让更多青年人才在这里涌

### 着力改善民生

用心做好民生实事。兜牢基本民生底线，扩大普惠服务供给，推动公共服务更加均衡优质。

## 去年工作回顾

家。云岭大桥建成通车，青石湖公园开园，松涛小学启用，滨河绿道贯通。

### 产业稳步发展

现。构筑创新生态，支持高校院所共建平台，加快建设云岭科学城。
"""


def test_columns_cut_in_mid_word_go_on_where_they_were_printed():
    view, blocks = lay_out(PAGE)
    shown = [view.text[block.start : block.end] for block in blocks]
    assert any(
        paragraph.endswith("超30家。云岭大桥建成通车，青石湖公园开园，松涛小学启用，滨河绿道贯通。")
        for paragraph in shown
    )
    assert any("在这里涌现。构筑创新生态" in paragraph for paragraph in shown)


def test_a_joined_sentence_rests_on_two_stored_pieces():
    view, _ = lay_out(PAGE)
    at = view.text.index("新落户总部企业超30家")
    pieces = view.stored_spans(at, at + len("新落户总部企业超30家"))
    assert ["".join(PAGE[start:end]) for start, end in pieces] == ["新落户总部企业超30", "家"]


def test_a_report_with_page_breaks_is_not_reordered():
    text = "第一段说到一半因为分页而断开了的这句话在此处结\n\n束。第二句话在这里完整结束。\n\n第三段也完整。"
    view, _ = lay_out(text)
    assert list(view.offsets) == sorted(view.offsets)


def test_columns_are_put_in_order_page_by_page():
    pages = []
    for name in ("甲乙丙丁", "戊己庚辛"):
        filler = "".join(f"第{number}项工作按期完成。\n\n" for number in range(420))
        page = PAGE.replace("云岭", name).replace("青石", name)
        pages.append(page + filler)
    view, _ = lay_out("\n\n".join(pages))
    for name in ("甲乙丙丁", "戊己庚辛"):
        assert f"新落户总部企业超30家。{name}大桥建成通车，{name}湖公园开园" in view.text
