"""Leaders and deputies on a site, and words that point back: what is told there is told of the site."""

from __future__ import annotations

import pytest

from tests.extraction.projects.written_text import events_of


def _told(tmp_path, text):
    return {(event.name, event.stage.value) for event in events_of(tmp_path, f"云岭区2025年工作情况\n\n{text}\n")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "在云岭医院新院区建设工地，区长王明仔细察看施工进度，要求确保明年6月投入使用。",
            {("云岭医院新院区", "operating")},
        ),
        (
            "王明一行来到松涛路改造工程现场，详细询问施工进度，叮嘱施工方争取春节前恢复通车。",
            {("松涛路改造工程", "operating")},
        ),
        ("在白石泵站，王明逐一听取进展汇报和问题建议，要求汛期前投入运行。", {("白石泵站", "operating")}),
        ("王明深入了解云岭文化中心项目建设、设备安装情况，要求年底前竣工。", {("云岭文化中心", "completed")}),
        ("代表们察看了柳溪公园施工现场，询问工期安排，得知公园国庆节开园。", {("柳溪公园", "operating")}),
        ("区人大常委会听取松涛广场建设情况汇报。", set()),
        ("王明仔细察看施工进度、了解安全生产情况。", set()),
    ],
)
def test_what_people_look_at_and_ask_is_no_stage_and_leaves_the_site_the_subject(tmp_path, text, told):
    assert _told(tmp_path, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("松涛广场位于松涛镇中心，总建筑面积18万平方米。项目于2022年开工建设。", {("松涛广场", "started")}),
        ("松涛路北延伸是民生工程，要倒排工期，力争10月底建成通车。", {("松涛路北延伸", "operating")}),
        ("青石河综合整治是今年的一号民生工程。已完成清淤3公里。", {("青石河综合整治", "building")}),
        ("云岭小学占地40亩，设36个班。目前主体结构已封顶。", {("云岭小学", "topped_out")}),
        ("白石桥全长200米，东起柳溪路。计划明年竣工。", {("白石桥", "completed")}),
        ("松涛广场坐落于松涛镇中心。", set()),
    ],
)
def test_a_thing_that_is_described_is_what_goes_on_to_be_told_of(tmp_path, text, told):
    assert _told(tmp_path, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("松涛小学迁建占地30亩。目前，该校主体已封顶。", {("松涛小学迁建", "topped_out")}),
        ("松涛路北延伸是民生工程。据了解，该路段于上月底建成通车。", {("松涛路北延伸", "operating")}),
        ("白石跨线桥全长200米。该桥今年5月开工。", {("白石跨线桥", "started")}),
        ("碧湖家园共有12栋楼。该小区加装电梯已完成3台。", {("碧湖家园", "building")}),
        ("云岭净水厂是重点工程。该厂已于3月通水。", {("云岭净水厂", "operating")}),
        (
            "王明来到柳溪公园二期。这里正在铺设步道、栽植绿化，计划国庆节开园。",
            {("柳溪公园二期", "building"), ("柳溪公园二期", "operating")},
        ),
    ],
)
def test_a_word_of_its_kind_points_back_to_the_thing(tmp_path, text, told):
    assert _told(tmp_path, text) == told


@pytest.mark.parametrize(
    "text",
    [
        "松涛小学占地30亩。该桥已建成通车。",
        "柳溪公园占地30亩。该负责人表示将加快建设。",
        "一条条自动化生产线正在调试。",
    ],
)
def test_a_word_of_another_kind_does_not(tmp_path, text):
    assert not {name for name, _ in _told(tmp_path, text)} & {"松涛小学", "柳溪公园"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("云岭地铁站具体开通时间请关注官方公告。", set()),
        ("云岭博物馆开放时间为9:00至17:00。", set()),
        ("云岭博物馆开馆时间另行通知。", set()),
        ("云岭体育馆开放时间调整为每天8点至21点。", set()),
        ("白石桥竣工时间不详。", set()),
        ("云岭博物馆开馆时间推迟至明年5月。", {("云岭博物馆", "operating")}),
        ("白石桥竣工时间为2024年12月。", {("白石桥", "completed")}),
    ],
)
def test_hours_and_days_to_be_told_later_are_no_stage(tmp_path, text, told):
    assert _told(tmp_path, text) == told
