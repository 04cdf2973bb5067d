"""How works stand, as notes and letters put it: in a phase, at work on a part, ready for use, only supposed."""

from __future__ import annotations

import pytest

from tests.extraction.projects.written_text import events_of

HEAD = "云溪区项目进展\n2025年11月20日\n"


def told(folder, sentence):
    return {
        f"{event.name}|{event.stage.value}|{event.modality.value[0]}"
        for event in events_of(folder, HEAD + sentence + "\n")
    }


@pytest.mark.parametrize(
    ("stands", "stage"),
    [
        ("进入收尾", "building"),
        ("已转入最后冲刺", "building"),
        ("进入砌筑阶段", "building"),
        ("正处于桩基施工阶段", "building"),
        ("处于主体结构施工阶段", "building"),
        ("正处于前期方案研究阶段", "prepared"),
        ("仍处于可行性研究阶段", "prepared"),
        ("进入施工图审查阶段", "prepared"),
        ("处于规划研究阶段", "planned"),
        ("正在铺装", "building"),
        ("正加紧布展", "building"),
        ("正在抓紧装修", "building"),
        ("正在进行大厅装修", "building"),
        ("具备开放条件", "completed"),
        ("达到使用要求", "completed"),
        ("已基本满足通水条件", "completed"),
        ("已完成工程总量的八成", "building"),
        ("正在准备办理项目核准", "prepared"),
    ],
)
@pytest.mark.parametrize("name", ["云岭公园", "白石净水厂二期"])
def test_a_phase_says_how_far_the_works_are_and_no_more(tmp_path, name, stands, stage):
    assert told(tmp_path, f"{name}{stands}。") == {f"{name}|{stage}|r"}


@pytest.mark.parametrize(
    "sentence",
    [
        "如果云岭大桥提前通车，会加重周边拥堵。",
        "倘若云岭大桥按期建成，两岸往来将更方便。",
        "您提出的关于建设云岭大桥的建议收悉。",
        "您提出的有关新建云岭大桥和白石小学的提案，我们认为很好。",
        "感谢您提出的尽快建设云岭大桥的建议！",
    ],
)
def test_what_is_supposed_or_proposed_tells_no_stage(tmp_path, sentence):
    assert told(tmp_path, sentence) == set()


@pytest.mark.parametrize(
    ("letter", "events"),
    [
        ("您反映的道路应为云岭路，该路列入了城市道路规划。", {"云岭路|planned|r"}),
        ("您反映的是云岭路改造工程，该工程已于5月开工。", {"云岭路改造工程|started|r"}),
        ("来信人反映的道路为我司组织建设的云岭西路一期道路，目前已完成工程总量的80%。", {"云岭西路一期|building|r"}),
        ("市民咨询的学校系白石中学，该校正在施工。", {"白石中学|building|r"}),
        ("您关心的是白石中学，目前主体封顶。", {"白石中学|topped_out|r"}),
        ("云岭路（甲街—乙街）项目具体情况：该项目是5月1日正式开工的。", {"云岭路（甲街—乙街）|started|r"}),
        ("白石中学建设情况：目前正在装修。", {"白石中学|building|r"}),
        ("云岭路最新进展如下：已完成路基施工。", {"云岭路|building|r"}),
    ],
)
def test_a_letter_says_once_what_it_is_about(tmp_path, letter, events):
    assert told(tmp_path, letter) == events


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        ("总投资1亿元的三和家苑已开工。", {"三和家苑|started|r"}),
        ("总投资1亿元的百和中心、同和医院已开工。", {"百和中心|started|r", "同和医院|started|r"}),
        (
            "我市青石街北延（甲路—乙路）、柳林街西延（丙路—丁路）两条道路已经开工。",
            {"青石街北延（甲路—乙路）|started|r", "柳林街西延（丙路—丁路）|started|r"},
        ),
        ("云岭卫生院已完成改造并对外开诊。", {"云岭卫生院|completed|r", "云岭卫生院|operating|r"}),
        ("云岭书院将于六月与读者见面。", {"云岭书院|operating|p"}),
        ("云溪区举行云岭智能装备基地开工仪式。", {"云岭智能装备基地|started|r"}),
        ("区委书记宣布云岭智能装备基地开工。", {"云岭智能装备基地|started|r"}),
    ],
)
def test_a_name_begins_and_ends_where_it_does(tmp_path, sentence, events):
    assert told(tmp_path, sentence) == events


def test_a_name_that_is_sure_elsewhere_is_kept_where_little_is_said_of_it(tmp_path):
    """签订框架协议 alone would not make 云岭项目 a project."""
    assert told(tmp_path, "云岭项目签订框架协议。") == set()
    both = "云岭项目签订框架协议。云岭项目主体封顶。"
    assert {line for line in told(tmp_path, both) if line.endswith("prepared|r")} == {"云岭项目|prepared|r"}
