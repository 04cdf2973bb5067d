import pytest

from mapapp.contracts.vocabulary import Modality, Polarity, Stage
from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon
from mapapp.extraction.projects.polarity import load_polarity

LEXICON = load_lexicon()
REVIEW = "云溪区2026年政府工作报告\n\n——2026年1月12日在云溪区人民代表大会上\n\n一、2025年工作回顾\n\n{}\n\n二、2026年主要任务\n\n其他工作照常推进。\n"


@pytest.fixture
def told(tmp_path):
    def read(words):
        path = tmp_path / "yx.txt"
        path.write_text(REVIEW.format(words), encoding="utf-8")
        return [
            (e.name, e.stage, e.polarity, e.year, e.moved_to) for e in find_project_events(read_document(path), LEXICON)
        ]

    return read


DENIED = Polarity.NOT_REACHED


@pytest.mark.parametrize("rule", load_polarity(), ids=lambda rule: rule.id)
def test_words_round_a_stage_deny_it_in_their_sentence_and_not_in_the_counterexample(rule, told):
    assert rule.polarity in {polarity for _, _, polarity, _, _ in told(rule.catches)}
    assert rule.polarity not in {polarity for _, _, polarity, _, _ in told(rule.leaves)}


@pytest.mark.parametrize(
    ("words", "name", "stage"),
    [
        ("鹿鸣大桥尚未竣工。", "鹿鸣大桥", Stage.COMPLETED),
        ("鹿鸣大桥至今没有开工。", "鹿鸣大桥", Stage.STARTED),
        ("松涛医院二期未能如期启用。", "松涛医院二期", Stage.OPERATING),
        ("云岭小学迟迟未封顶。", "云岭小学", Stage.TOPPED_OUT),
        ("远达产业园一直未投产。", "远达产业园", Stage.OPERATING),
        ("鹿鸣水厂年内竣工无望。", "鹿鸣水厂", Stage.COMPLETED),
        ("云岭公园开放的目标没有实现。", "云岭公园", Stage.OPERATING),
        ("松涛路通车节点再次落空。", "松涛路", Stage.OPERATING),
        ("云岭家园延期交付。", "云岭家园", Stage.COMPLETED),
        ("鹿鸣步道未按六月底的节点贯通。", "鹿鸣步道", Stage.COMPLETED),
    ],
)
def test_what_did_not_happen_is_one_record_with_a_clean_name(told, words, name, stage):
    assert told(words) == [(name, stage, DENIED, 2025, None)]


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("鹿鸣水厂竣工时间推迟至2027年。", Stage.COMPLETED),
        ("鹿鸣水厂因管线迁改，竣工日期延至2027年6月。", Stage.COMPLETED),
        ("鹿鸣水厂原定2025年8月开工，现推迟至2027年。", Stage.STARTED),
        ("鹿鸣水厂原计划年内通水，因设备到货晚，顺延至2027年一季度。", Stage.OPERATING),
        ("鹿鸣水厂延期到2027年竣工。", Stage.COMPLETED),
        ("鹿鸣水厂未能如期开工，拟于2027年二季度开工。", Stage.STARTED),
        ("鹿鸣水厂：计划8月封顶，实际未按期封顶，调整至2027年上半年。", Stage.TOPPED_OUT),
    ],
)
def test_an_old_plan_its_miss_and_the_new_date_are_one_record(told, words, stage):
    assert told(words) == [("鹿鸣水厂", stage, DENIED, 2025, 2027)]


@pytest.mark.parametrize(
    "words",
    [
        "鹿鸣大桥取消建设。",
        "鹿鸣大桥不再实施。",
        "鹿鸣大桥因与规划冲突终止。",
        "鹿鸣大桥：投资方退出，项目中止。",
        "鹿鸣大桥不予建设。",
    ],
)
def test_what_is_given_up_is_cancelled(told, words):
    assert [(name, polarity) for name, _, polarity, _, _ in told(words)] == [("鹿鸣大桥", Polarity.CANCELLED)]


@pytest.mark.parametrize(
    "words",
    [
        "鹿鸣大桥预计2027年建成通车。",
        "鹿鸣大桥有望于2027年通车。",
        "鹿鸣大桥拟于2027年上半年通车。",
        "鹿鸣大桥计划2027年通车。",
        "鹿鸣大桥力争2027年通车。",
        "鹿鸣大桥将于2027年通车。",
    ],
)
def test_what_a_review_expects_is_planned(told, words):
    assert told(words) == [("鹿鸣大桥", Stage.OPERATING, Polarity.PLANNED, 2027, None)]


@pytest.mark.parametrize("word", ["即将", "有望", "将", "力争", "预计"])
def test_a_plan_without_a_year_in_a_review_is_of_the_year_of_issue(told, word):
    assert [(polarity, year) for _, _, polarity, year, _ in told(f"鹿鸣公园{word}开放。")] == [(Polarity.PLANNED, 2026)]


@pytest.mark.parametrize(
    "words",
    ["鹿鸣未来社区建成。", "鹿鸣无线电厂投产。", "鹿鸣没食子园开园。", "鹿鸣延安路通车。", "鹿鸣推拿医院启用。"],
)
def test_names_that_hold_such_characters_are_not_denied(told, words):
    assert {polarity for _, _, polarity, _, _ in told(words)} == {Polarity.HAPPENED}


def test_a_start_that_holds_and_an_end_that_does_not_are_two(told):
    assert told("松风泵站已开工建设，尚未竣工。") == [
        ("松风泵站", Stage.STARTED, Polarity.HAPPENED, 2025, None),
        ("松风泵站", Stage.COMPLETED, DENIED, 2025, None),
    ]


def test_denied_is_never_reported(tmp_path):
    path = tmp_path / "yx.txt"
    path.write_text(REVIEW.format("鹿鸣大桥尚未竣工。松涛路取消建设。"), encoding="utf-8")
    assert {event.modality for event in find_project_events(read_document(path), LEXICON)} == {Modality.PLANNED}
