"""Which words belong to which figure."""

from __future__ import annotations

from mapapp.extraction.figures.context_spans import drop_modifiers, find_context_spans
from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.quantities import QuantityReader
from mapapp.extraction.text.clauses import lay_out

READER = QuantityReader(load_figure_lexicon())


def sides(sentence: str) -> list[tuple[str, str, bool]]:
    quantities = READER.read(sentence)
    gaps = find_context_spans(sentence, tuple((q.start, q.end) for q in quantities), lay_out(sentence))
    return [
        (sentence[gap.left_start : gap.left_end], sentence[gap.right_start : gap.right_end], gap.listed) for gap in gaps
    ]


def test_nouns_before_their_numbers() -> None:
    assert sides("新增床位60张、食堂5家，改建驿站3个") == [
        ("新增床位", "", False),
        ("食堂", "", True),
        ("改建驿站", "", False),
    ]


def test_nouns_behind_their_numbers() -> None:
    assert sides("推进8公里河道整治、6个流域治理") == [("推进", "公里河道整治"[2:], False), ("", "流域治理", True)]


def test_no_mark_between_two_counted_nouns() -> None:
    assert sides("新增50个托班1000个托位") == [("新增", "托班", False), ("托班", "托位", False)]


def test_figure_in_brackets_keeps_to_its_brackets() -> None:
    assert sides("产值20亿元（增长5%），税收3亿元")[1] == ("增长", "", False)


def test_modifier_is_dropped_before_a_count() -> None:
    sentence = "储备5000万元以上项目90个"
    kept = drop_modifiers(sentence, READER.read(sentence))
    assert [quantity.value for quantity in kept] == [90.0]
