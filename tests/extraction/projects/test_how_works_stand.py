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


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("☑云岭苑二期新建工程（2024年度续建项目）", "云岭苑二期新建工程"),
        ("云岭幼儿园建设项目", "云岭幼儿园建设项目"),
        ("区第四幼儿园建设项目", "区第四幼儿园建设项目"),
        ("★云岭路北延工程", "云岭路北延工程"),
        ("云岭医院改扩建工程项目", "云岭医院改扩建工程项目"),
    ],
)
@pytest.mark.parametrize(
    ("line", "stage"),
    [
        ("该项目正在进行地基施工。", "building"),
        ("进展情况：该项目正在进行地基施工。", "building"),
        ("该项目已于3月完工。", "completed"),
        ("目前主体封顶。", "topped_out"),
    ],
)
def test_the_lines_below_an_item_of_a_list_tell_of_it(tmp_path, item, name, line, stage):
    assert f"{name}|{stage}|r" in told(tmp_path, f"{item}\n{line}")


@pytest.mark.parametrize("other", ["☑街道社区服务中心改扩建项目", "☑新增便民停车位50个", "老旧路灯改造项目"])
def test_an_item_ends_with_the_next_whatever_that_names(tmp_path, other):
    lines = told(tmp_path, f"☑云岭苑二期新建工程\n目前主体封顶。\n{other}\n该项目已于3月完工。")
    assert {line for line in lines if line.startswith("云岭苑")} == {"云岭苑二期新建工程|topped_out|r"}


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        ("预计2027年底，云岭大桥通车。", {("云岭大桥", "operating", "planned", 2027)}),
        ("力争明年国庆前，云岭公园开园。", {("云岭公园", "operating", "planned", 2026)}),
        (
            "预计2027年底，云岭大桥通车，松涛路同步启用。",
            {("云岭大桥", "operating", "planned", 2027), ("松涛路", "operating", "planned", 2027)},
        ),
        ("计划2028年6月，云岭医院新院区竣工。", {("云岭医院新院区", "completed", "planned", 2028)}),
        ("2024年底，云岭大桥通车。", {("云岭大桥", "operating", "reported", 2024)}),
    ],
)
def test_a_time_it_is_planned_for_stands_before_what_is_planned(tmp_path, sentence, events):
    found = events_of(tmp_path, HEAD + sentence + "\n")
    assert {(event.name, event.stage.value, event.modality.value, event.year) for event in found} == events


@pytest.mark.parametrize("part", ["地下室", "地下结构", "地库"])
def test_a_cellar_that_is_roofed_is_no_house_that_is(tmp_path, part):
    assert told(tmp_path, f"云岭医院{part}封顶。") == {"云岭医院|building|r"}
    assert told(tmp_path, "云岭医院封顶。") == {"云岭医院|topped_out|r"}


@pytest.mark.parametrize(
    "title",
    [
        "石桥街道加快推进民生实事项目建设",
        "石桥镇重点项目建设提速",
        "石桥区民生实事项目建设如火如荼",
        "石桥区掀起重点工程建设热潮",
    ],
)
def test_a_title_of_news_plans_nothing(tmp_path, title):
    text = f"{title}\n2025-11-20\n云岭中学建设完成。云岭大桥奠基。\n"
    assert {(event.stage.value, event.modality.value) for event in events_of(tmp_path, text)} == {
        ("completed", "reported"),
        ("started", "reported"),
    }


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        (
            "投资2.4亿元的云岭钢帘线项目，办公楼主体封顶，员工宿舍正在装修。",
            {"云岭钢帘线办公楼|topped_out|r", "云岭钢帘线员工宿舍|building|r"},
        ),
        ("云岭中学：实验楼封顶，学生食堂正在装修。", {"云岭中学实验楼|topped_out|r", "云岭中学学生食堂|building|r"}),
        (
            "云岭数字港一号楼、二号楼已移交运营公司，三号楼仍在内部装修。",
            {"云岭数字港一号楼|completed|r", "二号楼|completed|r", "云岭数字港三号楼|building|r"},
        ),
        (
            "石青大道、滨江东路拓宽延伸、云岭污水处理厂等工程顺利完成。",
            {"石青大道|completed|r", "滨江东路拓宽延伸|completed|r", "云岭污水处理厂|completed|r"},
        ),
        ("已建成的云岭货运专线闲置19个月。", {"云岭货运专线|completed|r"}),
        ("投资8100万元的海德管材项目入区开工建设。", {"海德管材项目|started|r"}),
        ("王一鸣宣布云岭新城综合开发项目开工。", {"云岭新城综合开发项目|started|r"}),
        ("区委书记王一鸣出席开工仪式。", set()),
        ("云岭产业园凤山湖园区举行云岭智造园项目首批厂房封顶仪式。", {"云岭智造园项目首批厂房|topped_out|r"}),
        ("云岭轻轨白石段项目目前区间高架桩基累计完成95%。", {"云岭轻轨白石段项目|building|r"}),
        ("云岭电池产业园项目一期工程楼体预计11月底封顶。", {"云岭电池产业园项目一期工程|topped_out|p"}),
        ("目前，土石方工程已经完成，主体结构完成三成。", set()),
    ],
)
def test_parts_and_names_of_parts_are_told_apart(tmp_path, sentence, events):
    assert told(tmp_path, sentence) == events
