import os
import subprocess
import sys

import pytest

from mapapp import settings
from mapapp.contracts.vocabulary import Evidence, Modality, Stage, YearBasis
from mapapp.documents import load_manifest, read_document
from mapapp.extraction import find_project_events, load_lexicon
from tests import PROJECT_DIR

LEXICON = load_lexicon()
REVIEW = "云溪区2024年政府工作报告\n\n一、2023年工作回顾\n\n{}\n\n二、2024年主要任务\n\n其他工作照常推进。\n"
PLAN = "云溪区2024年政府工作报告\n\n一、2023年工作回顾\n\n各项工作平稳。\n\n二、2024年主要任务\n\n{}\n"


@pytest.fixture
def events_of(tmp_path):
    def read(words, frame=REVIEW):
        path = tmp_path / "yx.txt"
        path.write_text(frame.format(words), encoding="utf-8")
        return find_project_events(read_document(path), LEXICON)

    return read


def names(events, stage=None):
    return [event.name for event in events if stage is None or event.stage is stage]


def test_a_verb_governs_every_name_that_follows(events_of):
    events = events_of("建成鹿鸣大桥、松涛中学和云岭体育馆。")
    assert names(events, Stage.COMPLETED) == ["鹿鸣大桥", "松涛中学", "云岭体育馆"]


def test_a_closing_verb_covers_every_name_before_it(events_of):
    events = events_of("鹿鸣大桥、松涛水厂主体结构封顶，云岭客运站竣工。")
    assert names(events, Stage.TOPPED_OUT) == ["鹿鸣大桥", "松涛水厂"]
    assert names(events, Stage.COMPLETED) == ["云岭客运站"]


def test_verb_before_and_after_say_one_thing(events_of):
    events = events_of("推动鹿鸣隧道竣工、松涛医院新院区开工。", PLAN)
    assert [(e.name, e.stage, e.modality) for e in events] == [
        ("鹿鸣隧道", Stage.COMPLETED, Modality.PLANNED),
        ("松涛医院新院区", Stage.STARTED, Modality.PLANNED),
    ]


def test_built_and_opened_is_one_event_at_the_further_stage(events_of):
    assert [(e.name, e.stage) for e in events_of("松涛文化馆建成启用。")] == [("松涛文化馆", Stage.OPERATING)]


def test_building_and_soon_producing_are_two(events_of):
    events = events_of("推动远达半导体等项目加快建设并尽早达产。", PLAN)
    assert [(e.name, e.stage) for e in events] == [("远达半导体", Stage.BUILDING), ("远达半导体", Stage.OPERATING)]


def test_phases_inherit_their_project(events_of):
    events = events_of("鹿鸣湖公园一期完工、二期开工。")
    assert [(e.name, e.stage) for e in events] == [
        ("鹿鸣湖公园一期", Stage.COMPLETED),
        ("鹿鸣湖公园二期", Stage.STARTED),
    ]
    assert {event.canonical for event in events} == {"鹿鸣湖公园"}


def test_shared_heads_are_completed(events_of):
    assert names(events_of("推进松涛、云岭老城区供水改造工程。", PLAN)) != []
    assert names(events_of("推进3号线、6号线北延伸建设。", PLAN)) == ["3号线北延伸", "6号线北延伸"]


def test_companies_before_a_number_of_projects_are_projects(events_of):
    events = events_of("远达精工、鹏起科技等12个产业项目开工。")
    assert names(events, Stage.STARTED) == ["远达精工", "鹏起科技"]


def test_a_class_may_name_the_stage(events_of):
    events = events_of("完成远达等土地出让项目8个、鹏起等开工项目6个。")
    assert [(e.name, e.stage) for e in events] == [("远达", Stage.PREPARED), ("鹏起", Stage.STARTED)]


def test_names_in_brackets_after_a_number(events_of):
    assert names(events_of("完成2个菜市场改造（松涛菜市场、鹿鸣菜市场）。")) == ["松涛菜市场", "鹿鸣菜市场"]


def test_a_title_belongs_to_the_place_that_won_it(events_of):
    (event,) = events_of("鹿鸣村获评全国乡村旅游重点村。")
    assert event.name.startswith("鹿鸣村")
    assert event.stage is Stage.COMPLETED


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("研究推进鹿鸣机场快线。", Stage.PLANNED),
        ("加快鹿鸣机场快线前期工作。", Stage.PREPARED),
        ("完成鹿鸣机场快线工可编制。", Stage.PREPARED),
        ("启动鹿鸣机场快线建设。", Stage.STARTED),
        ("加快推进鹿鸣机场快线建设。", Stage.BUILDING),
        ("鹿鸣机场快线全线贯通。", Stage.COMPLETED),
        ("鹿鸣机场快线通车。", Stage.OPERATING),
    ],
)
def test_one_project_through_all_stages(events_of, words, stage):
    assert [(e.name, e.stage) for e in events_of(words)] == [("鹿鸣机场快线", stage)]


@pytest.mark.parametrize(
    "words",
    [
        "持续优化营商环境，深化放管服改革。",
        "新增公办托班五十个、托位一千个。",
        "推进依法行政，落实党风廉政建设责任制。",
        "完善城市治理体系，提升基层治理能力。",
        "成功举办第三届龙舟赛，接待游客十万人次。",
        "加快建设现代化产业体系，推动高质量发展。",
        "制定出台支持民营经济发展若干措施。",
        "实施积极的就业政策，城镇新增就业三万人。",
        "充分发挥鹿鸣科学城带动作用。",
    ],
)
def test_policies_quantities_and_backdrops_are_no_projects(events_of, words):
    assert events_of(words) == ()


def test_will_and_shall_plan_even_in_a_review(events_of):
    (event,) = events_of("松涛小学力争年内开工。")
    assert (event.stage, event.modality) == (Stage.STARTED, Modality.PLANNED)


def test_a_year_in_the_sentence_wins_over_the_section(events_of):
    (event,) = events_of("到2026年建成鹿鸣大桥。", PLAN)
    assert (event.year, event.year_basis) == (2026, YearBasis.SENTENCE)
    (event,) = events_of("建成鹿鸣大桥。", PLAN)
    assert (event.year, event.year_basis) == (2024, YearBasis.SECTION)


def test_a_statement_printed_twice_is_recorded_once(events_of):
    assert len(events_of("鹿鸣大桥建成通车。\n\n鹿鸣大桥建成通车。")) == 1


def test_other_districts_have_no_zones(events_of):
    (event,) = events_of("推进示范区先行启动区鹿鸣大桥建设。")
    assert (event.zones, event.zone_evidence, event.district) == ((), None, "云溪区")


def test_zones_come_from_headings_words_and_towns(tmp_path):
    path = tmp_path / "q.txt"
    path.write_text(
        "青浦区2024年政府工作报告\n\n一、2024年主要任务\n\n（一）推动青东联动发展\n\n建成鹿鸣大桥。\n\n"
        "（二）改善民生\n\n建成练塘松涛小学。建成创新示范区云岭小学。\n",
        encoding="utf-8",
    )
    events = {event.name: event for event in find_project_events(read_document(path), LEXICON)}
    assert (events["鹿鸣大桥"].zones, events["鹿鸣大桥"].zone_evidence) == (("青东",), Evidence.TEXT)
    assert (events["练塘松涛小学"].zones, events["练塘松涛小学"].zone_evidence) == (("青西",), Evidence.PLACE)


def test_every_quote_of_every_seed_is_a_slice_of_the_stored_text():
    facts, _ = load_manifest(settings.SEEDS_DIR)
    ids = set()
    for fact in facts:
        document = read_document(fact.path, fact)
        events = find_project_events(document, LEXICON)
        assert events
        for event in events:
            assert event.quote == document.text[event.start : event.end]
            for start, end in event.spans:
                assert 0 <= start < end <= len(document.text)
            assert (event.zones == ()) == (event.zone_evidence is None)
            assert settings.KEEP_FROM <= event.confidence <= 1
            assert event.certain == (event.confidence >= settings.CERTAIN_FROM)
            assert event.reasons
            assert event.event_id not in ids
            ids.add(event.event_id)


def test_ids_stay_when_other_records_come_or_go(events_of):
    before = {event.name: event.event_id for event in events_of("松涛小学竣工。鹿鸣大桥建成通车。")}
    after = {event.name: event.event_id for event in events_of("新增云岭水厂开工。松涛小学竣工。鹿鸣大桥建成通车。")}
    assert before["鹿鸣大桥"] == after["鹿鸣大桥"]
    assert before["松涛小学"] == after["松涛小学"]


def test_output_does_not_depend_on_the_hash_seed():
    script = (
        "from mapapp import settings\n"
        "from mapapp.documents import load_manifest, read_document\n"
        "from mapapp.extraction import find_project_events, load_lexicon\n"
        "facts, _ = load_manifest(settings.SEEDS_DIR)\n"
        "for fact in facts:\n"
        "    if fact.id in ('000', '004'):\n"
        "        print([e for e in find_project_events(read_document(fact.path, fact), load_lexicon())])\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            cwd=PROJECT_DIR,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    "piece", ["建成甲桥，", "（", "的", "“甲", "甲等项目", "加快推进甲、乙和丙等三个项目建设，", "1.甲\n", "G318"]
)
def test_odd_texts_are_read_without_harm(events_of, piece):
    events = events_of(piece * 3000)
    assert all(event.quote in piece * 3000 for event in events)


def test_stages_of_the_frame_are_not_completion(events_of):
    assert [(e.name, e.stage) for e in events_of("云岭家园主体建成，鹿鸣隧道结构贯通。")] == [
        ("云岭家园", Stage.TOPPED_OUT),
        ("鹿鸣隧道", Stage.TOPPED_OUT),
    ]
    events = events_of("力促鹿鸣城际铁路完成主体结构。", PLAN)
    assert [(e.name, e.stage, e.modality) for e in events] == [("鹿鸣城际铁路", Stage.TOPPED_OUT, Modality.PLANNED)]


def test_an_area_completed_belongs_to_the_place_before_the_verb(events_of):
    events = events_of("确保云岭商务区完工30万平方米。", PLAN)
    assert [(e.name, e.stage) for e in events] == [("云岭商务区", Stage.COMPLETED)]


def test_the_last_of_approval_and_start_is_the_stage(events_of):
    events = events_of("推动鹿鸣输电通道尽早核准开工。", PLAN)
    assert [(e.name, e.stage) for e in events] == [("鹿鸣输电通道", Stage.STARTED)]


def test_getting_into_a_plan_is_planned_striven_for_or_done(events_of):
    assert [(e.name, e.stage) for e in events_of("争取鹿鸣水电站纳入国家规划。", PLAN)] == [
        ("鹿鸣水电站", Stage.PLANNED)
    ]
    assert [(e.name, e.stage) for e in events_of("鹿鸣水电站纳入国家规划。")] == [("鹿鸣水电站", Stage.PLANNED)]


def test_the_city_that_will_build_is_not_what_is_built(events_of):
    events = events_of("2024年，云溪将开工建设鹿鸣大桥、松涛中学，启用云岭体育馆。", PLAN)
    assert [(e.name, e.stage) for e in events] == [
        ("鹿鸣大桥", Stage.STARTED),
        ("松涛中学", Stage.STARTED),
        ("云岭体育馆", Stage.OPERATING),
    ]


def test_one_project_in_two_places_is_two(events_of):
    events = events_of("2座光热发电项目分别在鹿鸣、云岭开工。")
    assert names(events, Stage.STARTED) == ["鹿鸣光热发电项目", "云岭光热发电项目"]


def test_works_inside_a_list_item_belong_to_it(events_of):
    events = events_of("推动远达钾肥装置系统性优化改造、鹏远锂盐生产线技术升级、松涛电池产业园等项目建设。", PLAN)
    assert names(events) == ["远达钾肥装置系统性优化改造", "鹏远锂盐生产线技术升级", "松涛电池产业园"]


def test_a_class_after_etc_completes_names_without_a_head(events_of):
    events = events_of("加快鹿鸣、松涛、云岭等高速公路建设。", PLAN)
    assert names(events) == ["鹿鸣高速公路", "松涛高速公路", "云岭高速公路"]
    events = events_of("加快推进鹿鸣8号线北段、B3、Z4等地铁建设。", PLAN)
    assert names(events) == ["鹿鸣8号线北段", "地铁B3", "地铁Z4"]


def test_a_proper_name_in_a_list_that_is_built_is_kept(events_of):
    events = events_of("推动鹿鸣冷链交易中心、远达港城新材料、恒岳创新药等建设。", PLAN)
    assert names(events) == ["鹿鸣冷链交易中心", "远达港城新材料", "恒岳创新药"]


def test_a_bare_extension_belongs_to_the_line_before(events_of):
    events = events_of("建成地铁6号线一期及延伸线。", PLAN)
    assert names(events) == ["地铁6号线一期", "地铁6号线延伸线"]


def test_water_works_named_after_what_they_lead_are_works(events_of):
    assert names(events_of("引鹿济云工程投入运行。")) == ["引鹿济云工程"]
    assert names(events_of("推动鹿鸣引水生态综合治理一期立项。", PLAN)) == ["鹿鸣引水生态综合治理一期"]


def test_what_is_being_done_is_no_part_of_a_name(events_of):
    events = events_of("鹿鸣载体项目正有序开展方案设计。")
    assert [(e.name, e.stage) for e in events] == [("鹿鸣载体项目", Stage.PREPARED)]


def test_a_name_keeps_its_first_character_though_it_could_be_an_adverb(events_of):
    assert [event.name for event in events_of("正元云溪产业园稳步推进建设。")] == ["正元云溪产业园"]
    assert [event.name for event in events_of("鹿鸣湖大桥正加快建设。")] == ["鹿鸣湖大桥"]


def test_works_in_a_list_that_is_pushed_to_start_start(events_of):
    found = {event.name: event.stage for event in events_of("推动鹿鸣湖大道改建、云岭大桥开工。", PLAN)}
    assert found["云岭大桥"] is Stage.STARTED
    assert found["鹿鸣湖大道改建"] is Stage.STARTED
    apart = {event.name: event.stage for event in events_of("推动鹿鸣湖大道改建，云岭大桥开工。", PLAN)}
    assert Stage.BUILDING in apart.values()


def test_a_project_that_builds_its_lines_is_what_is_built(events_of):
    assert [event.name for event in events_of("远达电池扩产项目建成9条电芯生产线。")] == ["远达电池扩产项目"]
    assert [event.name for event in events_of("云溪区建成鹿鸣湖大桥。")] == ["鹿鸣湖大桥"]


def test_two_kinds_in_the_class_of_a_list_cut_nothing_off(events_of):
    found = {event.name: event.stage for event in events_of("远达药谷、松涛产业园等9个产业类和基建类项目落地开工。")}
    assert found == {"远达药谷": Stage.STARTED, "松涛产业园": Stage.STARTED}
