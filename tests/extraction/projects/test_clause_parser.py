"""Which names of a sentence reach which stage."""

from __future__ import annotations

import pytest

from mapapp.contracts.vocabulary import Polarity, Stage
from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.clause_parser import read_claims
from mapapp.extraction.text.brackets import mask_brackets


def claims_of(sentence: str) -> list[Claim]:
    words = sentence.rstrip("。")
    return read_claims(words, mask_brackets(words), 0, load_lexicon())


def told(sentence: str) -> list[tuple[str, Stage]]:
    return [(claim.name.text, claim.reading.stage) for claim in claims_of(sentence)]


@pytest.mark.parametrize(
    "sentence",
    ["建成松河大桥、云栖中学。", "松河大桥、云栖中学建成。", "推进松河大桥、云栖中学竣工。"],
)
def test_a_verb_before_after_or_round_its_names_tells_their_stage(sentence: str) -> None:
    assert told(sentence) == [("松河大桥", Stage.COMPLETED), ("云栖中学", Stage.COMPLETED)]


def test_two_verbs_of_a_clause_each_have_their_names() -> None:
    assert told("松河大桥开工，云栖中学结构封顶、鹿鸣泵站竣工。") == [
        ("松河大桥", Stage.STARTED),
        ("云栖中学", Stage.TOPPED_OUT),
        ("鹿鸣泵站", Stage.COMPLETED),
    ]


def test_verbs_that_follow_one_another_are_one_stage_the_furthest() -> None:
    assert told("松河大桥建成通车。") == [("松河大桥", Stage.OPERATING)]
    assert told("加快推进松河大桥建设。") == [("松河大桥", Stage.BUILDING)]


def test_two_things_said_with_and_are_two_claims() -> None:
    assert told("松河产业园加快建设并尽早达产。") == [("松河产业园", Stage.BUILDING), ("松河产业园", Stage.OPERATING)]


def test_works_that_end_a_listed_name_are_no_stage_of_their_own() -> None:
    found = told("加快建设松河医院改扩建、云栖路拓宽等项目。")
    assert [stage for _, stage in found] == [Stage.BUILDING, Stage.BUILDING]
    assert [name for name, _ in found] == ["松河医院改扩建", "云栖路拓宽"]


def test_the_class_of_a_list_may_tell_its_stage() -> None:
    assert told("服务松河大桥等开工项目12个。") == [("松河大桥", Stage.STARTED)]


def test_a_stage_before_the_name_belongs_to_it() -> None:
    assert told("走访刚刚封顶的鹿鸣小学新校舍。")[0] == ("鹿鸣小学新校舍", Stage.TOPPED_OUT)


def test_a_bracket_names_what_was_counted() -> None:
    names = {
        claim.name.text for claim in claims_of("完成2个菜场改造（松河菜场、云栖菜场）。") if not claim.name.counted
    }
    assert names == {"松河菜场", "云栖菜场"}


def test_a_denied_stage_says_so_and_where_the_new_time_stands() -> None:
    sentence = "松河大桥未能按期完工，云栖中学推迟至2027年竣工。"
    first, second = claims_of(sentence)
    assert (first.name.text, first.polarity, first.moved) == ("松河大桥", Polarity.NOT_REACHED, None)
    assert (second.name.text, second.polarity) == ("云栖中学", Polarity.NOT_REACHED)
    assert second.moved is not None
    assert "2027年" in sentence[slice(*second.moved)]


def test_the_title_belongs_to_what_won_it() -> None:
    (claim,) = claims_of("云栖村获评国家森林乡村。")
    assert claim.subject is not None
    assert (claim.subject.text, claim.name.text, claim.reading.kind) == ("云栖村", "国家森林乡村", "title")


@pytest.mark.parametrize("backdrop", ["依托松河大桥", "围绕云栖中学", "沿着松河"])
def test_a_setting_takes_no_stage(backdrop: str) -> None:
    assert [name for name, _ in told(f"{backdrop}，建成鹿鸣泵站。")] == ["鹿鸣泵站"]


def test_offsets_hold_the_name_and_what_tells_its_stage() -> None:
    sentence = "一年来，松河大桥建成通车，群众满意。"
    (claim,) = claims_of(sentence)
    assert sentence[claim.start : claim.end] == "松河大桥建成通车"
    assert sentence[slice(*claim.said)] == "建成通车"


def test_nothing_is_read_from_a_run_of_words_no_prose_has() -> None:
    assert claims_of("建成" + "松河大桥" * 200) == []
