"""Headlines: the column they stand under and the near time they tell are no part of a name."""

import pytest

from tests.extraction.projects.written_text import events_of


def read(tmp_path, words):
    events = events_of(tmp_path, f"柏溪区要闻（2025年7月）\n{words}\n")
    return [f"{e.name}|{e.stage.value}|{e.polarity.value}" for e in events]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("图集丨松涛科教城打下第一根桩", ["松涛科教城|building|happened"]),
        ("快讯｜松涛大桥今日合龙", ["松涛大桥|completed|happened"]),
        ("视频丨松涛水厂二期通水", ["松涛水厂二期|operating|happened"]),
        ("聚焦鹿鸣丨鹿鸣学校封顶", ["鹿鸣学校|topped_out|happened"]),
        ("提醒｜鹿鸣公园下周开放", ["鹿鸣公园|operating|planned"]),
    ],
)
def test_the_column_of_a_headline_is_no_part_of_a_name(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("松涛公园下月开放", ["松涛公园|operating|planned"]),
        ("松涛公园昨夜开放", ["松涛公园|operating|happened"]),
        ("松涛大桥今晨合龙", ["松涛大桥|completed|happened"]),
        ("松涛街下周开街", ["松涛街|operating|planned"]),
        ("松涛馆明晚开馆", ["松涛馆|operating|planned"]),
        ("松涛菜场前天开业", ["松涛菜场|operating|happened"]),
    ],
)
def test_a_near_time_is_no_part_of_a_name(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("松涛中学交地后立即开工", ["松涛中学|started"]),
        ("松涛产业园签约后半年开工", ["松涛产业园|started"]),
        ("松涛水厂三期获批后即将开工", ["松涛水厂三期|started"]),
        ("松涛总部大厦摘牌后三个月动工", ["松涛总部大厦|started"]),
        ("松涛医院施工许可后全面进场", ["松涛医院|started"]),
    ],
)
def test_paper_work_that_came_before_is_no_part_of_a_name(tmp_path, words, wanted):
    assert [found.rpartition("|")[0] for found in read(tmp_path, words)] == wanted
