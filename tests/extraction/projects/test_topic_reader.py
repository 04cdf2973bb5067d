import pytest

from mapapp.contracts.vocabulary import Polarity, Stage
from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.clause_parser import read_claims
from mapapp.extraction.projects.sentence_topic import About
from mapapp.extraction.text.brackets import mask_brackets

LEXICON = load_lexicon()


def told(words, about=About()):  # noqa: B008
    claims = read_claims(words, mask_brackets(words), 0, LEXICON, about)
    return [(claim.name.text, claim.reading.stage) for claim in claims]


@pytest.mark.parametrize(
    ("words", "stages"),
    [
        (
            "鹿鸣大桥9月12日完成最后一个承台浇筑，目前正进行墩身施工，全桥预计2027年合龙",
            ["building", "building", "completed"],
        ),
        ("鹿鸣学校主体结构到顶，外立面幕墙已安装四成", ["topped_out", "building"]),
        ("鹿鸣水厂完成设备单机调试，计划12月通水", ["building", "operating"]),
        ("鹿鸣消防站完成施工招标，力争10月中旬开工", ["prepared", "started"]),
        ("鹿鸣邻里中心通过竣工验收，已移交属地街道，年底前开门迎客", ["completed", "completed", "operating"]),
        ("鹿鸣产业园3月开工，目前桩基施工基本结束", ["started", "building"]),
    ],
)
def test_clauses_without_a_name_go_on_about_the_project_before(words, stages):
    names = {name for name, _ in told(words)}
    assert len(names) == 1
    assert next(iter(names)).startswith("鹿鸣")
    assert [stage.value for _, stage in told(words)] == stages


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("鹿鸣大桥桩基完成", Stage.BUILDING),
        ("鹿鸣大桥桥面铺装完成", Stage.BUILDING),
        ("鹿鸣医院主体结构完工", Stage.TOPPED_OUT),
        ("鹿鸣医院外立面完工", Stage.BUILDING),
        ("鹿鸣医院完成机电安装", Stage.BUILDING),
        ("鹿鸣医院贯通九成", Stage.BUILDING),
        ("鹿鸣医院完成总工程量的62%", Stage.BUILDING),
        ("鹿鸣医院完成四成五", Stage.BUILDING),
    ],
)
def test_a_part_or_a_share_done_is_not_the_whole_done(words, stage):
    assert [found for _, found in told(words)] == [stage]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("鹿鸣隧道左线贯通，右线预计5月底贯通", ["鹿鸣隧道左线", "鹿鸣隧道右线"]),
        ("鹿鸣医院门急诊楼投入使用，住院楼正在进行机电安装", ["鹿鸣医院门急诊楼", "鹿鸣医院住院楼"]),
        ("鹿鸣河整治一标段竣工，二标段尚未进场", ["鹿鸣河整治一标段", "鹿鸣河整治二标段"]),
        ("鹿鸣公园一期开园，二期主体封顶", ["鹿鸣公园一期", "鹿鸣公园二期"]),
        ("鹿鸣孵化器B楼竣工，C楼取消建设", ["鹿鸣孵化器B楼", "鹿鸣孵化器C楼"]),
    ],
)
def test_bare_parts_in_a_sentence_take_the_name_of_their_project(words, parts):
    assert [name for name, _ in told(words)] == parts


def test_a_bare_part_alone_keeps_its_name_and_knows_its_project():
    words = "二期已经封顶"
    (claim,) = read_claims(words, words, 0, LEXICON, About("鹿鸣公园"))
    assert (claim.name.text, claim.name.parent) == ("二期", "鹿鸣公园")


def test_a_label_is_what_its_sentence_tells_of():
    assert told("鹿鸣护理院：装修材料款有纠纷，工地停工") == [("鹿鸣护理院", Stage.BUILDING)]
    assert told("鹿鸣路南延伸：年初计划6月通车，至今尚未通车") == [("鹿鸣路南延伸", Stage.OPERATING)]


def test_the_site_where_people_stand_is_what_they_see():
    assert told("在鹿鸣科技园建设现场，工人正在安装玻璃幕墙") == [("鹿鸣科技园", Stage.BUILDING)]


@pytest.mark.parametrize(
    "words",
    ["鹿鸣大桥通车，加快松涛医院建设", "鹿鸣大桥通车，松涛医院主体结构封顶", "鹿鸣大桥通车，松涛医院完成桩基施工"],
)
def test_a_clause_with_a_name_of_its_own_is_not_about_the_one_before(words):
    assert [name for name, _ in told(words)] == ["鹿鸣大桥", "松涛医院"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("代表们来到刚刚封顶的鹿鸣小学新校舍", ["鹿鸣小学新校舍"]),
        ("正在摊铺沥青的鹿鸣路改建工程", ["鹿鸣路改建工程"]),
        ("走访了8月开街的鹿鸣文创街区、刚交付的松涛公寓和试运行一个月的云岭压缩站", ["鹿鸣文创街区", "松涛公寓", "云岭压缩站"]),
        ("同日开工的还有鹿鸣机床厂、松涛产业园二期、城西“城中村”改造A地块安置房等8个项目", ["鹿鸣机床厂", "松涛产业园二期", "城西“城中村”改造A地块安置房"]),
        ("本月竣工的有鹿鸣泵站、松涛小学", ["鹿鸣泵站", "松涛小学"]),
    ],
)  # fmt: skip
def test_a_stage_may_stand_before_the_name_it_belongs_to(words, names):
    assert [name for name, _ in told(words)] == names


def test_what_closes_a_name_counts_more_than_what_stands_before_it():
    assert [name for name, _ in told("推动已开工的鹿鸣大桥加快建设")] == ["鹿鸣大桥"]


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("鹿鸣医院设置床位500张，计划2028年底建成", Stage.COMPLETED),
        ("鹿鸣公园补办了变更审批，并于5月完工", Stage.COMPLETED),
        ("对鹿鸣水厂实行挂图作战，确保10月通水", Stage.OPERATING),
        ("鹿鸣馆新馆因规划条件调整，年内开工", Stage.STARTED),
        ("鹿鸣总部基地总投资36亿元，占地112亩，计划明年竣工", Stage.COMPLETED),
    ],
)
def test_a_name_that_opens_a_sentence_is_told_of_in_a_later_clause(words, stage):
    ((name, found),) = told(words)
    assert name.startswith("鹿鸣")
    assert found is stage


@pytest.mark.parametrize("words", ["医院设置床位500张，计划2028年底建成", "该项目占地80亩，2028年底建成"])
def test_a_noun_that_points_back_stands_for_the_project_before(words):
    claims = read_claims(words, words, 0, LEXICON, About("鹿鸣妇幼保健医院"))
    assert [claim.name.text for claim in claims] == ["鹿鸣妇幼保健医院"]


@pytest.mark.parametrize(
    ("words", "name", "stage"),
    [
        ("确保鹿鸣公园2028年建成开放", "鹿鸣公园", Stage.OPERATING),
        ("推动北辰大道二期年内开工建设", "北辰大道二期", Stage.STARTED),
        ("力争鹿鸣水厂二期6月底前竣工", "鹿鸣水厂二期", Stage.COMPLETED),
        ("全力保障松风泵站汛前建成投用", "松风泵站", Stage.OPERATING),
        ("督促明珠湖隧道三季度完工", "明珠湖隧道", Stage.COMPLETED),
        ("积极争取河畔医院明年三季度开工", "河畔医院", Stage.STARTED),
        ("正元产业园2026年建成", "正元产业园", Stage.COMPLETED),
    ],
)
def test_words_that_push_are_no_part_of_the_name_where_a_time_follows_it(words, name, stage):
    assert told(words) == [(name, stage)]


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("鹿鸣水厂二期工程竣工时间推迟至2027年", "至2027年"),
        ("鹿鸣水厂二期工程竣工时间由2025年推迟至2027年", "至2027年"),
        ("鹿鸣水厂竣工时间从原定的今年6月延长至明年年底", "至明年年底"),
        ("鹿鸣大桥开工节点后移至2027年", "至2027年"),
        ("鹿鸣大桥通车日期延至2027年6月", "至2027年6月"),
    ],
)
def test_a_date_that_was_moved_is_not_reached_and_the_new_one_is_known(words, moved):
    (claim,) = read_claims(words, words, 0, LEXICON)
    assert claim.polarity is Polarity.NOT_REACHED and words[slice(*claim.moved)] == moved
