"""Which years a table of projects speaks of."""

from __future__ import annotations

import pytest

from mapapp.contracts.document_tables import Table, TableCell
from mapapp.contracts.text import Section
from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.extraction.projects.tables.table_time import table_time
from tests.conftest import build_document

REVIEW = Section(0, 10, (), SectionMode.REVIEW, (2024, 2024))
PLAN = Section(0, 10, (), SectionMode.PLAN, (2026, 2026))


def times(caption: str, section: Section = REVIEW) -> tuple[object, ...]:
    """Return told, following, goals, month and plans of a table under a caption."""
    table = Table(0, 5, 0, 5, 3, 1, (), "docx", (TableCell(0, 0, words=caption),))
    document = build_document(kind=DocumentKind.OTHER, year=2025)
    found = table_time(document, table, section)
    return found.told, found.following, found.goals, found.as_of_month, found.plans


@pytest.mark.parametrize(
    ("caption", "told", "month", "plans"),
    [
        ("2025年11月重大项目进展情况", 2025, 11, False),
        ("2025年三季度进度通报", 2025, 9, False),
        ("2025年上半年完成情况", 2025, 6, False),
        ("2025年计划完成情况", 2025, None, False),
    ],
)
def test_a_title_of_progress_tells_of_its_year_and_month(caption, told, month, plans):
    assert times(caption)[0::3] == (told, month)
    assert times(caption)[4] is plans


def test_a_list_plans_and_its_goals_are_of_the_year_it_names():
    _, _, goals, _, plans = times("2026年重大项目清单", PLAN)
    assert (goals, plans) == (2026, True)


def test_late_in_a_year_the_next_step_is_one_of_the_next():
    assert times("2025年11月进展情况")[1] == 2026


def test_without_a_title_the_section_says_whether_it_plans():
    assert times("附表", PLAN)[4] is True
    assert times("附表", REVIEW)[0] == 2024
