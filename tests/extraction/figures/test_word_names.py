"""Names of figures given in words."""

from __future__ import annotations

import re

import pytest

from mapapp.contracts.vocabulary import Comparator
from mapapp.extraction.figures.context_spans import find_context_spans
from mapapp.extraction.figures.discourse_state import DiscourseState
from mapapp.extraction.figures.figures_in_words import WordFigure, WordRule
from mapapp.extraction.figures.left_context import LeftContext
from mapapp.extraction.figures.right_context import RightContext
from mapapp.extraction.figures.word_names import COVERAGE, is_adjective, name_words
from mapapp.extraction.text.clauses import lay_out


def words(text: str, tail: str, *, at: int = 0, doubtful: bool = False) -> WordFigure:
    """Return a figure in words as a rule would find it."""
    rule = WordRule("x", re.compile(text), Comparator.EQUAL, tail, "%", doubtful)
    return WordFigure(at, at + len(text), text, Comparator.EQUAL, rule)


@pytest.mark.parametrize(
    ("left", "state", "name"),
    [
        (LeftContext(noun="公交站亭"), DiscourseState(), "公交站亭覆盖率"),
        (LeftContext(), DiscourseState(noun="养老服务"), "养老服务覆盖率"),
        (LeftContext(noun="各村居"), DiscourseState(noun="快递服务"), "快递服务村居覆盖率"),
    ],
)
def test_a_coverage_is_named_after_what_is_covered(left, state, name):
    found = name_words(words("全覆盖", COVERAGE), left, RightContext(), state)
    assert found is not None and found.name == name


def test_a_coverage_of_nothing_is_no_figure():
    assert name_words(words("全覆盖", COVERAGE), LeftContext(), RightContext(), DiscourseState()) is None


def test_words_of_growth_name_a_growth():
    found = name_words(
        words("持平", "增长率"), LeftContext(noun="居民收入", growth="up"), RightContext(), DiscourseState()
    )
    assert found is not None and found.name == "居民收入增长率"


@pytest.mark.parametrize(("level", "name"), [("产值", "产值增长率"), ("城镇化率", None)])
def test_level_with_last_year_grows_a_sum_and_only_comments_on_a_rate(level, name):
    found = name_words(words("持平", "增长率"), LeftContext(), RightContext(), DiscourseState(level=level))
    assert (found and found.name) == name


def test_a_doubtful_rule_is_trusted_less():
    sure, unsure = (
        name_words(
            words("全覆盖", COVERAGE, doubtful=doubtful), LeftContext(noun="公厕"), RightContext(), DiscourseState()
        )
        for doubtful in (False, True)
    )
    assert (sure.trust, unsure.trust) == (0.8, 0.55)


@pytest.mark.parametrize(
    ("sentence", "adjective"), [("实现全覆盖的网络", True), ("实现公厕全覆盖", False), ("建成公厕全覆盖", False)]
)
def test_coverage_before_a_noun_only_describes(sentence, adjective):
    at = sentence.index("全覆盖")
    [span] = find_context_spans(sentence, ((at, at + 3),), lay_out(sentence))
    assert is_adjective(words("全覆盖", COVERAGE, at=at), sentence, span) is adjective
