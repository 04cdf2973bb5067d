"""Letters with their answers, lists with boxes to tick, conditions that come first, and works taken up again."""

import pytest

from tests.extraction.projects.written_text import events_of


def read(tmp_path, words):
    events = events_of(tmp_path, f"柏溪区2025年重点工作情况\n{words}\n")
    return [f"{e.name}|{e.stage.value}|{e.polarity.value}" for e in events]


ANSWER = "回复：松涛大桥已通车。"


@pytest.mark.parametrize(
    "asked",
    [
        "问：鹿鸣小学旁的鹿鸣路听说已经开工，盼着早点好。",
        "【来信】听说鹿鸣医院建成两年了，一直没见开门。",
        "留言：鹿鸣公园年年说开工。",
        "来信内容：鹿鸣水厂已经竣工，我家还没通上水。",
        "诉求：鹿鸣路改造去年完工，路灯不亮。",
    ],
)
def test_what_somebody_asks_is_no_report(tmp_path, asked):
    assert read(tmp_path, f"{asked}\n{ANSWER}") == ["松涛大桥|operating|happened"]


def test_words_beside_no_answer_are_read(tmp_path):
    assert read(tmp_path, "内容：松涛大桥已通车。") == ["松涛大桥|operating|happened"]


@pytest.mark.parametrize("mark", ["☑", "☐", "✅ ", "🚧", "⚠️", "※"])
def test_a_mark_before_an_item_is_no_part_of_its_name(tmp_path, mark):
    assert read(tmp_path, f"{mark}松涛路北延：已完成管道铺设。") == ["松涛路北延|building|happened"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("待2027年松涛隧道贯通后，鹿鸣枢纽同步投用。", ["鹿鸣枢纽|operating|planned"]),
        ("待批复后启动建设松涛大桥。", ["松涛大桥|started|planned"]),
        ("松涛泵站主体完工，待设备调试后投入使用。", ["松涛泵站|topped_out|happened", "松涛泵站|operating|planned"]),
        ("待汛期结束后，松涛大桥复工。", ["松涛大桥|building|planned"]),
    ],
)
def test_what_has_to_come_first_makes_a_plan_and_no_record(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("松涛大桥曾一度停工，目前已复工。", ["松涛大桥|building|not_reached", "松涛大桥|building|happened"]),
        ("园区建成松涛人才公寓800套。", ["松涛人才公寓|completed|happened"]),
        ("建成保障性住房800套。", []),
        ("供热：松涛热电项目因能评指标问题尚未开工。", ["松涛热电项目|started|not_reached"]),
        ("您建议新建的松涛观景桥，已纳入城建计划。", ["松涛观景桥|planned|happened"]),
        (
            "松涛厂房一期建成，三期22万平方米已全部封顶。",
            ["松涛厂房一期|completed|happened", "松涛厂房三期|topped_out|happened"],
        ),
    ],
)
def test_pages_of_zones_and_answers(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted
