"""Lists whose stage stands above them."""

import pytest

from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon
from mapapp.extraction.projects.headed_lists import announced, stage_above

LEXICON = load_lexicon()


def read(tmp_path, text):
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    found = find_project_events(read_document(path), LEXICON)
    return [f"{event.name}|{event.stage.value}|{event.modality.value}|{event.year}" for event in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "柏溪区2026年重大项目清单\n一、计划新开工项目\n1.鹿鸣科学中心\n2.松涛大道南延伸新建工程\n二、计划建成项目\n3.鹿鸣博物馆\n",
            [
                "鹿鸣科学中心|started|planned|2026",
                "松涛大道南延伸新建工程|started|planned|2026",
                "鹿鸣博物馆|completed|planned|2026",
            ],
        ),
        (
            "柏溪区2026年重大项目清单\n（一）在建项目\n①鹿鸣水厂（松涛镇），总投资3亿元\n②松涛实验学校，占地80亩\n",
            ["鹿鸣水厂|building|planned|2026", "松涛实验学校|building|planned|2026"],
        ),
        (
            "柏溪区2026年重大项目清单\n【预备项目】\n鹿鸣人行桥\n松涛大剧院\n",
            ["鹿鸣人行桥|planned|planned|2026", "松涛大剧院|planned|planned|2026"],
        ),
        (
            "柏溪区2026年重大项目清单\n一、续建项目\n（一）基础设施类\n1.鹿鸣路松涛段\n（二）社会民生类\n2.松涛养老院\n",
            ["鹿鸣路松涛段|building|planned|2026", "松涛养老院|building|planned|2026"],
        ),
        (
            "柏溪区2025年项目完成情况\n一、竣工项目\n鹿鸣泵站、松涛幼儿园。\n",
            ["鹿鸣泵站|completed|reported|2025", "松涛幼儿园|completed|reported|2025"],
        ),
        (
            "柏溪报讯 2025年10月21日，柏溪区举行活动。此次集中开工的项目涵盖产业、民生领域。产业类有鹿鸣产业园、松涛生产基地；民生类包括鹿鸣高级中学等。",
            [
                "鹿鸣产业园|started|reported|2025",
                "松涛生产基地|started|reported|2025",
                "鹿鸣高级中学|started|reported|2025",
            ],
        ),
    ],
)
def test_what_stands_in_a_list_has_the_stage_above_it(tmp_path, text, wanted):
    assert read(tmp_path, text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "柏溪区2025年工作总结\n一、加快项目建设\n鹿鸣泵站、松涛幼儿园。\n",
        "柏溪区2025年工作总结\n一、竣工项目\n各街镇高度重视，严把质量关。\n",
        "柏溪区2025年工作总结\n产业类有鹿鸣产业园、松涛生产基地。\n",
    ],
)
def test_other_headings_and_other_lines_tell_nothing(tmp_path, text):
    assert read(tmp_path, text) == []


def test_a_line_that_tells_its_own_stage_keeps_it(tmp_path):
    text = "柏溪区2025年项目进展\n一、在建项目\n1.鹿鸣泵站完成桩基施工。\n2.松涛大桥主体结构封顶。\n"
    assert read(tmp_path, text) == ["鹿鸣泵站|building|reported|2025", "松涛大桥|topped_out|reported|2025"]


@pytest.mark.parametrize(
    ("headings", "stage"),
    [
        (("一、计划新开工项目",), "started"),
        (("一、竣工项目（12个）", "（一）产业类"), "completed"),
        (("三、签约项目", "1.鹿鸣泵站"), "prepared"),
        (("二、拟建工程",), "planned"),
        (("【已投产项目】",), "operating"),
        (("一、已完成（5项）",), "completed"),
        (("二、推进中（4项）",), "building"),
        (("二、正在推进的项目",), "building"),
    ],
)
def test_the_innermost_heading_of_a_stage_counts(headings, stage):
    assert stage_above(headings, "1.鹿鸣泵站", LEXICON).stage.value == stage


def test_a_heading_of_something_else_hides_the_one_above():
    assert stage_above(("一、竣工项目", "（一）鹿鸣新城"), "鹿鸣泵站", LEXICON) is None


@pytest.mark.parametrize(
    "words",
    [
        "此次集中开工的项目涵盖三个领域",
        "本次签约落地的18个重大项目包括",
        "当天开工的项目总投资60亿元，涉及交通",
        "首批竣工项目主要有",
        "其中，开工项目覆盖五个镇",
    ],
)
def test_a_sentence_announces_the_stage_of_the_lists_after_it(words):
    reading = announced(words, LEXICON)
    assert reading is None if "签约" in words else reading.stage.value in ("started", "completed")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("4.220千伏松涛变电站投运。", "220千伏松涛变电站"),
        ("1.35千伏鹿鸣变电站投运。", "35千伏鹿鸣变电站"),
        ("2.13号线西延伸通车。", "13号线西延伸"),
        ("③鹿鸣泵站投运。", "鹿鸣泵站"),
        ("12.110千伏松涛变电站投运。", "110千伏松涛变电站"),
        ("（1）松涛泵站投运。", "松涛泵站"),
        ("（12）鹿鸣水厂投运。", "鹿鸣水厂"),
    ],
)
def test_the_number_of_an_item_is_no_part_of_its_name(tmp_path, line, name):
    assert read(tmp_path, f"柏溪区2025年工作总结\n一、重点工作完成情况\n{line}\n") == [
        f"{name}|operating|reported|2025"
    ]
