import pytest

from mapapp.contracts.vocabulary import Stage
from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon

LEXICON = load_lexicon()
FRAME = "云溪区2026年政府工作报告\n\n——2026年1月12日\n\n一、2025年工作回顾\n\n{}\n\n二、2026年主要任务\n\n照常推进。\n"


@pytest.fixture
def told(tmp_path):
    def read(words):
        path = tmp_path / "yx.txt"
        path.write_text(FRAME.format(words), encoding="utf-8")
        return [(e.name, e.canonical, e.stage) for e in find_project_events(read_document(path), LEXICON)]

    return read


@pytest.mark.parametrize("part", ["二期", "南段", "B地块", "住院楼", "二标段"])
def test_a_bare_part_in_its_own_sentence_keeps_its_name_and_knows_its_project(told, part):
    found = told(f"鹿鸣中心医院主体结构封顶。{part}尚未开工。")
    assert found[-1] == (part, "鹿鸣中心医院", Stage.STARTED)


def test_a_bare_part_belongs_to_the_thing_in_its_heading(told):
    found = told("【片区一 鹿鸣船厂】\n1号船坞：改造竣工。\n【片区二 松涛老街】\n二期：暂缓实施。")
    assert [(name, whole) for name, whole, _ in found] == [("1号船坞", "鹿鸣船厂"), ("二期", "松涛老街")]


def test_what_people_say_is_read_like_the_rest(told):
    (event,) = told("“鹿鸣机床厂去年11月拿地，手续很快。”负责人信心满满。")
    assert event[0] == "鹿鸣机床厂"


@pytest.mark.parametrize(
    "words",
    ["鹿鸣总部基地奠基仪式在滨江镇举行。", "鹿鸣总部基地开工仪式隆重举行。", "昨天，鹿鸣总部基地举行开工仪式。"],
)
def test_a_ceremony_tells_the_stage_it_celebrates(told, words):
    assert [stage for _, _, stage in told(words)] == [Stage.STARTED]
