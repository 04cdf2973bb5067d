"""Stage words of a clause: those that tell a stage, and those that follow one another."""

from __future__ import annotations

from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.clause_triggers import chain_from, clause_triggers
from mapapp.extraction.projects.stage_words import Trigger, triggers_between


def told_in(clause: str) -> list[Trigger]:
    found = triggers_between(clause, 0, len(clause), load_lexicon())
    return clause_triggers(clause, 0, len(clause), found, load_lexicon())


def words_of(clause: str) -> list[str]:
    return [trigger.word for trigger in told_in(clause)]


def test_works_inside_a_listed_name_tell_no_stage():
    assert words_of("推进甲医院改扩建、云栖路拓宽等项目") == ["推进"]
    assert words_of("松河医院改扩建完工") == ["改扩建", "完工"]


def test_the_word_of_a_class_tells_no_stage_of_the_clause():
    assert "开工" not in words_of("服务松河大桥等开工项目")


def test_words_that_follow_one_another_are_a_chain_and_and_parts_two():
    lexicon = load_lexicon()
    together, apart = "松河大桥建成通车", "松河大桥加快建设并尽早达产"
    first = told_in(together)
    assert chain_from(together, first, 0, lexicon)[1] == len(first)
    second = told_in(apart)
    chain, following = chain_from(apart, second, 0, lexicon)
    assert [trigger.word for trigger in second[following:]] == ["达产"]
    assert chain[-1].word == "建设"
