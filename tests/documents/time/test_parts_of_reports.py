"""Which part of a report looks back and which ahead, in every way people mark it: headings, labels, sentences, titles."""

from __future__ import annotations

import pytest

from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon

BACK, AHEAD = "青溪大桥建成通车。推进淀湖水厂建设。", "白石公园建成开放。推进松风泵站建设。"
OPENED = "临川区2026年政府工作报告\n\n——2026年1月12日在临川区第六届人民代表大会第七次会议上\n\n各位代表："
LOOKED = {"青溪大桥": ("reported", 2025), "淀湖水厂": ("reported", 2025)}
PLANNED = {"白石公园": ("planned", 2026), "松风泵站": ("planned", 2026)}


def told(tmp_path, opened, back, ahead, *, lead=""):
    """Return modality and year of each project of a report of two parts."""
    path = tmp_path / "报告.txt"
    path.write_text(f"{opened}\n\n{back}\n\n{lead}{BACK}\n\n{ahead}\n\n{lead}{AHEAD}\n", encoding="utf-8")
    events = find_project_events(read_document(path), load_lexicon())
    return {event.name: (event.modality.value, event.year) for event in events}


@pytest.mark.parametrize(
    ("back", "ahead"),
    [
        ("一、2025年工作回顾", "二、2026年工作安排"),
        ("一、2025，我们这样走过", "二、2026，我们这样出发"),
        ("【2025年成绩单】", "【2026年任务书】"),
        ("一、办成了哪些事", "二、还要办哪些事"),
        ("1. 2025年工作总结", "2. 2026年工作安排"),
        ("已完成的工作", "将要开展的工作"),
        ("去年工作", "今年工作"),
        ("一、本年度工作完成情况", "二、下一年度工作计划"),
        ("壹 2025年工作回顾", "贰 2026年工作任务"),
    ],
)
def test_headings_of_every_wording(tmp_path, back, ahead):
    assert told(tmp_path, OPENED, back, ahead) == {**LOOKED, **PLANNED}


@pytest.mark.parametrize("lead", ["城建有力。", "（一）聚力城建。", "一是城建有力。"])
@pytest.mark.parametrize(
    ("back", "ahead"),
    [
        ("过去一年，我们主要做了以下工作：", "今年，我们将重点抓好以下工作："),
        ("2025年，我们着重抓了以下工作。", "2026年，我们要着重抓好以下工作。"),
        ("现将2025年工作报告如下：", "下面，我报告2026年工作打算："),
        ("一年来，我们攻坚克难。", "新的一年，任务艰巨、使命光荣。"),
        ("回首2025，我们步履坚实。", "展望2026，我们信心满怀。"),
        ("各位代表：2025年，在区委坚强领导下，我们完成了目标任务。", "2026年，我们将按照区委部署，做好以下工作。"),
        ("这一年，我们用实干交出答卷。", "新征程上，我们要再接再厉。今年重点做好六方面工作。"),
        ("第一，过去一年工作。", "第二，今年工作安排。"),
        ("我代表区人民政府，向大会报告2025年工作。", "围绕上述目标，2026年着力做好七个方面工作。"),
        ("刚刚过去的2025年，我们稳中求进。", "实现今年目标，要抓好以下重点。"),
    ],
)
def test_sentences_that_turn_from_one_part_to_the_other(tmp_path, back, ahead, lead):
    assert told(tmp_path, OPENED, back, ahead, lead=lead) == {**LOOKED, **PLANNED}


@pytest.mark.parametrize(
    "opened",
    [
        "政府工作报告\n\n2026年1月8日在临川区第五届人民代表大会第六次会议上",
        "临川区人民政府工作报告\n\n——2025年12月28日在临川区第五届人民代表大会第六次会议上",
        "临川区住建委2025年工作总结和2026年工作计划",
        "滨江街道2026年工作要点及2025年工作回顾\n\n2026年2月1日",
        "关于2025年政府工作情况的报告\n\n2026年1月8日",
    ],
)
@pytest.mark.parametrize(("back", "ahead"), [("一、过去一年工作", "二、今年工作"), ("一、工作回顾", "二、工作安排")])
def test_the_years_follow_from_title_and_day_of_issue(tmp_path, opened, back, ahead):
    assert told(tmp_path, opened, back, ahead) == {**LOOKED, **PLANNED}
