"""Ways of saying that a thing stands still, is late, was moved or given up: none of them is ever told as delivery."""

from __future__ import annotations

import pytest

from mapapp.contracts import Modality, Polarity
from tests.extraction.projects.written_text import events_of

SAID = """松涛路改造工程未达序时进度|building
松涛路改造工程滞后于计划|building
松涛路改造工程建设推进不力|building
松涛文化中心烂尾多年|building
松涛文化中心因质量问题返工|building
松涛文化中心临时停工整改|building
松涛文化中心被责令停工|building
松涛文化中心长期处于停工状态|building
松涛文化中心迟迟不见动工|started
松涛文化中心至今没有动静|started
松涛文化中心具备开工条件但未开工|started
松涛文化中心招标失败|prepared
松涛文化中心土地流拍|prepared
松涛文化中心规划许可被撤销|prepared
松涛文化中心还没有开门|operating
松涛文化中心竣工后一直闲置|operating
松涛文化中心原定国庆开放，因疫情延后|operating
松涛文化中心原计划6月开放，受台风影响延期|operating
松涛文化中心原拟年底竣工，现已顺延|completed
松涛文化中心计划10月开放，因故搁浅|operating
松涛路改造工程延至明年完工|completed"""
GIVEN_UP = """松涛路改造工程已调出年度计划|planned
松涛文化中心已被清退出重大项目库|planned
松涛路改造工程经研究予以取消|building
松涛路改造工程并入松涛大道快速化工程|building"""


@pytest.mark.parametrize("line", SAID.split("\n"))
def test_what_stands_still_or_is_late_was_not_reached(tmp_path, line):
    words, stage = line.split("|")
    [event] = events_of(tmp_path, f"云岭区2025年工作总结\n\n{words}。\n")
    assert (event.name, event.stage.value) == (words[:7] if words[2] == "路" else words[:6], stage)
    assert (event.polarity, event.modality) == (Polarity.NOT_REACHED, Modality.PLANNED)


@pytest.mark.parametrize("line", GIVEN_UP.split("\n"))
def test_what_is_given_up_is_cancelled(tmp_path, line):
    words, stage = line.split("|")
    [event] = events_of(tmp_path, f"云岭区2025年工作总结\n\n{words}。\n")
    assert (event.name, event.stage.value) == (words[:7] if words[2] == "路" else words[:6], stage)
    assert event.polarity is Polarity.CANCELLED


@pytest.mark.parametrize(
    "words",
    ["松涛文化中心6月开放，因台风闭馆三天", "松涛文化中心已复工", "松涛文化中心如期竣工", "松涛文化中心提前竣工"],
)
def test_what_happened_all_the_same_happened(tmp_path, words):
    assert {event.polarity for event in events_of(tmp_path, f"云岭区2025年工作总结\n\n{words}。\n")} == {
        Polarity.HAPPENED
    }


def test_works_that_are_too_few_start_nothing(tmp_path):
    assert not events_of(tmp_path, "云岭区2025年工作总结\n\n松涛工业区企业开工不足。\n")
