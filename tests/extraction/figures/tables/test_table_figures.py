"""Tables: with tabs, with bars, with blanks and wrapped cells, of progress, and free pairs."""

from __future__ import annotations

from mapapp.contracts.vocabulary import SectionMode
from tests.extraction.figures.figure_documents import figures_of, said, written

GOALS = (
    "序号\t指标名称\t属性\t单位\t年度目标\t完成情况\n"
    "1\t全区生产总值增长率\t预期性\t%\t5 以上， 力争两位数\t4.1\n"
    "2\t外资机构\t预期性\t家\t新增 9，累计 70\t新增 11，累计 72\n"
    "\n"
    "序号\t指标名称\t属性\t单位\t年度目标\t完成情况\n"
    "3\t新增就业岗位数\t约束性\t个\t2.3 万\t近 2.9 万\n"
)


def test_goals_and_results_are_two_columns() -> None:
    assert said(GOALS) == [
        "全区生产总值增长率>=5%",
        "全区生产总值增长率>=力争两位数",
        "全区生产总值增长率=4.1%",
        "新增外资机构数=9家",
        "外资机构累计数=70家",
        "新增外资机构数=11家",
        "外资机构累计数=72家",
        "新增就业岗位数=2.3万个",
        "新增就业岗位数~2.9万个",
    ]


def test_kind_nature_and_quote_of_a_row() -> None:
    figures = figures_of(GOALS)
    assert [str(figure.value_kind) for figure in figures[:3]] == ["target", "target", "actual"]
    assert {figure.nature for figure in figures} == {"预期性", "约束性"}
    assert figures[-1].quote == "3\t新增就业岗位数\t约束性\t个\t2.3 万\t近 2.9 万"
    assert all(figure.table for figure in figures)


def test_plan_table_has_base_year_goal_and_growth() -> None:
    text = (
        "序号\t指标名称\t2020年\t2025年\t年均增速〔累计〕\t属性\n"
        "1\t地区生产总值（亿元）\t800\t1200\t8%左右\t预期性\n"
        "2\t城镇化率（%）\t60\t65\t〔5〕\t预期性\n"
    )
    figures = figures_of(text, mode=SectionMode.PLAN, years=(2021, 2025))
    assert [(written(figure), figure.period, str(figure.value_kind)) for figure in figures] == [
        ("地区生产总值=800亿元", "2020", "actual"),
        ("地区生产总值=1200亿元", "2025", "target"),
        ("地区生产总值年均增长率~8%", "2021-2025", "target"),
        ("城镇化率=60%", "2020", "actual"),
        ("城镇化率=65%", "2025", "target"),
        ("城镇化率累计=5%", "2021-2025", "target"),
    ]


def test_wrapped_rows_under_a_printed_header() -> None:
    text = (
        "序号 指标名称 单位 属性 “十四五”目标 \n"
        "1 地区生产总值年均增长率 % 预期性 7 左右 \n"
        "2 \n百亿级产业平台（集群）\n数 个 预期性 \n5-8 \n"
        "3 空气质量 — 约束性 \n稳定达到国家二\n级标准 \n"
        "围绕目标，重点做好以下工作。\n"
    )
    figures = figures_of(text, mode=SectionMode.PLAN, years=(2021, 2025))
    assert [written(figure) for figure in figures] == [
        "地区生产总值年均增长率~7%",
        "百亿级产业平台（集群）数=5-8个",
        "空气质量=稳定达到国家二 级标准",
    ]
    assert [figure.period for figure in figures] == ["2021-2025", "2025", "2025"]


def test_rows_with_blanks_and_no_nature() -> None:
    text = "主要指标 单位 2021年实际 2022年计划\n1 财政收入 亿元 52 6%左右\n2 工业投资 亿元 20 25\n"
    assert said(text) == ["财政收入=52亿元", "财政收入增长率~6%", "工业投资=20亿元", "工业投资=25亿元"]


def test_table_with_bars() -> None:
    text = "| 指标 | 单位 | 2022年完成 |\n|---|---|---|\n| 财政收入 | 亿元 | 35.2 |\n| 单位能耗 | % | 下降3.2 |\n"
    assert said(text) == ["财政收入=35.2亿元", "单位能耗下降率=3.2%"]


def test_cells_that_are_sentences_are_read_as_prose_of_their_region() -> None:
    text = "区域\t进展情况\n南岭工业区\t甲公司等3个项目开工\n\t实现产值20亿元、税收2亿元\n"
    figures = figures_of(text)
    assert [written(figure) for figure in figures] == ["开工项目数=3个", "产值=20亿元", "税收=2亿元"]
    assert {figure.region for figure in figures} == {"南岭工业区"}


def test_free_pairs() -> None:
    assert said("常住人口\t82.3万人\n耕地面积\t45.6万亩\n") == ["常住人口=82.3万人", "耕地面积=45.6万亩"]


def test_row_whose_first_cell_is_empty_lost_its_tab() -> None:
    text = "区域\t进展情况\n南岭工业区\t甲公司等3个项目开工\n实现产值20亿元\n北岭工业区\t引进企业6家\n税收5亿元\n\n全区新增企业9家。\n"
    assert [(written(figure), figure.region) for figure in figures_of(text)] == [
        ("开工项目数=3个", "南岭工业区"),
        ("产值=20亿元", "南岭工业区"),
        ("引进企业数=6家", "北岭工业区"),
        ("税收=5亿元", "北岭工业区"),
        ("新增企业数=9家", "东湖区"),
    ]


def test_rows_with_blanks_and_no_numbers() -> None:
    text = "主要指标 单位 2021年实际 2022年计划\n地区生产总值 亿元 520 6%左右\n工业 投资 亿元 20 25\n\n（一）坚持稳中求进。\n"
    assert said(text) == ["地区生产总值=520亿元", "地区生产总值增长率~6%", "工业投资=20亿元", "工业投资=25亿元"]


def test_heading_behind_a_numbered_table_is_no_cell() -> None:
    text = "序号 指标名称 单位 2021年 2022年计划\n1 财政收入 亿元 52 55\n2 工业投资 亿元 20 25\n三、2022年重点工作\n新增企业3家。\n"
    assert said(text)[-2:] == ["工业投资=25亿元", "新增企业数=3家"]
