import pytest

from mapapp.contracts.vocabulary import Evidence
from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon

LEXICON = load_lexicon()
FRAME = "青浦区2026年政府工作报告\n\n——2026年1月12日\n\n一、2025年工作回顾\n\n{}\n\n二、2026年主要任务\n\n照常推进。\n"


@pytest.fixture
def told(tmp_path):
    def read(words):
        path = tmp_path / "q.txt"
        path.write_text(FRAME.format(words), encoding="utf-8")
        return {
            (e.name, e.canonical): (e.places, e.zones, e.zone_evidence)
            for e in find_project_events(read_document(path), LEXICON)
        }

    return read


@pytest.mark.parametrize(
    "other",
    ["鹿鸣大桥通车。", "松涛铁路通车。", "云岭科创园主体结构封顶。", "区中心医院新院启用。", "嘉定新城医院竣工。"],
)
def test_a_town_holds_for_the_sentence_that_names_it(told, other):
    found = told("徐泾镇文体中心竣工。" + other)
    ((_, first), (_, second)) = list(found.items())
    assert first == (("徐泾",), ("青东",), Evidence.PLACE)
    assert second == ((), (), None)


def test_a_town_heading_holds_for_what_stands_under_it(told):
    found = told(
        "（一）朱家角镇\n社区文化活动中心建成启用。\n（二）练塘镇\n社区文化活动中心开工建设。\n（三）徐泾镇\n镇老年公寓封顶。"
    )
    assert found == {
        ("社区文化活动中心", "朱家角镇社区文化活动中心"): (("朱家角",), ("青西", "示范区"), Evidence.PLACE),
        ("社区文化活动中心", "练塘镇社区文化活动中心"): (("练塘",), ("青西",), Evidence.PLACE),
        ("镇老年公寓", "徐泾镇老年公寓"): (("徐泾",), ("青东",), Evidence.PLACE),
    }


def test_a_town_of_its_own_wins_over_the_heading(told):
    found = told("（一）朱家角镇\n练塘镇松涛小学封顶。")
    assert next(iter(found.values())) == (("练塘",), ("青西",), Evidence.PLACE)


@pytest.mark.parametrize("name", ["金泽路小学", "徐泾大道人行天桥", "练塘公路改建工程", "华新路泵站", "重固巷口袋公园"])
def test_a_town_inside_the_name_of_a_street_is_no_place(told, name):
    ((key, value),) = told(f"{name}竣工。").items()
    assert key[0] == name
    assert value == ((), (), None)


def test_the_zone_a_paragraph_sets_out_from_holds_for_it(told):
    found = told("青西加快绿色发展。鹿鸣大桥建成通车。")
    assert next(iter(found.values()))[1:] == (("青西", "示范区"), Evidence.TEXT)
