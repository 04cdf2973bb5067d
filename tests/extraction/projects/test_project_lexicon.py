import pytest

from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon
from mapapp.extraction.projects.stage_words import find_triggers

LEXICON = load_lexicon()


def events_of(tmp_path, sentence):
    path = tmp_path / "a.txt"
    path.write_text(f"云溪区2024年政府工作报告\n\n一、2023年工作回顾\n\n{sentence}\n", encoding="utf-8")
    document = read_document(path)
    assert document.kind is DocumentKind.WORK_REPORT
    assert document.sections[-1].mode is SectionMode.REVIEW
    return find_project_events(document, LEXICON)


@pytest.mark.parametrize("rule", LEXICON.stages, ids=lambda rule: rule.id)
def test_stage_rule_catches_its_sentence_with_its_stage(rule, tmp_path):
    words = {trigger.rule.id for trigger in find_triggers(rule.catches, LEXICON)}
    assert rule.id in words
    found = events_of(tmp_path, rule.catches)
    assert found, rule.catches
    if any(event.rule == rule.id for event in found):
        assert rule.stage in {event.stage for event in found}


@pytest.mark.parametrize("rule", LEXICON.stages, ids=lambda rule: rule.id)
def test_stage_rule_leaves_its_counterexample_alone(rule, tmp_path):
    assert [event for event in events_of(tmp_path, rule.leaves) if event.rule == rule.id] == []


@pytest.mark.parametrize("rule", LEXICON.modality, ids=lambda rule: rule.id)
def test_modality_rule_holds_its_sentence_and_not_its_counterexample(rule):
    assert rule.pattern.search(rule.catches)
    assert not rule.pattern.search(rule.leaves)


def test_there_are_enough_stage_and_modality_entries():
    assert len(LEXICON.stages) + len(LEXICON.modality) >= 120


@pytest.mark.parametrize("words", ["现代渔港", "现场指挥中心", "现状泵站"])
def test_now_is_no_part_of_a_word_that_begins_like_it(words):
    assert LEXICON.matchers["adverbs"].match(words) is None
    assert LEXICON.matchers["adverbs"].match("现" + words[2:])
