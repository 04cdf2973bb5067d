"""A report that came as one line falls into its paragraphs, whatever blank its page was printed with."""

from __future__ import annotations

import pytest

from mapapp.documents.paragraphs import build_paragraphs
from mapapp.documents.printed_lines import read_lines

_REVIEW = "一年来，全区上下同心协力，各项工作取得新的成绩。" * 30
_PARTS = ("一、2020年工作回顾", _REVIEW, "二、2021年主要任务", "加快建设云帆路小学，建成柳溪公园。")


@pytest.mark.parametrize(
    "blank",
    ["\u2003\u2003", " \u2003\u2003", "\u2002\u2002", "\u2003", "\u3000\u3000", "\u00a0\u2009"],
    ids=["em", "blank and em", "en", "one em", "ideographic", "no-break and thin"],
)
def test_blanks_of_a_web_page_part_a_single_line(blank: str) -> None:
    text = blank.join(_PARTS)

    paragraphs = build_paragraphs(text, read_lines(text))

    assert [text[start:end].strip() for part in paragraphs for start, end in part.pieces] == list(_PARTS)


_HEADLINES = (
    # unlike widths, no full stop
    "栖霞港二期码头装上岸桥\n人大代表视察乡村学校\n梅坞隧道右洞贯通，工期提前四十天\n清风学校迎来首批新生\n防汛物资全部到位\n"
    "总投资12亿元！宏测仪器基地落户梅坞\n青石桥今起放行\n镇长走访困难家庭",
    # with exclamation marks inside
    "好消息！梅坞水厂今天通水，三万居民喝上新水\n等来了！东河路南段昨晚放行，早高峰不再绕\n批了！栖霞港铁路专用线可研过会\n"
    "封顶！梅坞医院住院楼，比计划早二十天\n开学！清风学校新校区",
    # all about as wide as a printed line
    "栖霞港二期码头岸桥全部安装到位开始调试\n梅坞隧道右洞昨日贯通左洞掘进过半\n清风学校新校区教学楼主体封顶转入装修\n"
    "宏测仪器生产基地试生产首批产品下线\n东河路南段沥青摊铺完成月底放行\n梅坞医院住院楼交付使用病区陆续搬迁\n"
    "青石桥桥面铺装完成护栏开始安装\n栖霞水厂二期进入设备调试阶段出水",
    # a list of works, long items without a full stop
    "梅坞隧道：右洞贯通，左洞掘进至1.2公里处，两端洞口边坡防护与绿化同步实施，照明通风设备招标已完成并签订合同\n"
    "东河路：雨污水管敷设完成，沥青摊铺完成六成\n清风学校：主体封顶，内装修与室外配套同步进行\n"
    "梅坞医院：设备进场，正在联合调试，月底前组织竣工验收\n青石桥：桩基完成",
    # one sentence among many headlines
    "栖霞港二期码头装上岸桥\n青石桥今起放行\n区长带队检查工地，要求高温时段停工\n清风学校封顶，九月开学\n梅坞隧道贯通\n宏测仪器投产\n"
    "东河路放行\n梅坞医院开诊\n栖霞水厂通水，水质更好\n来源：梅坞发布\n更多内容见专题。",
)


@pytest.mark.parametrize("page", _HEADLINES, ids=["plain", "called out", "full", "list", "one sentence"])
def test_headlines_are_not_joined(page: str) -> None:
    paragraphs = build_paragraphs(page, read_lines(page))

    assert [len(part.pieces) for part in paragraphs] == [1] * len(page.splitlines())


def test_lines_cut_by_the_printer_are_joined_where_sentences_end() -> None:
    line = "梅坞隧道右洞贯通，左洞掘进过半，两端洞口边坡防护与绿化同步实施"
    page = "\n".join([line, line, line, line + "。"] * 4)

    assert len(build_paragraphs(page, read_lines(page))) == 4
