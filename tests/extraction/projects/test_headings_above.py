"""What a heading names: a town, one thing, or nothing."""

from __future__ import annotations

import pytest

from mapapp.extraction.projects.headings_above import thing_of, town_of
from mapapp.extraction.projects.project_lexicon import load_lexicon


@pytest.mark.parametrize(
    ("headings", "town"),
    [
        (("一、工作回顾", "（一）云湖镇"), "云湖镇"),
        (("（三）青溪街道", "1. 道路"), "青溪街道"),
        (("【云湖镇】",), "云湖镇"),
        (("云湖镇：",), "云湖镇"),
        (("二、推进云湖开发区",), "云湖开发区"),
        (("一、支持各镇发展",), ""),
        (("云湖镇卫生院",), ""),
        ((), ""),
    ],
)
def test_the_innermost_heading_that_is_a_town(headings, town):
    assert town_of(headings) == town


@pytest.mark.parametrize(
    ("headings", "thing"),
    [
        (("一、重大项目", "片区一 云湖船厂"), "云湖船厂"),
        (("（二）青溪大桥",), "青溪大桥"),
        (("关于云湖水厂",), "云湖水厂"),
        (("加快青溪大桥",), "青溪大桥"),
        (("青溪大桥", "二、工作情况"), ""),
        (("一、关于青溪大桥改建工程有关问题",), "青溪大桥改建工程"),
        (("（三）关于云湖水厂项目选址",), "云湖水厂项目"),
        (("关于听取云湖中学推进情况的汇报",), "云湖中学"),
        (("议题二：关于云湖中学建设情况的汇报", "（一）由教育局牵头，9月开工。"), "云湖中学"),
        (("二、关于加强工地安全管理",), ""),
        (("（二）重大项目",), ""),
        (("一、云湖镇",), ""),
        ((), ""),
    ],
)
def test_the_innermost_heading_may_name_one_thing(headings, thing):
    assert thing_of(headings, load_lexicon()) == thing
