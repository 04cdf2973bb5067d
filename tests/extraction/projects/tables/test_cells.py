import pytest

from mapapp.contracts.vocabulary import Polarity, Stage
from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.tables.cells import read_number, read_told

LEXICON = load_lexicon()


def told(words):
    return [(said.part, said.stage, said.polarity) for said in read_told(words, "鹿鸣医院新院", LEXICON)]


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("主体结构到顶", Stage.TOPPED_OUT),
        ("取得桩基施工许可", Stage.PREPARED),
        ("正在进行内装", Stage.BUILDING),
        ("10月试运行", Stage.OPERATING),
        ("竣工备案", Stage.COMPLETED),
        ("围护结构完成80%", Stage.BUILDING),
        ("完成60%工程量", Stage.BUILDING),
        ("地下结构完成", Stage.BUILDING),
        ("二层结构完成", Stage.BUILDING),
        ("杆线迁移完毕，12月8日通车", Stage.OPERATING),
        ("施工招标完成", Stage.PREPARED),
        ("1.主体封顶；2.砌体施工", Stage.TOPPED_OUT),
    ],
)
def test_a_cell_tells_how_far_the_project_of_its_row_is(words, stage):
    assert told(words)[0] == ("", stage, None)


@pytest.mark.parametrize(
    ("words", "stage", "polarity"),
    [
        ("消防验收未通过，未能按期开业", Stage.OPERATING, Polarity.NOT_REACHED),
        ("因土地手续未办结，尚未开工", Stage.STARTED, Polarity.NOT_REACHED),
        ("停工", Stage.BUILDING, Polarity.NOT_REACHED),
        ("暂缓推进", Stage.BUILDING, Polarity.NOT_REACHED),
        ("业主退地，取消", Stage.BUILDING, Polarity.CANCELLED),
    ],
)
def test_a_cell_may_say_that_it_did_not_happen(words, stage, polarity):
    assert told(words) == [("", stage, polarity)]


def test_parts_told_in_a_cell_are_parts_of_the_project():
    assert told("门急诊楼已启用；住院楼机电安装") == [
        ("门急诊楼", Stage.OPERATING, None),
        ("住院楼", Stage.BUILDING, None),
    ]


@pytest.mark.parametrize("words", ["按计划执行", "区卫健委", "—", "资金紧张"])
def test_a_cell_without_a_stage_tells_none(words):
    assert told(words) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("36", 36),
        ("8,600", 8600),
        ("９，８００", 9800),
        ("3.35", 3.35),
        ("12（含设备）", 12),
        ("—", None),
        ("1.2/3.4", None),
    ],
)
def test_the_number_of_a_cell(words, value):
    assert read_number(words) == value
