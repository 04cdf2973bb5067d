import pytest

from mapapp.contracts.vocabulary import Modality, Polarity, Stage
from mapapp.documents import read_document
from mapapp.extraction import find_indicators, find_project_events, find_table_problems, load_lexicon

LEXICON = load_lexicon()
PLANNED, REPORTED = Modality.PLANNED, Modality.REPORTED


@pytest.fixture
def document_of(tmp_path):
    def read(*rows, above="云溪区2026年重大工程项目进展情况\n"):
        path = tmp_path / "a.txt"
        path.write_text(above + "\n".join(rows) + "\n", encoding="utf-8")
        return read_document(path)

    return read


def told(document):
    return [(e.name, e.stage, e.modality, e.year) for e in find_project_events(document, LEXICON)]


def test_rows_of_a_project_table_take_their_stage_from_the_progress_cell(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "云溪区2024年政府工作报告\n\n一、2023年工作回顾\n\n重大项目进展见下表。\n\n"
        "序号\t项目名称\t建设地点\t进展情况\n1\t鹿鸣大桥新建工程\t滨江镇\t主体结构封顶\n2\t松涛中学\t松涛镇\t已竣工\n"
        "3\t远达半导体二期\t开发区\t按计划执行\n\n二、2024年主要任务\n\n"
        "序号\t指标名称\t单位\t目标\n1\t城镇新增就业\t人\t5000\n",
        encoding="utf-8",
    )
    document = read_document(path)
    events = find_project_events(document, LEXICON)
    assert [(event.name, event.stage, event.modality, event.year) for event in events] == [
        ("鹿鸣大桥新建工程", Stage.TOPPED_OUT, REPORTED, 2023),
        ("松涛中学", Stage.COMPLETED, REPORTED, 2023),
    ]
    assert events[0].quote == "1\t鹿鸣大桥新建工程\t滨江镇\t主体结构封顶"
    (problem,) = find_table_problems(document, LEXICON)
    assert "3 行" in problem.message
    assert "远达半导体二期" in problem.message


@pytest.mark.parametrize(
    "row",
    [
        "1\t鹿鸣大桥\t\t竣工\t",
        "\t鹿鸣大桥\t滨江镇\t竣工\t",
        "1\t鹿鸣大桥\t\t竣工\t按期",
        "\t鹿鸣大桥\t\t竣工\t",
        "1\t鹿鸣大桥\t—\t竣工\t—",
    ],
)
def test_one_empty_cell_loses_nothing(document_of, row):
    document = document_of("序号\t项目名称\t所在街镇\t形象进度\t备注", row, "2\t松涛小学\t滨江镇\t封顶\t提前")
    assert [name for name, *_ in told(document)] == ["鹿鸣大桥", "松涛小学"]


def test_what_has_come_is_reported_and_what_comes_next_planned(document_of):
    document = document_of(
        "项目名称\t进展情况\t下一步计划",
        "鹿鸣大桥\t完成桩基施工\t2027年竣工",
        "松涛水厂\t办理前期手续\t2027年开工建设",
        above="云溪区2026年重大工程进展情况\n",
    )
    assert told(document) == [
        ("鹿鸣大桥", Stage.BUILDING, REPORTED, 2026),
        ("鹿鸣大桥", Stage.COMPLETED, PLANNED, 2027),
        ("松涛水厂", Stage.PREPARED, REPORTED, 2026),
        ("松涛水厂", Stage.STARTED, PLANNED, 2027),
    ]


@pytest.mark.parametrize(
    "cells", ["2026年6月\t2028年12月", "2026.6\t2028.12", "2026-06\t2028-12", "2026\t2028", "二〇二六年\t二〇二八年"]
)
def test_columns_of_dates_are_planned_stages_in_their_years(document_of, cells):
    document = document_of(
        "项目名称\t计划开工时间\t计划竣工时间",
        f"鹿鸣大桥\t{cells}",
        f"松涛小学\t{cells}",
        above="云溪区2026年重大工程项目计划\n",
    )
    assert told(document)[:2] == [
        ("鹿鸣大桥", Stage.STARTED, PLANNED, 2026),
        ("鹿鸣大桥", Stage.COMPLETED, PLANNED, 2028),
    ]
    assert find_indicators(document, LEXICON) == ()


@pytest.mark.parametrize("span", ["2026—2028", "2026-2028", "2026年-2028年", "2026.3-2028.10", "2026年3月至2028年10月"])
def test_a_span_of_years_is_start_and_finish(document_of, span):
    document = document_of(
        "项目\t建设性质\t起止年限", f"鹿鸣大桥\t新建\t{span}", f"松涛小学\t新建\t{span}", above="2026年项目安排\n"
    )
    assert told(document)[:2] == [
        ("鹿鸣大桥", Stage.STARTED, PLANNED, 2026),
        ("鹿鸣大桥", Stage.COMPLETED, PLANNED, 2028),
    ]


def test_a_start_planned_for_a_year_gone_by_is_doubtful(document_of):
    document = document_of(
        "项目名称\t计划开工时间\t计划竣工时间", "鹿鸣大桥\t2024年3月\t2027年8月", "松涛小学\t2026年3月\t2027年8月"
    )
    certain = {(e.name, e.stage): e.certain for e in find_project_events(document, LEXICON)}
    assert certain[("鹿鸣大桥", Stage.STARTED)] is False
    assert certain[("松涛小学", Stage.STARTED)] is True


def test_money_has_the_unit_of_its_heading_and_this_year_s_is_a_figure(document_of):
    document = document_of(
        "项目名称\t总投资（亿元）\t2026年计划投资（万元）\t2026年建设目标",
        "鹿鸣大桥\t12.5\t32,000\t开工建设",
        "松涛水厂\t8\t20000\t竣工",
        above="云溪区2026年重大工程项目计划\n",
    )
    events = find_project_events(document, LEXICON)
    assert [(e.name, e.stage, e.modality, e.amount and (e.amount.value, e.amount.unit)) for e in events] == [
        ("鹿鸣大桥", Stage.STARTED, PLANNED, (12.5, "亿元")),
        ("松涛水厂", Stage.COMPLETED, PLANNED, (8.0, "亿元")),
    ]
    certain = [i for i in find_indicators(document, LEXICON) if i.certain]
    assert [(i.name, i.value, i.unit, i.period, i.value_kind.value) for i in certain] == [
        ("鹿鸣大桥2026年计划投资", 32000, "万元", "2026", "target"),
        ("松涛水厂2026年计划投资", 20000, "万元", "2026", "target"),
    ]


def test_a_group_row_gives_its_stage_and_place_to_the_rows_below(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "青浦区2026年重大项目进展情况\n项目名称\t建设单位\t进展情况\n竣工项目\t\t\n鹿鸣大桥\t区建管委\t\n"
        "停缓建项目\t\t\n松涛大酒店\t松涛公司\t\n朱家角镇\t\t\n云岭小学\t区教育局\t封顶\n",
        encoding="utf-8",
    )
    events = find_project_events(read_document(path), LEXICON)
    assert [(e.name, e.stage, e.polarity) for e in events] == [
        ("鹿鸣大桥", Stage.COMPLETED, Polarity.HAPPENED),
        ("松涛大酒店", Stage.BUILDING, Polarity.NOT_REACHED),
        ("云岭小学", Stage.TOPPED_OUT, Polarity.HAPPENED),
    ]
    assert [e.places for e in events] == [(), (), ("朱家角",)]


def test_a_header_printed_again_is_no_row(document_of):
    header = "序号\t项目名称\t进展情况"
    document = document_of(header, "1\t鹿鸣大桥\t竣工", "2\t松涛小学\t封顶", header, "3\t云岭水厂\t开工")
    assert [name for name, *_ in told(document)] == ["鹿鸣大桥", "松涛小学", "云岭水厂"]


def test_a_total_is_no_project(document_of):
    document = document_of("项目名称\t总投资（亿元）\t进展情况", "鹿鸣大桥\t3\t竣工", "松涛小学\t2\t封顶", "合计\t5\t")
    assert [name for name, *_ in told(document)] == ["鹿鸣大桥", "松涛小学"]
    assert find_table_problems(document, LEXICON) == ()


def test_a_list_of_projects_that_cannot_be_read_is_a_problem_with_the_count_of_its_rows(document_of):
    document = document_of(
        "序号\t甲栏\t乙栏",
        "1\t鹿鸣大桥\t区建管委",
        "2\t松涛小学\t区教育局",
        "3\t云岭水厂\t区水务局",
        above="2026年重点项目清单\n",
    )
    (problem,) = find_table_problems(document, LEXICON)
    assert "3 行" in problem.message
    assert problem.code == "table-rows-unread"


@pytest.mark.parametrize(
    ("cells", "modality"),
    [("2024.3\t竣工", REPORTED), ("2026.9（拟）\t方案报批", PLANNED), ("2027.3\t施工招标", PLANNED)],
)
def test_a_start_without_a_word_of_planning_has_happened_when_it_lies_behind(document_of, cells, modality):
    document = document_of(
        "项目名称\t开工时间\t目前进度", f"鹿鸣小学\t{cells}", "松涛小学\t2024.5\t封顶", above="2025年三季度调度表\n"
    )
    events = find_project_events(document, LEXICON)
    assert [e.modality for e in events if e.name == "鹿鸣小学" and e.stage is Stage.STARTED] == [modality]
