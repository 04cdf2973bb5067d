"""The kind of a project from the head noun of its name; every entry of project_kinds.toml with its examples."""

from __future__ import annotations

import pytest

from mapapp.text.project_kinds import load_kind_rules, read_kind


@pytest.mark.parametrize("rule", load_kind_rules(), ids=lambda rule: rule.id)
def test_an_entry_catches_its_example_and_leaves_the_other(rule) -> None:
    assert read_kind(rule.catches).kind is rule.kind
    assert read_kind(rule.leaves).reason != rule.reason


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        # What is done to a thing is not the thing: a school that is enlarged is a school, a road that is widened is works.
        ("青石小学扩建工程", "facility"),
        ("青石养老院改扩建", "facility"),
        ("青石镇卫生院（一期）改造工程", "facility"),
        ("青石河综合整治工程", "works"),
        ("青石路拓宽", "works"),
        ("青石村城中村改造", "works"),
        ("云楼城中村改造", "works"),
        # Titles, pilots and heritage lists.
        ("青石区创建全国文明城区", "honour"),
        ("青石镇国家卫生镇复审", "honour"),
        ("青石古镇国家5A级景区创建", "honour"),
        ("国家产融合作试点城市", "honour"),
        ("青石高新区国家级零碳园区", "honour"),
        # Areas, investments, services, plans.
        ("青石新城中央商务区", "area"),
        ("青石国家公园", "area"),
        ("云岭半导体", "investment"),
        ("云岭重型机器项目", "investment"),
        ("青石智慧互联网医院", "service"),
        ("青石湖水上巴士线路", "service"),
        ("青石片区城市设计", "plan"),
        ("轨道交通9号线（一期）", "works"),
        ("“青石湾”图书馆", "facility"),
        ("上南智享", "investment"),
    ],
)
def test_the_head_noun_tells_the_kind(name: str, kind: str) -> None:
    assert read_kind(name).kind == kind


@pytest.mark.parametrize("name", ["", "工程", "一期", "（一期）", "项目", "😀"])
def test_a_name_without_a_noun_has_a_kind_and_says_that_nothing_decided(name: str) -> None:
    assert read_kind(name).reason
