"""What looks like a figure and is none."""

from __future__ import annotations

import pytest

from mapapp.extraction.lexicon_patterns import LEXICON_DIR
from mapapp.text.lexicon_files import read_entries
from tests.extraction.figures.figure_documents import said

ENTRIES = [entry for table in ("rule", "bare") for entry in read_entries(LEXICON_DIR / "not_figures.toml", table)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_rule_catches_its_sentence_and_leaves_the_other(entry: dict) -> None:  # type: ignore[type-arg]
    assert said(entry["catches"]) == entry.get("gives", [])
    assert said(entry["leaves"]) == entry.get("leaves_gives", [])


@pytest.mark.parametrize(
    "text",
    [
        "实施“5050工程”和“8个100”行动。",
        "出台稳增长促消费22条。",
        "落实支持民营经济16条等政策。",
        "做好以下七方面27项重点工作。",
        "综合实力进入全国前50名。",
        "位列全省第3位。",
        "2022年12月20日召开大会。",
        "为65岁以上老年人体检。",
        "建成15分钟社区生活圈。",
        "打造千亿级产业集群。",
        "建设220千伏变电站。",
        "推进3号线、12号线延伸。",
        "开展第六轮行动。",
        "成为全省首个突破1000亿元大区。",
        "远达9万吨锂盐一体化项目投产。",
        "推动鹏远30万吨钾肥造粒装置建设。",
        "2座20万千瓦光热发电项目开工。",
        "9亿元远达智能家电、3亿元鹏远冷链物流园等项目签约。",
    ],
)
def test_not_a_figure(text: str) -> None:
    assert said(text) == []


def test_size_of_the_projects_is_no_figure_of_its_own() -> None:
    assert said("招引10亿元以上制造业项目3个。") == ["招引10亿元以上制造业项目数=3个"]


def test_duration_counts_when_the_text_speaks_of_time() -> None:
    assert said("审批时限压缩至3个工作日。") == ["审批时限=3个工作日"]


def test_good_air_days_are_a_figure() -> None:
    assert said("空气优良天数达到318天。") == ["空气优良天数=318天"]


def test_people_counted_in_ten_thousands_without_a_unit() -> None:
    assert said("惠及30万群众。") == ["惠及群众数=30万"]


@pytest.mark.parametrize(
    "text",
    [
        "南岭水厂开工，总投资9亿元。",
        "环城绿道东段14公里贯通。",
        "服务站包含岗位推介、技能提升、创业指导3项功能。",
        "新材料产业纳入全省14个特色赛道。",
    ],
)
def test_size_of_one_project_and_length_of_a_list(text: str) -> None:
    assert said(text) == []


def test_sum_of_counted_projects_is_a_figure() -> None:
    assert said("30个项目总投资9亿元。") == ["项目数=30个", "项目总投资=9亿元"]


def test_which_ones_are_counted_is_no_figure() -> None:
    assert said("养鸡10万只以上的村4个。") == ["养鸡10万只以上的村数=4个"]


def test_goal_reached_early_is_not_reported_again() -> None:
    assert said("提前一年实现三年引资1万亿元目标。") == []


@pytest.mark.parametrize(
    "text",
    [
        "投资12亿元的南岭水厂开工。",
        "占地120亩的南岭公园建成。",
        "南岭大道全长3.2公里。",
        "南岭地块摘牌，成交价6.3亿元。",
        "南岭产业园总投资36亿元，占地112亩。",
    ],
)
def test_size_of_a_named_project(text: str) -> None:
    assert said(text) == []


def test_what_was_produced_is_a_figure() -> None:
    assert said("生产钾肥30万吨。") != []
    assert said("新增30万千瓦风电项目。") != []


def test_days_compared_with_another_year_are_a_figure() -> None:
    assert len(said("优良天数290天、比2020年增加20天。")) == 2


def test_sum_that_is_counted_stays_a_figure_beside_a_list() -> None:
    assert said("完成投资9亿元、税收3亿元。")
    assert said("争取资金9亿元用于水利等项目。")
