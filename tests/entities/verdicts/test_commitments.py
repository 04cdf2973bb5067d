"""Every entry of commitments.toml catches its example and leaves the other; five variants of our own per kind."""

from __future__ import annotations

import pytest

from mapapp.contracts import Stage
from mapapp.entities.commitments import find_end_point, load_commitment_words, says_work_goes_on

ENDS = load_commitment_words().ends


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.id)
def test_an_entry_catches_its_example_and_leaves_the_other(end) -> None:
    for stage in end.stages[:1]:
        assert find_end_point(end.catches, stage) == end.id
        assert find_end_point(end.leaves, stage) != end.id


@pytest.mark.parametrize(
    ("clause", "stage"),
    [
        ("加快推进甲路改扩建", "building"),
        ("谋划打造环甲创新圈", "planned"),
        ("研究推动甲岛开发建设", "planned"),
        ("支持甲基地等打造市级高质量孵化器", "building"),
        ("推动甲医院立项建设", "building"),
        ("争取甲学院落地", "prepared"),
        ("做好甲机场前期工作", "prepared"),
        ("推进甲研究院实体化运作", "operating"),
        ("甲、乙等项目加快建设并尽早达产", "operating"),
        ("放大甲出口基地效应", "operating"),
        ("滚动实施创新组团地块供地", "prepared"),
    ],
)
def test_verbs_without_an_end_point_are_intentions(clause: str, stage: str) -> None:
    assert find_end_point(clause, Stage(stage)) is None


@pytest.mark.parametrize(
    ("clause", "stage"),
    [
        ("推进虹南、九星、昆阳3座初雨调蓄池完工", "completed"),
        ("甲项目力争年内开工", "started"),
        ("启动推进甲公园北园、绿环二期等项目", "started"),
        ("甲中心等项目主体结构封顶", "topped_out"),
        ("甲 园 建 成\n启 用", "operating"),
        ("新城绿环先行启动段14公里贯通", "completed"),
        ("完成友东路片区更新方案", "prepared"),
        ("圣和药业、中润、中信博等项目落地", "prepared"),
        ("甲桥完成工程量的六成以上，达到65%", "building"),
        ("通过国家卫生区复审", "completed"),
    ],
)
def test_milestones_and_papers_are_commitments(clause: str, stage: str) -> None:
    assert find_end_point(clause, Stage(stage)) is not None


@pytest.mark.parametrize(
    ("clause", "goes_on"),
    [
        ("加快甲园建设", True),
        ("实施环城水系三期工程", True),
        ("甲路拓宽改建稳步推进，施工过半", True),
        ("提升甲商圈能级", False),
        ("推动甲软件园扩区升级", False),
        ("深化甲示范基地建设", False),
        ("打造甲展示中心", False),
    ],
)
def test_work_that_goes_on_is_told_from_raising_what_stands(clause: str, goes_on: bool) -> None:
    assert says_work_goes_on(clause) is goes_on
