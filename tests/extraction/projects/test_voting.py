"""The second reader votes with the rules; without it they decide alone, and every record says who found it."""

from __future__ import annotations

import pytest

from mapapp import settings
from mapapp.contracts import FoundBy
from mapapp.errors import RegistryError
from mapapp.extraction import load_lexicon, second_reader
from mapapp.extraction.projects.events import find_project_events
from mapapp.extraction.projects.model_weights import VOTE_WEIGHTS, load_weights
from mapapp.extraction.projects.second_reader import MODEL_NAME, Opinion, SecondReader, cover
from mapapp.extraction.projects.voting import KEPT_FROM, vote_features
from mapapp.open_workspace import activate, active
from tests.extraction.figures.figure_documents import make_text_document

TEXT = "一、2025年工作回顾\n松河大桥建成通车，云栖中学开工建设。深入推进机关作风建设。\n"


def events(reader):
    return find_project_events(make_text_document(TEXT), load_lexicon(), reader=reader)


def test_the_rules_decide_alone_where_there_is_no_second_reader():
    found = events(None)
    assert {event.found_by for event in found} == {FoundBy.RULES}
    assert {"松河大桥", "云栖中学"} <= {event.name for event in found}


def test_names_both_readers_find_are_certain_and_say_so():
    found = {event.name: event for event in events(second_reader(load_lexicon()))}
    assert found["松河大桥"].found_by is FoundBy.BOTH
    assert found["松河大桥"].certain
    assert "机关作风" not in found


def test_a_record_is_certain_only_where_both_agree():
    for event in events(second_reader(load_lexicon())):
        assert event.certain <= (event.found_by is FoundBy.BOTH)
        assert event.confidence >= KEPT_FROM


def test_the_same_text_is_read_the_same_twice():
    reader = second_reader(load_lexicon())
    assert events(reader) == events(reader)


def test_the_marks_show_the_most_confident_of_names_that_overlap():
    assert cover(6, [(0, 4, 0.3), (1, 3, 0.9)]) == ["B1", "B3", "I3", "I1", "-", "-"]


def test_the_more_the_second_reader_sees_a_name_the_more_the_vote_does():
    weights = load_weights(VOTE_WEIGHTS)

    def points(mean: float, *, exact: bool) -> float:
        found = vote_features(settings.KEEP_FROM, Opinion(mean, mean, mean, 0.0, exact))
        return sum(weights.get(key, 0.0) * value for key, value in found.items())

    assert points(0.02, exact=False) < points(0.6, exact=False) < points(0.95, exact=True)


def test_a_workspace_brings_a_model_of_its_own_and_a_broken_one_is_named(tmp_path):
    from dataclasses import replace

    (tmp_path / "models").mkdir()
    (tmp_path / "models" / MODEL_NAME).write_bytes(b"no model")
    activate(replace(active(), root=tmp_path))
    with pytest.raises(RegistryError, match=MODEL_NAME):
        second_reader(load_lexicon())


def test_a_missing_model_file_is_refused_by_name(tmp_path):
    with pytest.raises(RegistryError, match="gone"):
        SecondReader(tmp_path / "gone.crfsuite", load_lexicon())
