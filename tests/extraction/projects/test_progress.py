"""How far a thing is, told without its name."""

from __future__ import annotations

import pytest

from mapapp.contracts.vocabulary import Polarity
from mapapp.extraction.projects.progress import REASON, read_progress
from mapapp.extraction.projects.project_lexicon import load_lexicon

LEXICON = load_lexicon()
TOPIC = "云湖大桥"


def stages(words: str) -> list[str] | None:
    """Return the stages that words tell of the bridge."""
    found = read_progress(words, 0, len(words), TOPIC, LEXICON)
    return None if found is None else [one.reading.stage.value for one in found]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("目前已开工", ["started"]),
        ("完成主体结构施工", ["topped_out"]),
        ("完成最后一个承台浇筑", ["building"]),
        ("8月开工、12月竣工", ["started", "completed"]),
        ("大桥已竣工", ["completed"]),
        ("青溪水厂已开工", None),
        ("进展顺利", None),
        ("因管线迁改", None),
    ],
)
def test_stages_are_told_of_the_topic_unless_the_words_name_something_else(words, told):
    assert stages(words) == told


def test_a_stage_that_was_not_reached_is_said_to_be_so():
    (one,) = read_progress("至今未开工", 0, 5, TOPIC, LEXICON) or ()
    assert one.polarity is Polarity.NOT_REACHED


def test_bounds_are_those_of_the_stage_words_and_of_what_dates_them():
    words = "计划2026年5月开工"
    (one,) = read_progress(words, 0, len(words), TOPIC, LEXICON) or ()
    assert words[slice(*one.said)].endswith("开工")
    assert words[slice(*one.scope)] == words


@pytest.mark.parametrize(
    ("words", "reason"), [("因规划冲突", True), ("由于征收滞后", True), ("因地制宜", False), ("受理申请", False)]
)
def test_a_reason_is_known_by_its_first_word(words, reason):
    assert (REASON.match(words) is not None) is reason
