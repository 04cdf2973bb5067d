"""The year of a stage: what the words say first, then the section, then the document."""

from dataclasses import replace

import pytest

from mapapp.contracts import Modality, Polarity, Section, SectionMode, YearBasis
from mapapp.extraction.projects.years import decide_year, opening_words, spoken_year, year_moved_to
from tests.conftest import build_document
from tests.extraction.projects.written_text import events_of

DOCUMENT = replace(build_document(year=2026), issued="2026-01-08", reviews=2025, plans=(2026, 2026))
REVIEW = Section(0, 5, (), SectionMode.REVIEW, (2025, 2025))
PLAN = Section(0, 5, (), SectionMode.PLAN, (2026, 2026))
SILENT = Section(0, 5, (), SectionMode.UNKNOWN, None)


def decide(told, section, modality, polarity=None, document=DOCUMENT):
    return decide_year(told, section, document, Modality(modality), polarity)


@pytest.mark.parametrize(
    ("told", "section", "modality", "year", "basis"),
    [
        (("2024年甲桥建成",), REVIEW, "reported", 2024, YearBasis.SENTENCE),
        (("甲桥建成", "2023年，甲桥建成"), REVIEW, "reported", 2023, YearBasis.SENTENCE),
        (("甲桥建成",), REVIEW, "reported", 2025, YearBasis.SECTION),
        (("甲桥计划2028年建成",), PLAN, "planned", 2028, YearBasis.SENTENCE),
        (("甲桥建成",), PLAN, "planned", 2026, YearBasis.SECTION),
        (("甲桥建成",), SILENT, "reported", 2025, YearBasis.DOCUMENT),
        (("甲桥建成",), SILENT, "planned", 2026, YearBasis.DOCUMENT),
        (("甲桥即将开放",), REVIEW, "planned", 2026, YearBasis.DOCUMENT),
    ],
)
def test_the_nearest_words_that_date_a_stage_win(told, section, modality, year, basis):
    assert decide(told, section, modality) == (year, basis)


def test_nothing_is_reported_of_a_year_to_come_or_planned_for_one_long_gone():
    assert decide(("2028年甲桥建成",), REVIEW, "reported") == (2025, YearBasis.SECTION)
    assert decide(("2019年甲桥建成",), PLAN, "planned") == (2026, YearBasis.SECTION)


def test_a_document_that_knows_no_year_gives_none():
    bare = replace(build_document(year=None), issued="")
    assert spoken_year(bare) is None
    assert decide((), SILENT, "planned", document=bare) == (None, YearBasis.DOCUMENT)


def test_this_year_counts_from_the_day_of_issue():
    assert spoken_year(DOCUMENT) == 2026
    assert spoken_year(replace(DOCUMENT, issued="", year=2025)) == 2025


@pytest.mark.parametrize(
    ("words", "missed", "moved"),
    [("推迟至2027年", 2025, 2027), ("推迟到明年", 2025, 2027), ("原定2024年", 2025, None), ("", 2025, None)],
)
def test_a_stage_is_moved_only_to_a_later_year(words, missed, moved):
    assert year_moved_to(words, missed, DOCUMENT) == moved


def test_a_stage_said_to_be_missed_may_lie_one_year_ahead():
    assert decide(("2027年前无法建成",), REVIEW, "planned", Polarity.NOT_REACHED)[0] == 2027
    assert decide(("2030年前无法建成",), REVIEW, "planned", Polarity.NOT_REACHED)[0] == 2025


def test_only_the_first_words_of_a_sentence_date_all_of_it():
    assert opening_words("字" * 23 + "尾外") == "字" * 23 + "尾"
    assert opening_words("") == ""


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("松涛路跨河大桥2023年开工，目前主墩施工过半。", [2023, 2025]),
        ("城南体育馆已于去年12月通过验收，因运营单位未定，暂未开放。", [2024, 2025]),
        ("云岭小学新校区2022年5月签约，白石中学开工。", [2022, 2025]),
        ("碧湖公园二期2024年竣工，柳溪公园正在施工。", [2024, 2025]),
        ("柳溪污水处理厂2021年立项，现已完成桩基施工。", [2021, 2025]),
        ("松涛路跨河大桥2023年通车，云岭枢纽同步投用。", [2023, 2023]),
        ("2023年，松涛大桥开工，白石中学启用。", [2023, 2023]),
    ],
)
def test_a_year_behind_a_name_dates_no_other_clause(tmp_path, text, years):
    assert [event.year for event in events_of(tmp_path, f"云岭区2025年工作总结\n\n{text}")] == years
