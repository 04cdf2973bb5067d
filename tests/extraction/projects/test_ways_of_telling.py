"""Ways in which pages of a district tell how far a thing is; the same words of other things tell nothing."""

from __future__ import annotations

import pytest

from tests.extraction.projects.written_text import events_of

TOLD = {
    "operating": """云岭中学新校区开门迎新
云岭小学迎来开学首日
云岭医院门诊楼试开诊
柳溪民宿集群迎来首批客人
云岭护理院收住首批老人
白石村农民集中居住项目分房到户
鹏远新材料项目满负荷生产
鹏远新材料项目首块面板下线
恒光医药二期首台整车出货
白石村生活污水处理设施全部运行
松涛路拓宽工程恢复双向四车道通行""",
    "completed": """松涛广场项目圆满收官
松涛广场项目画上句号
松涛广场取得竣工验收备案证
松涛广场已具备开业条件
海德精密项目通过五方验收
云岭高铁站完成静态验收
白石桥终于建好了""",
    "topped_out": """鹏远新材料项目浇筑最后一方混凝土
鹏远新材料项目主体上梁
云岭高铁站站房结构封顶""",
    "building": """云岭隧道盾构接收
松涛广场首根桩打下
海德精密项目地上结构施工至8层
青石河整治工程施工正酣
青石河整治工程驶入快车道
鹏远新材料项目设备进厂调试
云岭高铁站站房钢结构吊装过半""",
    "started": """鹏远新材料项目拿地即开工
青石河整治工程打响第一枪
青石河整治工程上马
柳溪公园正式施工""",
    "prepared": """青石河整治工程施工单位中标
青石河整治工程确定施工单位
青石河整治工程施工图审查合格
鹏远新材料项目摘得土地
鹏远新材料项目竞得用地
鹏远新材料项目四证齐发
鹏远新材料项目花落松涛镇
鹏远新材料项目签订投资协议
松涛旧改地块征收生效
白石片区城中村改造签约率突破98%
白石片区城中村改造整体搬离""",
    "planned": """青石河整治工程列入市重大工程
青石河整治工程纳入区重点项目清单
青石河整治工程列入2026年民生实事项目
云岭大桥被列入省重大项目库
松涛路北延伸列入市实事项目""",
}
NAMES = [
    "云岭中学新校区",
    "云岭小学",
    "云岭医院门诊楼",
    "柳溪民宿集群",
    "云岭护理院",
    "白石村农民集中居住项目",
    "鹏远新材料项目",
    "恒光医药二期",
    "白石村生活污水处理设施",
    "松涛路拓宽工程",
    "松涛广场项目",
    "松涛广场",
    "海德精密项目",
    "云岭高铁站",
    "白石桥",
    "云岭隧道",
    "青石河整治工程",
    "柳溪公园",
    "松涛旧改地块",
    "白石片区城中村改造",
    "云岭大桥",
    "松涛路北延伸",
]


@pytest.mark.parametrize(
    ("stage", "line"), [(stage, line) for stage, lines in TOLD.items() for line in lines.split("\n")]
)
def test_the_name_and_the_stage_are_read(tmp_path, stage, line):
    name = max((name for name in NAMES if line.startswith(name)), key=len)
    found = {(event.name, event.stage.value) for event in events_of(tmp_path, f"云岭区2025年工作情况\n\n{line}。\n")}
    assert (name, stage) in found
    assert len(found) == 1


@pytest.mark.parametrize(
    "line",
    [
        "全区“十四五”圆满收官，各项工作顺利完成",
        "推行拿地即开工审批模式",
        "首批学生来自三个镇",
        "首台设备由本地企业研发",
        "四证齐发改革覆盖全区",
        "新注册企业300家，成功签约项目12个",
        "家庭医生签约率突破98%",
        "污染防治打响攻坚战",
        "全区经济驶入快车道",
        "招商工作驶入快车道，发展按下加速键",
        "文艺演出圆满落幕收官",
        "居民自治章程高票通过",
        "棋手在终局落子不多",
        "预算草案审议通过",
        "社区食堂每月推出新菜单",
    ],
)
def test_the_same_words_of_other_things_tell_of_no_project(tmp_path, line):
    assert not events_of(tmp_path, f"云岭区2025年工作情况\n\n{line}。\n")
