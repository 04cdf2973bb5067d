"""Press tells what has happened in plain words; a plan far down in it plans nothing of what stands before."""

from __future__ import annotations

import pytest

from tests.extraction.projects.written_text import events_of

# What a piece may go on to say, in a paragraph of its own.
LATER = (
    "今年云溪还将新建口袋公园12个。",
    "接下来，云溪将加快建设环湖绿道。",
    "下一步，区建设局将启动云溪大道改造。",
    "2026年，云溪计划新开工项目42个。",
    "近年来，云溪坚持项目为王。",
)
TOLD = "4月28日，位于凤鸣路与学府路交叉口的凤鸣湖公园正式开门迎客。公园占地18公顷，2024年3月开工，历时两年建成。"


@pytest.mark.parametrize("later", LATER)
@pytest.mark.parametrize(
    "line", ["2026-04-30 云溪发布", "2026年4月30日 云溪区融媒体中心", "来源：云溪日报 2026-04-30 09:12"]
)
def test_a_plan_far_down_plans_nothing_told_before(tmp_path, line, later):
    events = events_of(tmp_path, f"好消息！凤鸣湖公园开园\n{line}\n{TOLD}\n{later}\n")
    told = {(event.name, event.stage.value, event.modality.value, event.year) for event in events}
    assert ("凤鸣湖公园", "operating", "reported", 2026) in told
    assert ("凤鸣湖公园", "started", "reported", 2024) in told
    assert not any(modality == "planned" for name, _, modality, _ in told if name == "凤鸣湖公园")


@pytest.mark.parametrize(
    "told",
    [
        "3月18日上午，云岭智能装备基地奠基仪式在云溪产业园举行。",
        "同日开工的还有云岭智能装备基地和云溪中学。",
        "当天开工的项目有云岭智能装备基地。",
        "3月18日上午，云溪区举行云岭智能装备基地开工仪式。",
        "区委书记宣布云岭智能装备基地开工。",
    ],
)
def test_what_was_begun_on_the_day_of_the_news_is_reported(tmp_path, told):
    events = events_of(tmp_path, f"云溪区重大项目集中开工\n发布时间：2026-03-18 09:42\n{told}\n")
    assert [(event.stage.value, event.modality.value) for event in events if event.name == "云岭智能装备基地"] == [
        ("started", "reported")
    ]
