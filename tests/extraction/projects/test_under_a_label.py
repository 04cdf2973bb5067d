"""What stands under the label of one project is told of it, in whatever words, unless something built is named besides."""

import pytest

from tests.extraction.projects.written_text import events_of


def read(tmp_path, words):
    events = events_of(tmp_path, f"柏溪区重大工程进展（2025年9月）\n{words}\n")
    return [f"{e.name}|{e.stage.value}|{e.polarity.value}" for e in events]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("1.松涛路、鹿鸣路：两条路均已实现通车。", ["松涛路|operating|happened", "鹿鸣路|operating|happened"]),
        ("松涛水厂四期：力争10月底进水试运行。", ["松涛水厂四期|operating|planned"]),
        (
            "松涛福利院：9月取得竣工备案，计划年底接收首批老人入住。",
            ["松涛福利院|completed|happened", "松涛福利院|operating|planned"],
        ),
        ("松涛水库除险加固：溢洪道混凝土浇筑过半。", ["松涛水库除险加固|building|happened"]),
        ("松涛中学：室内精装修完成八成。", ["松涛中学|building|happened"]),
        ("松涛高架：主线钢梁累计架设18孔。", ["松涛高架|building|happened"]),
    ],
)
def test_words_under_a_label_tell_of_it(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("松涛公园：建成智慧停车场2座。", []),
        ("松涛船厂片区：鹿鸣步道6月底贯通。", ["鹿鸣步道|completed|happened"]),
        ("松涛菜场：摊位招商完成。", []),
        ("松涛工业园：鹿鸣电子厂投产。", ["鹿鸣电子厂|operating|happened"]),
        ("松涛新城：鹿鸣大桥开工。", ["鹿鸣大桥|started|happened"]),
    ],
)
def test_what_has_a_name_of_its_own_is_not_the_label(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("松涛小学扩建因古树避让调整过设计，今年5月重新领取施工许可证，6月正式进场。", ["prepared", "started"]),
        ("松涛大桥桥面附属设施全部安装，正在做荷载试验。", ["building"]),
        ("松涛医院新院区土建和安装工程均已结束，医疗设备正在调试。", ["building"]),
        ("松涛学校水电安装已全部完工。", ["building"]),
        ("松涛博物馆弱电、暖通安装完毕。", ["building"]),
    ],
)
def test_what_is_fetched_or_fitted_is_no_name(tmp_path, words, wanted):
    found = [line.split("|") for line in read(tmp_path, words)]
    assert [stage for _, stage, _ in found] == wanted
    assert all(name.startswith("松涛") for name, _, _ in found)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("松涛大道二标段路基填筑完成七成。", ["松涛大道二标段|building|happened"]),
        ("松涛大道路基土方完成一半。", ["松涛大道|building|happened"]),
        ("松涛福利院主体封顶，室外管网开挖。", ["松涛福利院|topped_out|happened", "松涛福利院|building|happened"]),
        ("松涛污水厂通过环保验收。", ["松涛污水厂|completed|happened"]),
        ("松涛重工基地主厂房封顶。", ["松涛重工基地|topped_out|happened"]),
    ],
)
def test_a_part_of_the_works_is_no_part_of_a_name(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted
