"""What a name's features weigh together, and what company does to a name."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.model_weights import NAME_WEIGHTS, load_weights
from mapapp.extraction.projects.name_candidates import Name
from mapapp.extraction.projects.project_lexicon import load_lexicon
from mapapp.extraction.projects.scoring import add_company, judge, judge_all, probability
from mapapp.extraction.projects.stage_words import combine, find_triggers

LEXICON = load_lexicon()


def claim(words: str, stage: str = "开工", *, closing: bool = True, **name: object) -> Claim:
    """Return a claim that a stage word makes of a name."""
    reading = combine(tuple(trigger.rule for trigger in find_triggers(stage, LEXICON)))
    assert reading is not None
    return Claim(Name(0, len(words), words, **name), reading, 0, len(words), "", closing, (0, len(words)))


def test_points_add_up_to_a_probability():
    # e^(1.5 - 0.5) / (1 + e^(1.5 - 0.5)) = 0.7311
    weights = {"bias": -0.5, "phased": 1.0, "works": 0.5}
    assert probability(["phased", "works", "unknown"], weights) == pytest.approx(0.7311, abs=1e-4)


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        (claim("云湖水厂"), claim("产业政策")),
        (claim("云湖水厂二期"), claim("云湖水厂")),
        (claim("云湖水厂"), claim("云湖的水厂")),
        (claim("云湖水厂"), claim("推进云湖水厂")),
        (claim("云湖水厂"), claim("云湖水厂", counted=True)),
        (claim("云湖水厂", context="重点工程"), claim("云湖水厂", context="扶持政策")),
        (claim("云湖水厂", "开工"), claim("云湖水厂", "加强", closing=False)),
        (claim("二期", parent="云湖水厂"), claim("二期")),
    ],
)
def test_what_is_a_project_is_the_surer(surer, less_sure):
    assert judge(surer, LEXICON).confidence > judge(less_sure, LEXICON).confidence


def test_a_planner_reads_reasons_in_words_with_their_points_behind_them():
    reasons = judge(claim("云湖水厂"), LEXICON).reasons
    weights = load_weights(NAME_WEIGHTS)
    assert f"中心词“水厂”是设施 {weights['head.structure']:+.2f}" in reasons
    assert f"“开工”只有实体工程才会到 {weights['verb.hard.after']:+.2f}" in reasons


@pytest.mark.parametrize("rule", LEXICON.stages, ids=lambda rule: rule.id)
def test_no_reason_shows_the_id_of_a_rule(rule):
    # A planner reads the reasons: “建成”只有实体工程才会到, not the id of the rule that read 建成.
    made = claim("云湖水厂")
    made = replace(made, reading=replace(made.reading, rule=rule, hard=rule.hard, kind=rule.kind))
    reasons = judge(made, LEXICON).reasons
    assert [reason for reason in reasons if re.search(r"[A-Za-z_]", reason)] == []
    points = load_weights(NAME_WEIGHTS)["verb.hard.after"]
    assert not rule.hard or rule.kind == "title" or f"“{rule.meaning}”只有实体工程才会到 {points:+.2f}" in reasons


def test_features_that_say_the_same_are_one_reason():
    reasons = [reason.rsplit(" ", 1)[0] for reason in judge(claim("云湖水厂二期"), LEXICON).reasons]
    assert len(reasons) == len(set(reasons))


def test_a_name_gains_by_certain_company_and_loses_by_other():
    weights = {
        "bias": 0.0,
        "phased": 3.0,
        "counted": -3.0,
        "company.most": 1.0,
        "company.one": 0.5,
        "company.none": -1.0,
    }
    good, bad = [{"phased": "有期次"}, {}], [{"counted": "数量"}, {}]
    for features in (good, bad):
        add_company(features, [1, 1], weights)
    assert list(good[1]) == ["company.most"]
    assert list(bad[1]) == ["company.none"]
    mixed = [{"phased": "有期次"}, {"counted": "数量"}, {}]
    add_company(mixed, [1, 1, 1], weights)
    assert list(mixed[2]) == ["company.most"]
    mixed = [{"phased": "有期次"}, {"counted": "数量"}, {"counted": "数量"}, {}]
    add_company(mixed, [1, 1, 1, 1], weights)
    assert list(mixed[3]) == ["company.one"]
    alone: list[dict[str, str]] = [{"phased": "有期次"}, {}]
    add_company(alone, [1, 2], weights)
    assert alone == [{"phased": "有期次"}, {}]


def test_names_of_one_list_are_weighed_together():
    together = judge_all([claim("云湖水厂"), claim("新桥水厂")], LEXICON)
    assert "并列的多是项目" in " ".join(together[0].reasons)
    assert together[0].confidence > judge(claim("云湖水厂"), LEXICON).confidence
    assert judge_all([], LEXICON) == []


def test_a_facility_gains_by_a_certain_one_beside_it():
    # 推进松涛歌剧院、图书馆开工: a library of no name is one of the district's own beside a theatre that has one.
    library = claim("图书馆")
    theatre = replace(claim("松涛湖歌剧院二期"), end=library.end)
    assert judge_all([theatre, library], LEXICON)[1].confidence > judge(library, LEXICON).confidence
