"""Works that enter a phase, and projects that are put on a list: words that take what follows with them."""

import pytest

from tests.extraction.projects.written_text import events_of


def read(tmp_path, words):
    events = events_of(tmp_path, f"柏溪区2025年重点工作情况\n{words}\n")
    return [f"{e.name}|{e.stage.value}|{e.polarity.value}|{e.year}" for e in events]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("松涛养老院改扩建工程进入装饰装修阶段。", ["松涛养老院改扩建工程|building|happened|2025"]),
        (
            "鹿鸣医院新院区进入设备采购阶段，2026年5月开诊。",
            ["鹿鸣医院新院区|building|happened|2025", "鹿鸣医院新院区|operating|planned|2026"],
        ),
        ("松涛大桥转入桥面铺装施工阶段。", ["松涛大桥|building|happened|2025"]),
        ("鹿鸣小学二期已进入室内装饰收尾环节。", ["鹿鸣小学二期|building|happened|2025"]),
        ("松涛水厂目前处于单机调试阶段。", ["松涛水厂|building|happened|2025"]),
    ],
)
def test_a_phase_of_the_works_is_building_and_no_title(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize("words", ["松涛街道改革进入攻坚阶段。", "全区经济进入新阶段。"])
def test_a_phase_of_anything_else_is_nothing(tmp_path, words):
    assert read(tmp_path, words) == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣人行天桥已纳入2026年城建计划。", ["鹿鸣人行天桥|planned|happened|2025"]),
        ("鹿鸣中学新校区已列入《柏溪区教育设施布局规划》。", ["鹿鸣中学新校区|planned|happened|2025"]),
        ("争取松涛敬老院改扩建工程列入区级计划。", ["松涛敬老院改扩建工程|planned|planned|2025"]),
        ("松涛老街修缮工程列入市级重点项目储备库。", ["松涛老街修缮工程|planned|happened|2025"]),
        ("鹿鸣新村加装电梯工程尚未列入投资计划。", ["鹿鸣新村加装电梯工程|planned|not_reached|2025"]),
        (
            "松涛泵站被列入第三批改造计划，预计四季度进场。",
            ["松涛泵站|planned|happened|2025", "松涛泵站|started|planned|2025"],
        ),
    ],
)
def test_what_is_put_on_a_list_of_plans_is_planned(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("新建成鹿鸣花园、松涛乐园两个口袋公园。", ["completed", "completed"]),
        ("松涛体育公园国庆节前向市民开放。", ["operating"]),
        ("松涛农贸市场改造升级后8月18日重新开门。", ["operating"]),
        ("松涛算力中心扩容工程已完成备案。", ["prepared"]),
    ],
)
def test_words_of_street_and_zone_pages_tell_their_stage(tmp_path, words, wanted):
    assert [line.split("|")[1] for line in read(tmp_path, words)] == wanted
