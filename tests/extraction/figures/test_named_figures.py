"""Names one figure takes from another: the part of a whole, the measure of last year's value, shares of three."""

from __future__ import annotations

import pytest

from mapapp.extraction.figures.context_spans import ContextSpan, Figure, find_context_spans
from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.figure_times import FigureTime
from mapapp.extraction.figures.left_context import LeftContext
from mapapp.extraction.figures.named_figures import (
    NamedFigure,
    industry_shares,
    measure_of,
    part_of_whole,
    same_measure,
)
from mapapp.extraction.figures.quantities import QuantityReader
from mapapp.extraction.figures.right_context import RightContext
from mapapp.extraction.text.clauses import lay_out

READER = QuantityReader(load_figure_lexicon())


def figures_of(sentence: str) -> tuple[list[Figure], tuple[ContextSpan, ...]]:
    """Return the quantities of a sentence with the words around each."""
    quantities = READER.read(sentence)
    spans = find_context_spans(sentence, tuple((one.start, one.end) for one in quantities), lay_out(sentence))
    return [Figure(one.start, one.end, one, None) for one in quantities], spans


def part(sentence: str, index: int) -> str:
    """Return what a figure is called as a part of the first."""
    figures, spans = figures_of(sentence)
    return part_of_whole(sentence, figures, spans[index], index, LeftContext(), RightContext())


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("80个项目中，按期推进61个、滞后13个", ["", "项目按期推进数", "项目滞后数"]),
        ("80个项目里，按期推进61个", ["", "项目按期推进数"]),
        ("80个项目，按期推进61个", ["", ""]),  # nothing says that these are of those
        ("80个项目中，获奖61家", ["", ""]),  # of another unit
        ("80个项目中，按照年初排定的时间节点全部推进61个", ["", ""]),  # too long for a name: another thought
    ],
)
def test_a_part_is_named_after_its_whole(sentence, names):
    assert [part(sentence, index) for index in range(len(names))] == names


def test_a_bare_value_takes_the_name_of_the_last_of_its_measure():
    figures, spans = figures_of("产值320亿元，床位120张，上年为310亿元")
    named = [
        NamedFigure(figure, span, name, 0.8, (), FigureTime(""))
        for figure, span, name in zip(figures, spans, ("产值", "床位数"), strict=False)
    ]
    found = same_measure(figures[2], named)
    assert found is not None and found.name == "产值"
    assert same_measure(figures[1], named[:1]) is None


def test_the_shares_of_three_industries_are_three_figures_in_percent():
    sentence = "三次产业结构为2.1:38.4:59.5"
    shares = industry_shares(sentence, lay_out(sentence))
    assert [(one.figure.quantity.value, one.figure.quantity.unit) for one in shares] == [
        (2.1, "%"),
        (38.4, "%"),
        (59.5, "%"),
    ]
    assert [sentence[one.figure.start : one.figure.end] for one in shares] == ["2.1", "38.4", "59.5"]


def test_a_range_below_zero_measures_something_negative():
    [down, up] = READER.read("增速为-3%，增速为3%")
    assert measure_of(down, "rate").negative
    assert not measure_of(up, "rate").negative
