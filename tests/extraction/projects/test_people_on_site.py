"""People come, look, ask and demand; what is told of the site is what stands there, and no question is part of a name."""

from __future__ import annotations

import pytest

from tests.extraction.projects.written_text import events_of

HEAD = "王一鸣调研重点项目\n2025-11-20\n"


def told(folder, text):
    return {
        f"{event.name}|{event.stage.value}|{event.modality.value[0]}" for event in events_of(folder, HEAD + text + "\n")
    }


@pytest.mark.parametrize(
    "asked",
    [
        "“进展怎么样？”",
        "“项目进展情况怎么样？”“还有没有困难需要帮忙解决的？”",
        "“要快！”",
        "“好，很好。”“年底能不能完工？”",
        "",
    ],
)
@pytest.mark.parametrize("goes_on", ["据介绍，该项目主体封顶。", "该项目主体封顶。", "目前主体封顶。"])
def test_what_somebody_asks_on_a_site_is_no_part_of_its_name(tmp_path, asked, goes_on):
    text = f"{asked}在云岭梦乐城项目现场，王一鸣与负责人深入交流，详细了解建设进度。{goes_on}"
    assert told(tmp_path, text) == {"云岭梦乐城项目|topped_out|r"}


@pytest.mark.parametrize(
    "clause",
    [
        "王一鸣一行先后深入到云岭·欢乐谷、石桥路拆迁、南海路小学等10个项目建设一线",
        "王一鸣带队先后来到石桥路拆迁、云岭小学改造等现场",
        "代表们分别走进云岭公园、石桥路改造等项目",
    ],
)
def test_where_people_went_is_no_progress(tmp_path, clause):
    assert told(tmp_path, f"{clause}，了解项目建设情况。") == set()


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        ("云岭中学：会议要求抓紧办理前期手续。", {"云岭中学|prepared|p"}),
        ("王一鸣要求云岭中学明年8月底前竣工。", {"云岭中学|completed|p"}),
        ("会议要求尽快启动云岭中学建设。", {"云岭中学|started|p"}),
        ("云岭职专：目前正在做施工图，争取年内开工。", {"云岭职专|prepared|r", "云岭职专|started|p"}),
        ("云岭小学正在进行可行性研究报告编制。", {"云岭小学|prepared|r"}),
        ("云岭医院地下结构已全部封顶，预计6月底完成封顶。", {"云岭医院|building|r", "云岭医院|topped_out|p"}),
        ("要集中精力推进云岭医院建设。", {"云岭医院|building|p"}),
        ("当得知广场将如期开业，他很高兴。", set()),
    ],
)
def test_what_is_demanded_is_planned_and_what_goes_on_is_told(tmp_path, sentence, events):
    assert told(tmp_path, sentence) == events
