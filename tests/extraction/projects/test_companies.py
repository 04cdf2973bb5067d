"""A company named by its trade is a project where its works begin, go on or are done, not where its trade is spoken of."""

import pytest

from tests.extraction.projects.written_text import events_of


def read(tmp_path, words):
    events = events_of(tmp_path, f"松涛镇2025年上半年工作总结\n2025年7月8日\n一、上半年工作回顾\n{words}\n")
    return [f"{e.name}|{e.stage.value}|{e.polarity.value}" for e in events]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("重点项目方面，朗晶光电、顺捷冷链开工建设。", ["朗晶光电|started|happened", "顺捷冷链|started|happened"]),
        ("望海食品、圣泉酒业建成投产。", ["望海食品|operating|happened", "圣泉酒业|operating|happened"]),
        ("瑞朗生物竣工，恒岳精密试生产。", ["瑞朗生物|completed|happened", "恒岳精密|operating|happened"]),
        ("鸿岳化工、岳达电气主体封顶。", ["鸿岳化工|topped_out|happened", "岳达电气|topped_out|happened"]),
        ("永岳包装技改设备进场。", ["永岳包装技改|started|happened"]),
        ("圆岳供应链尚未开工。", ["圆岳供应链|started|not_reached"]),
    ],
)
def test_a_company_is_told_of_by_what_only_works_come_to(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "大力发展生物医药、智能装备。",
        "食品加工、冷链物流投产见效。",
        "晶硅光伏实现全产业链贯通。",
        "重点化工行业复工。",
        "高端装备、绿色食品项目开工。",
    ],
)
def test_a_trade_is_no_company(tmp_path, words):
    assert read(tmp_path, words) == []
