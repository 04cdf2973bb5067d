"""Paper work that is listed behind one verb, and what was signed or listed on a page that looks neither back nor ahead."""

import pytest

from tests.extraction.projects.written_text import events_of


def read(tmp_path, words):
    events = events_of(tmp_path, f"柏溪区2025年项目快报\n2025年11月\n{words}\n")
    return [f"{e.name}|{e.stage.value}|{e.polarity.value}" for e in events]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("松涛公园完成立项、可研批复。", ["松涛公园|prepared|happened"]),
        ("松涛公园完成立项、设计，9月开工。", ["松涛公园|prepared|happened", "松涛公园|started|happened"]),
        ("松涛中学新校区完成选址、用地预审和方案设计。", ["松涛中学新校区|prepared|happened"]),
        ("松涛桥已完成立项、设计、招标。", ["松涛桥|prepared|happened"]),
        ("松涛水厂三期取得用地预审、规划许可。", ["松涛水厂三期|prepared|happened"]),
        ("松涛路北延完成可研、环评及稳评审批。", ["松涛路北延|prepared|happened"]),
    ],
)
def test_paper_work_listed_behind_one_verb_is_one_statement(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("松涛半导体项目落户柏溪。", ["松涛半导体项目|prepared|happened"]),
        ("松涛冷链产业园签约。", ["松涛冷链产业园|prepared|happened"]),
        ("松涛生物总部摘牌拿地。", ["松涛生物总部|prepared|happened"]),
        ("松涛大道北延可研获批。", ["松涛大道北延|prepared|happened"]),
        ("松涛光学产业园完成控规调整。", ["松涛光学产业园|prepared|happened"]),
        ("松涛冷链产业园年底前签约。", ["松涛冷链产业园|prepared|planned"]),
    ],
)
def test_what_a_page_says_of_early_work_is_a_report_unless_it_says_otherwise(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted
