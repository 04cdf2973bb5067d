"""Names of figures given in words: 居民收入增速不低于全市平均水平, 公交站亭全覆盖."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mapapp.extraction.figures.context_spans import ContextSpan
from mapapp.extraction.figures.discourse_state import ComposedName, DiscourseState
from mapapp.extraction.figures.figures_in_words import WordFigure
from mapapp.extraction.figures.left_context import LeftContext
from mapapp.extraction.figures.noun_phrases import clip
from mapapp.extraction.figures.right_context import RightContext
from mapapp.extraction.lexicon_patterns import figure_pattern

COVERAGE: Final = "覆盖率"
_GROWTH: Final = "增长率"


def is_adjective(words: WordFigure, sentence: str, span: ContextSpan) -> bool:
    """Whether 全覆盖 only describes (全覆盖的网络) or adds to a figure before it."""
    if words.rule.tail != COVERAGE:
        return False
    told = span.follows and "实现" not in sentence[span.left_start : span.left_end]
    return sentence.startswith("的", words.end) or told


def name_words(words: WordFigure, left: LeftContext, right: RightContext, state: DiscourseState) -> ComposedName | None:
    """Return the name of a figure in words; None for one that only comments on a figure before it."""
    noun = (left.verb + left.noun) if left.noun else left.subject + left.verb
    noun = figure_pattern("growth.word_end").sub("", noun)
    coverage = words.rule.tail == COVERAGE
    if not noun:
        if words.rule.tail == _GROWTH and state.level and "持平" in words.text:
            if figure_pattern("rate.end_level").search(state.level):
                return None  # 城镇化率97.3%，与上年持平: said of the figure before
            return ComposedName(state.level + _GROWTH, state, 0.8)
        if not coverage or not (state.noun or right.noun):
            return None
        noun = state.noun or right.noun
    if coverage and state.noun and figure_pattern("words.everywhere").fullmatch(noun):
        noun = state.noun + noun.removeprefix("各")
    if coverage:
        name = figure_pattern("coverage.end").sub("", noun) + COVERAGE
    elif words.rule.tail and (left.growth or figure_pattern("words.of_growth").search(words.text)):
        name = noun if figure_pattern("words.rate_end").search(noun) else noun + _GROWTH
    else:
        name = noun
    kept = replace(state, level=name, noun=left.noun or left.subject or state.noun)
    return ComposedName(clip(name), kept, 0.55 if words.rule.doubtful else 0.8)
