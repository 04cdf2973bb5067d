"""How a text says that a project has just got a little further: papers approved, land for sale, a bridge turned."""

import pytest

from tests.extraction.projects.written_text import events_of


def read(tmp_path, words):
    events = events_of(tmp_path, f"柏溪区审计整改报告\n2025年12月22日\n一、整改情况\n{words}\n")
    return [f"{e.canonical}|{e.stage.value}|{e.polarity.value[0]}|{e.year}" for e in events]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣港铁路深化预可。", ["鹿鸣港铁路|planned|h|2025"]),
        ("松涛城际开展预可研究。", ["松涛城际|planned|h|2025"]),
        ("鹿鸣高速启动预可编制。", ["鹿鸣高速|planned|h|2025"]),
        ("松涛快线预可加快推进。", ["松涛快线|planned|h|2025"]),
        ("深化鹿鸣铁路预可。", ["鹿鸣铁路|planned|h|2025"]),
        ("鹿鸣至松涛高速公路初步设计获省交通厅批复。", ["鹿鸣至松涛高速公路|prepared|h|2025"]),
        ("松涛水库可研报告获省水利厅批复。", ["松涛水库|prepared|h|2025"]),
        ("鹿鸣电厂环评获省生态环境厅批准。", ["鹿鸣电厂|prepared|h|2025"]),
        ("松涛大桥用地预审获自然资源部通过。", ["松涛大桥|prepared|h|2025"]),
        ("鹿鸣医院项目建议书获区发改委批复同意。", ["鹿鸣医院|prepared|h|2025"]),
        ("鹿鸣线延伸站点方案公示期满。", ["鹿鸣线延伸|prepared|h|2025"]),
        ("松涛公园设计方案公示结束。", ["松涛公园|prepared|h|2025"]),
        ("鹿鸣路选线方案完成公示。", ["鹿鸣路|prepared|h|2025"]),
        ("松涛水厂环评公示期满。", ["松涛水厂|prepared|h|2025"]),
        ("鹿鸣广场方案批前公示结束。", ["鹿鸣广场|prepared|h|2025"]),
    ],
)
def test_papers_are_told_by_who_approved_them_and_by_the_end_of_their_display(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣1号地块一季度挂牌。", ["鹿鸣1号地块|prepared|h|2025"]),
        ("松涛路北侧地块挂牌上市。", ["松涛路北侧地块|prepared|h|2025"]),
        ("鹿鸣地块计划明年挂牌。", ["鹿鸣地块|prepared|p|2026"]),
        ("鹿鸣二号地块完成挂牌。", ["鹿鸣二号地块|prepared|h|2025"]),
        ("松涛酒店地块（东侧）挂牌。", ["松涛酒店地块（东侧）|prepared|h|2025"]),
        ("鹿鸣地块综合体挂牌。", ["鹿鸣地块综合体|operating|h|2025"]),
        ("松涛研究院挂牌。", ["松涛研究院|operating|h|2025"]),
    ],
)
def test_land_is_put_up_for_sale_where_a_house_is_opened(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣立交桥转体成功。", ["鹿鸣立交桥|building|h|2025"]),
        ("松涛大桥成功转体。", ["松涛大桥|building|h|2025"]),
        ("鹿鸣跨铁路桥完成转体。", ["鹿鸣跨铁路桥|building|h|2025"]),
        ("松涛路跨线桥转体到位。", ["松涛路跨线桥|building|h|2025"]),
        ("鹿鸣大桥精准转体。", ["鹿鸣大桥|building|h|2025"]),
        ("市域铁路鹿鸣线松涛段首台盾构始发。", ["市域铁路鹿鸣线松涛段|building|h|2025"]),
        ("鹿鸣隧道首台盾构机下井。", ["鹿鸣隧道|building|h|2025"]),
        ("鹿鸣体育中心外立面初露芳容。", ["鹿鸣体育中心|building|h|2025"]),
        ("松涛剧院外立面亮相。", ["松涛剧院|building|h|2025"]),
        ("鹿鸣博物馆幕墙初露真容。", ["鹿鸣博物馆|building|h|2025"]),
        ("松涛大厦外立面揭开面纱。", ["松涛大厦|building|h|2025"]),
        ("鹿鸣学校外立面露出真容。", ["鹿鸣学校|building|h|2025"]),
        ("松涛剧院亮相。", ["松涛剧院|operating|h|2025"]),
        ("松涛公园计划明年春季栽植。", ["松涛公园|building|p|2026"]),
        ("鹿鸣绿道拟于2026年3月补种。", ["鹿鸣绿道|building|p|2026"]),
        ("松涛林带预计明年植树。", ["松涛林带|building|p|2026"]),
        ("鹿鸣花园计划2026年4月铺草皮。", ["鹿鸣花园|building|p|2026"]),
        ("松涛湿地公园10月完成补植。", ["松涛湿地公园|building|h|2025"]),
        ("推广松涛村水稻种植。", []),
    ],
)
def test_what_is_turned_bored_unveiled_and_planted_is_under_construction(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("鹿鸣大厦引入专业运营商，2025年10月开业。", ["鹿鸣大厦|operating|h|2025"]),
        ("松涛驿站引入社会力量，7月对外开放。", ["松涛驿站|operating|h|2025"]),
        ("鹿鸣文创园引进运营团队，6月开园。", ["鹿鸣文创园|operating|h|2025"]),
        ("松涛酒店引入国际品牌，9月开业。", ["松涛酒店|operating|h|2025"]),
        ("鹿鸣菜场引入第三方公司，8月重新营业。", ["鹿鸣菜场|operating|h|2025"]),
        ("鹿鸣驿站竣工。已引入专业运营商，7月起对外开放。", ["鹿鸣驿站|completed|h|2025", "鹿鸣驿站|operating|h|2025"]),
    ],
)
def test_who_is_brought_in_to_run_it_is_no_project_of_its_own(tmp_path, words, wanted):
    assert read(tmp_path, words) == wanted
