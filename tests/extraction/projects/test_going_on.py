"""Sentences and clauses that go on about the project told of before, and what of a clause is no part of a name."""

import pytest

from tests.extraction.projects.written_text import events_of

SAID = {"not_reached": "n", "cancelled": "x"}


def read(tmp_path, words):
    events = events_of(tmp_path, f"柏溪区审计整改报告\n2025年12月22日\n一、整改情况\n{words}\n")
    return [f"{e.canonical}|{e.stage.value}|{SAID.get(e.polarity.value, e.modality.value[0])}|{e.year}" for e in events]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣驿站2023年底竣工，审计时仍未开放。", ["鹿鸣驿站|completed|r|2023", "鹿鸣驿站|operating|n|2025"]),
        ("松涛泵站未能按期开工，区水务局承诺2026年6月底前开工。", ["松涛泵站|started|n|2025"]),
        ("鹿鸣食堂3月通过验收，因燃气未接通至今未启用。", ["鹿鸣食堂|completed|r|2025", "鹿鸣食堂|operating|n|2025"]),
        ("松涛大桥3月开工，目标年内竣工。", ["松涛大桥|started|r|2025", "松涛大桥|completed|p|2025"]),
        ("鹿鸣水厂二期6月开工，有望2026年通水。", ["鹿鸣水厂|started|r|2025", "鹿鸣水厂|operating|p|2026"]),
    ],
)
def test_words_that_name_nothing_leave_the_topic_its_stage(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "松涛绿道三期未按合同时间竣工。区绿化局督促赶工，现已全线贯通。",
            ["松涛绿道|completed|n|2025", "松涛绿道|completed|r|2025"],
        ),
        ("鹿鸣大桥3月开工。预计2027年通车。", ["鹿鸣大桥|started|r|2025", "鹿鸣大桥|operating|p|2027"]),
        (
            "鹿鸣医院8月封顶。目前正在开展机电安装，计划明年3月竣工。",
            ["鹿鸣医院|topped_out|r|2025", "鹿鸣医院|building|r|2025", "鹿鸣医院|completed|p|2026"],
        ),
        (
            "鹿鸣市民中心揭牌启用。该中心由旧办公楼改建而成，2023年动工。",
            ["鹿鸣市民中心|operating|r|2025", "鹿鸣市民中心|started|r|2023"],
        ),
        (
            "鹿鸣驿站竣工。已引入第三方机构运营，7月起对外开放。",
            ["鹿鸣驿站|completed|r|2025", "鹿鸣驿站|operating|r|2025"],
        ),
    ],
)
def test_a_sentence_without_a_subject_goes_on_about_the_one_before(tmp_path, words, wanted):
    assert [event for event in read(tmp_path, words) if "第三方" not in event] == wanted


@pytest.mark.parametrize(
    "words",
    [
        "鹿鸣大桥3月开工。松涛路征地受阻，迟迟没有开工。",
        "鹿鸣大桥3月开工。全年竣工8个，开工12个。",
        "鹿鸣大桥3月开工。既有多层住宅加装电梯全年完工。",
        "鹿鸣大桥3月开工，松涛路通车。全部验收。",
        "鹿鸣大桥3月开工。\n全部竣工。",
    ],
)
def test_a_sentence_of_something_else_does_not(tmp_path, words):
    assert sum(event.startswith("鹿鸣大桥") for event in read(tmp_path, words)) == 1


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("鹿鸣中学至审计时未开工。", "鹿鸣中学|started|n|2025"),
        ("鹿鸣游客中心建成后长期空置。", "鹿鸣游客中心|operating|n|2025"),
        ("鹿鸣广场由四栋写字楼组成，现已全面投入运营。", "鹿鸣广场|operating|r|2025"),
        ("鹿鸣社区卫生服务站搬迁后开诊。", "鹿鸣社区卫生服务站|operating|r|2025"),
        ("鹿鸣水厂三期举行开工仪式。", "鹿鸣水厂|started|r|2025"),
        ("鹿鸣隧道——2023年开工。", "鹿鸣隧道|started|r|2023"),
        ("尚未启动的鹿鸣停车楼因地下管线复杂，正在优化设计。", "鹿鸣停车楼|started|n|2025"),
        ("迟迟没有启动的鹿鸣公园因土地未征，正在协调。", "鹿鸣公园|started|n|2025"),
        ("鹿鸣大剧院项目建议书上报。", "鹿鸣大剧院|prepared|r|2025"),
        ("鹿鸣客运中心改造施工招标挂网。", "鹿鸣客运中心|prepared|r|2025"),
    ],
)
def test_what_is_told_of_a_name_is_no_part_of_it(tmp_path, words, name):
    assert read(tmp_path, words) == [name]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣公园改造提升后重新开放。", ["鹿鸣公园|operating|r|2025"]),
        ("松涛菜场整修后恢复营业。", ["松涛菜场|operating|r|2025"]),
        ("鹿鸣书院修缮后对外开放。", ["鹿鸣书院|operating|r|2025"]),
        ("松涛健身驿站升级改造之后重新开放。", ["松涛健身驿站|operating|r|2025"]),
        ("鹿鸣医院扩建后启用。", ["鹿鸣医院|operating|r|2025"]),
        ("鹿鸣体育馆、松涛书城已提前建成并投入使用。", ["鹿鸣体育馆|operating|r|2025", "松涛书城|operating|r|2025"]),
        ("鹿鸣大桥于6月建成并通车。", ["鹿鸣大桥|operating|r|2025"]),
        ("鹿鸣水厂可研报告通过专家评审。", ["鹿鸣水厂|prepared|r|2025"]),
        ("规划中的鹿鸣学校已确定选址。", ["鹿鸣学校|prepared|r|2025"]),
        ("鹿鸣隧道首台盾构始发。", ["鹿鸣隧道|building|r|2025"]),
    ],
)
def test_what_came_before_or_beside_an_outcome_is_no_outcome_of_its_own(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "计划明年3月鹿鸣医院竣工、6月对外接诊。",
            ["鹿鸣医院|completed|p|2026", "鹿鸣医院|operating|p|2026"],
        ),
        (
            "鹿鸣地铁南延伸实现洞通、计划明年年中初期运营。",
            ["鹿鸣地铁|completed|r|2025", "鹿鸣地铁|operating|p|2026"],
        ),
        (
            "建成鹿鸣水厂，2027年通水。",
            ["鹿鸣水厂|completed|r|2025", "鹿鸣水厂|operating|p|2027"],
        ),
        (
            "加快建设鹿鸣大桥，2028年建成通车。",
            ["鹿鸣大桥|building|r|2025", "鹿鸣大桥|operating|p|2028"],
        ),
        (
            "推进鹿鸣隧道前期研究，力争规划期内开工建设。",
            ["鹿鸣隧道|prepared|r|2025", "鹿鸣隧道|started|p|2025"],
        ),
    ],
)
def test_every_statement_of_a_clause_has_its_own_time(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "柏溪区四季度重大项目集中开工。",
        "全区首批重点工程开工。",
        "柏溪区2025年民生实事项目竣工。",
        "上半年9个产业项目开工。",
        "松涛镇重大项目竣工。",
    ],
)
def test_many_projects_are_not_one(tmp_path, words):
    assert read(tmp_path, words) == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣科创园——一期投产，二期主体厂房封顶。", ["鹿鸣科创园|operating|r|2025", "鹿鸣科创园|topped_out|r|2025"]),
        ("鹿鸣冷链中心——已摘牌。", ["鹿鸣冷链中心|prepared|r|2025"]),
        ("桂三社区托育点：9月开班。", ["桂三社区托育点|operating|r|2025"]),
        ("鹿鸣菜场智慧化改造：主体完成。", ["鹿鸣菜场智慧化改造|topped_out|r|2025"]),
        ("区长现场协调，要求鹿鸣变电站抓紧施工。", ["鹿鸣变电站|building|p|2025"]),
        ("松涛镇卫生院来电反映，希望鹿鸣路年底前通车。", ["鹿鸣路|operating|p|2025"]),
        ("鹿鸣大桥主体建设中。", ["鹿鸣大桥|building|r|2025"]),
    ],
)
def test_labels_and_speakers_are_no_part_of_a_name(tmp_path, words, wanted):
    assert [event for event in read(tmp_path, words) if "|building|r" not in event or "建设中" in words] == wanted


@pytest.mark.parametrize(
    "words",
    [
        "鹿鸣、松涛、云溪等经济强县实力持续提升。",
        "深化鹿鸣江、松涛河等重点流域跨区域联防联治。",
        "加快鹿鸣地区与松涛新城同城化发展。",
        "推动鹿鸣国际机场和松涛国际机场联动发展。",
        "做好鹿鸣村、松涛村等遗迹考古。",
        "打响“鹿鸣古镇”等旅游品牌。",
    ],
)
def test_qualities_and_relations_of_places_build_nothing(tmp_path, words):
    assert read(tmp_path, words) == []


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        ("推进南宁、百色、梧州泛铝件生产基地建设。", "泛铝件生产基地"),
        ("推进金上、藏东、澜上水风光一体化基地建设。", "水风光一体化基地"),
        ("加快鹿鸣、松涛、云溪碳纤维产业园建设。", "碳纤维产业园"),
        ("加快鹿鸣、松涛、云溪钛合金产业园建设。", "钛合金产业园"),
        ("新建鹿鸣、松涛、阳光翠庭小区。", "小区"),
    ],
)
def test_short_names_of_places_share_all_that_follows_the_last(tmp_path, words, shared):
    names = [event.split("|")[0] for event in read(tmp_path, words)]
    assert all(name.endswith(shared) for name in names)
    assert not names or len(names[0]) == 2 + len(shared)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣路工可报告获省发改委批复。", ["鹿鸣路|prepared|r|2025"]),
        ("鹿鸣公园设计方案通过规委会审议。", ["鹿鸣公园|prepared|r|2025"]),
        ("鹿鸣水厂5月完成征地、9月进场施工。", ["鹿鸣水厂|prepared|r|2025", "鹿鸣水厂|started|r|2025"]),
        ("松涛路改造恢复双向通车。", ["松涛路|operating|r|2025"]),
        ("新改建鹿鸣、松涛2个菜市场。", ["鹿鸣菜市场|building|r|2025", "松涛菜市场|building|r|2025"]),
    ],
)
def test_papers_land_and_traffic_tell_their_stage(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted
