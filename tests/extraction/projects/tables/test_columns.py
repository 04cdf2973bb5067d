import pytest

from mapapp.documents import read_document
from mapapp.extraction import is_project_table
from mapapp.extraction.lexicon_patterns import LEXICON_DIR
from mapapp.extraction.projects.tables.columns import read_columns, role_of
from mapapp.text.lexicon_files import read_entries

ENTRIES = read_entries(LEXICON_DIR / "project_columns.toml", "column")


@pytest.mark.parametrize(
    ("role", "heading"), [(entry["id"], heading) for entry in ENTRIES for heading in entry["catches"]]
)
def test_a_heading_says_what_its_column_holds(role, heading):
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("role", "heading"), [(entry["id"], heading) for entry in ENTRIES for heading in entry["leaves"]]
)
def test_a_heading_that_looks_alike_says_something_else(role, heading):
    assert role_of(heading) != role


@pytest.mark.parametrize(
    "heading", ["总投资（亿元）", "总投资(万元)", "总投资/亿元", "投资 总投资", "总投资估算（万元）"]
)
def test_units_brackets_and_upper_headings_do_not_hide_a_role(heading):
    assert role_of(heading) == "invest_total"


@pytest.fixture
def tables_of(tmp_path):
    def read(text):
        path = tmp_path / "a.txt"
        path.write_text(text, encoding="utf-8")
        return read_document(path).tables

    return read


@pytest.mark.parametrize(
    "header",
    [
        "项目名称\t进展情况",
        "工程名称\t所在街镇\t2026年目标",
        "项目\t起止年限",
        "学校名称\t开工时间\t目前进度",
        "项目名称\t总投资（亿元）",
    ],
)
def test_names_with_progress_dates_or_money_make_a_table_of_projects(tables_of, header):
    (table,) = tables_of(
        f"附表\n{header}\n鹿鸣大桥{'	甲' * header.count('	')}\n松涛小学{'	乙' * header.count('	')}\n"
    )
    assert is_project_table(table)


@pytest.mark.parametrize(
    "text",
    [
        "序号\t指标名称\t单位\t目标\n1\t城镇新增就业\t人\t5000\n2\t绿道\t公里\t30\n",
        "项目\t单位\t目标\t完成\n新增托位\t个\t500\t520\n新增绿地\t亩\t30\t36\n",
        "领域\t进展情况\n教育\t学校启用。\n医疗\t医院启用。\n",
        "项目\t2025年目标\t2025年完成\n新增托位\t500个\t520个\n新增绿地\t30亩\t36亩\n",
        "姓名\t职务\n甲\t主任\n乙\t委员\n",
    ],
)
def test_tables_of_figures_people_and_fields_are_none(tables_of, text):
    for table in tables_of(text):
        assert not is_project_table(table)


def test_the_unit_above_a_table_is_that_of_its_money(tables_of):
    (table,) = tables_of("表二（单位：亿元）\n项目\t总投资\t本年度计划\n鹿鸣大桥\t1.8\t0.6\n松涛小学\t2.6\t1.0\n")
    assert [(column.role, column.unit) for column in read_columns(table)] == [
        ("name", ""),
        ("invest_total", "亿元"),
        ("invest_year", "亿元"),
    ]


def test_a_column_without_a_telling_heading_is_known_by_its_cells(tables_of):
    (table,) = tables_of(
        "重点项目\n项目名称\t总投资（亿元）\t推动事宜\n鹿鸣大桥\t1.8\t主体封顶\n松涛小学\t2.6\t桩基施工\n云岭水厂\t3\t开工\n"
    )
    assert [column.role for column in read_columns(table)] == ["name", "invest_total", "progress"]
