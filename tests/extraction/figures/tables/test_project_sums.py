"""Money columns of tables of projects: the amount of each project, of a year, so far."""

from __future__ import annotations

import pytest

from mapapp.documents import read_document
from mapapp.extraction.figures.tables.project_sums import project_sums, project_table_spans

TABLE = """青溪区2026年重点项目投资计划表
单位：万元
序号\t项目名称\t建设单位\t总投资\t2026年计划投资\t1-5月完成投资
1\t青溪水厂扩建\t甲公司\t12000\t3000\t800
2\t石桥大桥\t乙公司\t暂无\t1,500\t—
\t合计\t\t12000\t4500\t800
"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "901.txt"
    path.write_text(TABLE, encoding="utf-8")
    return read_document(path)


def test_each_cell_of_money_is_a_figure_of_its_project(document):
    told = {(draft.name, draft.value, draft.unit, str(draft.kind)) for draft, _, _ in project_sums(document)}
    assert told == {
        ("青溪水厂扩建总投资", 12000, "万元", "actual"),
        ("青溪水厂扩建2026年计划投资", 3000, "万元", "target"),
        ("青溪水厂扩建完成投资", 800, "万元", "actual"),
        ("石桥大桥2026年计划投资", 1500, "万元", "target"),
    }


def test_a_total_is_doubtful_and_what_is_planned_or_done_is_not(document):
    sure = {draft.rule: draft.certain for draft, _, _ in project_sums(document)}
    assert sure == {"table.invest_total": False, "table.invest_year": True, "table.invest_done": True}


def test_months_of_a_column_are_its_period(document):
    [done] = [draft.period for draft, _, _ in project_sums(document) if draft.rule == "table.invest_done"]
    assert done == "2026-01/05"


def test_the_offsets_are_those_of_the_row(document):
    _, start, end = next(iter(project_sums(document)))
    assert "青溪水厂扩建" in document.view.text[start:end]
    assert "石桥大桥" not in document.view.text[start:end]
    [(first, last)] = project_table_spans(document)
    assert first <= start < end <= last
