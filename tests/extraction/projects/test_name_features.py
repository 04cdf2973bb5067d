"""What each feature of a name is told by: one name that has it and one that has it not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.extraction.projects.name_features import name_features
from mapapp.extraction.projects.stage_words import StageReading
from tests.extraction.projects.test_scoring import LEXICON, claim


def features(made):
    return name_features(made, LEXICON)


@pytest.mark.parametrize(
    ("ident", "having", "lacking"),
    [
        ("proper.opens", "云湖水厂", "健康平安医院"),
        ("proper.none", "健康平安医院", "云湖水厂"),
        ("phased", "云湖水厂二期", "云湖水厂"),
        ("phased", "云湖水厂2期", "云湖水厂"),
        ("phased", "云湖水厂第3期", "云湖水厂"),
        ("phased", "云湖水厂1期工程", "云湖水厂工程"),
        ("phased", "云湖产业园4期项目", "云湖产业园第12期"),
        ("head.structure", "云湖水厂", "云湖中学"),
        ("head.public", "云湖中学", "云湖水厂"),
        ("head.industry", "云湖产业园", "云湖水厂"),
        ("head.policy", "云湖产业政策", "云湖产业园"),
        ("works", "云湖水厂扩建", "云湖水厂"),
        ("only", "人民医院", "云湖水厂"),
        ("words.verb_first", "位于云湖的水厂", "云湖水厂"),
        ("words.place", "云湖大道", "健康平安医院"),
        ("words.vague", "各类云湖水厂", "云湖水厂"),
        ("words.verb_inside", "推进云湖水厂", "云湖水厂"),
        ("words.no_site", "区委云湖水厂", "云湖水厂"),
        ("words.no_site", "会议强调", "云湖水厂"),
        ("words.policy", "云湖改革水厂", "云湖水厂"),
        ("words.clause", "水厂位于云湖城南", "云湖水厂"),
        ("words.of", "云湖的水厂", "云湖水厂"),
        ("words.policy", "云湖停车管理办法", "云湖水厂"),
        ("quoted", "“云湖会客厅”", "云湖会客厅"),
        ("end.水厂", "云湖水厂", "云湖中学"),
        ("end.厂", "云湖水厂", "云湖中学"),
        ("start.健康", "健康平安医院", "云湖医院"),
        ("length.4", "云湖水厂", "云湖新桥水厂"),
    ],
)
def test_a_name_has_a_feature_or_not(ident, having, lacking):
    assert ident in features(claim(having))
    assert ident not in features(claim(lacking))


@pytest.mark.parametrize(
    ("ident", "made", "other"),
    [
        ("list.etc.built", claim("云湖水厂", context="等"), claim("云湖水厂")),
        ("list.etc", claim("云湖水厂", context="等", closing=False), claim("云湖水厂")),
        ("list.projects", claim("云湖水厂", context="重点工程"), claim("云湖水厂", context="扶持政策")),
        ("list.policies.named", claim("云湖水厂", context="扶持政策"), claim("远达", context="扶持政策")),
        ("list.policies", claim("远达", context="扶持政策"), claim("云湖水厂", context="扶持政策")),
        ("counted", claim("云湖水厂", counted=True), claim("云湖水厂")),
        ("verb.hard.after", claim("云湖水厂"), claim("云湖水厂", closing=False)),
        ("verb.hard.before", claim("云湖水厂", closing=False), claim("云湖水厂")),
        ("verb.soft.before", claim("云湖水厂", "加强", closing=False), claim("云湖水厂", closing=False)),
        ("verb.vague", claim("云湖水厂", "支持", closing=False), claim("云湖水厂", closing=False)),
    ],
)
def test_what_stands_round_a_name_is_a_feature(ident, made, other):
    assert ident in features(made)
    assert ident not in features(other)


def test_a_place_name_a_name_begins_with_is_no_feature():
    assert not any(ident.startswith("start.") for ident in features(claim("云湖水厂")))


def test_a_bare_part_has_the_features_of_what_it_is_part_of():
    assert "proper.opens" in features(claim("二期", parent="云湖水厂"))
    assert "proper.opens" not in features(claim("二期"))


def test_a_title_is_weighed_as_a_title():
    sought = claim("全国文明城市")
    title = replace(sought, reading=StageReading(sought.reading.stage, sought.reading.rule, hard=False, kind="title"))
    found = features(title)
    assert "title.sought" in found
    assert not any(ident.startswith(("verb.", "list.", "head.")) for ident in found)


def test_the_shape_of_a_name_is_one_reason_and_a_phase_counts_the_same_in_either_writing():
    shape = {ident for ident, words in features(claim("云湖水厂二期")).items() if words == "名称的首尾用字和长度"}
    assert shape >= {"end.期", "end.二期", "length.5"}
    assert features(claim("云湖水厂2期")).keys() == features(claim("云湖水厂二期")).keys()
