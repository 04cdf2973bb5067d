"""Which words date a figure: its own clause, without those of the value it moved away from or had a year before."""

from __future__ import annotations

import pytest

from mapapp.extraction.figures.context_spans import Figure, find_context_spans
from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.figure_times import FigureTime, FigureTimer
from mapapp.extraction.figures.quantities import QuantityReader
from mapapp.extraction.text.clauses import lay_out

LEXICON = load_figure_lexicon()
READER, TIMER = QuantityReader(LEXICON), FigureTimer(LEXICON)


def times_of(sentence: str) -> list[FigureTime]:
    """Return what dates each quantity of a sentence but for its years."""
    # A year is no figure: the rules of exclusion have taken it out before.
    quantities = [one for one in READER.read(sentence) if not sentence[one.start : one.end].endswith("年")]
    gaps = find_context_spans(sentence, tuple((one.start, one.end) for one in quantities), lay_out(sentence))
    return TIMER.read(sentence, [Figure(one.start, one.end, one, None) for one in quantities], gaps)


def test_a_figure_is_dated_by_its_own_clause():
    first, second = times_of("2022年产值310亿元，2023年税收20亿元")
    assert (first.words, second.words) == ("2022年产值", "2023年税收")
    assert first.earlier is None and not first.moved


@pytest.mark.parametrize(
    "sentence",
    [
        "城镇化率由2020年的52%提高到60%",
        "城镇化率从52%提高到60%",
        "人均收入由2020年的4万元增加到6万元",
        "覆盖率由52%上升至60%",
        "床位由120张增加到200张",
    ],
)
def test_a_value_that_was_left_behind_has_moved(sentence):
    before, after = times_of(sentence)
    assert (before.moved, after.moved) == (True, False)
    assert "2020" not in after.words


@pytest.mark.parametrize("sentence", ["由业主出资120万元、政府出资30万元", "由2020年起累计建成120个、改造30个"])
def test_from_without_a_change_moves_nothing(sentence):
    assert [time.moved for time in times_of(sentence)] == [False, False]


def test_last_years_value_is_an_earlier_one_and_its_words_date_nothing_else():
    now, then = times_of("产值320亿元，上年为310亿元")
    assert now.earlier is None
    assert then.earlier is not None
    assert "上年" not in then.words


def test_a_ratio_to_last_year_is_of_this_year():
    [ratio] = times_of("产值是上年的1.5倍")
    assert ratio.earlier is None
