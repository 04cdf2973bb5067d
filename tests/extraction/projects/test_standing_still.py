"""How a text says that a project stands still: halted, not reached, given up, put off, or where it has stayed."""

import pytest

from tests.extraction.projects.written_text import events_of

SAID = {"not_reached": "n", "cancelled": "x"}


def read(tmp_path, words):
    events = events_of(tmp_path, f"柏溪区审计整改报告\n2025年12月22日\n一、整改情况\n{words}\n")
    return [f"{e.canonical}|{e.stage.value}|{SAID.get(e.polarity.value, e.modality.value[0])}|{e.year}" for e in events]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣河整治不再单列，并入松涛水系连通工程。", ["鹿鸣河整治|building|x|2025"]),
        ("松涛泵站不再作为独立项目建设。", ["松涛泵站|building|x|2025"]),
        ("鹿鸣文化站并入松涛文体中心，不再另建。", ["鹿鸣文化站|building|x|2025"]),
        ("鹿鸣游泳馆不再单建。", ["鹿鸣游泳馆|building|x|2025"]),
        ("松涛停车场不再单独设置，并入鹿鸣枢纽。", ["松涛停车场|building|x|2025"]),
        ("鹿鸣变电站不再另行选址建设。", ["鹿鸣变电站|building|x|2025"]),
    ],
)
def test_what_is_merged_into_another_or_no_longer_wanted_is_given_up(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣热电厂扩建暂不具备启动必要。", ["鹿鸣热电厂扩建|started|n|2025"]),
        ("松涛大桥暂不具备开工条件。", ["松涛大桥|started|n|2025"]),
        ("鹿鸣水厂二期暂无启动必要。", ["鹿鸣水厂|started|n|2025"]),
        ("鹿鸣学校因规划调整，近期不具备开工条件。", ["鹿鸣学校|started|n|2025"]),
        ("松涛隧道尚无开工条件。", ["松涛隧道|started|n|2025"]),
        ("鹿鸣码头目前没有开工的必要。", ["鹿鸣码头|started|n|2025"]),
        ("松涛公园尚不具备开放条件。", ["松涛公园|operating|n|2025"]),
        ("鹿鸣路还达不到通车条件。", ["鹿鸣路|operating|n|2025"]),
        ("鹿鸣码头项目暂不考虑。", ["鹿鸣码头项目|planned|n|2025"]),
        ("松涛公墓暂不纳入计划。", ["松涛公墓|planned|n|2025"]),
    ],
)
def test_a_stage_without_ground_or_need_is_not_reached(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣养老公寓：业主提出暂缓。", ["鹿鸣养老公寓|building|n|2025"]),
        ("松涛酒店业主申请缓建。", ["松涛酒店|building|n|2025"]),
        ("鹿鸣大厦投资方要求暂停建设。", ["鹿鸣大厦|building|n|2025"]),
        ("松涛物流园企业提出暂缓实施。", ["松涛物流园|building|n|2025"]),
        ("松涛书城项目业主提出暂停建设。", ["松涛书城项目|building|n|2025"]),
    ],
)
def test_a_halt_that_its_owner_asks_for_is_a_halt(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣码头开工后因航道条件不符被迫停建。", ["鹿鸣码头|building|n|2025"]),
        ("松涛大厦动工后因资金链断裂停工。", ["松涛大厦|building|n|2025"]),
        ("松涛公寓建设中途停工。", ["松涛公寓|building|n|2025"]),
        ("鹿鸣桥动工后由于资金断裂停工。", ["鹿鸣桥|building|n|2025"]),
        ("松涛学校开工后因合同纠纷搁置。", ["松涛学校|building|n|2025"]),
    ],
)
def test_what_was_begun_and_halted_is_one_halt(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣菜场因纠纷停业改造，恢复营业时间未定。", ["鹿鸣菜场|operating|n|2025"]),
        ("鹿鸣书城开业时间尚未确定。", ["鹿鸣书城|operating|n|2025"]),
        ("松涛大桥通车日期待定。", ["松涛大桥|operating|n|2025"]),
        ("鹿鸣酒店停工，复工时间不明。", ["鹿鸣酒店|building|n|2025"]),
        ("松涛路开工时间仍不确定。", ["松涛路|started|n|2025"]),
        ("鹿鸣公园开园日期尚无定论。", ["鹿鸣公园|operating|n|2025"]),
        ("松涛影院因消防整改停业，重新开放时间未定。", ["松涛影院|operating|n|2025"]),
    ],
)
def test_a_day_that_nobody_can_name_is_a_stage_not_reached(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣消防站因土地性质未调整，至今不能进场。", ["鹿鸣消防站|started|n|2025"]),
        ("松涛泵站因征地受阻，迟迟进不了场。", ["松涛泵站|started|n|2025"]),
        ("鹿鸣小学因管线未迁，无法进场施工。", ["鹿鸣小学|started|n|2025"]),
        ("松涛路施工单位至今未能进场。", ["松涛路|started|n|2025"]),
        ("鹿鸣水厂至今开不了工。", ["鹿鸣水厂|started|n|2025"]),
        ("松涛路一直通不了车。", ["松涛路|operating|n|2025"]),
    ],
)
def test_what_nobody_can_enter_start_or_use_is_not_reached(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣菜场改造目前仍停留在方案阶段。", ["鹿鸣菜场改造|planned|r|2025"]),
        ("松涛大桥仍停留在可研阶段。", ["松涛大桥|prepared|r|2025"]),
        ("鹿鸣码头还停留在谋划阶段。", ["鹿鸣码头|planned|r|2025"]),
        ("松涛学校尚停留在前期阶段。", ["松涛学校|prepared|r|2025"]),
        ("鹿鸣剧院至今停留在纸面上。", ["鹿鸣剧院|planned|r|2025"]),
        ("松涛广场还处于方案阶段。", ["松涛广场|planned|r|2025"]),
    ],
)
def test_where_a_project_still_stands_is_how_far_it_is(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣公园北区答应了市民国庆开放，没做到。", ["鹿鸣公园|operating|n|2025"]),
        ("松涛步道说好国庆开放，没做到。", ["松涛步道|operating|n|2025"]),
        ("鹿鸣路承诺居民年底通车，没有兑现。", ["鹿鸣路|operating|n|2025"]),
        ("松涛食堂答应老人春节开业，未能兑现。", ["松涛食堂|operating|n|2025"]),
        ("鹿鸣学校向家长保证秋季开学，结果没做到。", ["鹿鸣学校|operating|n|2025"]),
    ],
)
def test_a_promise_that_was_not_kept_is_not_reached(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("松涛大桥顺延至“十五五”建设。", ["松涛大桥|building|n|2025"]),
        ("鹿鸣隧道推迟到“十五五”期间开工。", ["鹿鸣隧道|started|n|2025"]),
        ("松涛体育馆调整到“十五五”实施。", ["松涛体育馆|building|n|2025"]),
        ("鹿鸣水厂延后至“十五五”时期实施。", ["鹿鸣水厂|building|n|2025"]),
        ("鹿鸣美术馆推迟到“十五五”实施。", ["鹿鸣美术馆|building|n|2025"]),
    ],
)
def test_what_is_put_off_to_the_next_plan_is_not_reached(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "鹿鸣大桥具备开工条件。",
        "松涛公园营业时间延长至晚上十点。",
        "鹿鸣泵站不再单列科目。",
        "松涛医院仍在规划区内。",
        "鹿鸣书城开业时举办活动。",
    ],
)
def test_words_like_these_deny_nothing(tmp_path, words):
    assert not [event for event in read(tmp_path, words) if "|n|" in event or "|x|" in event]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "鹿鸣南段整治合同竣工日期为2025年3月，实际仅完成58%。",
            ["鹿鸣南段整治|completed|n|2025", "鹿鸣南段整治|building|r|2025"],
        ),
        (
            "松涛大桥合同完工时间为2025年6月，实际完成率仅六成。",
            ["松涛大桥|completed|n|2025", "松涛大桥|building|r|2025"],
        ),
        (
            "鹿鸣公园合同约定2025年9月竣工，实际仅完成总工程量的45%。",
            ["鹿鸣公园|completed|n|2025", "鹿鸣公园|building|r|2025"],
        ),
        ("松涛泵站计划竣工时间为2025年3月，实际进度仅72%。", ["松涛泵站|completed|n|2025", "松涛泵站|building|r|2025"]),
        (
            "鹿鸣小学扩建合同竣工时间为2025年6月，实际只完成工程量的三成。",
            ["鹿鸣小学扩建|completed|n|2025", "鹿鸣小学扩建|building|r|2025"],
        ),
        ("鹿鸣路合同约定2026年9月竣工。", ["鹿鸣路|completed|p|2026"]),
        ("松涛泵站2025年3月竣工，实际完成投资三亿元。", ["松涛泵站|completed|r|2025"]),
    ],
)
def test_a_day_set_by_contract_is_missed_where_little_was_done_by_then(tmp_path, words, wanted):
    assert sorted(read(tmp_path, words)) == sorted(wanted)
