import re

import pytest

from mapapp.contracts.vocabulary import DocumentKind
from mapapp.documents.front_matter import read_front_matter
from mapapp.documents.lexicon import read_entries


def test_the_line_that_says_when_a_page_was_posted_gives_its_year():
    about = read_front_matter("青石园区建设提速\n2031-05-06 08:30 大字\n鹿鸣产业园竣工。\n", stem="a")
    assert (about.kind, about.year, about.issued) == (DocumentKind.OTHER, 2031, "2031-05-06")


def test_numbers_with_dashes_are_no_date():
    about = read_front_matter("青石园区建设提速\n联系电话 2031-05-06-08\n鹿鸣产业园竣工。\n", stem="a")
    assert about.year is None


def test_a_report_whose_first_part_names_its_year_looks_back_on_it():
    about = read_front_matter("2023年云溪镇政府工作报告\n一、2023年我们奋力拼搏\n鹿鸣产业园竣工。\n", stem="a")
    assert about.reviews == 2023
    ahead = read_front_matter("2023年云溪镇政府工作报告\n一、2023年主要目标\n鹿鸣产业园竣工。\n", stem="a")
    assert ahead.reviews == 2022


NOT_DATING = read_entries("not_dating", "year")


@pytest.mark.parametrize("entry", NOT_DATING, ids=[entry["id"] for entry in NOT_DATING])
def test_a_rule_of_years_that_date_nothing_catches_and_leaves_what_it_says(entry):
    pattern = re.compile(entry["pattern"])
    assert [words for words in entry["catches"] if not pattern.search(words)] == []
    assert [words for words in entry["leaves"] if pattern.search(words)] == []


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("园区配套日臻完善，人才公寓已交付，邻里中心预计2027年建成。", None),
        ("园区成立于2006年，现有企业二百家。青石大道已通车。", None),
        ("鹿鸣产业园三期将于2028年6月投产，青石大道已通车。", None),
        ("力争到2030年建成产城融合的新城，鹿鸣产业园已投产。", None),
        ("2012年5月经批准设立，鹿鸣产业园已投产，三期有望在2027年试产。", None),
        ("始建于2003年。2025年，青石大道建成通车，鹿鸣产业园投产。", 2025),
    ],
)
def test_a_page_is_not_dated_by_a_plan_or_a_founding(words, year):
    assert read_front_matter(f"鹿鸣园区简介\n{words}\n", stem="a").year == year


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("2026年1月8日　第1号", "2026-01-08"),
        ("2025年12月31日（第12号）", "2025-12-31"),
        ("2025年9月30日 第三号", "2025-09-30"),
    ],
)
def test_the_date_before_the_number_of_a_notice_is_that_of_issue(line, issued):
    assert (
        read_front_matter(f"青石区审计局关于2024年项目审计整改情况的公告\n{line}\n鹿鸣产业园竣工。\n", stem="a").issued
        == issued
    )
