"""What reports name beside works and what is no project: campaigns, stocks, policies, groups, vessels, sums."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon

REPORT = (
    "云岭省2026年政府工作报告\n\n——2026年1月12日\n\n一、2025年工作回顾\n\n其他工作照常。\n\n二、2026年主要任务\n\n{}\n"
)


def names_in(sentence: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "yl.txt"
    path.write_text(REPORT.format(sentence), encoding="utf-8")
    return [event.name for event in find_project_events(read_document(path), load_lexicon()) if event.certain]


KINDS = {
    "campaigns over things of a kind": [
        "推进重点行业节能降碳改造。",
        "开展事故隐患排查整治。",
        "加快老化供热管道更新改造。",
        "完成焦化行业超低排放改造。",
        "推进历史遗留废弃矿山生态修复。",
    ],
    "things without a place": [
        "建设国内集货仓、海外前置仓。",
        "新建森林防火应急道路90公里。",
        "建设虚拟电厂。",
        "建设中试平台和实证基地。",
        "加快新能源外送通道建设。",
    ],
    "policies and what people do": [
        "鼓励民营企业参与重大项目建设。",
        "推动民航集团统一运营管理支线机场。",
        "推动公共数据资源授权运营。",
        "拓宽思路。",
        "统筹推进水陆空交通网络互联互通、整合运营。",
    ],
    "formulas in quotes": [
        "完成“三个一批”综合整治。",
        "建设“六大产业基地”。",
        "实施“三张清单”项目。",
        "“保交楼”任务全面收官。",
        "推进“三区一村”更新改造。",
    ],
    "so many of a kind": [
        "完成1.5万人搬迁。",
        "完成300所中小学体育场地升级改造。",
        "建成2所本科高校。",
        "完成1800万千瓦火电机组超低排放改造。",
        "建设600万千瓦新型储能项目。",
    ],
    "vessels and products": [
        "“云岭”号试验船正式交付。",
        "“飞鱼”号科考船交付使用。",
        "云岭一号卫星投入运行。",
        "推动AI手机、AI眼镜等项目。",
        "新型动车组投入运营。",
    ],
    "belts and circles": [
        "推动长江经济带高质量发展。",
        "推进柴达木盆地生态旅游发展。",
        "加快建设中亚经济走廊。",
        "“1小时高铁圈”基本形成。",
        "推动黄河流域高质量发展。",
    ],
}


@pytest.mark.parametrize(("kind", "sentence"), [(kind, told) for kind, listed in KINDS.items() for told in listed])
def test_no_project_is_stated_as_certain(kind: str, sentence: str, tmp_path: Path) -> None:
    assert names_in(sentence, tmp_path) == [], kind


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("加快云岭虚拟电厂建设。", "云岭虚拟电厂"),
        ("完成青枫焦化厂超低排放改造。", "青枫焦化厂"),
        ("建成云岭湿地公园。", "云岭湿地公园"),
        ("完成云岭电厂660兆瓦机组改造。", "云岭电厂"),
        ("推进云岭互通立交建设。", "云岭互通立交"),
    ],
)
def test_a_place_of_its_own_keeps_it_a_project(sentence: str, name: str, tmp_path: Path) -> None:
    assert any(found.startswith(name) for found in names_in(sentence, tmp_path))
